#include "core/statistics/effectsize.h"

#include <gtest/gtest.h>

#include <vector>

using namespace antiphon::statistics;

TEST(CliffDelta, HogartyKromrey)
{
    const std::vector<double> treatment{10, 10, 20, 20, 20, 30, 30, 30, 40, 50};
    const std::vector<double> control{10, 20, 30, 40, 40, 50};
    const Estimate delta = cliffDelta(treatment, control);
    EXPECT_NEAR(*delta.value, -0.25, 1e-12);
    EXPECT_NEAR(*delta.low, -0.7265846, 1e-7);
    EXPECT_NEAR(*delta.high, 0.3890062, 1e-7);
    EXPECT_EQ(delta.n, 16);
    EXPECT_NEAR(*a12(treatment, control).value, 0.375, 1e-12);
    const Estimate consistent = cliffDelta(treatment, control, 0.95, DeltaVariance::Consistent);
    EXPECT_NEAR(*consistent.low, -0.7125351, 1e-7);
    EXPECT_NEAR(*consistent.high, 0.3639999, 1e-7);
}

TEST(CliffDelta, Extremes)
{
    const std::vector<double> high{4, 5};
    const std::vector<double> low{1, 2};
    EXPECT_NEAR(*cliffDelta(high, low).value, 1.0, 1e-12);
    EXPECT_FALSE(cliffDelta({}, low).value);
    EXPECT_FALSE(cliffDelta(std::vector<double>{3}, low).low);
}
