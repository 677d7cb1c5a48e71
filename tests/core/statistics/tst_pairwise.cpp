#include "core/statistics/pairwise.h"

#include <gtest/gtest.h>

using namespace antiphon::statistics;

TEST(Binomial, Mendel)
{
    const BinomialTest test = exactBinomial(682, 925, 0.75);
    EXPECT_NEAR(*test.p, 0.38249, 1e-5);
    EXPECT_NEAR(*test.estimate.low, .70767, 1e-5);
    EXPECT_NEAR(*test.estimate.high, .76541, 1e-5);
}

TEST(Binomial, SixtyOneOfAHundred)
{
    EXPECT_NEAR(*exactBinomial(61, 100).p, 0.0352002, 1e-7);
    const Estimate share = wilsonShare(61, 100);
    EXPECT_NEAR(*share.low, .5120302, 1e-7);
    EXPECT_NEAR(*share.high, .6998313, 1e-7);
    EXPECT_EQ(share.n, 100);
}

TEST(Binomial, EndsAndNothing)
{
    EXPECT_EQ(*exactBinomial(0, 5).estimate.low, 0.0);
    EXPECT_EQ(*exactBinomial(5, 5).estimate.high, 1.0);
    EXPECT_NEAR(*exactBinomial(5, 5).p, 2.0 / 32.0, 1e-12);
    EXPECT_EQ(exactBinomial(0, 0).estimate.reason, "there are no trials");
    EXPECT_FALSE(wilsonShare(0, 0).isDefined());
}

// Stigler 1994: citations between four journals, the row cited by the column.
TEST(BradleyTerry, Citations)
{
    const BradleyTerry model =
        bradleyTerry({{714, 730, 498, 221}, {33, 425, 68, 17}, {320, 813, 1072, 142}, {284, 276, 325, 188}});
    ASSERT_TRUE(model.isDefined()) << model.reason;
    EXPECT_EQ(*model.abilities[0].value, 0.0);
    EXPECT_FALSE(model.abilities[0].low);
    EXPECT_NEAR(*model.abilities[1].value, -2.949072, 1e-6);
    EXPECT_NEAR(*model.abilities[2].value, -0.479570, 1e-6);
    EXPECT_NEAR(*model.abilities[3].value, 0.268954, 1e-6);
    EXPECT_NEAR(model.errors[1], .102545, 1e-6);
    EXPECT_NEAR(model.errors[2], .060589, 1e-6);
    EXPECT_NEAR(model.errors[3], .070830, 1e-6);
    EXPECT_NEAR(model.deviance, 4.293384, 1e-6);
    EXPECT_EQ(model.degrees, 3);
}

TEST(BradleyTerry, UndefinedSaysWhy)
{
    EXPECT_EQ(bradleyTerry({{0.0}}).reason, "there are fewer than two conditions");
    EXPECT_EQ(bradleyTerry({{0, 5}, {0, 0}}).reason,
              "some conditions never won, or never lost, against the others");
}

TEST(BradleyTerry, TiesCountHalf)
{
    const BradleyTerry model = bradleyTerry({{0, 1.5}, {1.5, 0}});
    ASSERT_TRUE(model.isDefined());
    EXPECT_NEAR(*model.abilities[1].value, 0.0, 1e-12);
}
