#include "core/base/random.h"
#include "core/statistics/rankcorrelation.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

using namespace antiphon::statistics;

namespace {

const std::vector<double> lightness{44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1};
const std::vector<double> panel{2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8};

} // namespace

TEST(Kendall, HollanderWolfe)
{
    const RankCorrelation tau = kendallTau(lightness, panel);
    EXPECT_NEAR(*tau.estimate.value, 0.4444444, 1e-7);
    EXPECT_TRUE(tau.exact);
    EXPECT_NEAR(*tau.greaterP, 0.059719, 1e-6);
    EXPECT_NEAR(*tau.p, 0.11944, 1e-5);
    EXPECT_EQ(tau.estimate.n, 9);
}

TEST(Kendall, Ties)
{
    const std::vector<double> x{12, 2, 1, 12, 2};
    const std::vector<double> y{1, 4, 7, 1, 0};
    const RankCorrelation tau = kendallTau(x, y);
    EXPECT_NEAR(*tau.estimate.value, -0.4714045, 1e-7);
    EXPECT_FALSE(tau.exact);
    EXPECT_NEAR(*tau.p, 0.2827455, 1e-7);
}

TEST(Kendall, IsTheCountOfAllPairs)
{
    antiphon::Random random(12);
    for (int round = 0; round < 20; ++round) {
        std::vector<double> x;
        std::vector<double> y;
        for (int i = 0; i < 60; ++i) {
            x.push_back(static_cast<double>(random.below(9)));
            y.push_back(static_cast<double>(random.below(7)) + 0.3 * x.back());
        }
        double score = 0.0;
        double variedX = 0.0;
        double variedY = 0.0;
        for (std::size_t i = 0; i < x.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                const double product = (x[i] - x[j]) * (y[i] - y[j]);
                score += product > 0.0 ? 1.0 : product < 0.0 ? -1.0 : 0.0;
                variedX += x[i] != x[j] ? 1.0 : 0.0;
                variedY += y[i] != y[j] ? 1.0 : 0.0;
            }
        }
        EXPECT_NEAR(*kendallTau(x, y).estimate.value, score / std::sqrt(variedX * variedY), 1e-12);
    }
}

TEST(Spearman, HollanderWolfe)
{
    const RankCorrelation rho = spearmanRho(lightness, panel);
    EXPECT_NEAR(*rho.estimate.value, 0.6, 1e-12);
    EXPECT_NEAR(*rho.p, 0.096798, 1e-6);
}

TEST(Spearman, Ties)
{
    const std::vector<double> x{1, 2, 3, 4, 5};
    const std::vector<double> y{5, 6, 7, 8, 7};
    const RankCorrelation rho = spearmanRho(x, y);
    EXPECT_NEAR(*rho.estimate.value, 0.8207827, 1e-7);
    EXPECT_NEAR(*rho.p, 0.0885870, 1e-7);
}

TEST(RankCorrelation, UndefinedSaysWhy)
{
    const std::vector<double> one{1};
    const std::vector<double> same{2, 2, 2};
    const std::vector<double> rising{1, 2, 3};
    EXPECT_EQ(kendallTau(one, one).estimate.reason, "there are fewer than two pairs");
    EXPECT_EQ(kendallTau(same, rising).estimate.reason, "a measure does not vary");
    EXPECT_EQ(spearmanRho(rising, same).estimate.reason, "a measure does not vary");
    EXPECT_EQ(spearmanRho(rising, one).estimate.reason, "there are fewer than two pairs");
}

TEST(RankCorrelation, PerfectOrder)
{
    const std::vector<double> rising{1, 2, 3, 4};
    EXPECT_NEAR(*kendallTau(rising, rising).p, 2.0 / 24.0, 1e-12);
    EXPECT_NEAR(*spearmanRho(rising, rising).p, 2.0 / 24.0, 1e-12);
}
