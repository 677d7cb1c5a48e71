#include "core/statistics/descriptive.h"
#include "core/statistics/ranks.h"

#include <gtest/gtest.h>

using namespace antiphon::statistics;

TEST(Descriptive, MeanMedianDeviation)
{
    const std::vector<double> values{4, 1, 3, 2, 5, 5};
    EXPECT_NEAR(*mean(values).value, 20.0 / 6.0, 1e-12);
    EXPECT_NEAR(*median(values).value, 3.5, 1e-12);
    EXPECT_NEAR(*standardDeviation(values).value, 1.6329931619, 1e-9); // R: sd(c(4,1,3,2,5,5))
    EXPECT_EQ(mean(values).n, 6);
    EXPECT_EQ(distribution(values, 5), (std::vector<std::int64_t>{1, 1, 1, 1, 2}));
}

TEST(Descriptive, UndefinedStaysUndefinedWithAReason)
{
    for (const Estimate& estimate : {mean({}), median({}), standardDeviation(std::vector<double>{3})}) {
        EXPECT_FALSE(estimate.isDefined());
        EXPECT_FALSE(estimate.reason.empty());
    }
}

TEST(Descriptive, QuantilesInterpolate)
{
    const std::vector<double> sorted{1, 2, 4, 8};
    EXPECT_NEAR(quantileOfSorted(sorted, 0.0), 1.0, 1e-12);
    EXPECT_NEAR(quantileOfSorted(sorted, 1.0), 8.0, 1e-12);
    EXPECT_NEAR(quantileOfSorted(sorted, 0.4), 2.4, 1e-12); // R: quantile(c(1,2,4,8), .4)
}

TEST(Ranks, TiesShareTheirMean)
{
    const std::vector<double> values{10, 20, 10, 30, 20, 20};
    EXPECT_EQ(midranks(values), (std::vector<double>{1.5, 4, 1.5, 6, 4, 4}));
    EXPECT_NEAR(tieSum(values), 6.0 + 24.0, 1e-12);
}
