#include "core/statistics/clusteredbootstrap.h"
#include "core/statistics/descriptive.h"
#include "core/statistics/draws.h"
#include "core/statistics/effectsize.h"

#include <gtest/gtest.h>

using namespace antiphon::statistics;
using antiphon::Random;

namespace {

// Points from 1 to 5 by raters and items that differ; `shift` moves all of them.
std::vector<Observation> pointsOf(quint64 seed, int items, int raters, double shift)
{
    Random random(seed);
    std::vector<double> severities;
    for (int rater = 0; rater < raters; ++rater)
        severities.push_back(0.5 * normalDraw(random));
    std::vector<Observation> observations;
    for (int item = 0; item < items; ++item) {
        const double own = 3.0 + shift + 0.7 * normalDraw(random);
        for (int rater = 0; rater < raters; ++rater) {
            const double latent =
                own + severities[static_cast<std::size_t>(rater)] + 0.8 * normalDraw(random);
            observations.push_back({std::clamp(std::round(latent), 1.0, 5.0), item, rater});
        }
    }
    return observations;
}

BootstrapOptions few(Clusters clusters)
{
    BootstrapOptions options;
    options.replicates = 2000;
    options.clusters = clusters;
    return options;
}

constexpr Clusters allKinds[] = {Clusters::Items, Clusters::Raters, Clusters::Crossed};

} // namespace

TEST(ClusteredMedian, IsTheMedianWithEndsAroundIt)
{
    const auto observations = pointsOf(3, 31, 5, 0.0);
    std::vector<double> values;
    for (const Observation& one : observations)
        values.push_back(one.value);
    for (const Clusters clusters : allKinds) {
        const Estimate estimate = clusteredMedian(observations, few(clusters));
        EXPECT_EQ(*estimate.value, *median(values).value);
        EXPECT_LE(*estimate.low, *estimate.value);
        EXPECT_GE(*estimate.high, *estimate.value);
        EXPECT_EQ(estimate.n, 155);
        EXPECT_EQ(estimate.seed, 1U);
        EXPECT_NE(estimate.method.find("drawn"), std::string::npos);
    }
    const std::vector<Observation> two{{1.0, 0, 0}, {4.0, 1, 1}};
    EXPECT_EQ(*clusteredMedian(two, few(Clusters::Items)).value, 2.5);
}

// Of three items each rated once the median of a resample is known: 1 with 7 of 27 chances, 3 with 7, 2 else.
TEST(ClusteredMedian, EndsAreQuantilesOfAllResamples)
{
    const std::vector<Observation> three{{1.0, 0, 0}, {2.0, 1, 0}, {3.0, 2, 0}};
    BootstrapOptions options = few(Clusters::Items);
    options.replicates = 20'000;
    options.level = 0.40; // 30 % and 70 %, beyond 7/27 = 26 %
    const Estimate inner = clusteredMedian(three, options);
    EXPECT_EQ(*inner.low, 2.0);
    EXPECT_EQ(*inner.high, 2.0);
    options.level = 0.60; // 20 % and 80 %
    const Estimate outer = clusteredMedian(three, options);
    EXPECT_EQ(*outer.low, 1.0);
    EXPECT_EQ(*outer.high, 3.0);
}

TEST(ClusteredMedian, CoversTheTrueMedian)
{
    int covered = 0;
    for (quint64 study = 0; study < 150; ++study) {
        Random random = Random::forKey(5, study);
        std::vector<Observation> observations;
        for (int item = 0; item < 40; ++item) {
            const double own = normalDraw(random);
            for (int rater = 0; rater < 4; ++rater)
                observations.push_back({own + normalDraw(random), item, rater});
        }
        BootstrapOptions options = few(Clusters::Items);
        options.replicates = 500;
        const Estimate estimate = clusteredMedian(observations, options);
        covered += *estimate.low <= 0.0 && 0.0 <= *estimate.high ? 1 : 0;
    }
    EXPECT_GE(covered, 135); // of 150; 95 % are 142
}

TEST(ClusteredWinRate, OfOneRaterIsA12)
{
    const auto first = pointsOf(3, 20, 1, 0.4);
    const auto second = pointsOf(4, 25, 1, 0.0);
    std::vector<double> one;
    std::vector<double> other;
    for (const Observation& observation : first)
        one.push_back(observation.value);
    for (const Observation& observation : second)
        other.push_back(observation.value);
    const WinRate rate = clusteredWinRate(first, second, 0.1, few(Clusters::Items));
    EXPECT_NEAR(*rate.wide.value, *a12(one, other).value, 1e-12);
    EXPECT_LT(*rate.wide.low, *rate.narrow.low);
    EXPECT_GT(*rate.wide.high, *rate.narrow.high);
}

TEST(ClusteredWinRate, ComparesWithinRaters)
{
    // The strict rater gives 1 and 2, the mild one 4 and 5: the first wins every comparison within a rater.
    const std::vector<Observation> first{{2.0, 0, 0}, {2.0, 1, 0}, {5.0, 0, 1}, {5.0, 1, 1}};
    const std::vector<Observation> second{{1.0, 0, 0}, {1.0, 1, 0}, {4.0, 0, 1}, {4.0, 1, 1}};
    for (const Clusters clusters : allKinds) {
        const WinRate rate = clusteredWinRate(first, second, 0.1, few(clusters));
        EXPECT_EQ(*rate.wide.value, 1.0);
        EXPECT_EQ(*rate.verdict, Verdict::Different);
    }
    const std::vector<Observation> stranger{{1.0, 0, 7}, {2.0, 1, 7}};
    EXPECT_EQ(clusteredWinRate(first, stranger, 0.1, few(Clusters::Items)).wide.reason,
              "no rater has values of both");
    EXPECT_FALSE(clusteredWinRate(first, second, 0.0, few(Clusters::Items)).verdict); // no margin
}

TEST(ClusteredWinRate, EqualConditionsAreEquivalentByAWideMargin)
{
    const auto first = pointsOf(3, 60, 5, 0.0);
    const WinRate rate = clusteredWinRate(first, first, 0.2, few(Clusters::Crossed));
    EXPECT_NEAR(*rate.wide.value, 0.5, 1e-12);
    EXPECT_EQ(*rate.verdict, Verdict::Equivalent);
}

TEST(ClusteredShare, HoldsWinsAgainstOneHalf)
{
    std::vector<Observation> wins;
    for (int i = 0; i < 100; ++i)
        wins.push_back({i < 61 ? 1.0 : i < 65 ? 0.5 : 0.0, i, i % 5});
    const WinRate rate = clusteredShare(wins, 0.05, few(Clusters::Items));
    EXPECT_NEAR(*rate.wide.value, 0.63, 1e-12);
    EXPECT_EQ(*rate.verdict, Verdict::Different);
    // Each item once, so that the interval is about that of independent trials.
    EXPECT_NEAR(*rate.wide.low, 0.63 - 1.96 * 0.0474, 0.02);
    EXPECT_EQ(rate.wide.n, 100);
}

TEST(Clustered, CancelLeavesNoInterval)
{
    const auto observations = pointsOf(3, 20, 3, 0.0);
    for (const Clusters clusters : allKinds) {
        BootstrapOptions options = few(clusters);
        options.cancel.cancel();
        const Estimate mean = clusteredMean(observations, options);
        EXPECT_EQ(mean.reason, "it was cancelled");
        EXPECT_FALSE(mean.low);
        EXPECT_FALSE(clusteredMedian(observations, options).low);
        EXPECT_FALSE(clusteredDifference(observations, observations, 0.5, options).verdict);
        EXPECT_FALSE(clusteredWinRate(observations, observations, 0.1, options).verdict);
    }
}
