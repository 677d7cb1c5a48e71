#include "core/base/random.h"
#include "core/statistics/clusteredbootstrap.h"
#include "core/statistics/descriptive.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

using namespace antiphon::statistics;
using antiphon::Random;

namespace {

const std::vector<double> lsat{576, 635, 558, 578, 666, 580, 555, 661, 651, 605, 653, 575, 545, 572, 594};
const std::vector<double> gpa{3.39, 3.30, 2.81, 3.03, 3.44, 3.07, 3.00, 3.43,
                              3.36, 3.13, 3.12, 2.74, 2.76, 2.88, 2.96};

std::optional<double> correlation(const std::vector<std::size_t>& drawn)
{
    double mx = 0.0;
    double my = 0.0;
    for (const std::size_t i : drawn) {
        mx += lsat[i] / static_cast<double>(drawn.size());
        my += gpa[i] / static_cast<double>(drawn.size());
    }
    double xy = 0.0;
    double xx = 0.0;
    double yy = 0.0;
    for (const std::size_t i : drawn) {
        xy += (lsat[i] - mx) * (gpa[i] - my);
        xx += (lsat[i] - mx) * (lsat[i] - mx);
        yy += (gpa[i] - my) * (gpa[i] - my);
    }
    return xx * yy > 0.0 ? std::optional(xy / std::sqrt(xx * yy)) : std::nullopt;
}

// A standard normal number by Box and Muller.
double normal(Random& random)
{
    return std::sqrt(-2.0 * std::log(1.0 - random.uniform())) * std::cos(2.0 * M_PI * random.uniform());
}

std::vector<Observation> crossedStudy(Random& random, int items, int raters, double itemSd, double raterSd)
{
    std::vector<double> itemEffects;
    std::vector<double> raterEffects;
    for (int i = 0; i < items; ++i)
        itemEffects.push_back(itemSd * normal(random));
    for (int r = 0; r < raters; ++r)
        raterEffects.push_back(raterSd * normal(random));
    std::vector<Observation> study;
    for (int i = 0; i < items; ++i) {
        for (int r = 0; r < raters; ++r)
            study.push_back({itemEffects[static_cast<std::size_t>(i)] +
                                 raterEffects[static_cast<std::size_t>(r)] + normal(random),
                             i, r});
    }
    return study;
}

// How many of 200 simulated studies have an interval around the true mean 0.
double coverage(Clusters clusters, bool naive)
{
    Random random(11);
    int covered = 0;
    for (int study = 0; study < 200; ++study) {
        auto observations = crossedStudy(random, 30, 20, 0.7, 0.5);
        if (naive) {
            for (std::size_t i = 0; i < observations.size(); ++i)
                observations[i].item = static_cast<int>(i);
        }
        BootstrapOptions options;
        options.replicates = 500;
        options.seed = static_cast<std::uint64_t>(study);
        options.clusters = clusters;
        const Estimate estimate = clusteredMean(observations, options);
        covered += *estimate.low <= 0.0 && *estimate.high >= 0.0 ? 1 : 0;
    }
    return covered / 200.0;
}

} // namespace

TEST(Bootstrap, LawSchoolPercentile)
{
    BootstrapOptions options;
    options.replicates = 200'000;
    std::vector<double> drawn;
    const Estimate estimate = bootstrap(
        15,
        [&drawn](const std::vector<std::size_t>& units) {
            const auto value = correlation(units);
            drawn.push_back(value.value_or(0.0));
            return value;
        },
        options);
    EXPECT_NEAR(*standardDeviation(std::span(drawn).subspan(1)).value, .1335, .001); // less the data's own
    EXPECT_NEAR(*estimate.value, 0.7763745, 1e-7);
    EXPECT_NEAR(*estimate.low, .460, .01);
    EXPECT_NEAR(*estimate.high, .962, .01);
    EXPECT_EQ(estimate.seed, 1U);
}

TEST(Bootstrap, LawSchoolAcceleration)
{
    EXPECT_NEAR(jackknifeAcceleration(15, correlation), -0.0756716, 1e-7);
}

TEST(Bootstrap, LawSchoolBca)
{
    BootstrapOptions options;
    options.replicates = 200'000;
    options.interval = Interval::Bca;
    const Estimate wide = bootstrap(15, correlation, options);
    EXPECT_NEAR(*wide.low, .330, .01);
    EXPECT_NEAR(*wide.high, .942, .01);
    options.level = 0.90;
    const Estimate narrow = bootstrap(15, correlation, options);
    EXPECT_NEAR(*narrow.low, .429, .01);
    EXPECT_NEAR(*narrow.high, .927, .01);
}

TEST(Bootstrap, DrawsEveryResampleEquallyOften)
{
    const std::vector<double> means{2, 3, 5};
    std::map<std::vector<std::size_t>, int> counts;
    BootstrapOptions options;
    options.replicates = 270'000;
    bootstrap(
        3,
        [&](const std::vector<std::size_t>& drawn) {
            ++counts[drawn];
            return std::optional(1.0);
        },
        options);
    ASSERT_EQ(counts.size(), 27U);
    double squares = 0.0;
    for (const auto& [drawn, count] : counts) {
        EXPECT_NEAR(count, 10'000, 500) << drawn[0] << drawn[1] << drawn[2]; // five standard errors
        const double value = (means[drawn[0]] + means[drawn[1]] + means[drawn[2]]) / 3.0;
        squares += (value - 10.0 / 3.0) * (value - 10.0 / 3.0) / 27.0;
    }
    EXPECT_NEAR(std::sqrt(squares), 0.7200823, 1e-7);
}

TEST(Bootstrap, TooLittleIsSaid)
{
    EXPECT_FALSE(clusteredMean({}, {}).value);
    const std::vector<Observation> one{{4.0, 0, 0}, {5.0, 0, 1}};
    const Estimate estimate = clusteredMean(one, {});
    EXPECT_NEAR(*estimate.value, 4.5, 1e-12);
    EXPECT_FALSE(estimate.low);
    EXPECT_FALSE(estimate.reason.empty());
    EXPECT_FALSE(clusteredDifference(one, {}, 0.5, {}).verdict);
    EXPECT_FALSE(clusteredDifference(one, one, 0.5, {}).verdict);
}

TEST(Bootstrap, CrossedCoversAndNaiveDoesNot)
{
    EXPECT_GE(coverage(Clusters::Crossed, false), 0.91);
    EXPECT_LE(coverage(Clusters::Items, true), 0.75);
}

TEST(Bootstrap, SameSeedSameInterval)
{
    Random random(3);
    const auto study = crossedStudy(random, 20, 3, 0.7, 0.2);
    BootstrapOptions options;
    options.seed = 99;
    options.replicates = 2000;
    const Estimate first = clusteredMean(study, options);
    EXPECT_EQ(*first.low, *clusteredMean(study, options).low);
    options.seed = 100;
    EXPECT_NE(*first.low, *clusteredMean(study, options).low);
    EXPECT_EQ(first.n, 60);
}

TEST(Difference, VerdictsOfSimulatedConditions)
{
    Random random(7);
    const auto first = crossedStudy(random, 60, 5, 0.3, 0.3);
    auto second = crossedStudy(random, 60, 5, 0.3, 0.3);
    BootstrapOptions options;
    options.replicates = 2000;
    const Difference same = clusteredDifference(first, first, 0.5, options);
    EXPECT_EQ(*same.verdict, Verdict::Equivalent);
    EXPECT_NEAR(*same.wide.value, 0.0, 1e-12);
    EXPECT_LT(*same.wide.low, *same.narrow.low);
    EXPECT_EQ(same.narrow.level, 0.90);
    for (Observation& one : second)
        one.value += 2.0;
    EXPECT_EQ(*clusteredDifference(second, first, 0.5, options).verdict, Verdict::Different);
}

TEST(Difference, SharedRatersDoNotWidenTheDifference)
{
    // Raters differ much in level but rate both conditions: the level cancels out.
    Random random(21);
    auto both = crossedStudy(random, 60, 6, 0.3, 2.0);
    const std::vector<Observation> first(both.begin(), both.begin() + 180);
    const std::vector<Observation> second(both.begin() + 180, both.end());
    BootstrapOptions options;
    options.replicates = 2000;
    options.clusters = Clusters::Crossed;
    const Difference difference = clusteredDifference(first, second, 0.5, options);
    EXPECT_LT(*difference.wide.high - *difference.wide.low, 1.5);
    EXPECT_GT(*clusteredMean(first, options).high - *clusteredMean(first, options).low, 2.0);
}
