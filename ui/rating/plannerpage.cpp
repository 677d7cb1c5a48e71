#include "ui/rating/plannerpage.h"

#include "core/rating/pilot.h"
#include "core/storage/project.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/tabstrip.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QMutex>
#include <QProgressBar>
#include <QScrollArea>
#include <QStackedWidget>
#include <QThread>
#include <QVBoxLayout>

#include <cmath>

namespace antiphon {

struct PlannerPage::Cells
{
    QMutex mutex;
    QList<PlanCell> done;
};

namespace {

constexpr int formWidth = 380;
constexpr int pilotReplicates = 100; // its intervals are not used

QString percentText(const statistics::Estimate& share)
{
    return PlannerPage::tr("%1 % (%2 to %3)")
        .arg(share.value.value_or(0.0) * 100.0, 0, 'f', 1)
        .arg(share.low.value_or(0.0) * 100.0, 0, 'f', 1)
        .arg(share.high.value_or(0.0) * 100.0, 0, 'f', 1);
}

QString formulaText(const PlanAssumptions& assumptions, int raters)
{
    const FirstGuess guess = firstGuess(assumptions);
    const auto dialogues = [&](double ratings) {
        return countText(static_cast<qint64>(std::ceil(guess.dialogues(ratings, raters))));
    };
    QString text = PlannerPage::tr("By formula, for power %1 with %2 raters: equivalence needs about %3 "
                                   "dialogues from each source, \"not worse\" about %4")
                       .arg(assumptions.power)
                       .arg(raters)
                       .arg(dialogues(guess.equivalence), dialogues(guess.nonInferiority));
    if (guess.whitehead && guess.noether)
        text += PlannerPage::tr(", finding the effect about %1 after Whitehead or %2 after Noether")
                    .arg(dialogues(*guess.whitehead), dialogues(*guess.noether));
    return text + PlannerPage::tr(". The formulas know nothing of the raters' severity.");
}

} // namespace

PlannerPage::PlannerPage(const WorkspaceContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_form(new PlanForm)
{
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_form);
    scroll->setFixedWidth(formWidth);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setAccessibleName(tr("Assumptions"));
    auto* empty = new EmptyView(
        QStringLiteral("rate"),
        tr("Made-up studies of each size show how often one would end with the verdict you hope for."), this);
    connect(empty->setButton(tr("Simulate sizes")), &QPushButton::clicked, this, &PlannerPage::simulate);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(empty);
    m_stack->addWidget(makeTable());
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::padding);
    row->addWidget(scroll);
    row->addWidget(m_stack, 1);
    setFocusProxy(m_form);
    connect(m_form, &PlanForm::simulateRequested, this, &PlannerPage::simulate);
    connect(m_form, &PlanForm::stopRequested, this, &PlannerPage::stop);
    connect(m_form, &PlanForm::pilotChosen, this, &PlannerPage::takePilot);
    connect(&m_context.jobs, &JobRunner::changed, this, &PlannerPage::takeProgress);
}

QWidget* PlannerPage::makeTable()
{
    auto* page = new QWidget(this);
    m_verdicts = new TabStrip(page);
    for (const QString& title : {tr("Equivalent"), tr("Different"), tr("Inconclusive")})
        m_verdicts->addPage(title);
    m_verdicts->setAccessibleName(tr("Verdict that the table shows"));
    m_export = new QPushButton(tr("Export…"), page);
    m_export->setToolTip(tr("Every figure of every size as CSV or Excel table"));
    auto* head = new QHBoxLayout;
    head->addWidget(new TextLabel(tr("Share of studies that end"), TextSize::Heading, Tone::Normal, page));
    head->addWidget(m_verdicts, 1);
    head->addWidget(m_export);
    m_progress = new QProgressBar(page);
    m_progress->setAccessibleName(tr("Sizes simulated"));
    m_progress->setFormat(tr("%v of %m sizes"));
    m_table = new PlanTable(page);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::gap);
    column->addLayout(head);
    column->addWidget(m_progress);
    column->addWidget(m_table, 1000);
    column->addWidget(makeChoice());
    column->addStretch(1);
    connect(m_verdicts, &QTabBar::currentChanged, this, &PlannerPage::showCells);
    connect(m_table, &PlanTable::cellChosen, this, &PlannerPage::describe);
    connect(m_table, &CalmTable::exportRequested, this, &PlannerPage::exportTable);
    connect(m_export, &QPushButton::clicked, this, &PlannerPage::exportTable);
    return page;
}

QWidget* PlannerPage::makeChoice()
{
    auto* card = new Card(this);
    card->column()->setSpacing(metrics::gap);
    m_title = new SectionHeader({}, {}, card);
    m_sentence = new TextLabel({}, TextSize::Body, Tone::Normal, card);
    m_formula = new TextLabel({}, TextSize::Caption, Tone::Muted, card);
    for (TextLabel* label : {m_sentence, m_formula}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_use = new QPushButton(tr("Use these sizes"), card);
    m_use->setToolTip(tr("Puts raters, dialogues and margin in the form of a new study"));
    makePrimary(m_use);
    card->column()->addWidget(m_title);
    card->column()->addWidget(m_sentence);
    card->column()->addWidget(m_formula);
    card->column()->addWidget(m_use, 0, Qt::AlignLeft);
    connect(m_use, &QPushButton::clicked, this, [this] {
        if (const PlanCell* cell = m_table->currentCell())
            Q_EMIT sizesChosen({cell->raters, cell->items, m_question.assumptions.margin});
    });
    return card;
}

void PlannerPage::show(const StudyRow* study)
{
    QStringList criteria;
    m_pilot.reset();
    if (study && study->collected() > 0) {
        m_pilot = study->study;
        for (const Criterion& criterion : study->study.definition.criteria) {
            if (criterion.kind == QuestionKind::Dialogue || criterion.kind == QuestionKind::Turn)
                criteria << criterion.name; // the results have these alone, in this order
        }
    }
    m_form->setPilots(criteria);
}

void PlannerPage::takePilot(int criterion)
{
    if (!m_pilot)
        return;
    m_context.jobs.start<PlanAssumptions>(
        tr("Reading the pilot"), this,
        [study = *m_pilot, criterion,
         path = m_context.session.path()](const JobContext& job) -> Result<PlanAssumptions> {
            ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(path));
            ResultOptions options;
            options.replicates = pilotReplicates;
            options.cancel = job.cancel;
            ANTIPHON_TRY_ASSIGN(const StudyResults results, studyResults(connection, study, options));
            return pilotAssumptions(results.criteria.value(criterion), {});
        },
        [this](const Result<PlanAssumptions>& assumptions) {
            m_form->setProblem(assumptions ? QString() : errorSentence(assumptions.error()));
            if (assumptions)
                m_form->setAssumptions(*assumptions);
        });
}

void PlannerPage::simulate()
{
    if (isRunning())
        return;
    const Result<PlanQuestion> question = m_form->question();
    m_form->setProblem(question ? QString() : errorSentence(question.error()));
    if (question)
        start(*question);
}

void PlannerPage::start(const PlanQuestion& question)
{
    m_question = question;
    m_cells = std::make_shared<Cells>();
    m_done.clear();
    m_form->setRunning(true);
    m_stack->setCurrentIndex(1);
    m_progress->setRange(0, static_cast<int>(question.raters.size() * question.items.size()));
    m_progress->show();
    showCells();
    m_job = m_context.jobs.start<bool>(
        tr("Simulating study sizes"), this,
        [question, cells = m_cells](const JobContext& job) -> Result<bool> {
            const qint64 total = question.raters.size() * question.items.size();
            for (const int raters : question.raters) {
                for (const int items : question.items) {
                    ANTIPHON_TRY_ASSIGN(const QList<PlanCell> one,
                                        simulatePlan(question.assumptions, {raters}, {items},
                                                     QThread::idealThreadCount(), job.cancel));
                    const QMutexLocker lock(&cells->mutex);
                    cells->done << one;
                    report(job.progress, cells->done.size(), total, QStringLiteral("sizes"));
                }
            }
            return true;
        },
        [this](const Result<bool>& result) { finish(result); });
}

void PlannerPage::stop()
{
    if (isRunning())
        m_context.jobs.cancel(m_job);
}

void PlannerPage::takeProgress()
{
    if (!m_cells)
        return;
    QList<PlanCell> done;
    {
        const QMutexLocker lock(&m_cells->mutex);
        done = m_cells->done;
    }
    if (done.size() == m_done.size())
        return;
    m_done = done;
    showCells();
}

void PlannerPage::finish(const Result<bool>& result)
{
    takeProgress();
    m_job = 0;
    m_cells.reset();
    m_form->setRunning(false);
    m_progress->hide();
    if (!result && result.error().code != ErrorCode::Cancelled)
        m_form->setProblem(errorSentence(result.error()));
    if (!m_table->currentCell())
        chooseFirstEnough();
    describe();
}

void PlannerPage::showCells()
{
    m_progress->setValue(static_cast<int>(m_done.size()));
    m_table->show(m_question.raters, m_question.items, m_done,
                  static_cast<PlanVerdict>(m_verdicts->currentIndex()), m_question.assumptions.power);
    m_export->setEnabled(!m_done.isEmpty());
    describe();
}

// The size with the fewest answers that reaches the power, or the largest one.
void PlannerPage::chooseFirstEnough()
{
    const PlanCell* best = nullptr;
    const auto answers = [](const PlanCell& cell) { return qint64(cell.raters) * cell.items; };
    for (const PlanCell& cell : std::as_const(m_done)) {
        const bool enough = cell.equivalent.value.value_or(0.0) >= m_question.assumptions.power;
        if (enough && (!best || answers(cell) < answers(*best)))
            best = &cell;
    }
    if (!best && !m_done.isEmpty())
        best = &m_done.constLast();
    if (best)
        m_table->chooseCell(best->raters, best->items);
}

void PlannerPage::describe()
{
    const PlanCell* cell = m_table->currentCell();
    m_use->setEnabled(cell != nullptr);
    m_formula->setVisible(cell != nullptr);
    if (!cell) {
        m_title->setTitle(isRunning() ? tr("Simulating…") : tr("No size is chosen"));
        m_title->setRemark({});
        m_sentence->setText(tr("Choose a cell of the table to see what it stands for."));
        return;
    }
    m_title->setTitle(tr("%1 raters, %2 dialogues from each source").arg(cell->raters).arg(cell->items));
    m_title->setRemark(tr("%1 answers of each rater to a criterion").arg(countText(2 * qint64(cell->items))));
    m_sentence->setText(
        tr("Of %1 such studies %2 end equivalent, %3 different and %4 inconclusive (95\u00a0% "
           "intervals of the simulation). Mean difference %5 points, margin ±%6.")
            .arg(countText(cell->equivalent.n), percentText(cell->equivalent), percentText(cell->different),
                 percentText(cell->inconclusive), QString::number(cell->difference, 'f', 3),
                 QString::number(m_question.assumptions.margin)));
    m_formula->setText(formulaText(m_question.assumptions, cell->raters));
}

void PlannerPage::exportTable()
{
    if (m_done.isEmpty())
        return;
    m_context.files.save(
        this, {tr("Study sizes"), QStringLiteral("study-sizes.csv"), tr("Table (*.csv);;Excel (*.xlsx)")},
        [this, chart = planChart(m_done)](const QString& path) {
            const Result<void> written = exportChart(chart, path);
            m_context.notify(written
                                 ? Notice{NoticeKind::Done, tr("Wrote %1.").arg(QFileInfo(path).fileName())}
                                 : noticeOf(written.error()));
        });
}

} // namespace antiphon
