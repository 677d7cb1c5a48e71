#include "ui/generation/samplepage.h"

#include "core/generation/runstore.h"
#include "ui/generation/readornotify.h"
#include "ui/generation/sampleauditbar.h"
#include "ui/generation/sampledesk.h"
#include "ui/generation/samplefilterbar.h"
#include "ui/generation/samplepane.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace antiphon {

SamplePage::SamplePage(const WorkspaceContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_desk(new SampleDesk(context, this)),
      m_model(new SampleListModel(context.session, this))
{
    m_filter = new SampleFilterBar(this);
    makeTable();
    m_pane = new SamplePane(this);
    m_split = new QSplitter(Qt::Horizontal, this);
    m_split->setChildrenCollapsible(false);
    m_split->setHandleWidth(1);
    m_split->addWidget(m_table);
    m_split->addWidget(m_pane);
    m_split->setSizes({600, 580});
    auto* full = new QWidget(this);
    auto* column = new QVBoxLayout(full);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addWidget(makeTop());
    column->addWidget(m_filter);
    column->addWidget(makeAuditRow());
    column->addWidget(m_split, 1);
    auto* empty = new EmptyView(
        QStringLiteral("corpus"),
        tr("No samples yet. A run writes one for each plan and they appear here beside it."), this);
    connect(empty->setButton(tr("New run")), &QPushButton::clicked, this, &SamplePage::runRequested);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(empty);
    m_stack->addWidget(full);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins({});
    page->addWidget(m_stack);
    setFocusProxy(m_table);
    wire();
    reload();
}

QWidget* SamplePage::makeTop()
{
    auto* top = new QWidget(this);
    m_run = new QComboBox(top);
    m_run->setAccessibleName(tr("Run"));
    m_run->setToolTip(tr("The run whose samples are shown"));
    m_run->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_check = new QPushButton(tr("Check all"), top);
    m_check->setToolTip(tr("Counts the faults of all samples of the run and keeps them, so that the list "
                           "can be sorted and filtered by them"));
    m_summary = new ElidedLabel({}, TextSize::Body, Tone::Muted, top);
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* row = new QHBoxLayout(top);
    row->setContentsMargins({});
    row->setSpacing(metrics::gap);
    row->addWidget(m_run);
    row->addWidget(m_check);
    row->addWidget(m_summary, 1);
    return top;
}

QWidget* SamplePage::makeAuditRow()
{
    auto* line = new QWidget(this);
    m_audit = new SampleAuditBar(m_context, line);
    m_counts = new TextLabel({}, TextSize::Body, Tone::Muted, line);
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins({});
    row->setSpacing(metrics::gap);
    row->addWidget(m_audit, 1);
    row->addWidget(m_counts);
    return line;
}

void SamplePage::makeTable()
{
    m_table = new CalmTable(this);
    m_table->setFramed(true);
    m_table->horizontalHeader()->setSortIndicator(SampleListModel::Number, Qt::AscendingOrder);
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Samples"));
    m_table->setEmptyText(tr("No sample passes the filter."));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setStretchLastSection(true);
    const int widths[] = {88, 84, 60, 66, 66};
    for (int column = 0; column < SampleListModel::FirstKind; ++column)
        m_table->setColumnWidth(column, widths[column]);
    const QFontMetrics metrics(m_table->horizontalHeader()->font());
    for (int column = SampleListModel::FirstKind; column < SampleListModel::Preview; ++column) {
        const QString title = m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        m_table->setColumnWidth(column, metrics.horizontalAdvance(title) + 30);
    }
}

void SamplePage::wire()
{
    connect(m_run, &QComboBox::currentIndexChanged, this, &SamplePage::adoptRun);
    connect(m_check, &QPushButton::clicked, this, &SamplePage::checkAll);
    connect(m_filter, &SampleFilterBar::changed, this, &SamplePage::applyFilter);
    connect(m_audit, &SampleAuditBar::plansChosen, this,
            [this](const std::optional<std::vector<qint64>>& plans) {
                m_audited = plans;
                applyFilter();
                m_table->setFocus(Qt::OtherFocusReason);
            });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &SamplePage::showRow);
    connect(m_model, &SampleListModel::refreshed, this, &SamplePage::keepPlace);
    connect(m_model, &SampleListModel::failed, this,
            [this](const Error& error) { m_context.notify(noticeOf(error)); });
    connect(m_pane, &SamplePane::acceptRequested, this, &SamplePage::accept);
    connect(m_pane, &SamplePane::setAsideRequested, this,
            [this](const QString& reason) { decide(SampleDecision::SetAside, reason); });
    connect(m_pane, &SamplePane::commentTyped, m_desk, &SampleDesk::comment);
    connect(m_pane, &SamplePane::rewriteRequested, m_desk, &SampleDesk::writeAgain);
    connect(m_desk, &SampleDesk::checked, this, &SamplePage::showCheck);
    connect(m_desk, &SampleDesk::checkEnded, m_check, [this] { m_check->setEnabled(true); });
    connect(m_pane, &SamplePane::lineClosed, this, [this] { m_table->setFocus(Qt::OtherFocusReason); });
    connect(&m_context.session, &ProjectSession::changed, this, &SamplePage::reload);
}

void SamplePage::reload()
{
    readOrNotify<QList<Run>>(
        m_context, this, [](const Connection& connection) { return listRuns(connection); },
        [this](const QList<Run>& runs) { adoptRuns(runs); }, QStringLiteral("generation.samples.runs"));
}

void SamplePage::adoptRuns(const QList<Run>& runs)
{
    m_runs.clear();
    for (const Run& run : runs) {
        if (run.samples + run.setAside > 0)
            m_runs << run;
    }
    const QString kept = m_wanted.isEmpty() ? m_run->currentText() : m_wanted;
    {
        const QSignalBlocker blocker(m_run);
        m_run->clear();
        for (const Run& run : std::as_const(m_runs))
            m_run->addItem(run.name);
        m_run->setCurrentIndex(std::max(0, m_run->findText(kept)));
    }
    m_stack->setCurrentIndex(m_runs.isEmpty() ? 0 : 1);
    adoptRun();
}

void SamplePage::adoptRun()
{
    const int index = m_run->currentIndex();
    const bool there = index >= 0 && index < m_runs.size();
    const bool another = there && (!m_model->run() || m_model->run()->id != m_runs[index].id);
    if (another || !there) {
        choosePlan(-1, 0);
        m_pane->clear();
        m_summary->clear();
        m_summary->setToolTip({});
    }
    if (m_wanted == m_run->currentText() && m_wantedPlan >= 0) {
        choosePlan(m_wantedPlan, m_shownRow);
        m_wantedPlan = -1;
    }
    m_wanted.clear();
    const auto run = there ? std::optional(m_runs[index]) : std::nullopt;
    m_model->setRun(run);
    m_desk->setSample(run, m_shownPlan);
    m_audit->setRun(run);
}

void SamplePage::chooseRun(const QString& name, qint64 planOrdinal)
{
    m_wanted = name;
    m_wantedPlan = planOrdinal;
    const int index = m_run->findText(name);
    if (index < 0)
        return;
    if (index == m_run->currentIndex())
        adoptRun();
    else
        m_run->setCurrentIndex(index);
}

// The rows are new: the sample in hand stays, or the one that took its place.
void SamplePage::keepPlace()
{
    tellCounts();
    // What is looked at can be sorted and filtered at once; a large run is checked when a person asks for it.
    if (isVisible() && m_model->run() && m_model->run()->state != RunState::Running)
        m_desk->countFew(*m_model->run(), m_model->checked());
    int row = m_model->rowOfPlan(m_shownPlan);
    if (row < 0)
        row = std::min(m_shownRow, m_model->rowCount() - 1);
    if (row < 0) {
        choosePlan(-1, m_shownRow);
        m_pane->clear();
        return;
    }
    const QSignalBlocker blocker(m_table->selectionModel());
    m_table->setCurrentIndex(m_model->index(row, 0));
    m_table->viewport()->update();
    choosePlan(m_model->planOf(row), row);
    readShown();
}

void SamplePage::tellCounts()
{
    QStringList people;
    qint64 accepted = 0;
    qint64 aside = 0;
    for (const SampleVerdict& verdict : m_model->verdicts()) {
        accepted += verdict.decision == SampleDecision::Accepted ? 1 : 0;
        aside += verdict.decision == SampleDecision::SetAside ? 1 : 0;
        if (!people.contains(verdict.person))
            people << verdict.person;
    }
    people.sort();
    m_filter->setPeople(people);
    const qint64 total = m_model->total();
    QStringList parts{m_model->rowCount() == total
                          ? countedText(total, tr("sample"), tr("samples"))
                          : tr("%1 of %2 samples").arg(countText(m_model->rowCount()), countText(total))};
    if (accepted > 0)
        parts << tr("%1 accepted").arg(countText(accepted));
    if (aside > 0)
        parts << tr("%1 set aside").arg(countText(aside));
    const qint64 written = m_model->run() ? m_model->run()->samples : 0;
    if (m_model->checked() < written)
        parts << tr("%1 not checked yet").arg(countText(written - m_model->checked()));
    m_counts->setText(parts.join(QStringLiteral(" · ")));
}

void SamplePage::applyFilter()
{
    SampleFilter filter = m_filter->filter();
    filter.only = m_audited;
    m_model->setFilter(filter);
}

void SamplePage::newAudit()
{
    m_audit->openForm();
}

void SamplePage::step(int rows)
{
    const int row = std::clamp(m_table->currentIndex().row() + rows, 0, std::max(0, m_model->rowCount() - 1));
    m_table->setCurrentIndex(m_model->index(row, 0));
}

void SamplePage::showRow()
{
    const int row = m_table->currentIndex().row();
    const qint64 plan = m_model->planOf(row);
    if (plan < 0 || plan == m_shownPlan)
        return;
    choosePlan(plan, row);
    readShown();
}

void SamplePage::choosePlan(qint64 plan, int row)
{
    m_shownPlan = plan;
    m_shownRow = row;
    m_desk->setSample(m_model->run(), plan);
}

void SamplePage::readShown()
{
    if (!m_model->run() || m_shownPlan < 0)
        return;
    m_context.session.read<Sample>(
        this,
        [run = *m_model->run(), plan = m_shownPlan](const Connection& connection) {
            return readSample(connection, run, plan);
        },
        [this](Result<Sample> sample) {
            if (!sample) {
                m_context.notify(noticeOf(sample.error()));
            } else if (sample->item.planOrdinal == m_shownPlan) {
                m_pane->show(*sample);
                if (isVisible())
                    m_context.showPlace(
                        tr("%1, sample %2").arg(m_run->currentText(), countText(m_shownPlan)));
            }
        },
        QStringLiteral("generation.sample"));
}

void SamplePage::decide(SampleDecision decision, const QString& reason)
{
    m_desk->decide(decision, reason);
    if (m_desk->hasSample() && decision != SampleDecision::Open)
        step(1);
}

void SamplePage::askToSetAside()
{
    m_pane->askReason();
}

void SamplePage::askForComment()
{
    m_pane->askComment();
}

void SamplePage::search()
{
    m_filter->focusSearch();
}

void SamplePage::showNextView()
{
    m_pane->showView((m_pane->view() + 1) % 3);
}

void SamplePage::checkAll()
{
    const QString name = m_run->currentText();
    if (name.isEmpty() || !m_check->isEnabled())
        return;
    m_check->setEnabled(false);
    m_desk->checkAll(name);
}

void SamplePage::showCheck(const SourceCheck& check)
{
    if (check.source != m_run->currentText())
        return;
    QStringList parts;
    QStringList details;
    for (int i = 0; i < checkKinds; ++i) {
        const auto kind = static_cast<CheckKind>(i);
        const CheckCount& count = check.of(kind);
        details << tr("%1: %2 of %3 (%4)")
                       .arg(checkName(kind), countText(count.count), countText(count.n), checkMethod(kind));
        if (count.count > 0)
            parts << tr("%1 %2").arg(countText(count.count), checkName(kind).toLower());
    }
    const auto recall = mentionRecall(check);
    const QString values =
        recall ? tr("recall %1 of %2 values")
                     .arg(QString::number(*recall, 'f', 3), countText(check.of(CheckKind::MentionMissed).n))
               : tr("recall undefined");
    m_summary->setText(tr("%1 checked: %2, %3")
                           .arg(countText(check.dialogues),
                                parts.isEmpty() ? tr("nothing found") : parts.join(QStringLiteral(", ")),
                                values));
    m_summary->setToolTip(details.join(QLatin1Char('\n')));
    m_summary->setTone(parts.isEmpty() ? Tone::Ok : Tone::Warn);
}

QJsonObject SamplePage::save() const
{
    return {{QStringLiteral("split"), QString::fromLatin1(m_split->saveState().toBase64())},
            {QStringLiteral("sort"), m_table->horizontalHeader()->sortIndicatorSection()},
            {QStringLiteral("descending"),
             m_table->horizontalHeader()->sortIndicatorOrder() == Qt::DescendingOrder},
            {QStringLiteral("filter"), m_filter->save()},
            {QStringLiteral("audit"), m_audit->chosen()}};
}

void SamplePage::restore(const QJsonObject& state)
{
    if (state.isEmpty())
        return;
    m_split->restoreState(QByteArray::fromBase64(state.value(QStringLiteral("split")).toString().toLatin1()));
    m_filter->restore(state.value(QStringLiteral("filter")).toObject());
    m_audit->chooseAudit(state.value(QStringLiteral("audit")).toString());
    const int column = state.value(QStringLiteral("sort")).toInt();
    m_table->sortByColumn(std::clamp(column, 0, SampleListModel::ColumnCount - 1),
                          state.value(QStringLiteral("descending")).toBool() ? Qt::DescendingOrder
                                                                             : Qt::AscendingOrder);
}

} // namespace antiphon
