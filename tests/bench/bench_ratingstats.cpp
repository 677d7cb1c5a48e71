// What the statistics of a rating study cost, and how often its intervals hold what they promise: 5,000
// ratings by 20 raters of 250 dialogues in 3 conditions.
#include "core/rating/studyplanner.h"
#include "core/statistics/cumulativelink.h"
#include "core/statistics/draws.h"

#include <benchmark/benchmark.h>

#include <cmath>

namespace antiphon {

namespace {

using namespace statistics;

constexpr int raters = 20;
constexpr int items = 250;

// Ordinal answers of 1 to 5 on a latent scale, each condition half a logit above the one before.
OrdinalResponses crossedStudy()
{
    Random random(7);
    OrdinalResponses responses;
    responses.categories = 5;
    responses.effects.resize(2);
    responses.groupings = {{{}, items}, {{}, raters}};
    std::vector<double> severities;
    for (int rater = 0; rater < raters; ++rater)
        severities.push_back(0.6 * normalDraw(random));
    for (int item = 0; item < items; ++item) {
        const double own = 0.5 * (item % 3) + 0.8 * normalDraw(random);
        for (int rater = 0; rater < raters; ++rater) {
            const double latent = own + severities[static_cast<std::size_t>(rater)] + logisticDraw(random);
            int value = 0;
            for (const double threshold : {-2.5, -1.0, 0.5, 2.0})
                value += latent > threshold ? 1 : 0;
            responses.values.push_back(value);
            responses.effects[0].push_back(item % 3 == 1 ? 1.0 : 0.0);
            responses.effects[1].push_back(item % 3 == 2 ? 1.0 : 0.0);
            responses.groupings[0].level.push_back(item);
            responses.groupings[1].level.push_back(rater);
        }
    }
    return responses;
}

void crossedModelOf5000Ratings(benchmark::State& state)
{
    const OrdinalResponses responses = crossedStudy();
    CumulativeLinkFit fit;
    for (auto _ : state)
        fit = fitCumulativeLink(responses);
    state.counters["converged"] = fit.converged ? 1 : 0;
    state.counters["steps"] = fit.steps;
    state.counters["effect1"] = fit.effects.empty() ? 0.0 : *fit.effects[0].value;
    state.counters["variance_items"] = fit.variances.empty() ? 0.0 : *fit.variances[0].value;
}

std::vector<Observation> observationsOf(const OrdinalResponses& responses)
{
    std::vector<Observation> observations;
    for (std::size_t i = 0; i < responses.values.size(); ++i)
        observations.push_back({static_cast<double>(responses.values[i]), responses.groupings[0].level[i],
                                responses.groupings[1].level[i]});
    return observations;
}

void resamples(benchmark::State& state, Clusters clusters)
{
    const std::vector<Observation> observations = observationsOf(crossedStudy());
    BootstrapOptions options;
    options.clusters = clusters;
    for (auto _ : state)
        benchmark::DoNotOptimize(clusteredMean(observations, options).low);
}

void tenThousandResamplesOfDialogues(benchmark::State& state)
{
    resamples(state, Clusters::Items);
}

void tenThousandResamplesOfBoth(benchmark::State& state)
{
    resamples(state, Clusters::Crossed);
}

void planOfAThousandStudies(benchmark::State& state)
{
    for (auto _ : state) {
        const auto cells = simulatePlan({}, {10}, {50}, 2);
        state.counters["equivalent"] = *cells->first().equivalent.value;
    }
}

// The share of 2,000 studies of 20 raters and 30 dialogues whose 95 % interval holds the true mean; `naive`
// draws single ratings.
void coverage(benchmark::State& state, Clusters clusters, bool naive)
{
    constexpr int studies = 2000;
    int holds = 0;
    for (auto _ : state) {
        holds = 0;
        for (int study = 0; study < studies; ++study) {
            Random random = Random::forKey(11, static_cast<quint64>(study));
            std::vector<double> severities(raters);
            for (double& severity : severities)
                severity = 0.5 * normalDraw(random);
            std::vector<Observation> observations;
            for (int item = 0; item < 30; ++item) {
                const double own = 0.7 * normalDraw(random);
                for (int rater = 0; rater < raters; ++rater)
                    observations.push_back(
                        {own + severities[static_cast<std::size_t>(rater)] + normalDraw(random),
                         naive ? item * raters + rater : item, rater});
            }
            BootstrapOptions options;
            options.seed = static_cast<std::uint64_t>(study);
            options.replicates = 1000;
            options.clusters = clusters;
            const Estimate mean = clusteredMean(observations, options);
            holds += *mean.low <= 0.0 && 0.0 <= *mean.high ? 1 : 0;
        }
    }
    state.counters["coverage"] = static_cast<double>(holds) / studies;
}

void coverageOfBothDrawn(benchmark::State& state)
{
    coverage(state, Clusters::Crossed, false);
}

void coverageOfDialoguesDrawn(benchmark::State& state)
{
    coverage(state, Clusters::Items, false);
}

void coverageOfRatersDrawn(benchmark::State& state)
{
    coverage(state, Clusters::Raters, false);
}

void coverageOfSingleRatingsDrawn(benchmark::State& state)
{
    coverage(state, Clusters::Items, true);
}

BENCHMARK(crossedModelOf5000Ratings)->Unit(benchmark::kMillisecond);
BENCHMARK(tenThousandResamplesOfDialogues)->Unit(benchmark::kMillisecond);
BENCHMARK(tenThousandResamplesOfBoth)->Unit(benchmark::kMillisecond);
BENCHMARK(planOfAThousandStudies)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(coverageOfBothDrawn)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(coverageOfDialoguesDrawn)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(coverageOfRatersDrawn)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(coverageOfSingleRatingsDrawn)->Unit(benchmark::kMillisecond)->Iterations(1);

} // namespace

} // namespace antiphon

BENCHMARK_MAIN();
