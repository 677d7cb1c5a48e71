#include "ui/generation/sampleauditbar.h"

#include "ui/generation/readornotify.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/textlabel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

namespace antiphon {

namespace {

QString percent(double share)
{
    return QString::number(100 * share, 'f', 1);
}

QString intervalText(const statistics::Estimate& share)
{
    return SampleAuditBar::tr("%1 to %2 %")
        .arg(percent(share.low.value_or(0)), percent(share.high.value_or(1)));
}

QString progressText(const SampleAudit& audit)
{
    const AuditShare share = auditShare(audit);
    const QString judged =
        SampleAuditBar::tr("%1 of %2 judged").arg(countText(audit.judged()), countText(audit.items.size()));
    if (!share.wilson.value)
        return judged;
    return SampleAuditBar::tr("%1, %2 with a fault: %3 % (%4)")
        .arg(judged, countText(audit.faults()), percent(*share.wilson.value), intervalText(share.wilson));
}

QString progressHint(const SampleAudit& audit)
{
    const AuditShare share = auditShare(audit);
    return SampleAuditBar::tr(
               "%1 of %2 samples drawn by %3 with seed %4. Samples that were set aside count as "
               "faults, open ones are left out. 95 % intervals: Wilson %5; Clopper and Pearson %6.")
        .arg(countText(audit.items.size()), countText(audit.population), audit.person,
             QString::number(audit.seed),
             share.wilson.value ? intervalText(share.wilson) : QStringLiteral("–"),
             share.exact.value ? intervalText(share.exact) : QStringLiteral("–"));
}

QSpinBox* numberField(QWidget* parent, int minimum, int value, const QString& name)
{
    auto* field = new QSpinBox(parent);
    field->setRange(minimum, INT_MAX);
    field->setValue(value);
    field->setAccessibleName(name);
    field->setToolTip(name);
    return field;
}

} // namespace

SampleAuditBar::SampleAuditBar(const WorkspaceContext& context, QWidget* parent)
    : QWidget(parent), m_context(context)
{
    m_choice = new QComboBox(this);
    m_choice->setAccessibleName(tr("Audit"));
    m_choice->setToolTip(tr("Lists the samples of a random audit only"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_choice->addItem(tr("No audit"));
    m_new = new QPushButton(tr("New audit…"), this);
    m_new->setToolTip(tr("Draws samples at random, to be looked at one by one (Shift+R)"));
    m_progress = new TextLabel({}, TextSize::Body, Tone::Muted, this);
    m_progress->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(metrics::gap);
    row->addWidget(m_choice);
    row->addWidget(m_new);
    row->addWidget(makeForm());
    row->addWidget(m_progress, 1);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &SampleAuditBar::tell);
    connect(m_new, &QPushButton::clicked, this, &SampleAuditBar::openForm);
}

QWidget* SampleAuditBar::makeForm()
{
    m_form = new QWidget(this);
    m_name = new QLineEdit(m_form);
    m_name->setPlaceholderText(tr("Name of the audit"));
    m_name->setAccessibleName(tr("Name of the audit"));
    m_count = numberField(m_form, 1, 50, tr("How many samples"));
    m_count->setSuffix(tr(" samples"));
    m_seed = numberField(m_form, 0, 1, tr("Seed of the draw"));
    m_seed->setPrefix(tr("seed "));
    auto* draws = new QPushButton(tr("Draw"), m_form);
    draws->setToolTip(tr("The same run, number and seed give the same samples"));
    auto* row = new QHBoxLayout(m_form);
    row->setContentsMargins({});
    row->setSpacing(metrics::gap);
    for (QWidget* field : {static_cast<QWidget*>(m_name), static_cast<QWidget*>(m_count),
                           static_cast<QWidget*>(m_seed), static_cast<QWidget*>(draws)}) {
        row->addWidget(field);
        field->installEventFilter(this);
    }
    connect(m_name, &QLineEdit::returnPressed, this, &SampleAuditBar::draw);
    connect(draws, &QPushButton::clicked, this, &SampleAuditBar::draw);
    m_form->hide();
    return m_form;
}

void SampleAuditBar::setRun(const std::optional<Run>& run)
{
    m_run = run;
    m_new->setEnabled(run && run->samples > 0);
    readOrNotify<QList<SampleAudit>>(
        m_context, this, [](const Connection& connection) { return sampleAudits(connection); },
        [this](const QList<SampleAudit>& audits) { adopt(audits); }, QStringLiteral("generation.audits"));
}

void SampleAuditBar::adopt(const QList<SampleAudit>& audits)
{
    const QString kept = m_wanted.isEmpty() ? chosen() : m_wanted;
    m_audits.clear();
    for (const SampleAudit& audit : audits) {
        const bool here = std::any_of(audit.items.begin(), audit.items.end(), [this](const AuditItem& item) {
            return m_run && item.run == m_run->id;
        });
        if (here)
            m_audits << audit;
    }
    {
        const QSignalBlocker blocker(m_choice);
        m_choice->clear();
        m_choice->addItem(tr("No audit"));
        for (const SampleAudit& audit : std::as_const(m_audits))
            m_choice->addItem(audit.name);
        m_choice->setCurrentIndex(kept.isEmpty() ? 0 : std::max(0, m_choice->findText(kept)));
    }
    if (m_choice->currentIndex() > 0)
        m_wanted.clear();
    tell();
}

QString SampleAuditBar::chosen() const
{
    return m_choice->currentIndex() > 0 ? m_choice->currentText() : QString();
}

void SampleAuditBar::chooseAudit(const QString& name)
{
    const int index = name.isEmpty() ? 0 : m_choice->findText(name);
    m_wanted = index < 0 ? name : QString();
    if (index >= 0)
        m_choice->setCurrentIndex(index);
}

void SampleAuditBar::tell()
{
    const int index = m_choice->currentIndex() - 1;
    std::optional<std::vector<qint64>> plans;
    m_progress->clear();
    m_progress->setToolTip({});
    if (index >= 0 && index < m_audits.size()) {
        const SampleAudit& audit = m_audits.at(index);
        plans.emplace();
        for (const AuditItem& item : audit.items) {
            if (m_run && item.run == m_run->id)
                plans->push_back(item.planOrdinal);
        }
        std::sort(plans->begin(), plans->end());
        m_progress->setText(progressText(audit));
        m_progress->setToolTip(progressHint(audit));
    }
    if (plans == m_told)
        return;
    m_told = plans;
    Q_EMIT plansChosen(plans);
}

void SampleAuditBar::openForm()
{
    if (!m_run)
        return;
    m_form->show();
    m_new->hide();
    m_progress->hide();
    m_name->setText(tr("audit %1").arg(m_audits.size() + 1));
    m_name->setFocus(Qt::OtherFocusReason);
    m_name->selectAll();
}

void SampleAuditBar::closeForm()
{
    m_form->hide();
    m_new->show();
    m_progress->show();
    m_choice->setFocus(Qt::OtherFocusReason);
}

void SampleAuditBar::draw()
{
    const QString name = m_name->text().trimmed();
    if (!m_run || name.isEmpty())
        return;
    m_context.session.edit(
        tr("Draw audit %1").arg(name),
        [run = *m_run, name, count = m_count->value(), seed = m_seed->value(),
         person = m_context.session.actor().name](const Connection& connection) -> Result<void> {
            ANTIPHON_TRY(drawAudit(connection, name, {run}, count, static_cast<quint64>(seed), person));
            return {};
        },
        this,
        [this, name](const Result<void>& done) {
            if (!done)
                return;
            m_wanted = name;
            closeForm();
            setRun(m_run);
        });
}

bool SampleAuditBar::eventFilter(QObject* watched, QEvent* event)
{
    if (m_form->isVisible() && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        closeForm();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace antiphon
