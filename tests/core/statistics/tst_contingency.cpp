#include "core/statistics/contingency.h"

#include <gtest/gtest.h>

#include <cmath>

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
