#include "core/statistics/equivalence.h"
#include "core/statistics/ranktests.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

using namespace antiphon::statistics;

TEST(Tost, WelchOfMoeryAndCalinJageman)
{
    const double bound = .43 * std::sqrt((.95 * .95 + .83 * .83) / 2); // d = .43 in raw points
    EXPECT_NEAR(bound, 0.3835687, 1e-7);
    const Tost test = tostWelch(Summary{5.25, .95, 95}, Summary{5.22, .83, 89}, bound);
    EXPECT_NEAR(test.degrees, 181.1344, 1e-4);
    EXPECT_NEAR(test.tLower, 3.149730, 1e-6);
    EXPECT_NEAR(test.pLower, .000956, 1e-6);
    EXPECT_NEAR(test.tUpper, -2.692771, 1e-6);
    EXPECT_NEAR(test.pUpper, .003876, 1e-6);
    EXPECT_NEAR(*test.difference.low, -.1870843, 1e-7);
    EXPECT_NEAR(*test.difference.high, .2470843, 1e-7);
    EXPECT_EQ(test.verdict, Verdict::Equivalent);
}

TEST(Tost, PairedOfTheTosterManual)
{
    const double sd = std::sqrt(1.17 * 1.17 + 1.29 * 1.29 - 2 * .75 * 1.17 * 1.29);
    const double bound = .4 * sd; // dz = .4 in raw points
    EXPECT_NEAR(bound, 0.3507820, 1e-7);
    const Tost test = tostPaired(Summary{5.83 - 5.75, sd, 65}, bound);
    EXPECT_NEAR(test.tLower, 3.960381, 1e-6);
    EXPECT_NEAR(test.pLower, 9.53e-05, 1e-7);
    EXPECT_NEAR(test.tUpper, -2.489426, 1e-6);
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

// Ranks in place of means: the differences, moved by the margin from either side, tested one-sided.
TEST(Tost, LikertPairsByRanks)
{
    const auto oneSided = [](double margin, double sign) {
        std::vector<double> differences{0, 1, 0, 1, -1, 1, 0, 1, 1, 2, 0, -1};
        for (double& one : differences)
            one = margin + sign * one;
        return *wilcoxonSignedRank(differences).exactGreaterP;
    };
    EXPECT_NEAR(oneSided(1.0, 1.0), 1.0 / 1024, 1e-12); // all of ten differences are positive
    // Of seven differences one of the five smallest is negative: 1 + 5 of 128 ways are as far.
    EXPECT_NEAR(oneSided(1.0, -1.0), 6.0 / 128, 1e-12);
    EXPECT_GT(oneSided(0.5, -1.0), 0.05);
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
