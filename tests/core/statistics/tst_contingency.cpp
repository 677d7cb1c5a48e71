#include "core/statistics/contingency.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

using namespace antiphon::statistics;

// Fisher's tea-tasting table, residuals by hand: E = 2, variance 2 * 1/2 * 1/2.
TEST(ContingencyTable, ResidualsFollowHaberman)
{
    ContingencyTable table(2, 2);
    table.add(0, 0, 3);
    table.add(0, 1);
    table.add(1, 0);
    table.add(1, 1, 3);
    EXPECT_DOUBLE_EQ(*table.expected(0, 0), 2);
    EXPECT_DOUBLE_EQ(*table.standardisedResidual(0, 0), 1 / std::sqrt(0.5));
    EXPECT_DOUBLE_EQ(*table.standardisedResidual(0, 1), -1 / std::sqrt(0.5));
    EXPECT_DOUBLE_EQ(*table.rowShare(0, 0), 0.75);
}

TEST(ContingencyTable, StaysUndefinedWhereNothingVaries)
{
    ContingencyTable table(2, 1);
    EXPECT_FALSE(table.expected(0, 0));
    EXPECT_FALSE(table.rowShare(0, 0));
    table.add(0, 0, 5);
    EXPECT_FALSE(table.standardisedResidual(0, 0)); // the one column holds everything
    EXPECT_FALSE(table.rowShare(1, 0));
}

namespace {

ContingencyTable tableOf(const std::vector<std::vector<std::int64_t>>& counts)
{
    ContingencyTable table(counts.size(), counts[0].size());
    for (std::size_t row = 0; row < counts.size(); ++row) {
        for (std::size_t column = 0; column < counts[row].size(); ++column)
            table.add(row, column, counts[row][column]);
    }
    return table;
}

} // namespace

// Agresti 2007, p. 39, party by gender, as on the help page of R's chisq.test: 30.07 with 2 degrees, p
// 2.954e-07; with two degrees p is exp(-chi-square / 2).
TEST(Independence, EqualsThePublishedExample)
{
    const auto found = independence(tableOf({{762, 327, 468}, {484, 239, 477}}));
    ASSERT_TRUE(found);
    EXPECT_NEAR(found->chiSquare, 30.070149, 1e-6);
    EXPECT_EQ(found->degrees, 2);
    EXPECT_NEAR(found->p, 2.954e-07, 5e-11);
    EXPECT_NEAR(found->p, std::exp(-found->chiSquare / 2), 1e-15);
    EXPECT_EQ(found->n, 2757);
    EXPECT_NEAR(found->cramersV, std::sqrt(30.070149 / 2757), 1e-8);
}

// Two by two in closed form: n (ad - bc)^2 / (product of the sums), p = erfc(sqrt(chi-square / 2)).
TEST(Independence, EqualsTheClosedFormOfTwoByTwo)
{
    const auto found = independence(tableOf({{12, 7}, {5, 7}}));
    ASSERT_TRUE(found);
    EXPECT_NEAR(found->chiSquare, 31.0 * 49 * 49 / (19.0 * 12 * 17 * 14), 1e-12);
    EXPECT_EQ(found->degrees, 1);
    EXPECT_NEAR(found->p, std::erfc(std::sqrt(found->chiSquare / 2)), 1e-12);
    EXPECT_NEAR(found->smallestExpected, 12.0 * 14 / 31, 1e-12);
}

TEST(Independence, LeavesEmptyRowsAndColumnsOut)
{
    const auto plain = independence(tableOf({{12, 7}, {5, 7}}));
    const auto padded = independence(tableOf({{12, 0, 7}, {0, 0, 0}, {5, 0, 7}}));
    ASSERT_TRUE(plain && padded);
    EXPECT_DOUBLE_EQ(plain->chiSquare, padded->chiSquare);
    EXPECT_EQ(padded->degrees, 1);
    EXPECT_DOUBLE_EQ(plain->cramersV, padded->cramersV);
    EXPECT_DOUBLE_EQ(plain->smallestExpected, padded->smallestExpected);
    EXPECT_FALSE(independence(tableOf({{12, 7}, {0, 0}})));
    EXPECT_FALSE(independence(tableOf({{12, 0}, {5, 0}})));
    EXPECT_FALSE(independence(ContingencyTable(0, 0)));
}

TEST(Independence, IsOneWhereTheOneTellsTheOther)
{
    const auto found = independence(tableOf({{9, 0, 0}, {0, 4, 0}, {0, 0, 6}}));
    ASSERT_TRUE(found);
    EXPECT_NEAR(found->cramersV, 1, 1e-12);
    EXPECT_EQ(found->degrees, 4);
}
