#include "core/generation/samplecomparison.h"

#include "core/generation/sourcecheck.h"
#include "core/statistics/bootstrap.h"
#include "core/statistics/descriptive.h"
#include "core/storage/project.h"

#include <numeric>

namespace antiphon {

namespace {

using What = SampleKey::What;
using statistics::Estimate;

constexpr size_t manyPairs = 2'000;
constexpr size_t tooManyPairs = 20'000;

struct Pair
{
    size_t first = 0; // rows
    size_t second = 0;
};

QList<SampleKey> measuredKeys()
{
    QList<SampleKey> keys{{What::Recall}};
    for (int i = 0; i < checkKinds; ++i)
        keys << SampleKey{What::OneKind, static_cast<CheckKind>(i)};
    return keys << SampleKey{What::Findings} << SampleKey{What::Turns} << SampleKey{What::Words};
}

bool isWritten(const SampleColumns& columns, size_t row)
{
    return columns.standing[row] != SampleColumns::Standing::Failed;
}

std::vector<Pair> pairsOf(const SampleColumns& first, const SampleColumns& second, RunComparison& result)
{
    std::vector<Pair> pairs;
    for (size_t row = 0; row < first.plans.size(); ++row) {
        if (!isWritten(first, row))
            continue;
        const qint64 other = second.rowOf(first.plans[row]);
        if (other < 0 || !isWritten(second, static_cast<size_t>(other))) {
            ++result.onlyFirst;
            continue;
        }
        pairs.push_back({row, static_cast<size_t>(other)});
        result.plans.push_back(first.plans[row]);
    }
    for (size_t row = 0; row < second.plans.size(); ++row)
        result.onlySecond += isWritten(second, row) ? 1 : 0;
    result.onlySecond -= static_cast<qint64>(pairs.size());
    return pairs;
}

Estimate intervalOf(const std::vector<double>& differences, quint64 seed)
{
    if (differences.size() > tooManyPairs) {
        Estimate estimate = statistics::meanWithInterval(differences);
        estimate.method = "mean of the paired differences, Student's t interval";
        return estimate;
    }
    statistics::BootstrapOptions options;
    options.seed = seed;
    options.replicates = differences.size() > manyPairs ? 2'000 : 10'000;
    const auto mean = [&differences](const std::vector<size_t>& drawn) -> std::optional<double> {
        if (drawn.empty())
            return std::nullopt;
        double sum = 0;
        for (const size_t pair : drawn)
            sum += differences[pair];
        return sum / static_cast<double>(drawn.size());
    };
    Estimate estimate = statistics::bootstrap(differences.size(), mean, options);
    estimate.method = "mean of the paired differences, percentile interval of a bootstrap over plans, " +
                      std::to_string(options.replicates) + " resamples";
    return estimate;
}

PairedMeasure measureOf(const SampleColumns& first, const SampleColumns& second,
                        const std::vector<Pair>& pairs, const SampleKey& key, quint64 seed)
{
    PairedMeasure measure;
    measure.key = key;
    std::vector<double> a, b, differences;
    for (const Pair& pair : pairs) {
        a.push_back(sampleValue(first, {}, key, pair.first).value_or(0));
        b.push_back(sampleValue(second, {}, key, pair.second).value_or(0));
        differences.push_back(a.back() - b.back());
        measure.differences.push_back(static_cast<float>(differences.back()));
    }
    measure.first = statistics::mean(a);
    measure.second = statistics::mean(b);
    measure.difference = intervalOf(differences, seed);
    measure.test = statistics::wilcoxonSignedRank(differences);
    return measure;
}

Result<SampleColumns> checkedColumns(const Connection& connection, const Run& run)
{
    ANTIPHON_TRY_ASSIGN(SampleColumns columns, sampleColumns(connection, run.id));
    const auto unchecked =
        std::count(columns.standing.begin(), columns.standing.end(), SampleColumns::Standing::Unchecked);
    if (unchecked > 0)
        return fail(ErrorCode::NotPossible, QStringLiteral("comparing \"%1\"").arg(run.name),
                    QStringLiteral("%1 of its samples are not checked yet").arg(unchecked));
    return columns;
}

} // namespace

const PairedMeasure* RunComparison::measure(const SampleKey& key) const
{
    const auto found = std::find_if(measures.begin(), measures.end(),
                                    [&key](const PairedMeasure& measure) { return measure.key == key; });
    return found == measures.end() ? nullptr : &*found;
}

Result<RunComparison> compareRuns(const Connection& connection, const Run& first, const Run& second,
                                  quint64 seed, const CancelToken& cancel)
{
    if (first.planSet != second.planSet)
        return fail(ErrorCode::NotPossible,
                    QStringLiteral("comparing \"%1\" and \"%2\"").arg(first.name, second.name),
                    QStringLiteral("they were written from other plans, so nothing is paired"));
    ANTIPHON_TRY_ASSIGN(const SampleColumns a, checkedColumns(connection, first));
    ANTIPHON_TRY_ASSIGN(const SampleColumns b, checkedColumns(connection, second));
    RunComparison result;
    result.first = first.name;
    result.second = second.name;
    const std::vector<Pair> pairs = pairsOf(a, b, result);
    const QList<SampleKey> keys = measuredKeys();
    for (const SampleKey& key : keys) {
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled, QStringLiteral("the comparison"));
        result.measures << measureOf(a, b, pairs, key, seed);
        result.measures.last().difference.missing = result.onlyFirst + result.onlySecond;
    }
    return result;
}

Result<void> checkRun(const QString& projectPath, const Run& run, const CancelToken& cancel,
                      const ProgressSink& progress)
{
    {
        ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(projectPath));
        ANTIPHON_TRY_ASSIGN(const SampleColumns columns, sampleColumns(connection, run.id));
        if (std::count(columns.standing.begin(), columns.standing.end(),
                       SampleColumns::Standing::Unchecked) == 0)
            return {};
    }
    ANTIPHON_TRY(checkSource(projectPath, run.name, 0, cancel, progress));
    return {};
}

QString comparisonCaveat()
{
    return QStringLiteral(
        "These are counts and your own eyes, and you see who wrote what: no blinded rating. "
        "For the claim that one is better, make a study of both runs at the station Rate.");
}

} // namespace antiphon
