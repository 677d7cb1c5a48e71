#include "core/statistics/ranktests.h"

#include <gtest/gtest.h>

using namespace antiphon::statistics;

namespace {

const std::vector<double> treatment{10, 10, 20, 20, 20, 30, 30, 30, 40, 50};
const std::vector<double> control{10, 20, 30, 40, 40, 50};

std::vector<double> likertDifferences()
{
    const std::vector<double> a{4, 5, 3, 4, 4, 5, 2, 3, 4, 5, 4, 3};
    const std::vector<double> b{4, 4, 3, 3, 5, 4, 2, 2, 3, 3, 4, 4};
    std::vector<double> differences;
    for (std::size_t i = 0; i < a.size(); ++i)
        differences.push_back(a[i] - b[i]);
    return differences;
}

} // namespace

TEST(MannWhitney, HollanderWolfe)
{
    const std::vector<double> x{.80, .83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, .73, 1.46};
    const std::vector<double> y{1.15, .88, .90, .74, 1.21};
    const RankTest test = mannWhitney(x, y);
    EXPECT_NEAR(*test.statistic, 35.0, 1e-12);
    EXPECT_NEAR(*test.exactGreaterP, 0.12721, 5e-6);
    EXPECT_NEAR(*test.exactP, 0.25441, 5e-6);
}

TEST(MannWhitney, Ties)
{
    const RankTest test = mannWhitney(treatment, control);
    EXPECT_NEAR(*test.statistic, 22.5, 1e-12);
    EXPECT_NEAR(test.z, -0.831411, 1e-6);
    EXPECT_NEAR(*test.p, 0.4057414, 1e-7);
    EXPECT_NEAR(*mannWhitney(treatment, control, Continuity::Corrected).p, 0.4377587, 1e-7);
    EXPECT_NEAR(*test.exactP, 0.45167, 5e-6);
}

TEST(MannWhitney, Undefined)
{
    EXPECT_FALSE(mannWhitney({}, control).p);
    const std::vector<double> same{3, 3, 3};
    const RankTest test = mannWhitney(same, same);
    EXPECT_FALSE(test.p);
    EXPECT_EQ(test.reason, "all values are equal");
}

TEST(Wilcoxon, HollanderWolfe)
{
    const std::vector<double> x{1.83, .50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};
    const std::vector<double> y{.878, .647, .598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};
    std::vector<double> differences;
    for (std::size_t i = 0; i < x.size(); ++i)
        differences.push_back(x[i] - y[i]);
    const RankTest test = wilcoxonSignedRank(differences);
    EXPECT_NEAR(*test.statistic, 40.0, 1e-12);
    EXPECT_NEAR(*test.exactGreaterP, 0.01953125, 1e-9);
    EXPECT_NEAR(*test.exactP, 0.0390625, 1e-9);
}

TEST(Wilcoxon, LikertWithZerosAndTies)
{
    const std::vector<double> differences = likertDifferences();
    const RankTest dropped = wilcoxonSignedRank(differences, Zeros::Drop);
    EXPECT_NEAR(*dropped.statistic, 28.0, 1e-12);
    EXPECT_NEAR(dropped.z, 1.507557, 1e-6);
    EXPECT_NEAR(*dropped.p, 0.1316680, 1e-7);
    EXPECT_NEAR(*wilcoxonSignedRank(differences, Zeros::Drop, Continuity::Corrected).p, 0.1520926, 1e-7);
    EXPECT_NEAR(*dropped.exactP, 0.234375, 1e-9);
    const RankTest pratt = wilcoxonSignedRank(differences);
    EXPECT_NEAR(pratt.z, 1.479591, 1e-6);
    EXPECT_NEAR(*pratt.p, 0.1389825, 1e-7);
    EXPECT_NEAR(*pratt.exactP, 0.234375, 1e-9);
    EXPECT_EQ(pratt.zeros, 4);
}

TEST(Wilcoxon, PrattWithManyZerosIsBalanced)
{
    std::vector<double> differences(15, 1.0);
    differences.insert(differences.end(), 40, 0.0);
    differences.insert(differences.end(), 15, -1.0);
    const RankTest test = wilcoxonSignedRank(differences);
    EXPECT_NEAR(test.z, 0.0, 1e-12);
    EXPECT_NEAR(*test.p, 1.0, 1e-12);
}

TEST(Wilcoxon, UndefinedWithoutDifferences)
{
    EXPECT_EQ(wilcoxonSignedRank(std::vector<double>{0, 0}).reason, "no pair differs");
}

TEST(Holm, StepsDown)
{
    const auto expectAdjusted = [](const std::vector<double>& p, const std::vector<double>& expected) {
        const std::vector<double> adjusted = holm(p);
        for (std::size_t i = 0; i < p.size(); ++i)
            EXPECT_NEAR(adjusted[i], expected[i], 1e-12);
    };
    expectAdjusted({.01, .04, .03, .005}, {.03, .06, .06, .02});
    expectAdjusted({.01, .02, .03, .04, .05}, {.05, .08, .09, .09, .09});
    expectAdjusted({.9, .8}, {1, 1});
}

TEST(BenjaminiHochberg, WorkedExample)
{
    const std::vector<double> p{.01, .04, .03, .005};
    const std::vector<double> expected{.02, .04, .04, .02};
    const std::vector<double> adjusted = benjaminiHochberg(p);
    for (std::size_t i = 0; i < p.size(); ++i)
        EXPECT_NEAR(adjusted[i], expected[i], 1e-12);
}
