// The cascade station: a two-filter cascade with its next values, and drawing plans, over a catalogue of the
// size of Jamendo, drawn from a seed.
#include "core/cascade/planner.h"
#include "core/cascade/pool.h"
#include "tests/core/cascade/syntheticcatalogue.h"

#include <benchmark/benchmark.h>

using namespace antiphon;

namespace {

const std::shared_ptr<const CatalogueIndex>& catalogue()
{
    static const auto index = test::syntheticCatalogue(55'000, 1);
    return index;
}

void cascadeOfTwoFilters(benchmark::State& bench)
{
    const auto& index = catalogue();
    FilterState state;
    state = withFilter(state, {QStringLiteral("genre"), QStringLiteral("genre 1"), Sense::Include});
    state = withFilter(state, {QStringLiteral("mood"), QStringLiteral("mood 2"), Sense::Exclude});
    for ([[maybe_unused]] const auto _ : bench) {
        auto answer = answerCascade(*index, state, 1, 10, 10);
        benchmark::DoNotOptimize(answer);
    }
}
BENCHMARK(cascadeOfTwoFilters)->Unit(benchmark::kMicrosecond);

void drawAPlan(benchmark::State& bench)
{
    const auto planner = Planner::create(catalogue(), defaultRecipe(), 1);
    qint64 ordinal = 0;
    for ([[maybe_unused]] const auto _ : bench) {
        auto body = encodePlan(planner->draw(ordinal++));
        benchmark::DoNotOptimize(body);
    }
    bench.SetItemsProcessed(bench.iterations());
}
BENCHMARK(drawAPlan)->Unit(benchmark::kMicrosecond);

} // namespace

BENCHMARK_MAIN();
