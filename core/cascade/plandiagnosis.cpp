#include "core/cascade/plandiagnosis.h"

#include "core/analysis/figuretext.h"
#include "core/base/csvfile.h"
#include "core/cascade/lorenz.h"

#include <QElapsedTimer>

namespace antiphon {

namespace {

constexpr qint64 plansBetweenReports = 512;

QStringList namedTypes(const CatalogueIndex& index)
{
    QStringList types;
    for (const IndexedType& type : index.types())
        if (type.valueCount > 0)
            types << type.name;
    return types;
}

// All tallies of one walk over the plans.
struct Tallies
{
    explicit Tallies(const CatalogueIndex& catalogue) : index(catalogue), pairs(index), balance(index) {}
    void add(const Plan& plan)
    {
        labels.add(plan);
        counts.add(plan);
        pairs.add(plan);
        balance.add(index, plan);
        pools.add(plan);
        repeats.add(plan);
        turns += plan.turns.size();
        ++plans;
    }
    const CatalogueIndex& index;
    LabelTally labels;
    PlanCounts counts;
    ValuePairs pairs;
    BalanceCounts balance;
    PoolTally pools;
    RepeatTally repeats;
    qint64 plans = 0;
    qint64 turns = 0;
};

Result<void> walk(const Connection& connection, const PlanSet& set, Tallies& tallies,
                  const CancelToken& cancel, const ProgressSink& progress)
{
    return forEachPlan(connection, set.id, [&](const Plan& plan) -> Result<void> {
        tallies.add(plan);
        if (tallies.plans % plansBetweenReports == 0) {
            if (cancel.isCancelled())
                return fail(ErrorCode::Cancelled, QStringLiteral("measuring plans"));
            report(progress, tallies.plans, set.plans, QStringLiteral("plans"));
        }
        return {};
    });
}

// Rows of the table of figures.
class FigureRows
{
public:
    FigureRows()
    {
        m_csv = csvLine({QStringLiteral("section"), QStringLiteral("figure"), QStringLiteral("value"),
                         QStringLiteral("low"), QStringLiteral("high"), QStringLiteral("n"),
                         QStringLiteral("missing"), QStringLiteral("p"), QStringLiteral("seed"),
                         QStringLiteral("method")});
    }
    void add(const QString& section, const QString& figure, const statistics::Estimate& estimate,
             std::optional<double> p = {}, std::optional<quint64> seed = {})
    {
        m_csv += csvLine(
            {section, figure, figureText(estimate.value), figureText(estimate.low), figureText(estimate.high),
             QString::number(estimate.n), QString::number(estimate.missing), figureText(p),
             seed ? QString::number(*seed) : QString(), QString::fromStdString(estimate.method)});
    }
    void add(const QString& section, const QString& figure, double value, qint64 n, const char* method)
    {
        statistics::Estimate estimate;
        estimate.value = value;
        estimate.n = n;
        estimate.method = method;
        add(section, figure, estimate);
    }
    const QByteArray& csv() const { return m_csv; }

private:
    QByteArray m_csv;
};

void addDistances(FigureRows& rows, const PlanDiagnosis& diagnosis)
{
    rows.add(QStringLiteral("distance"), QStringLiteral("all tables"), diagnosis.meanDistance);
    for (const TableDistance& distance : diagnosis.distances) {
        rows.add(QStringLiteral("distance"), distance.table, distance.totalVariation);
        rows.add(QStringLiteral("effect"), distance.table, distance.effect, distance.p);
        if (distance.chiSquare)
            rows.add(QStringLiteral("chi-square"), distance.table, *distance.chiSquare, distance.effect.n,
                     "Pearson's chi-square");
    }
}

void addShuffled(FigureRows& rows, const QString& figure, const AgainstShuffled& against)
{
    rows.add(QStringLiteral("coherence"), figure, against.observed, against.p, against.seed);
    statistics::Estimate shuffled;
    shuffled.value = against.shuffledMean;
    shuffled.low = against.shuffledLow;
    shuffled.high = against.shuffledHigh;
    shuffled.n = against.shuffles;
    shuffled.method = "mean and middle 95 % over shuffled catalogues";
    rows.add(QStringLiteral("coherence"), figure + QStringLiteral(", shuffled"), shuffled, {}, against.seed);
}

void addBalance(FigureRows& rows, const QString& name, const Balance& balance)
{
    statistics::Estimate gini;
    gini.value = balance.gini;
    gini.n = balance.items;
    gini.method = "Gini's coefficient of how often each came";
    rows.add(QStringLiteral("Gini"), name, gini);
    rows.add(QStringLiteral("coverage"), name, balance.coverage(), balance.items,
             "share that came at least once");
    rows.add(QStringLiteral("top tenth"), name, balance.topTenth, balance.items,
             "share of all that the commonest tenth has");
}

void addPools(FigureRows& rows, const QList<PoolStep>& pools)
{
    for (const PoolStep& step : pools) {
        statistics::Estimate median;
        median.value = step.median;
        median.low = step.lowerQuartile;
        median.high = step.upperQuartile;
        median.n = step.plans;
        median.method = "median and quartiles";
        rows.add(QStringLiteral("pool"), QStringLiteral("turn %1").arg(step.turn), median);
    }
}

void addRepeats(FigureRows& rows, const PlanRepeats& repeats)
{
    const QString section = QStringLiteral("repeats");
    rows.add(section, QStringLiteral("longest run of label sets"), repeats.longestLabels.turns, repeats.plans,
             "turns that two plans share");
    rows.add(section, QStringLiteral("longest run of whole turns"), repeats.longestTurns.turns, repeats.plans,
             "turns that two plans share, labels and values");
    rows.add(section, QStringLiteral("different label sequences"),
             static_cast<double>(repeats.differentSequences), repeats.plans, "whole plans");
    const auto addRuns = [&](const QString& name, const QList<RunCount>& runs) {
        for (const RunCount& run : runs)
            if (run.runs > 0)
                rows.add(section, name.arg(run.turns),
                         static_cast<double>(run.repeated) / static_cast<double>(run.runs), run.runs,
                         "share of runs that occur more than once");
    };
    addRuns(QStringLiteral("%1 label sets"), repeats.labelRuns);
    addRuns(QStringLiteral("%1 whole turns"), repeats.turnRuns);
}

} // namespace

Result<PlanDiagnosis> diagnosePlans(const Connection& connection, const CatalogueIndex& index,
                                    const DiagnosisRequest& request, const CancelToken& cancel,
                                    const ProgressSink& progress)
{
    QElapsedTimer timer;
    timer.start();
    PlanDiagnosis diagnosis;
    diagnosis.plans = request.set.name;
    diagnosis.reference = request.referenceName;
    diagnosis.seed = request.seed;
    QList<LabelTable> reference = request.reference;
    ANTIPHON_TRY_ASSIGN(const Recipe recipe, recipeFromJson(request.set.recipe, request.set.name));
    if (reference.isEmpty()) {
        reference = tablesOfRecipe(recipe, namedTypes(index));
        diagnosis.reference = QStringLiteral("the recipe ") + recipe.name;
    }
    Tallies tallies(index);
    ANTIPHON_TRY(walk(connection, request.set, tallies, cancel, progress));
    diagnosis.planCount = tallies.plans;
    diagnosis.turnCount = tallies.turns;
    diagnosis.shares = diagnose(tallies.counts, request.shares.value_or(recipe));
    diagnosis.distances = planDistances(tallies.labels.tables(), reference);
    diagnosis.meanDistance = meanDistance(diagnosis.distances);
    ANTIPHON_TRY_ASSIGN(diagnosis.coherence, testCoherence(index, tallies.pairs, request.shuffles,
                                                           request.seed, request.threads, cancel, progress));
    diagnosis.balance = balanceOf(index, tallies.balance);
    diagnosis.trackCurve = lorenzOf(tallies.balance.listed);
    diagnosis.valueCurve = lorenzOf(tallies.balance.named);
    diagnosis.pools = tallies.pools.steps();
    diagnosis.repeats = tallies.repeats.repeats(cancel);
    if (cancel.isCancelled())
        return fail(ErrorCode::Cancelled, QStringLiteral("measuring plans"));
    diagnosis.seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    return diagnosis;
}

QByteArray distanceRowsCsv(const QList<TableDistance>& distances)
{
    QByteArray csv = csvLine({QStringLiteral("table"), QStringLiteral("label"), QStringLiteral("count"),
                              QStringLiteral("plans"), QStringLiteral("reference")});
    for (const TableDistance& distance : distances)
        for (const DistanceRow& row : distance.rows)
            csv += csvLine({distance.table, row.label, QString::number(row.count), figureText(row.plans),
                            distance.totalVariation.value ? figureText(row.reference) : QString()});
    return csv;
}

QByteArray diagnosisCsv(const PlanDiagnosis& diagnosis)
{
    FigureRows rows;
    addDistances(rows, diagnosis);
    addShuffled(rows, QStringLiteral("PMI"), diagnosis.coherence.pmi);
    addShuffled(rows, QStringLiteral("normalised PMI"), diagnosis.coherence.normalised);
    addShuffled(rows, QStringLiteral("lift"), diagnosis.coherence.lift);
    addBalance(rows, QStringLiteral("tracks"), diagnosis.balance.tracks);
    addBalance(rows, QStringLiteral("values"), diagnosis.balance.values);
    for (const TypeBalance& type : diagnosis.balance.types)
        addBalance(rows, type.type, type.values);
    addPools(rows, diagnosis.pools);
    addRepeats(rows, diagnosis.repeats);
    return rows.csv();
}

} // namespace antiphon
