#include "core/cascade/experiment.h"

#include "core/base/parallel.h"
#include "core/cascade/coherence.h"
#include "core/cascade/planbalance.h"
#include "core/cascade/plandistance.h"
#include "core/cascade/planner.h"
#include "core/cascade/pool.h"
#include "core/statistics/descriptive.h"

#include <QElapsedTimer>

#include <mutex>

namespace antiphon {

namespace {

using IndexPointer = std::shared_ptr<const CatalogueIndex>;
using Figures = std::map<Measure, std::optional<double>>;

// Two or three labels of one track, of different types where it has them: the pool holds at least this track.
std::vector<QList<Filter>> drawCascades(const CatalogueIndex& index, int count, quint64 seed)
{
    std::vector<QList<Filter>> cascades;
    const int tries = 50 * count;
    for (int i = 0; i < tries && cascades.size() < static_cast<std::size_t>(count); ++i) {
        Random random = Random::forKey(seed, static_cast<quint64>(i));
        const auto track = static_cast<quint32>(random.below(index.trackCount()));
        std::vector<ValueId> labels;
        for (const ValueId value : index.valuesOf(track))
            if (index.types()[static_cast<std::size_t>(index.typeOf(value))].origin == TypeOrigin::Attribute)
                labels.push_back(value);
        if (labels.size() < 2)
            continue;
        random.shuffle(labels);
        labels.resize(std::min<std::size_t>(labels.size(), 2 + random.below(2)));
        QList<Filter> cascade;
        for (const ValueId value : labels) {
            const AttributeValue attribute = index.attributeValue(value);
            cascade << Filter{attribute.type, attribute.value};
        }
        cascades.push_back(cascade);
    }
    return cascades;
}

// A value that the damaged catalogue no longer has leaves no track.
std::vector<Roaring> poolsOf(const CatalogueIndex& index, const std::vector<QList<Filter>>& cascades)
{
    std::vector<Roaring> pools;
    for (const QList<Filter>& cascade : cascades) {
        const auto pool = poolOf(index, FilterState{cascade, {}});
        pools.push_back(pool ? *pool : Roaring());
    }
    return pools;
}

struct DrawnTables
{
    std::vector<qsizetype> lengths; // by plan
    QList<LabelTable> tables;
    PlanBalance balance;
};

std::optional<DrawnTables> drawTables(const IndexPointer& index, const ExperimentRequest& request,
                                      quint64 seed, const CancelToken& cancel)
{
    const auto planner = Planner::create(index, request.recipe, seed);
    if (!planner)
        return std::nullopt;
    DrawnTables drawn;
    LabelTally tally;
    BalanceCounts balance(*index);
    for (int i = 0; i < request.plans && !cancel.isCancelled(); ++i) {
        const Plan plan = planner->draw(i);
        drawn.lengths.push_back(plan.turns.size());
        tally.add(plan);
        balance.add(*index, plan);
    }
    drawn.tables = tally.tables();
    drawn.balance = balanceOf(*index, balance);
    return drawn;
}

// What the damaged catalogues are compared with.
struct Clean
{
    std::vector<QList<Filter>> cascades;
    std::vector<Roaring> pools;
    DrawnTables plans;
};

void measurePools(const CatalogueIndex& index, const Clean& clean, Figures& figures)
{
    const auto pools = poolsOf(index, clean.cascades);
    double ratio = 0;
    double jaccard = 0;
    double empty = 0;
    for (std::size_t i = 0; i < pools.size(); ++i) {
        ratio +=
            static_cast<double>(pools[i].cardinality()) / static_cast<double>(clean.pools[i].cardinality());
        jaccard += pools[i].jaccard_index(clean.pools[i]);
        empty += pools[i].isEmpty() ? 1 : 0;
    }
    const double n = static_cast<double>(pools.size());
    figures[Measure::PoolRatio] = ratio / n;
    figures[Measure::Jaccard] = jaccard / n;
    figures[Measure::EmptyPools] = empty / n;
    ValuePairs pairs(index);
    for (const QList<Filter>& cascade : clean.cascades)
        pairs.add(cascade);
    figures[Measure::Coherence] = coherenceOf(index, pairs).normalised.value;
}

void measurePlans(const DrawnTables& plans, const Clean& clean, Figures& figures)
{
    double kept = 0;
    for (std::size_t i = 0; i < plans.lengths.size(); ++i)
        kept += plans.lengths[i] >= clean.plans.lengths[i] ? 1 : 0;
    figures[Measure::LengthKept] = kept / static_cast<double>(plans.lengths.size());
    figures[Measure::Distance] = meanDistance(planDistances(plans.tables, clean.plans.tables)).value;
    figures[Measure::TrackCoverage] = plans.balance.tracks.coverage();
    figures[Measure::ValueGini] = plans.balance.values.gini;
}

struct Cell
{
    Degradation degradation;
    quint64 seed = 0;
    Figures figures;
};

// The damage of one seed has one stream whatever its kind, so that kinds are compared on the same tracks.
std::vector<Cell> cellsOf(const ExperimentRequest& request)
{
    std::vector<Cell> cells;
    for (const QString& kind : request.kinds)
        for (const double rate : request.rates)
            for (int i = 0; i < request.seeds; ++i)
                cells.push_back(
                    {{kind, rate}, Random::forKey(request.seed, static_cast<quint64>(i) + 1).next(), {}});
    return cells;
}

Result<void> check(const CatalogueIndex& index, const ExperimentRequest& request)
{
    const auto wrong = [](const QString& what, const QString& why) {
        return fail(ErrorCode::InvalidValue, what, why);
    };
    if (request.kinds.isEmpty() || request.rates.empty())
        return wrong(QStringLiteral("the experiment"),
                     QStringLiteral("it needs a kind of damage and a rate"));
    if (request.cascades < 1 || request.plans < 1 || request.seeds < 1)
        return wrong(QStringLiteral("the experiment"),
                     QStringLiteral("cascades, plans and seeds are at least 1"));
    const QStringList known = noiseKinds() + sparsityKinds(index);
    for (const QString& kind : request.kinds)
        if (!known.contains(kind))
            return wrong(kind, QStringLiteral("a catalogue can be made worse by: ") +
                                   known.join(QStringLiteral(", ")));
    for (const double rate : request.rates)
        if (!(rate >= 0.0 && rate <= 1.0))
            return wrong(QStringLiteral("the rate %1").arg(rate),
                         QStringLiteral("a rate lies between 0 and 1"));
    return {};
}

Result<void> fillCells(const IndexPointer& index, const ExperimentRequest& request, const Clean& clean,
                       std::vector<Cell>& cells, const CancelToken& cancel, const ProgressSink& progress)
{
    std::mutex reporting;
    qint64 done = 0;
    forEachIndex(cells.size(), request.threads, [&](std::size_t i) {
        Cell& cell = cells[i];
        if (cancel.isCancelled())
            return;
        const auto damaged = degradedIndex(*index, cell.degradation, cell.seed);
        if (!damaged || cancel.isCancelled())
            return;
        measurePools(**damaged, clean, cell.figures);
        if (const auto plans = drawTables(*damaged, request, request.seed, cancel);
            plans && !cancel.isCancelled())
            measurePlans(*plans, clean, cell.figures);
        const std::scoped_lock lock(reporting);
        report(progress, ++done, static_cast<qint64>(cells.size()), QStringLiteral("catalogues"));
    });
    if (cancel.isCancelled())
        return fail(ErrorCode::Cancelled, QStringLiteral("the experiment"));
    return {};
}

QList<ExperimentRow> rowsOf(const std::vector<Cell>& cells, int seeds, quint64 seed)
{
    QList<ExperimentRow> rows;
    for (std::size_t first = 0; first < cells.size(); first += static_cast<std::size_t>(seeds)) {
        for (const Measure measure : allMeasures()) {
            std::vector<double> values;
            for (std::size_t i = first; i < first + static_cast<std::size_t>(seeds); ++i) {
                const auto found = cells[i].figures.find(measure);
                if (found != cells[i].figures.end() && found->second)
                    values.push_back(*found->second);
            }
            ExperimentRow row{cells[first].degradation, measure, statistics::meanWithInterval(values)};
            row.mean.missing = seeds - static_cast<std::int64_t>(values.size());
            row.mean.seed = seed;
            rows << row;
        }
    }
    return rows;
}

} // namespace

Result<Experiment> runExperiment(const IndexPointer& index, const ExperimentRequest& request,
                                 const CancelToken& cancel, const ProgressSink& progress)
{
    QElapsedTimer timer;
    timer.start();
    ANTIPHON_TRY(check(*index, request));
    ANTIPHON_TRY(Planner::create(index, request.recipe, request.seed));
    Clean clean;
    clean.cascades = drawCascades(*index, request.cascades, request.seed);
    if (clean.cascades.empty())
        return fail(ErrorCode::NotPossible, QStringLiteral("the experiment"),
                    QStringLiteral("no track has two annotations to make a cascade of"));
    clean.pools = poolsOf(*index, clean.cascades);
    auto plans = drawTables(index, request, request.seed, cancel);
    const auto again = drawTables(index, request, request.seed + 1, cancel);
    if (!plans || !again || cancel.isCancelled())
        return fail(ErrorCode::Cancelled, QStringLiteral("the experiment"));
    clean.plans = std::move(*plans);
    std::vector<Cell> cells = cellsOf(request);
    ANTIPHON_TRY(fillCells(index, request, clean, cells, cancel, progress));
    Experiment experiment;
    experiment.title = request.title;
    experiment.recipe =
        QStringLiteral("%1@%2").arg(request.recipe.name, QString::number(request.recipe.version));
    experiment.kinds = request.kinds;
    experiment.rates = request.rates;
    experiment.rows = rowsOf(cells, request.seeds, request.seed);
    experiment.chanceDistance = meanDistance(planDistances(again->tables, clean.plans.tables)).value;
    experiment.tracks = index->trackCount();
    experiment.cascades = static_cast<qint64>(clean.cascades.size());
    experiment.plans = request.plans;
    experiment.seeds = request.seeds;
    experiment.seed = request.seed;
    experiment.seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    return experiment;
}

const ExperimentRow* rowOf(const Experiment& experiment, const QString& kind, double rate, Measure measure)
{
    for (const ExperimentRow& row : experiment.rows)
        if (row.measure == measure && row.degradation == Degradation{kind, rate})
            return &row;
    return nullptr;
}

} // namespace antiphon
