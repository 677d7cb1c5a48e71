#include "ui/generation/planchooser.h"

#include "core/base/random.h"
#include "core/cascade/planstore.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSpinBox>

namespace antiphon {

PlanChooser::PlanChooser(const WorkspaceContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_planSet(new QComboBox(this)),
      m_plan(new QSpinBox(this)),
      m_any(new QPushButton(themeIcon(QStringLiteral("dice")), {}, this))
{
    m_planSet->setAccessibleName(tr("Plans"));
    m_planSet->setToolTip(tr("The plans to try it on"));
    m_plan->setPrefix(tr("plan "));
    m_plan->setAccessibleName(tr("Plan"));
    m_plan->setToolTip(tr("Up and Down: the next and the previous plan"));
    m_any->setToolTip(tr("Any plan"));
    m_any->setAccessibleName(tr("Any plan"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(metrics::gap);
    row->addWidget(m_planSet, 1);
    row->addWidget(m_plan);
    row->addWidget(m_any);
    setFocusProxy(m_plan);
    connect(m_planSet, &QComboBox::currentIndexChanged, this, [this] {
        m_plan->setRange(0, std::max(0, m_planSet->currentData().toInt() - 1));
        Q_EMIT chosen();
    });
    connect(m_plan, &QSpinBox::valueChanged, this, &PlanChooser::chosen);
    connect(m_any, &QPushButton::clicked, this, &PlanChooser::chooseAny);
    connect(&context.session, &ProjectSession::changed, this, &PlanChooser::reload);
    reload();
}

QString PlanChooser::planSet() const
{
    return m_planSet->currentText();
}

qint64 PlanChooser::plan() const
{
    return m_plan->value();
}

void PlanChooser::chooseAny()
{
    const auto count = static_cast<quint64>(m_plan->maximum()) + 1;
    m_plan->setValue(static_cast<int>(Random::forKey(1, m_draws++).below(count)));
}

void PlanChooser::reload()
{
    m_context.session.read<QList<PlanSet>>(
        this, [](const Connection& connection) { return readyPlanSets(connection); },
        [this](const Result<QList<PlanSet>>& sets) {
            if (!sets)
                return;
            const QString kept = m_planSet->currentText();
            const QSignalBlocker blocker(m_planSet);
            const QSignalBlocker other(m_plan);
            m_planSet->clear();
            for (auto it = sets->crbegin(); it != sets->crend(); ++it)
                m_planSet->addItem(it->name, static_cast<int>(it->plans));
            m_planSet->setCurrentIndex(std::max(0, m_planSet->findText(kept)));
            m_plan->setRange(0, std::max(0, m_planSet->currentData().toInt() - 1));
            for (QWidget* part : {static_cast<QWidget*>(m_planSet), static_cast<QWidget*>(m_plan),
                                  static_cast<QWidget*>(m_any)})
                part->setEnabled(!sets->isEmpty());
            Q_EMIT chosen();
        });
}

} // namespace antiphon
