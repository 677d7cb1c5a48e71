#include "core/statistics/manysamples.h"
#include "core/statistics/ranks.h"

#include <gtest/gtest.h>

using namespace antiphon::statistics;

namespace {

RatingTable tableOf(const std::vector<std::vector<double>>& rows)
{
    RatingTable table;
    for (const auto& row : rows)
        table.rows.emplace_back(row.begin(), row.end());
    return table;
}

// Hollander and Wolfe 1973, p. 140: times to round first base by three methods.
RatingTable rounding()
{
    return tableOf({{5.40, 5.50, 5.55}, {5.85, 5.70, 5.75}, {5.20, 5.60, 5.50}, {5.55, 5.50, 5.40},
                    {5.90, 5.85, 5.70}, {5.45, 5.55, 5.60}, {5.40, 5.40, 5.35}, {5.45, 5.50, 5.35},
                    {5.25, 5.15, 5.00}, {5.85, 5.80, 5.70}, {5.25, 5.20, 5.10}, {5.65, 5.55, 5.45},
                    {5.60, 5.35, 5.45}, {5.05, 5.00, 4.95}, {5.50, 5.50, 5.40}, {5.45, 5.55, 5.50},
                    {5.55, 5.55, 5.35}, {5.45, 5.50, 5.55}, {5.50, 5.45, 5.25}, {5.65, 5.60, 5.40},
                    {5.70, 5.65, 5.55}, {6.30, 6.30, 6.25}});
}

// The example of agricolae after Conover: seven days of three out of seven treatments.
RatingTable balancedDays()
{
    const std::vector<std::string> days{"ABD", "ACE", "CDG", "AFG", "BCF", "BEG", "DEF"};
    const std::vector<std::vector<double>> values{{.465, .343, .396}, {.602, .873, .634},  {.875, .325, .330},
                                                  {.423, .987, .426}, {.652, 1.142, .989}, {.536, .409, .309},
                                                  {.609, .417, .931}};
    RatingTable table;
    for (std::size_t i = 0; i < days.size(); ++i) {
        std::vector<std::optional<double>> row(7);
        for (std::size_t j = 0; j < 3; ++j)
            row[static_cast<std::size_t>(days[i][j] - 'A')] = values[i][j];
        table.rows.push_back(row);
    }
    return table;
}

} // namespace

TEST(KruskalWallis, HollanderWolfe)
{
    const ManySamplesTest test =
        kruskalWallis({{2.9, 3.0, 2.5, 2.6, 3.2}, {3.8, 2.7, 4.0, 2.4}, {2.8, 3.4, 3.7, 2.2, 2.0}});
    EXPECT_NEAR(*test.statistic, 0.7714286, 1e-7);
    EXPECT_EQ(test.degrees, 2);
    EXPECT_NEAR(*test.p, 0.67996, 1e-5);
    EXPECT_EQ(test.n, 14);
}

// Ozone by month of R's airquality, with ties.
TEST(KruskalWallis, Ozone)
{
    const ManySamplesTest test = kruskalWallis(
        {{41, 36, 12, 18, 28, 23, 19, 8, 7, 16, 11, 14, 18, 14, 34, 6, 30, 11, 1, 11, 4, 32, 23, 45, 115, 37},
         {29, 71, 39, 23, 21, 37, 20, 12, 13},
         {135, 49, 32, 64, 40, 77, 97,  97, 85, 10, 27, 7,  48,
          35,  61, 79, 63, 16, 80, 108, 20, 52, 82, 50, 64, 59},
         {39, 9,  16, 78, 35, 66, 122, 89,  110, 44, 28,  65, 22,
          59, 23, 31, 44, 21, 9,  45,  168, 73,  76, 118, 84, 85},
         {96, 78, 73, 91, 47, 32, 20, 23, 21, 24, 44, 21, 28, 9, 13,
          46, 18, 13, 24, 16, 13, 23, 36, 7,  14, 30, 14, 18, 20}});
    EXPECT_NEAR(*test.statistic, 29.2666, 1e-4);
    EXPECT_EQ(test.degrees, 4);
    EXPECT_NEAR(*test.p, 6.9007e-06, 1e-10);
}

TEST(KruskalWallis, UndefinedSaysWhy)
{
    EXPECT_EQ(kruskalWallis({{1, 2}, {}}).reason, "fewer than two conditions have values");
    EXPECT_EQ(kruskalWallis({{2, 2}, {2}}).reason, "all values are equal");
}

TEST(Friedman, HollanderWolfe)
{
    const ManySamplesTest test = friedman(rounding());
    EXPECT_NEAR(*test.statistic, 11.14286, 1e-5);
    EXPECT_EQ(test.degrees, 2);
    EXPECT_NEAR(*test.p, 0.003805, 1e-6);
    EXPECT_NEAR(*test.concordance, 0.2532468, 1e-7);
    EXPECT_EQ(test.n, 22);
}

TEST(Friedman, Ties)
{
    const ManySamplesTest test = friedman(
        tableOf({{4, 3, 5}, {5, 5, 4}, {3, 2, 4}, {4, 4, 5}, {2, 3, 3}, {5, 4, 5}, {3, 3, 4}, {4, 2, 5}}));
    EXPECT_NEAR(*test.statistic, 6.2222222, 1e-7);
    EXPECT_NEAR(*test.p, 0.0445514, 1e-7);
}

TEST(Friedman, UndefinedSaysWhy)
{
    RatingTable gap = rounding();
    gap.rows[3][1].reset();
    EXPECT_EQ(friedman(gap).reason, "a block did not see all conditions");
    EXPECT_EQ(friedman(tableOf({{3, 3}, {4, 4}})).reason, "no block tells conditions apart");
    EXPECT_EQ(friedman(tableOf({{3}, {4}})).reason, "there are fewer than two conditions");
    EXPECT_EQ(friedman({}).reason, "there are fewer than two conditions");
}

TEST(Durbin, Conover)
{
    std::vector<double> sums(7);
    for (const auto& row : balancedDays().rows) {
        std::vector<double> values;
        for (const auto& cell : row)
            values.insert(values.end(), cell ? 1 : 0, cell.value_or(0.0));
        const std::vector<double> ranks = midranks(values);
        std::size_t next = 0;
        for (std::size_t i = 0; i < row.size(); ++i)
            sums[i] += row[i] ? ranks[next++] : 0.0;
    }
    EXPECT_EQ(sums, (std::vector<double>{5, 5, 9, 5, 5, 8, 5}));
    const ManySamplesTest test = durbin(balancedDays());
    EXPECT_NEAR(*test.statistic, 7.714286, 1e-6);
    EXPECT_EQ(test.degrees, 6);
    EXPECT_NEAR(*test.p, 0.259792, 1e-6);
}

TEST(Durbin, OfCompleteBlocksIsFriedman)
{
    const RatingTable table = tableOf({{4, 3, 5}, {5, 5, 4}, {3, 2, 4}, {4, 4, 5}});
    EXPECT_NEAR(*durbin(table).statistic, *friedman(table).statistic, 1e-12);
}

TEST(Durbin, NeedsBalance)
{
    RatingTable table = balancedDays();
    table.rows.pop_back();
    EXPECT_EQ(durbin(table).reason, "the blocks are not balanced");
}

TEST(SkillingsMack, IsFriedmanOfCompleteAndDurbinOfBalancedBlocks)
{
    const RatingTable complete = tableOf({{4, 3, 5}, {5, 6, 4}, {3, 2, 4}, {4, 3, 5}});
    EXPECT_NEAR(*skillingsMack(complete).statistic, *friedman(complete).statistic, 1e-10);
    EXPECT_NEAR(*skillingsMack(balancedDays()).statistic, 7.714286, 1e-6);
}

TEST(SkillingsMack, ConditionsMustMeet)
{
    RatingTable table;
    table.rows = {{1.0, 2.0, {}, {}}, {{}, {}, 2.0, 1.0}};
    EXPECT_EQ(skillingsMack(table).reason, "some conditions never meet in a block");
}

TEST(BlockTest, TakesWhatTheGapsAllow)
{
    EXPECT_NEAR(*blockTest(rounding()).statistic, 11.14286, 1e-5);
    EXPECT_NEAR(*blockTest(balancedDays()).statistic, 7.714286, 1e-6);
    RatingTable gap = rounding();
    gap.rows[3][1].reset();
    const ManySamplesTest test = blockTest(gap);
    EXPECT_EQ(test.method, "Skillings-Mack");
    EXPECT_TRUE(test.statistic);
    EXPECT_EQ(test.missing, 1);
}
