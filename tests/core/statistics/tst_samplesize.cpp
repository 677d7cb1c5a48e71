#include "core/statistics/samplesize.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

using namespace antiphon::statistics;

TEST(SampleSize, Whitehead)
{
    const std::vector<double> four{.1, .2, .4, .3};
    EXPECT_NEAR(whiteheadTotal(four, 1.2, .05, .8), 3148.26, 0.005);
    const std::vector<double> five{.05, .10, .25, .40, .20};
    EXPECT_EQ(std::ceil(whiteheadTotal(five, 1.5, .05, .8)), 629);
    EXPECT_EQ(std::ceil(whiteheadTotal(five, 2.0, .05, .8)), 216);
    EXPECT_EQ(std::ceil(whiteheadTotal(five, 2.5, .05, .8)), 124);
}

TEST(SampleSize, Noether)
{
    EXPECT_EQ(std::ceil(noetherTotal(.56, .05, .8)), 727);
    EXPECT_EQ(std::ceil(noetherTotal(.60, .05, .8)), 262);
    EXPECT_EQ(std::ceil(noetherTotal(.64, .05, .8)), 134);
}

TEST(SampleSize, Equivalence)
{
    EXPECT_EQ(std::ceil(equivalencePerArm(.5, .05, .8)), 69);
    EXPECT_EQ(std::ceil(equivalencePerArm(.4, .05, .8)), 108);
    EXPECT_EQ(std::ceil(equivalencePairs(.5, .05, .8)), 35);
    EXPECT_EQ(std::ceil(equivalencePairs(.3, .05, .8)), 96);
    EXPECT_EQ(std::ceil(nonInferiorityPairs(.5, .05, .8)), 25);
}

TEST(SampleSize, DesignEffect)
{
    EXPECT_NEAR(designEffect(5, .3), 2.2, 1e-12);
}
