#include "core/statistics/blindingindex.h"

#include <gtest/gtest.h>

using namespace antiphon::statistics;

// The CRISP trial of Bang, Ni and Davis (2004), whose one-sided 95 % bounds the R package BI prints.
TEST(BlindingIndex, PublishedTrial)
{
    const Estimate treatment = bangIndex(82, 25, 170, 0.90);
    EXPECT_NEAR(*treatment.value, 0.2057762, 5e-8);
    EXPECT_EQ(treatment.n, 277);
    EXPECT_NEAR(*treatment.low, 0.1478, 5e-5);
    EXPECT_NEAR(*treatment.high, 0.2637, 1e-4);
    EXPECT_NEAR(*bangIndex(29, 27, 83).value, 0.0143885, 5e-8);
}

TEST(BlindingIndex, EndsAndSymmetry)
{
    EXPECT_EQ(bangIndex(10, 0, 0).value, 1.0);
    EXPECT_EQ(bangIndex(0, 10, 0).value, -1.0);
    EXPECT_EQ(bangIndex(0, 0, 10).value, 0.0);
    EXPECT_EQ(*bangIndex(7, 3, 5).value, -*bangIndex(3, 7, 5).value);
    EXPECT_FALSE(bangIndex(0, 0, 0).isDefined());
}
