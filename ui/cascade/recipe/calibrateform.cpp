#include "ui/cascade/recipe/calibrateform.h"

#include "ui/cascade/recipe/gapmodel.h"
#include "ui/cascade/recipe/recipedesk.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QProgressBar>
#include <QThread>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int leastHeight = 100; // the card shrinks with the page
constexpr int tableHeight = 220;
constexpr int figureWidth = 60;

QString points(double value)
{
    return QLocale().toString(value, 'f', 2);
}

CalmTable* shareTable(QAbstractItemModel* model, QWidget* parent)
{
    auto* table = new CalmTable(parent);
    table->setModel(model);
    table->setSortingEnabled(false);
    table->setMinimumHeight(leastHeight);
    table->setMaximumHeight(tableHeight);
    table->setFramed(true);
    table->setAccessibleName(CalibrateForm::tr("Shares before and after the calibration"));
    QHeaderView* header = table->horizontalHeader();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(GapModel::LabelColumn, QHeaderView::Stretch);
    for (int column = GapModel::FacetColumn; column < GapModel::ColumnCount; ++column)
        header->resizeSection(column, figureWidth);
    table->hide();
    return table;
}

} // namespace

CalibrateForm::CalibrateForm(RecipeDesk& desk, QWidget* parent)
    : QWidget(parent),
      m_desk(desk),
      m_mayExclude(new QCheckBox(tr("Exclude more often where no value can be added"), this)),
      m_start(new QPushButton(tr("Calibrate"), this)),
      m_cancel(new QPushButton(tr("Close"), this)),
      m_bar(new QProgressBar(this)),
      m_summary(new TextLabel({}, TextSize::Caption, Tone::Muted, this)),
      m_shares(new GapModel(this)),
      m_table(shareTable(m_shares, this))
{
    m_mayExclude->setChecked(true);
    m_mayExclude->setToolTip(tr("\"Not by this one\": else shares of types that pools lack stay short"));
    m_start->setToolTip(tr("Draws plans in rounds in the background and opens the result as a new recipe"));
    makePrimary(m_start);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Rounds of the calibration"));
    m_bar->hide();
    m_summary->setWordWrap(true);
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::gap);
    row->addWidget(m_mayExclude);
    row->addWidget(m_bar, 1);
    row->addStretch(0);
    row->addWidget(m_cancel);
    row->addWidget(m_start);
    auto* card = new Card(this);
    card->column()->addWidget(new SectionHeader(tr("Calibrate on the catalogue"), {}, card));
    card->column()->addLayout(row);
    card->column()->addWidget(m_summary);
    card->column()->addWidget(m_table);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(card);
    connect(m_cancel, &QPushButton::clicked, this, &CalibrateForm::cancel);
    connect(m_start, &QPushButton::clicked, this, &CalibrateForm::start);
    connect(&desk.context().jobs, &JobRunner::changed, this, &CalibrateForm::followJob);
}

void CalibrateForm::open()
{
    if (m_job == 0 && m_shares->rowCount() == 0)
        m_summary->setText(tr("Turns the weights of this recipe until plans over the catalogue have the "
                              "shares that it names under Aims."));
    m_start->setEnabled(m_job == 0 && m_desk.loader().index());
    if (!m_desk.loader().index())
        m_summary->setText(tr("Import a catalogue first: plans are drawn over it."));
    show();
    m_start->setFocus();
}

void CalibrateForm::setPlans(qint64 first, qint64 measured)
{
    m_request.plans = first;
    m_request.measured = measured;
}

void CalibrateForm::start()
{
    const auto index = m_desk.loader().index();
    if (m_job != 0 || !index)
        return;
    CalibrationRequest request = m_request;
    request.recipe = m_desk.recipe();
    request.mayExclude = m_mayExclude->isChecked();
    request.threads = std::clamp(QThread::idealThreadCount(), 1, 8);
    setRunning(m_desk.context().jobs.start<Calibration>(
        tr("Calibrating %1").arg(request.recipe.name), this,
        [index, request](const JobContext& job) {
            return calibrateRecipe(index, request, job.cancel, job.progress);
        },
        [this, name = request.recipe.name](const Result<Calibration>& found) {
            setRunning(0);
            if (found) {
                Recipe recipe = found->recipe;
                recipe.name = tr("%1, calibrated").arg(name);
                m_desk.add(recipe);
                present(*found);
            } else {
                m_summary->setText(errorSentence(found.error()));
            }
            Q_EMIT finished();
        },
        [](const Calibration& found) {
            return tr("the largest gap is %1 points").arg(points(found.farthestAfter));
        }));
}

void CalibrateForm::present(const Calibration& found)
{
    QString text =
        tr("The largest gap is %1 points (%2, standard error %3), before %4, on %5 plans that none of the %6 "
           "rounds saw. %7 % of the named values are excludes, before %8 %.")
            .arg(points(found.farthestAfter), found.farthestLabel, points(found.farthestError),
                 points(found.farthestBefore), countText(found.plans), QString::number(found.rounds),
                 QLocale().toString(found.excludedAfter, 'f', 1),
                 QLocale().toString(found.excludedBefore, 'f', 1));
    if (!found.lacking.isEmpty())
        text +=
            QLatin1Char(' ') + tr("The catalogue lacks %1: shares of types are compared among the others.")
                                   .arg(found.lacking.join(QStringLiteral(", ")));
    m_summary->setText(text);
    m_shares->setShares(found.shares);
    m_table->show();
}

void CalibrateForm::setRunning(JobNumber job)
{
    m_job = job;
    const bool isRunning = job != 0;
    m_start->setEnabled(!isRunning && m_desk.loader().index());
    m_cancel->setText(isRunning ? tr("Cancel") : tr("Close"));
    m_bar->setVisible(isRunning);
    m_bar->setRange(0, 0);
    m_mayExclude->setEnabled(!isRunning);
}

void CalibrateForm::followJob()
{
    if (m_job == 0)
        return;
    const QList<JobSnapshot> jobs = m_desk.context().jobs.snapshots();
    for (const JobSnapshot& job : jobs)
        if (job.number == m_job && job.progress.total > 0) {
            m_bar->setRange(0, static_cast<int>(job.progress.total));
            m_bar->setValue(static_cast<int>(job.progress.done));
        }
}

void CalibrateForm::cancel()
{
    if (m_job != 0)
        m_desk.context().jobs.cancel(m_job);
    else
        Q_EMIT closed();
}

void CalibrateForm::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        cancel();
    else if (event->key() == Qt::Key_Return && m_start->isEnabled())
        start();
    else
        QWidget::keyPressEvent(event);
}

} // namespace antiphon
