#include "ui/generation/comparepage.h"

#include "core/generation/runstore.h"
#include "core/storage/project.h"
#include "ui/generation/pairlistmodel.h"
#include "ui/generation/pairtext.h"
#include "ui/generation/readornotify.h"
#include "ui/models/texttablemodel.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr quint64 seed = 1;

Result<std::shared_ptr<const RunComparison>> compareInBackground(const QString& path, const Run& a,
                                                                 const Run& b, const JobContext& job)
{
    for (const Run& run : {a, b})
        ANTIPHON_TRY(checkRun(path, run, job.cancel, job.progress));
    ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(path));
    ANTIPHON_TRY_ASSIGN(RunComparison found, compareRuns(connection, a, b, seed, job.cancel));
    return std::make_shared<const RunComparison>(std::move(found));
}

QString shown(const std::optional<double>& value, int places)
{
    return value ? QString::number(*value, 'f', places).replace(QLatin1Char('-'), QChar(0x2212))
                 : ComparePage::tr("undefined");
}

QString intervalOf(const statistics::Estimate& estimate)
{
    return estimate.low && estimate.high
               ? QStringLiteral("%1 … %2").arg(shown(estimate.low, 3), shown(estimate.high, 3))
               : QStringLiteral("–");
}

QList<TextCell> measureRow(const PairedMeasure& measure)
{
    const std::optional<double> p = measure.test.exactP ? measure.test.exactP : measure.test.p;
    const QString method = QString::fromStdString(measure.difference.method);
    const QString test = QString::fromStdString(p ? measure.test.method : measure.test.reason);
    const QString pText = !p            ? QStringLiteral("–")
                          : *p < 0.0001 ? QStringLiteral("< 0.0001")
                                        : QString::number(*p, 'f', 4);
    return {{measureName(measure.key)},
            {shown(measure.first.value, 2), measure.first.value.value_or(0)},
            {shown(measure.second.value, 2), measure.second.value.value_or(0)},
            {shown(measure.difference.value, 3), measure.difference.value.value_or(0), method},
            {intervalOf(measure.difference), {}, method},
            {pText, p.value_or(1),
             ComparePage::tr("%1; %2 pairs, %3 without a difference")
                 .arg(test, countText(measure.test.n), countText(measure.test.zeros))}};
}

// The one whose test is the least likely by chance; the first where nothing differs.
int clearestMeasure(const RunComparison& comparison)
{
    int clearest = 0;
    double least = 1;
    for (int i = 0; i < comparison.measures.size(); ++i) {
        const statistics::RankTest& test = comparison.measures[i].test;
        const double p = test.exactP ? *test.exactP : test.p.value_or(1);
        if (p < least) {
            least = p;
            clearest = i;
        }
    }
    return clearest;
}

QComboBox* runBox(QWidget* parent, const QString& name, const QString& hint)
{
    auto* box = new QComboBox(parent);
    box->setAccessibleName(name);
    box->setToolTip(hint);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    return box;
}

} // namespace

ComparePage::ComparePage(const WorkspaceContext& context, QWidget* parent)
    : QWidget(parent), m_context(context)
{
    auto* full = new QWidget(this);
    auto* split = new QSplitter(Qt::Horizontal, full);
    split->setChildrenCollapsible(false);
    split->setHandleWidth(1);
    auto* top = makeTop();
    split->addWidget(makeFigures());
    split->addWidget(makeTexts());
    split->setSizes({540, 640});
    m_caveat = new TextLabel(comparisonCaveat(), TextSize::Caption, Tone::Muted, full);
    m_caveat->setWordWrap(true);
    auto* column = new QVBoxLayout(full);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addWidget(top);
    column->addWidget(split, 1);
    column->addWidget(m_caveat);
    auto* empty =
        new EmptyView(QStringLiteral("generate"),
                      tr("Nothing to compare yet. It takes two runs over the same plans: write them "
                         "again with another writer, prompt or seed."),
                      this);
    connect(empty->setButton(tr("New run")), &QPushButton::clicked, this, &ComparePage::runRequested);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(empty);
    m_stack->addWidget(full);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins({});
    page->addWidget(m_stack);
    setFocusProxy(m_pairs);
    connect(&context.session, &ProjectSession::changed, this, &ComparePage::reload);
    reload();
}

QWidget* ComparePage::makeTop()
{
    auto* top = new QWidget(this);
    m_first = runBox(top, tr("Run A"), tr("The first run of the pairs"));
    m_second = runBox(top, tr("Run B"), tr("Another run over the same plans"));
    m_go = new QPushButton(tr("Compare"), top);
    m_go->setToolTip(tr("Checks what is not checked yet and counts the differences"));
    makePrimary(m_go);
    m_stop = new QPushButton(tr("Cancel"), top);
    m_stop->hide();
    m_head = new TextLabel({}, TextSize::Body, Tone::Muted, top);
    auto* rate = new QPushButton(tr("Rate blinded…"), top);
    rate->setToolTip(tr("Opens the station Rate, where nobody sees which run is which"));
    auto* row = new QHBoxLayout(top);
    row->setContentsMargins({});
    row->setSpacing(metrics::gap);
    row->addWidget(new TextLabel(tr("A"), TextSize::Body, Tone::Muted, top));
    row->addWidget(m_first);
    row->addWidget(new TextLabel(tr("B"), TextSize::Body, Tone::Muted, top));
    row->addWidget(m_second);
    row->addWidget(m_go);
    row->addWidget(m_stop);
    row->addWidget(m_head, 1);
    row->addWidget(rate);
    connect(m_first, &QComboBox::currentIndexChanged, this, &ComparePage::offerSeconds);
    connect(m_go, &QPushButton::clicked, this, &ComparePage::compare);
    connect(m_stop, &QPushButton::clicked, this, &ComparePage::stop);
    connect(rate, &QPushButton::clicked, this, [this] { m_context.navigate(QStringLiteral("rate"), {}); });
    return top;
}

QWidget* ComparePage::makeFigures()
{
    auto* pane = new QWidget(this);
    m_measureModel = new TextTableModel({{tr("Measure")},
                                         {tr("Mean A"), Qt::AlignRight},
                                         {tr("Mean B"), Qt::AlignRight},
                                         {tr("A − B"), Qt::AlignRight},
                                         {tr("95 % interval"), Qt::AlignRight},
                                         {tr("Wilcoxon p"), Qt::AlignRight}},
                                        TextTableModel::Boxes::None, this);
    m_measures = new CalmTable(pane);
    m_measures->setFramed(true);
    m_measures->setModel(m_measureModel);
    m_measures->setSortingEnabled(false);
    m_measures->setSelectionMode(QAbstractItemView::SingleSelection);
    m_measures->setAccessibleName(tr("Paired differences"));
    m_measures->setEmptyText(tr("Choose two runs and compare them."));
    const int widths[] = {124, 60, 60, 60, 118, 90};
    for (int column = 0; column < 6; ++column)
        m_measures->setColumnWidth(column, widths[column]);
    m_pairModel = new PairListModel(this);
    m_pairs = new CalmTable(pane);
    m_pairs->setFramed(true);
    m_pairs->setModel(m_pairModel);
    m_pairs->setSortingEnabled(false);
    m_pairs->setSelectionMode(QAbstractItemView::SingleSelection);
    m_pairs->setAccessibleName(tr("Pairs"));
    m_pairs->setEmptyText(tr("The pairs appear here, those that differ most first."));
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addWidget(m_measures, 3);
    column->addWidget(m_pairs, 2);
    connect(m_measures->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                m_pairModel->setMeasure(current.row());
                m_pairs->setCurrentIndex(m_pairModel->index(0, 0));
            });
    connect(m_pairs->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ComparePage::showPair);
    return pane;
}

QWidget* ComparePage::makeTexts()
{
    auto* pane = new QWidget(this);
    m_title = new SectionHeader(tr("No pair"), {}, pane);
    m_text = new QTextBrowser(pane);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setAccessibleName(tr("Both texts beside the plan"));
    m_text->setOpenLinks(false);
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(metrics::padding, 0, 0, 0);
    column->setSpacing(metrics::gap);
    column->addWidget(m_title);
    column->addWidget(m_text, 1);
    return pane;
}

void ComparePage::reload()
{
    readOrNotify<QList<Run>>(
        m_context, this, [](const Connection& connection) { return listRuns(connection); },
        [this](const QList<Run>& runs) { adoptRuns(runs); }, QStringLiteral("generation.compare.runs"));
}

// Only runs that share their plans with another one.
void ComparePage::adoptRuns(const QList<Run>& runs)
{
    const auto kept = [](const QString& wanted, const QComboBox* box) {
        return wanted.isEmpty() ? box->currentText() : wanted;
    };
    const QString first = kept(m_wantedFirst, m_first);
    const QString second = kept(m_wantedSecond, m_second);
    m_runs.clear();
    for (const Run& run : runs) {
        const bool paired = std::any_of(runs.begin(), runs.end(), [&run](const Run& other) {
            return other.id != run.id && other.planSet == run.planSet && other.samples > 0;
        });
        if (run.samples > 0 && paired)
            m_runs << run;
    }
    {
        const QSignalBlocker blocker(m_first);
        m_first->clear();
        for (const Run& run : std::as_const(m_runs))
            m_first->addItem(run.name);
        m_first->setCurrentIndex(std::max(0, m_first->findText(first)));
    }
    m_stack->setCurrentIndex(m_runs.isEmpty() ? 0 : 1);
    offerSeconds();
    if (m_second->findText(second) >= 0)
        m_second->setCurrentText(second);
    if (!m_runs.isEmpty()) {
        m_wantedFirst.clear();
        m_wantedSecond.clear();
    }
}

void ComparePage::offerSeconds()
{
    const QString kept = m_second->currentText();
    const auto first = chosen(m_first);
    m_second->clear();
    for (const Run& run : std::as_const(m_runs)) {
        if (first && run.id != first->id && run.planSet == first->planSet)
            m_second->addItem(run.name);
    }
    m_second->setCurrentIndex(std::max(0, m_second->findText(kept)));
    m_go->setEnabled(canCompare());
}

std::optional<Run> ComparePage::chosen(const QComboBox* box) const
{
    for (const Run& run : m_runs) {
        if (run.name == box->currentText())
            return run;
    }
    return std::nullopt;
}

bool ComparePage::canCompare() const
{
    return m_job == 0 && chosen(m_first) && chosen(m_second);
}

void ComparePage::chooseRuns(const QString& first, const QString& second)
{
    m_wantedFirst = first;
    m_wantedSecond = second;
    reload();
}

void ComparePage::compare()
{
    if (!canCompare())
        return;
    m_a = chosen(m_first);
    m_b = chosen(m_second);
    m_go->setEnabled(false);
    m_stop->show();
    m_head->setText(tr("comparing…"));
    m_job = m_context.jobs.start<std::shared_ptr<const RunComparison>>(
        tr("Comparing %1 and %2").arg(m_a->name, m_b->name), this,
        [path = m_context.session.path(), a = *m_a, b = *m_b](const JobContext& job) {
            return compareInBackground(path, a, b, job);
        },
        [this](Result<std::shared_ptr<const RunComparison>> found) { showComparison(std::move(found)); },
        [](const std::shared_ptr<const RunComparison>& found) {
            return tr("%1 pairs").arg(countText(static_cast<qint64>(found->plans.size())));
        });
}

void ComparePage::stop()
{
    if (m_job != 0)
        m_context.jobs.cancel(m_job);
}

void ComparePage::showComparison(Result<std::shared_ptr<const RunComparison>> found)
{
    m_job = 0;
    m_stop->hide();
    m_go->setEnabled(canCompare());
    m_head->clear();
    if (!found) {
        if (found.error().code != ErrorCode::Cancelled)
            m_context.notify(noticeOf(found.error()));
        return;
    }
    m_comparison = *found;
    m_head->setText(tr("%1 pairs; %2 plans written by A alone, %3 by B alone; seed %4")
                        .arg(countText(static_cast<qint64>(m_comparison->plans.size())),
                             countText(m_comparison->onlyFirst), countText(m_comparison->onlySecond),
                             QString::number(seed)));
    showMeasures();
}

void ComparePage::showMeasures()
{
    QList<QList<TextCell>> rows;
    for (const PairedMeasure& measure : m_comparison->measures)
        rows << measureRow(measure);
    m_measureModel->setRows(rows);
    m_pairModel->setComparison(m_comparison);
    m_measures->setCurrentIndex(m_measureModel->index(clearestMeasure(*m_comparison), 0));
    m_pairs->setCurrentIndex(m_pairModel->index(0, 0));
    m_pairs->setFocus(Qt::OtherFocusReason);
    showPair();
}

void ComparePage::step(int rows)
{
    const int row =
        std::clamp(m_pairs->currentIndex().row() + rows, 0, std::max(0, m_pairModel->rowCount() - 1));
    m_pairs->setCurrentIndex(m_pairModel->index(row, 0));
}

void ComparePage::showPair()
{
    const qint64 plan = m_pairModel->planOf(m_pairs->currentIndex().row());
    if (plan < 0 || !m_a || !m_b)
        return;
    m_context.session.read<Pair>(
        this,
        [a = *m_a, b = *m_b, plan](const Connection& connection) -> Result<Pair> {
            Pair pair;
            ANTIPHON_TRY_ASSIGN(pair.first, readSample(connection, a, plan));
            ANTIPHON_TRY_ASSIGN(pair.second, readSample(connection, b, plan));
            return pair;
        },
        [this](Result<Pair> pair) {
            if (!pair) {
                m_context.notify(noticeOf(pair.error()));
                return;
            }
            m_pair = std::move(*pair);
            const QString number = countText(m_pair->first.item.planOrdinal);
            m_title->setTitle(tr("Sample %1").arg(number));
            if (isVisible())
                m_context.showPlace(tr("%1 and %2, sample %3").arg(m_a->name, m_b->name, number));
            m_title->setRemark(tr("left %1, right %2").arg(m_a->name, m_b->name));
            paintPair();
            m_text->verticalScrollBar()->setValue(0);
        },
        QStringLiteral("generation.compare.pair"));
}

void ComparePage::paintPair()
{
    if (m_pair)
        m_text->setHtml(pairHtml(m_pair->first, m_pair->second, palette()));
}

void ComparePage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        paintPair();
    QWidget::changeEvent(event);
}

} // namespace antiphon
