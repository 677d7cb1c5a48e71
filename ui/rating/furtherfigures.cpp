#include "ui/rating/furtherfigures.h"

#include "core/rating/figuretables.h"
#include "ui/rating/figuretablecard.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/panels.h"

#include <QVBoxLayout>

namespace antiphon {

FurtherFigures::FurtherFigures(const CriterionResult& result, bool open, QWidget* parent)
    : QWidget(parent), m_result(result)
{
    m_toggle = new QPushButton(this);
    m_toggle->setCheckable(true);
    m_toggle->setToolTip(tr("Tests over all conditions, agreement by several coefficients, a model of the "
                            "answers, and how each rater rates"));
    m_body = new QWidget(this);
    m_tables = new QVBoxLayout(m_body);
    m_tables->setContentsMargins(0, 0, 0, 0);
    m_tables->setSpacing(metrics::gap);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::gap);
    column->addWidget(m_toggle, 0, Qt::AlignLeft);
    column->addWidget(m_body);
    setOpen(open);
    connect(m_toggle, &QPushButton::toggled, this, [this](bool checked) {
        setOpen(checked);
        Q_EMIT openChanged(checked);
    });
}

void FurtherFigures::setOpen(bool open)
{
    if (open && m_tables->isEmpty())
        fill();
    m_body->setVisible(open);
    m_toggle->setChecked(open);
    m_toggle->setText(open ? tr("Hide tests and model") : tr("Tests and model"));
    m_toggle->setAccessibleName(tr("Tests, agreement, model and raters of %1").arg(m_result.criterion.name));
}

void FurtherFigures::fill()
{
    addFigureTables(*m_tables, m_result.criterion.name, figureTables(m_result), m_body,
                    [this](const Chart& chart) { Q_EMIT exportRequested(chart); });
}

} // namespace antiphon
