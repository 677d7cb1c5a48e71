#include "core/statistics/equivalence.h"

#include <gtest/gtest.h>

#include <vector>

using namespace antiphon::statistics;

TEST(Tost, WelchOfMoeryAndCalinJageman)
{
    const Tost test = tostWelch(Summary{5.25, .95, 95}, Summary{5.22, .83, 89}, 0.3835687);
    EXPECT_NEAR(test.degrees, 181.1344, 1e-4);
    EXPECT_NEAR(test.tLower, 3.149730, 2e-6);
    EXPECT_NEAR(test.pLower, .000956, 1e-6);
    EXPECT_NEAR(test.tUpper, -2.692771, 2e-6);
    EXPECT_NEAR(test.pUpper, .003876, 1e-6);
    EXPECT_NEAR(*test.difference.low, -.1870843, 1e-7);
    EXPECT_NEAR(*test.difference.high, .2470843, 1e-7);
    EXPECT_EQ(test.verdict, Verdict::Equivalent);
}

TEST(Tost, PairedOfTheTosterManual)
{
    const double sd = std::sqrt(1.17 * 1.17 + 1.29 * 1.29 - 2 * .75 * 1.17 * 1.29);
    const Tost test = tostPaired(Summary{5.83 - 5.75, sd, 65}, 0.3507820);
    EXPECT_NEAR(test.tLower, 3.960381, 2e-6);
    EXPECT_NEAR(test.pLower, 9.53e-05, 1e-7);
    EXPECT_NEAR(test.tUpper, -2.489426, 2e-6);
    EXPECT_NEAR(test.pUpper, .0077024, 1e-7);
    EXPECT_NEAR(*test.difference.low, -.1015433, 1e-7);
    EXPECT_NEAR(*test.difference.high, .2615433, 1e-7);
}

TEST(Tost, LikertPairs)
{
    const std::vector<double> differences{0, 1, 0, 1, -1, 1, 0, 1, 1, 2, 0, -1};
    const Tost wide = tostPaired(differences, 1.0);
    EXPECT_NEAR(*wide.difference.value, 0.4166667, 1e-7);
    EXPECT_NEAR(*wide.difference.low, -.0500924, 1e-7);
    EXPECT_NEAR(*wide.difference.high, .8834258, 1e-7);
    EXPECT_NEAR(wide.p(), 0.0231708, 1e-7);
    EXPECT_EQ(wide.verdict, Verdict::Equivalent);
    EXPECT_EQ(tostPaired(differences, 0.5).verdict, Verdict::Inconclusive);
}

TEST(Tost, UndefinedWhereNothingVaries)
{
    const Tost test = tostPaired(std::vector<double>{0, 0, 0}, 0.5);
    EXPECT_FALSE(test.difference.isDefined());
    EXPECT_EQ(test.verdict, Verdict::Inconclusive);
    EXPECT_FALSE(tostWelch(std::vector<double>{1}, std::vector<double>{1, 2}, 0.5).difference.isDefined());
}

TEST(Verdict, FourOfThem)
{
    EXPECT_EQ(verdictOf(-.2, .2, -.3, .3, .5), Verdict::Equivalent);
    EXPECT_EQ(verdictOf(.6, 1.2, .5, 1.3, .5), Verdict::Different);
    EXPECT_EQ(verdictOf(.1, .3, .05, .35, .5), Verdict::Both);
    EXPECT_EQ(verdictOf(-.1, .6, -.2, .7, .5), Verdict::Inconclusive);
    EXPECT_EQ(verdictOf(-.5, .2, -.6, .3, .5), Verdict::Inconclusive); // touching is not inside
}
