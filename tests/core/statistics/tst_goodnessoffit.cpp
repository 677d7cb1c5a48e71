#include "core/statistics/descriptive.h"
#include "core/statistics/goodnessoffit.h"

#include <gtest/gtest.h>

#include <vector>

using namespace antiphon::statistics;

// Mendel's peas, 9:3:3:1, as in every textbook; R's chisq.test gives 0.47002 and 0.9254.
TEST(GoodnessOfFit, EqualsThePublishedTestOfMendelsPeas)
{
    const auto found =
        goodnessOfFit(std::vector<std::int64_t>{315, 108, 101, 32}, std::vector<double>{9, 3, 3, 1});
    ASSERT_TRUE(found);
    EXPECT_NEAR(found->chiSquare, 0.47002, 5e-6);
    EXPECT_EQ(found->degrees, 3);
    EXPECT_NEAR(found->p, 0.9254, 5e-5);
    EXPECT_EQ(found->n, 556);
    EXPECT_NEAR(found->smallestExpected, 34.75, 1e-9);
}

// Cohen 1988, 7.2.1: .3750 and three times .2083 against four equal shares give w = .289.
TEST(GoodnessOfFit, EqualsCohensExampleOfTheEffectSize)
{
    const auto found =
        goodnessOfFit(std::vector<std::int64_t>{3750, 2083, 2083, 2084}, std::vector<double>{1, 1, 1, 1});
    ASSERT_TRUE(found);
    EXPECT_NEAR(found->w, 0.289, 0.0005);
}

TEST(GoodnessOfFit, LeavesOutWhatHasNoExpectedShareAndSaysSo)
{
    const auto found = goodnessOfFit(std::vector<std::int64_t>{30, 10, 7}, std::vector<double>{3, 1, 0});
    ASSERT_TRUE(found);
    EXPECT_EQ(found->outside, 7);
    EXPECT_EQ(found->n, 40);
    EXPECT_DOUBLE_EQ(found->chiSquare, 0.0);
    EXPECT_FALSE(goodnessOfFit(std::vector<std::int64_t>{3, 4}, std::vector<double>{1, 0}));
    EXPECT_FALSE(goodnessOfFit(std::vector<std::int64_t>{0, 0}, std::vector<double>{1, 1}));
}

TEST(TotalVariation, IsHalfTheSumOfTheDifferences)
{
    EXPECT_DOUBLE_EQ(*totalVariation(std::vector<double>{1, 1}, std::vector<double>{30, 10}), 0.25);
    EXPECT_DOUBLE_EQ(*totalVariation(std::vector<double>{1, 0}, std::vector<double>{0, 5}), 1.0);
    EXPECT_DOUBLE_EQ(*totalVariation(std::vector<double>{2, 3}, std::vector<double>{4, 6}), 0.0);
    EXPECT_FALSE(totalVariation(std::vector<double>{0, 0}, std::vector<double>{1, 1}));
}

// Student's sleep data, second drug (1908): R's t.test gives 2.33 with [0.8976775, 3.7623225].
TEST(MeanWithInterval, EqualsStudentsOwnData)
{
    const std::vector<double> sleep{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
    const Estimate mean = meanWithInterval(sleep);
    EXPECT_NEAR(*mean.value, 2.33, 1e-12);
    EXPECT_NEAR(*mean.low, 0.8976775, 5e-7);
    EXPECT_NEAR(*mean.high, 3.7623225, 5e-7);
    EXPECT_FALSE(meanWithInterval(std::vector<double>{1.0}).low);
    EXPECT_FALSE(meanWithInterval({}).value);
}
