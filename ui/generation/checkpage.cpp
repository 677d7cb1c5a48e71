#include "ui/generation/checkpage.h"

#include "core/base/linereader.h"
#include "core/corpus/corpusstore.h"
#include "ui/generation/readornotify.h"
#include "ui/models/texttablemodel.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonDocument>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int examplesKept = 50;

CalmTable* framedTable(QAbstractItemModel* model, const QString& name, const QString& empty, QWidget* parent)
{
    auto* table = new CalmTable(parent);
    table->setFramed(true);
    table->setModel(model);
    table->setSortingEnabled(false);
    table->setAccessibleName(name);
    table->setEmptyText(empty);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    return table;
}

QWidget* under(const QString& title, QWidget* table, const QMargins& margins, QWidget* parent)
{
    auto* pane = new QWidget(parent);
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(margins);
    column->setSpacing(metrics::gap);
    column->addWidget(new SectionHeader(title, {}, pane));
    column->addWidget(table, 1);
    return pane;
}

} // namespace

CheckPage::CheckPage(const WorkspaceContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_model(new CheckTableModel(this))
{
    auto* full = new QWidget(this);
    auto* column = new QVBoxLayout(full);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    m_busy = new BusyBar(full);
    column->addWidget(makeBar());
    column->addWidget(m_busy);
    column->addWidget(makeTables(), 1);
    auto* empty = new EmptyView(
        QStringLiteral("corpus"),
        tr("Nothing to check yet. A run or an imported corpus can be measured here as a whole."), this);
    connect(empty->setButton(tr("New run")), &QPushButton::clicked, this, &CheckPage::runRequested);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(empty);
    m_stack->addWidget(full);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins({});
    page->addWidget(m_stack);
    setFocusProxy(m_source);
    end();
    connect(&context.session, &ProjectSession::changed, this, &CheckPage::reload);
    connect(&context.jobs, &JobRunner::changed, this, &CheckPage::showProgress);
    reload();
}

QWidget* CheckPage::makeBar()
{
    auto* bar = new QWidget(this);
    m_source = new QComboBox(bar);
    m_source->setAccessibleName(tr("Source to check"));
    m_source->setToolTip(tr("The run or corpus that is checked"));
    m_source->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_human = new QComboBox(bar);
    m_human->setAccessibleName(tr("Human source beside it"));
    m_human->setToolTip(tr("A corpus that people made: every measure is shown beside its own"));
    m_human->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_check = new QPushButton(tr("Check"), bar);
    m_check->setToolTip(tr("Counts all faults and measures the texts"));
    m_stop = new QPushButton(tr("Cancel"), bar);
    m_stop->setToolTip(tr("Ends the check without a result"));
    m_export = new QPushButton(tr("Export…"), bar);
    m_export->setToolTip(tr("Writes all figures with their methods as CSV or JSON"));
    m_summary = new TextLabel({}, TextSize::Body, Tone::Muted, bar);
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins({});
    row->setSpacing(metrics::gap);
    row->addWidget(m_source);
    row->addWidget(new TextLabel(tr("beside"), TextSize::Body, Tone::Muted, bar));
    row->addWidget(m_human);
    row->addWidget(m_check);
    row->addWidget(m_stop);
    row->addWidget(m_summary, 1);
    row->addWidget(m_export);
    connect(m_check, &QPushButton::clicked, this, &CheckPage::check);
    connect(m_stop, &QPushButton::clicked, this, &CheckPage::stop);
    connect(m_export, &QPushButton::clicked, this, &CheckPage::exportShown);
    return bar;
}

QWidget* CheckPage::makeTables()
{
    m_table = framedTable(m_model, tr("Measures"), tr("Choose a source and press Check."), this);
    m_table->setExportable(true);
    m_table->horizontalHeader()->setSectionResizeMode(CheckTableModel::Name, QHeaderView::Stretch);
    const int widths[] = {0, 76, 130, 64, 84, 196};
    for (int column = CheckTableModel::Value; column < CheckTableModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, widths[column]);
    m_examples = new TextTableModel({{tr("Turn")}, {tr("Finding")}}, TextTableModel::Boxes::None, this);
    m_openings = new TextTableModel({{tr("First words")}, {tr("Turns"), Qt::AlignRight}},
                                    TextTableModel::Boxes::None, this);
    m_exampleTable = framedTable(m_examples, tr("Examples of faults"), {}, this);
    m_exampleTable->horizontalHeader()->setStretchLastSection(true);
    m_exampleTable->setColumnWidth(0, 90);
    m_exampleTable->setToolTip(tr("Enter opens the sample"));
    m_openingTable = framedTable(m_openings, tr("Commonest openings"), {}, this);
    m_openingTable->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    connect(m_table, &CalmTable::exportRequested, this, &CheckPage::exportShown);
    connect(m_exampleTable, &CalmTable::rowActivated, this, &CheckPage::openExample);
    auto* side = new QSplitter(Qt::Vertical, this);
    side->setChildrenCollapsible(false);
    side->setHandleWidth(1);
    side->addWidget(under(tr("Where faults were found"), m_exampleTable,
                          {metrics::padding, 0, 0, metrics::padding}, side));
    side->addWidget(
        under(tr("Commonest openings"), m_openingTable, {metrics::padding, metrics::padding, 0, 0}, side));
    auto* split = new QSplitter(Qt::Horizontal, this);
    split->setChildrenCollapsible(false);
    split->setHandleWidth(1);
    split->addWidget(m_table);
    split->addWidget(side);
    split->setSizes({860, 324});
    return split;
}

void CheckPage::reload()
{
    readOrNotify<QList<Source>>(
        m_context, this, [](const Connection& connection) { return readySources(connection); },
        [this](const QList<Source>& sources) { adoptSources(sources); },
        QStringLiteral("generation.checks.sources"));
}

void CheckPage::adoptSources(const QList<Source>& sources)
{
    m_sources = sources;
    const QString source = m_source->currentText();
    const QString human = m_human->currentIndex() > 0 ? m_human->currentText() : QString();
    m_source->clear();
    m_human->clear();
    m_human->addItem(tr("no other source"));
    qsizetype newestRun = 0;
    for (qsizetype i = 0; i < sources.size(); ++i) {
        m_source->addItem(sources[i].name);
        m_human->addItem(sources[i].name);
        newestRun = sources[i].kind == SourceKind::Run ? i : newestRun;
    }
    m_source->setCurrentIndex(static_cast<int>(newestRun));
    choose(source, human);
    m_stack->setCurrentIndex(sources.isEmpty() ? 0 : 1);
}

void CheckPage::choose(const QString& source, const QString& human)
{
    if (const int index = m_source->findText(source); index >= 0)
        m_source->setCurrentIndex(index);
    m_human->setCurrentIndex(human.isEmpty() ? 0 : std::max(0, m_human->findText(human)));
}

void CheckPage::check()
{
    if (m_job != 0 || m_source->currentIndex() < 0)
        return;
    CorpusCheckRequest request;
    request.source = m_source->currentText();
    request.human = m_human->currentIndex() > 0 ? m_human->currentText() : QString();
    request.examplesPerKind = examplesKept;
    const QString path = m_context.session.path();
    begin();
    m_job = m_context.jobs.start<CorpusCheck>(
        tr("Checking %1").arg(request.source), this,
        [path, request](const JobContext& job) {
            return checkCorpus(path, request, job.cancel, job.progress);
        },
        [this](Result<CorpusCheck> found) { adopt(found); },
        [](const CorpusCheck& found) { return tr("%1 dialogues").arg(countText(found.exact.dialogues)); });
}

void CheckPage::stop()
{
    if (m_job != 0)
        m_context.jobs.cancel(m_job);
}

void CheckPage::begin()
{
    m_busy->begin();
    m_check->setEnabled(false);
    m_stop->setVisible(true);
    m_summary->setTone(Tone::Muted);
    m_summary->setText(tr("Checking…"));
    m_table->setEmptyText({});
}

void CheckPage::end()
{
    m_job = 0;
    m_busy->end();
    m_check->setEnabled(true);
    m_stop->setVisible(false);
    m_export->setEnabled(m_found.has_value());
}

void CheckPage::showProgress()
{
    const auto jobs = m_context.jobs.snapshots();
    for (const JobSnapshot& job : jobs) {
        if (m_job != 0 && job.number == m_job && job.progress.total > 0)
            m_summary->setText(job.progress.done < job.progress.total
                                   ? tr("Checking, %1 of %2 dialogues")
                                         .arg(countText(job.progress.done), countText(job.progress.total))
                                   : tr("Measuring the texts…"));
    }
}

void CheckPage::adopt(const Result<CorpusCheck>& check)
{
    if (check)
        m_found = *check;
    end();
    if (!check) {
        const bool cancelled = check.error().code == ErrorCode::Cancelled;
        m_summary->setText(cancelled ? tr("Cancelled") : tr("Not checked"));
        m_table->setEmptyText(tr("Choose a source and press Check."));
        if (!cancelled)
            m_context.notify(noticeOf(check.error()));
        return;
    }
    m_observed.clear();
    show(*m_found);
    readObserved();
}

void CheckPage::readObserved()
{
    const QString name = m_found->exact.source;
    m_context.session.readAside<QList<ObservedShares>>(
        this,
        [name](const Connection& connection) -> Result<QList<ObservedShares>> {
            ANTIPHON_TRY_ASSIGN(const auto source, sourceByName(connection, name));
            return source ? observedShares(connection, source->id) : QList<ObservedShares>();
        },
        [this, name](Result<QList<ObservedShares>> observed) {
            if (!observed)
                return m_context.notify(noticeOf(observed.error()));
            if (observed->isEmpty() || !m_found || m_found->exact.source != name)
                return;
            m_observed = *observed;
            show(*m_found);
        },
        QStringLiteral("generation.checks.observed"));
}

void CheckPage::show(const CorpusCheck& check)
{
    m_model->setLines(checkLines(check, m_observed), check.human);
    m_table->clearSpans();
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->line(row).isTitle)
            m_table->setSpan(row, 0, 1, CheckTableModel::ColumnCount);
    }
    m_table->setColumnHidden(CheckTableModel::Human, !check.comparison);
    m_table->setColumnHidden(CheckTableModel::Difference, !check.comparison);
    QList<QList<TextCell>> examples;
    for (const CheckExample& example : check.exact.examples)
        examples << QList<TextCell>{
            {QStringLiteral("%1 / %2").arg(example.externalId).arg(example.finding.turn + 1)},
            {findingSentence(example.finding), {}, example.text}};
    m_exampleTable->setEmptyText(tr("No fault was found."));
    m_examples->setRows(examples);
    QList<QList<TextCell>> openings;
    for (const auto& list : check.openings) {
        for (const measures::Opening& opening : list)
            openings << QList<TextCell>{{opening.words}, {countText(opening.turns)}};
    }
    m_openingTable->setEmptyText(tr("No turn has a text."));
    m_openings->setRows(openings);
    qint64 faults = 0;
    for (const CheckCount& count : check.exact.counts)
        faults += count.count;
    m_summary->setText(
        tr("%1 dialogues, %2")
            .arg(countText(check.exact.dialogues),
                 faults == 0 ? tr("no fault found") : countedText(faults, tr("fault"), tr("faults"))));
    m_summary->setTone(faults == 0 ? Tone::Ok : Tone::Warn);
}

void CheckPage::openExample(int row)
{
    if (!m_found || row < 0 || row >= m_found->exact.examples.size())
        return;
    const CheckExample& example = m_found->exact.examples.at(row);
    for (const Source& source : std::as_const(m_sources)) {
        if (source.name != m_found->exact.source)
            continue;
        if (source.kind == SourceKind::Run)
            Q_EMIT sampleRequested(source.name, example.ordinal);
        else
            m_context.navigate(QStringLiteral("corpus"),
                               QStringLiteral("dialogue/") + example.dialogue.toText());
    }
}

void CheckPage::exportShown()
{
    if (!m_found)
        return;
    const FileQuestion question{tr("Export the figures"),
                                m_found->exact.source + QStringLiteral("-checks.csv"),
                                tr("Table (*.csv);;JSON (*.json)")};
    m_context.files.save(this, question, [this](const QString& path) {
        m_context.jobs.start<bool>(
            tr("Exporting figures"), this,
            [path, found = *m_found, observed = m_observed](const JobContext&) -> Result<bool> {
                const bool json = path.endsWith(QLatin1String(".json"));
                ANTIPHON_TRY(writeWholeFile(path, json ? QJsonDocument(checkJson(found, observed)).toJson()
                                                       : checkCsv(found, observed)));
                return true;
            },
            [this, path](Result<bool> done) {
                m_context.notify(done ? Notice{NoticeKind::Done, tr("The figures are in %1.").arg(path)}
                                      : noticeOf(done.error()));
            });
    });
}

} // namespace antiphon
