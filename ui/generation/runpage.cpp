#include "ui/generation/runpage.h"

#include "core/cascade/planstore.h"
#include "core/corpus/corpusexport.h"
#include "core/corpus/corpusstore.h"
#include "core/corpus/sourcestore.h"
#include "core/generation/endpointstore.h"
#include "core/generation/phraseshelf.h"
#include "core/generation/promptshelf.h"
#include "core/generation/runstore.h"
#include "ui/generation/pilotcard.h"
#include "ui/generation/readornotify.h"
#include "ui/generation/runprogress.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr qint64 failuresShown = 5;

QString factsOf(const Run& run)
{
    const auto parameter = [&run](const char* name) {
        return run.parameters.value(QLatin1String(name)).toVariant().toString();
    };
    QStringList lines;
    lines << RunPage::tr("%1 of %2 plans of \"%3\" written, %4 set aside")
                 .arg(countText(run.samples), countText(run.planned), parameter("plan_set"),
                      countText(run.setAside));
    lines << (run.writer == templateWriterName ? RunPage::tr("Template writer")
                                               : RunPage::tr("Endpoint %1").arg(run.writer)) +
                 RunPage::tr(", seed %1").arg(parameter("seed"));
    if (run.writer != templateWriterName)
        lines << RunPage::tr("Prompt %1")
                     .arg(parameter("prompt").isEmpty() ? QStringLiteral("whole-dialogue")
                                                        : parameter("prompt"));
    lines << RunPage::tr("Begun %1 with %2").arg(timeText(run.createdAt, now()), parameter("program"));
    return lines.join(QLatin1Char('\n'));
}

} // namespace

RunPage::RunPage(const WorkspaceContext& context, RunDesk& desk, QWidget* parent)
    : QWidget(parent), m_context(context), m_desk(desk), m_model(new RunListModel(this))
{
    m_progress = new RunProgress(desk, this);
    m_pilot = new PilotCard(this);
    m_form = new NewRunPanel(this);
    m_empty = new EmptyView(
        QStringLiteral("generate"),
        tr("No run yet. A run turns plans into written dialogues, by templates or by a model."), this);
    connect(m_empty->setButton(tr("New run")), &QPushButton::clicked, this, [this] { openForm(); });
    connect(m_empty->setLink(tr("How generation works")), &QPushButton::clicked, this,
            [this] { m_context.navigate(QStringLiteral("guide"), QStringLiteral("generation")); });
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(makeList());

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::padding);
    column->addWidget(m_form);
    column->addWidget(m_pilot);
    column->addWidget(m_progress);
    column->addWidget(m_stack, 1);
    m_form->hide();
    m_progress->setVisible(desk.isRunning());
    setFocusProxy(m_table);

    connect(m_form, &NewRunPanel::closed, this, &RunPage::closeForm);
    followDesk();
    connect(&context.session, &ProjectSession::changed, this, &RunPage::reload);
    reload();
}

void RunPage::followDesk()
{
    connect(m_form, &NewRunPanel::startRequested, this, [this](const RunRequest& request) {
        m_wanted = request.name;
        m_desk.start(request);
        closeForm();
    });
    connect(&m_desk, &RunDesk::started, this, [this] {
        m_model->setActive(m_desk.runName());
        m_progress->show();
        m_form->setBusy(true);
        if (m_pilot->run() == m_desk.runName())
            m_pilot->hide();
        showChosen();
    });
    connect(&m_desk, &RunDesk::ended, this, [this] {
        m_model->setActive({});
        m_progress->hide();
        m_form->setBusy(false);
        reload();
    });
    connect(&m_desk, &RunDesk::waitingChanged, this, &RunPage::reload);
    connect(&m_desk, &RunDesk::pilotWritten, this,
            [this](const QString& run, const RunEstimate& estimate, qint64 planned) {
                m_pilot->show(run, estimate, planned);
                m_pilot->setFocus(Qt::OtherFocusReason);
            });
    connect(m_pilot, &PilotCard::goOnRequested, this, [this](const QString& name) {
        const int row = m_model->rowOf(name);
        if (row >= 0)
            resume(m_model->runs()[row]);
    });
}

QWidget* RunPage::makeList()
{
    auto* page = new QWidget(this);
    m_table = new CalmTable(page);
    m_table->setFramed(true);
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Runs"));
    m_table->setSortingEnabled(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    auto* header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(RunListModel::Name, QHeaderView::Stretch);
    header->setStretchLastSection(false);
    m_new = new QPushButton(themeIcon(QStringLiteral("add")), tr("New run"), page);
    m_new->setToolTip(tr("Writes the dialogues of a plan set (Ctrl+Alt+N)"));
    auto* top = new QHBoxLayout;
    top->addWidget(new SectionHeader(tr("Runs"), {}, page), 1);
    top->addWidget(m_new);
    auto* left = new QVBoxLayout;
    left->setSpacing(metrics::gap);
    left->addLayout(top);
    left->addWidget(m_table, 1);
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins({});
    row->setSpacing(metrics::padding);
    row->addLayout(left, 3);
    row->addWidget(makeDetail(), 2, Qt::AlignTop);
    connect(m_new, &QPushButton::clicked, this, [this] { openForm(); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RunPage::showChosen);
    connect(m_table, &CalmTable::rowActivated, this, [this] {
        if (const auto run = chosenRun())
            Q_EMIT samplesRequested(run->name);
    });
    return page;
}

QWidget* RunPage::makeDetail()
{
    m_detail = new Card(this);
    m_title = new SectionHeader({}, {}, m_detail);
    m_facts = new TextLabel({}, TextSize::Body, Tone::Normal, m_detail);
    m_facts->setWordWrap(true);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_failures = new TextLabel({}, TextSize::Caption, Tone::Warn, m_detail);
    m_failures->setWordWrap(true);
    m_samples = new QPushButton(tr("Show samples"), m_detail);
    m_resume = new QPushButton(tr("Resume"), m_detail);
    m_resume->setToolTip(tr("Writes what is missing; finished plans are not repeated."));
    m_export = new QPushButton(tr("Export…"), m_detail);
    m_export->setToolTip(tr("Writes the samples as LP-MusicDialog records."));
    m_remove = new QPushButton(tr("Remove"), m_detail);
    m_remove->setToolTip(tr("Takes the run and its samples out of the project. Can be undone."));
    auto* first = new QHBoxLayout;
    first->setSpacing(metrics::gap);
    for (QPushButton* button : {m_samples, m_resume, m_export, m_remove})
        first->addWidget(button);
    first->addStretch(1);
    m_detail->column()->addWidget(m_title);
    m_detail->column()->addWidget(m_facts);
    m_detail->column()->addWidget(m_failures);
    m_detail->column()->addSpacing(metrics::unit);
    m_detail->column()->addLayout(first);
    connect(m_samples, &QPushButton::clicked, this, [this] {
        if (const auto run = chosenRun())
            Q_EMIT samplesRequested(run->name);
    });
    connect(m_resume, &QPushButton::clicked, this, &RunPage::resumeChosen);
    connect(m_export, &QPushButton::clicked, this, &RunPage::exportChosen);
    connect(m_remove, &QPushButton::clicked, this, &RunPage::removeChosen);
    m_detail->setMinimumWidth(380);
    return m_detail;
}

Result<RunPage::Data> RunPage::readData(const Connection& connection)
{
    Data found;
    ANTIPHON_TRY_ASSIGN(found.runs, listRuns(connection));
    ANTIPHON_TRY_ASSIGN(found.choices.planSets, readyPlanSets(connection));
    ANTIPHON_TRY_ASSIGN(found.choices.endpoints, listEndpoints(connection));
    ANTIPHON_TRY_ASSIGN(const auto prompts, allPrompts(connection));
    found.choices.prompts = namesOnce(prompts, QStringLiteral("whole-dialogue"));
    ANTIPHON_TRY_ASSIGN(const auto phrases, allPhrases(connection));
    found.choices.phrases = namesOnce(phrases, QStringLiteral("en"));
    ANTIPHON_TRY_ASSIGN(const auto sources, readySources(connection));
    for (const Source& source : sources)
        found.choices.takenNames << source.name;
    for (const Run& run : std::as_const(found.runs))
        found.choices.takenNames << run.name;
    return found;
}

void RunPage::reload()
{
    readOrNotify<Data>(
        m_context, this, &RunPage::readData, [this](Data found) { adopt(std::move(found)); },
        QStringLiteral("generation.runs"));
}

void RunPage::adopt(Data found)
{
    const auto chosen = chosenRun();
    for (const RunRequest& request : m_desk.waiting())
        found.choices.takenNames << request.name;
    m_form->setChoices(found.choices);
    m_model->setRuns(std::move(found.runs));
    m_stack->setCurrentIndex(m_model->rowCount() == 0 ? 0 : 1);
    const QString name = !m_wanted.isEmpty() ? m_wanted : chosen ? chosen->name : QString();
    const int row = m_model->rowOf(name);
    if (row >= 0)
        m_wanted.clear();
    if (m_model->rowCount() > 0)
        m_table->setCurrentIndex(m_model->index(std::max(0, row), 0));
    showChosen();
}

std::optional<Run> RunPage::chosenRun() const
{
    const QModelIndex index = m_table ? m_table->currentIndex() : QModelIndex();
    return index.isValid() && index.row() < m_model->rowCount() ? std::optional(m_model->runs()[index.row()])
                                                                : std::nullopt;
}

void RunPage::chooseRun(const QString& name)
{
    m_wanted = name;
    const int row = m_model->rowOf(name);
    if (row < 0)
        return;
    m_wanted.clear();
    m_table->setCurrentIndex(m_model->index(row, 0));
}

void RunPage::showChosen()
{
    const auto run = chosenRun();
    m_detail->setVisible(run.has_value());
    if (!run)
        return;
    const bool busy = m_desk.isRunning();
    const bool active = busy && run->name == m_desk.runName();
    m_title->setTitle(run->name);
    m_title->setRemark(m_model->index(m_model->rowOf(run->name), RunListModel::State).data().toString());
    m_facts->setText(factsOf(*run));
    m_samples->setEnabled(run->samples + run->setAside > 0);
    const bool unfinished = run->state != RunState::Ready || run->setAside > 0;
    m_resume->setVisible(unfinished && !active);
    m_resume->setEnabled(!busy);
    m_export->setEnabled(run->samples > 0 && !active);
    m_remove->setEnabled(!active);
    m_failures->hide();
    Q_EMIT chosenChanged(run->name);
    if (run->setAside == 0)
        return;
    m_context.session.read<QList<RunItem>>(
        this,
        [id = run->id](const Connection& connection) {
            return runItems(connection, id, ItemChoice::SetAside, 0, failuresShown);
        },
        [this](Result<QList<RunItem>> items) {
            if (!items || items->isEmpty())
                return;
            QStringList lines;
            for (const RunItem& item : *items)
                lines << tr("Plan %1: %2").arg(countText(item.planOrdinal), item.error);
            m_failures->setText(lines.join(QLatin1Char('\n')));
            m_failures->show();
        },
        QStringLiteral("generation.failures"));
}

void RunPage::openForm(const QString& planSet)
{
    m_form->choosePlanSet(planSet);
    m_form->show();
    m_form->setFocus(Qt::OtherFocusReason);
}

void RunPage::closeForm()
{
    m_form->hide();
    m_table->setFocus(Qt::OtherFocusReason);
}

void RunPage::resumeChosen()
{
    const auto run = chosenRun();
    if (run && !m_desk.isRunning())
        resume(*run);
}

void RunPage::resume(const Run& run)
{
    RunRequest request;
    request.start = RunStart::Resume;
    request.name = run.name;
    request.writer = run.writer;
    request.retrySetAside = run.state == RunState::Ready;
    m_desk.start(request);
}

void RunPage::exportChosen()
{
    const auto run = chosenRun();
    if (!run)
        return;
    const FileQuestion question{tr("Export %1").arg(run->name), run->name + QStringLiteral(".jsonl"),
                                tr("LP-MusicDialog records, one a line (*.jsonl);;One JSON list (*.json);;"
                                   "Table (*.csv)")};
    m_context.files.save(this, question, [this, run = *run](const QString& path) {
        const QString project = m_context.session.path();
        m_context.jobs.start<CorpusExportReport>(
            tr("Exporting %1").arg(run.name), this,
            [project, path, source = run.source](const JobContext& job) -> Result<CorpusExportReport> {
                ANTIPHON_TRY_ASSIGN(const Connection connection,
                                    Connection::open(project, Access::ReadWrite));
                const auto format = exportFormat(QStringLiteral("lp"), path).value_or(ExportFormat::LpLines);
                return exportCorpus(connection, source, format, path, job.cancel, job.progress);
            },
            [this, path](Result<CorpusExportReport> report) {
                if (report)
                    m_context.notify({NoticeKind::Done,
                                      tr("%1 dialogues are in %2.").arg(countText(report->dialogues), path)});
                else
                    m_context.notify(noticeOf(report.error()));
            },
            [](const CorpusExportReport& report) {
                return tr("%1 dialogues").arg(countText(report.dialogues));
            });
    });
}

void RunPage::removeChosen()
{
    const auto run = chosenRun();
    if (!run || (m_desk.isRunning() && m_desk.runName() == run->name))
        return;
    m_context.session.edit(tr("Remove run %1").arg(run->name),
                           [run = *run](const Connection& connection) -> Result<void> {
                               ANTIPHON_TRY(setRunState(connection, run.id, RunState::Removed, run.planned));
                               return setSourceState(connection, run.source, SourceState::Removed);
                           });
}

} // namespace antiphon
