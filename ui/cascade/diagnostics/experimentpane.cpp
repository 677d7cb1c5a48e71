#include "ui/cascade/diagnostics/experimentpane.h"

#include "ui/cascade/diagnostics/findings.h"
#include "ui/cascade/diagnostics/formfield.h"
#include "ui/panes/chartpane.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/textlabel.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace antiphon {

namespace {

Result<Experiment> runInBackground(const std::shared_ptr<const CatalogueIndex>& index,
                                   ExperimentRequest request, const JobContext& job)
{
    if (request.kinds.isEmpty())
        request.kinds = sparsityKinds(*index);
    return runExperiment(index, request, job.cancel, job.progress);
}

QString titleOf(ExperimentPane::Kind kind)
{
    return kind == ExperimentPane::Kind::Noise ? QStringLiteral("noise") : QStringLiteral("sparsity");
}

} // namespace

ExperimentPane::ExperimentPane(const WorkspaceContext& context, CatalogueLoader& loader, Kind kind,
                               QWidget* parent)
    : QWidget(parent), m_context(context), m_loader(loader), m_kind(kind)
{
    const bool isNoise = kind == Kind::Noise;
    m_pane = new ChartPane(
        context,
        {isNoise ? tr("What wrong annotations do") : tr("What missing annotations do"), tr("Filter figures"),
         isNoise ? tr("Annotations are dropped, added and swapped at each rate; run it to see how "
                      "pools, coherence and plans follow.")
                 : tr("Values, tracks and whole types are hidden at each rate; run it to see how "
                      "pools, coherence and plans follow."),
         titleOf(kind), QStringLiteral("cascade")},
        experimentColumns(), 2, this);
    m_measure = new QComboBox(this);
    m_measure->setObjectName(QStringLiteral("measure"));
    m_measure->addItem(tr("All measures"), -1);
    for (const Measure measure : allMeasures())
        m_measure->addItem(measureTitle(measure), static_cast<int>(measure));
    m_measure->setAccessibleName(tr("Which measure is drawn"));
    m_measure->setToolTip(tr("Every measure as a small panel, or one of them large"));
    m_pane->bar()->addWidget(m_measure);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeForm());
    column->addWidget(m_pane, 1);
    setFocusProxy(m_rates);
    connect(m_measure, &QComboBox::currentIndexChanged, this, &ExperimentPane::show);
    connect(&loader, &CatalogueLoader::indexChanged, this, [this] { setRunning(m_isRunning); });
    setRunning(false);
}

QWidget* ExperimentPane::makeForm()
{
    auto* form = new QWidget(this);
    auto* row = new QHBoxLayout(form);
    row->setContentsMargins(metrics::padding, metrics::gap, metrics::padding, 0);
    row->setSpacing(metrics::gap);
    const auto add = [row](const QString& name, QWidget* field, const QString& hint) {
        addFormField(*row, name, field, hint);
    };
    const auto spin = [&](int minimum, int maximum, int value) {
        auto* field = new QSpinBox(form);
        field->setRange(minimum, maximum);
        field->setValue(value);
        field->setGroupSeparatorShown(true);
        return field;
    };
    m_rates = new QLineEdit(QStringLiteral("0, 0.05, 0.1, 0.2, 0.3, 0.5"), form);
    m_rates->setMinimumWidth(190);
    m_plans = spin(1, 1'000'000, 300);
    m_seeds = spin(1, 1000, 5);
    m_seed = spin(0, INT_MAX, 1);
    m_rates->setObjectName(QStringLiteral("rates"));
    m_plans->setObjectName(QStringLiteral("plans"));
    m_seeds->setObjectName(QStringLiteral("seeds"));
    add(tr("Rates"), m_rates,
        tr("How much of the catalogue is damaged, between 0 and 1, with commas between"));
    add(tr("Plans"), m_plans, tr("Plans drawn on each damaged catalogue"));
    add(tr("Seeds"), m_seeds, tr("How often each kind of damage is done anew; intervals come from them"));
    add(tr("Seed"), m_seed, tr("Of everything that is drawn; the same seed gives the same figures"));
    m_run = new QPushButton(tr("Run experiment"), form);
    m_run->setToolTip(tr("Runs in the background; the list of jobs can stop it (Shift+D)"));
    makePrimary(m_run);
    row->addStretch(1);
    row->addWidget(m_run);
    connect(m_run, &QPushButton::clicked, this, &ExperimentPane::run);
    connect(m_rates, &QLineEdit::returnPressed, this, &ExperimentPane::run);
    return form;
}

std::optional<std::vector<double>> ExperimentPane::rates()
{
    std::vector<double> rates;
    const QStringList parts = m_rates->text().split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString& part : parts) {
        bool isNumber = false;
        rates.push_back(part.trimmed().toDouble(&isNumber));
        if (!isNumber || !(rates.back() >= 0.0 && rates.back() <= 1.0)) {
            m_context.notify(
                {NoticeKind::Error, tr("Rates are numbers between 0 and 1 with commas between, such as "
                                       "0, 0.1, 0.5. \"%1\" is none.")
                                        .arg(part.trimmed())});
            return std::nullopt;
        }
    }
    if (rates.empty()) {
        m_context.notify({NoticeKind::Error, tr("An experiment needs a rate, such as 0.1.")});
        return std::nullopt;
    }
    return rates;
}

void ExperimentPane::setRunning(bool running)
{
    m_isRunning = running;
    m_run->setText(running ? tr("Running…") : tr("Run experiment"));
    m_run->setEnabled(!running && m_loader.index());
}

void ExperimentPane::run()
{
    const auto wanted = rates();
    if (m_isRunning || !m_loader.index() || !wanted)
        return;
    ExperimentRequest request;
    request.title = titleOf(m_kind);
    request.kinds = m_kind == Kind::Noise ? noiseKinds() : QStringList();
    request.rates = *wanted;
    request.plans = m_plans->value();
    request.seeds = m_seeds->value();
    request.seed = static_cast<quint64>(m_seed->value());
    request.threads = std::clamp(QThread::idealThreadCount(), 1, 8);
    request.recipe = defaultRecipe();
    setRunning(true);
    m_context.jobs.start<Experiment>(
        tr("Experiment: %1").arg(request.title), this,
        [index = m_loader.index(), request](const JobContext& job) {
            return runInBackground(index, request, job);
        },
        [this](Result<Experiment> found) {
            setRunning(false);
            if (!found) {
                m_context.notify(noticeOf(found.error()));
            } else {
                m_experiment = std::move(*found);
                show();
            }
            Q_EMIT finished();
        },
        [](const Experiment& found) {
            return tr("%1 figures in %2 s").arg(countText(found.rows.size())).arg(found.seconds, 0, 'f', 1);
        });
}

void ExperimentPane::show()
{
    if (!m_experiment)
        return;
    const int measure = m_measure->currentData().toInt();
    PlanFinding finding = experimentFinding(
        *m_experiment, measure < 0 ? std::nullopt : std::optional(static_cast<Measure>(measure)));
    m_pane->setNote(experimentMethod(*m_experiment));
    m_pane->show(std::move(finding.chart), std::move(finding.rows), finding.remark);
    m_pane->table()->setExport([found = *m_experiment] { return experimentCsv(found); });
}

} // namespace antiphon
