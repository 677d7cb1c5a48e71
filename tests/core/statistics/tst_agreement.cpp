#include "core/statistics/agreement.h"

#include <gtest/gtest.h>

using namespace antiphon::statistics;

namespace {

// One row a rater, one character a unit, blanks between them ignored; a point is a missing rating.
RatingTable tableOf(const std::vector<std::string>& rows)
{
    RatingTable table;
    for (const std::string& row : rows) {
        auto& cells = table.rows.emplace_back();
        for (const char cell : row) {
            if (cell != ' ')
                cells.push_back(cell == '.' ? std::nullopt : std::optional<double>(cell - '0'));
        }
    }
    return table;
}

RatingTable krippendorff2011()
{
    return tableOf({"1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . .", ". 3 3 3 2 3 4 2 2 5 1 3",
                    "1 2 3 3 2 4 4 1 2 5 1 ."});
}

double alpha(const RatingTable& table, Scale scale)
{
    return *krippendorffAlpha(table, scale).estimate.value;
}

} // namespace

TEST(Krippendorff, FourRatersTwelveUnits)
{
    EXPECT_NEAR(alpha(krippendorff2011(), Scale::Nominal), 0.7434210526, 1e-9);
    EXPECT_NEAR(alpha(krippendorff2011(), Scale::Interval), 0.8491071429, 1e-9);
    const double ordinal = alpha(krippendorff2011(), Scale::Ordinal);
    EXPECT_NEAR(ordinal, 0.8153875038, 1e-9);
    // What plain distances and Gwet's ordinal weights would give.
    EXPECT_GT(std::abs(ordinal - 0.8003838772), 1e-3);
    EXPECT_GT(std::abs(ordinal - 0.83364), 1e-3);
}

TEST(Krippendorff, UnitsRatedOnceDoNotEnter)
{
    const Agreement agreement = krippendorffAlpha(krippendorff2011(), Scale::Ordinal);
    EXPECT_EQ(agreement.units, 11);
    EXPECT_EQ(agreement.raters, 4);
    EXPECT_EQ(agreement.estimate.n, 40);
    EXPECT_EQ(agreement.estimate.missing, 7);
}

TEST(Krippendorff, ThreeRatersFifteenUnits)
{
    const RatingTable table = tableOf(
        {". . . . . 3 4 1 2 1 1 3 3 . 3", "1 . 2 1 3 3 4 3 . . . . . . .", ". . 2 1 3 4 4 . 2 1 1 3 3 . 4"});
    EXPECT_NEAR(alpha(table, Scale::Nominal), 0.6913580247, 1e-9);
    EXPECT_NEAR(alpha(table, Scale::Ordinal), 0.8067214199, 1e-9);
    EXPECT_NEAR(alpha(table, Scale::Interval), 0.8108448928, 1e-9);
}

TEST(Krippendorff, UndefinedIsSaid)
{
    const Agreement equal = krippendorffAlpha(tableOf({"333", "333"}), Scale::Ordinal);
    EXPECT_FALSE(equal.estimate.isDefined());
    EXPECT_EQ(equal.estimate.reason, "all ratings are equal");
    EXPECT_EQ(krippendorffAlpha(tableOf({"12.", "..3"}), Scale::Ordinal).estimate.reason,
              "no unit was rated twice");
    EXPECT_FALSE(krippendorffAlpha(RatingTable{}, Scale::Nominal).estimate.isDefined());
}

TEST(Krippendorff, IntervalHoldsTheEstimateAndItsSeed)
{
    BootstrapOptions options;
    options.seed = 5;
    options.replicates = 2000;
    const Estimate estimate = krippendorffAlpha(krippendorff2011(), Scale::Ordinal, options).estimate;
    ASSERT_TRUE(estimate.low && estimate.high);
    EXPECT_LT(*estimate.low, *estimate.value);
    EXPECT_GT(*estimate.high, *estimate.value);
    EXPECT_EQ(estimate.seed, 5U);
    EXPECT_EQ(*krippendorffAlpha(krippendorff2011(), Scale::Ordinal, options).estimate.low, *estimate.low);
}
