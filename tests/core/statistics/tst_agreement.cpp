#include "core/base/random.h"
#include "core/statistics/agreement.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

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

RatingTable randomTable(antiphon::Random& random)
{
    RatingTable table;
    const std::size_t units = 1 + random.below(12);
    const double filled = 0.3 + 0.7 * random.uniform();
    table.rows.resize(2 + random.below(4));
    for (auto& row : table.rows) {
        for (std::size_t unit = 0; unit < units; ++unit)
            row.push_back(random.chance(filled)
                              ? std::optional<double>(0.5 * static_cast<double>(random.below(5)))
                              : std::nullopt);
    }
    return table;
}

// Alpha as it is defined, pair by pair: the mean distance of two ratings of one unit (each unit by its number
// of ratings) over that of any two ratings. `entering` are those of units rated twice or more.
struct PairwiseAlpha
{
    Scale scale;
    std::vector<double> entering;
    double (*other)(double, double) = nullptr; // a distance that none of the scales has

    double distance(double a, double b) const
    {
        if (a == b)
            return 0;
        if (other)
            return other(a, b);
        if (scale == Scale::Nominal)
            return 1;
        if (scale == Scale::Interval)
            return (a - b) * (a - b);
        if (scale == Scale::Ratio)
            return (a - b) * (a - b) / ((a + b) * (a + b));
        double between = 0;
        for (const double value : entering) {
            if (value >= std::min(a, b) && value <= std::max(a, b))
                between += value == a || value == b ? 0.5 : 1;
        }
        return between * between;
    }

    double mean(const std::vector<double>& ratings) const
    {
        double sum = 0;
        double pairs = 0;
        for (std::size_t i = 0; i < ratings.size(); ++i) {
            for (std::size_t j = 0; j < ratings.size(); ++j) {
                sum += i == j ? 0 : distance(ratings[i], ratings[j]);
                pairs += i == j ? 0 : 1;
            }
        }
        return sum / pairs;
    }

    std::optional<double> of(const RatingTable& table)
    {
        std::vector<std::vector<double>> units;
        entering.clear();
        for (std::size_t unit = 0; unit < table.rows.front().size(); ++unit) {
            std::vector<double> given;
            for (const auto& row : table.rows) {
                if (row[unit])
                    given.push_back(*row[unit]);
            }
            if (given.size() < 2)
                continue;
            entering.insert(entering.end(), given.begin(), given.end());
            units.push_back(given);
        }
        if (units.empty() || !(mean(entering) > 0))
            return std::nullopt;
        double observed = 0;
        for (const auto& given : units)
            observed += static_cast<double>(given.size()) * mean(given);
        return 1 - observed / static_cast<double>(entering.size()) / mean(entering);
    }
};

double alpha(const RatingTable& table, Scale scale)
{
    return *krippendorffAlpha(table, scale).estimate.value;
}

} // namespace

TEST(Krippendorff, FourRatersTwelveUnits)
{
    EXPECT_NEAR(alpha(krippendorff2011(), Scale::Nominal), 0.7434210526, 1e-10);
    EXPECT_NEAR(alpha(krippendorff2011(), Scale::Interval), 0.8491071429, 1e-10);
    EXPECT_NEAR(alpha(krippendorff2011(), Scale::Ratio), 0.7974027747, 1e-10);
    EXPECT_NEAR(alpha(krippendorff2011(), Scale::Ordinal), 0.8153875038, 1e-10);
}

// Distances that are taken for ordinal ones give other figures, which the test of the ordinal scale refuses.
TEST(Krippendorff, OrdinalIsNeitherPlainDistanceNorGwetsWeights)
{
    const RatingTable table = krippendorff2011();
    PairwiseAlpha plain{Scale::Ordinal, {}, [](double a, double b) { return std::abs(a - b); }};
    EXPECT_NEAR(*plain.of(table), 0.8003838772, 1e-10);
    PairwiseAlpha gwet{
        Scale::Ordinal, {}, [](double a, double b) { // pairs of ranks from the one to the other
            return std::abs(a - b) * (std::abs(a - b) + 1) / 2;
        }};
    EXPECT_NEAR(*gwet.of(table), 0.83364, 5e-6);
    for (const double wrong : {*plain.of(table), *gwet.of(table)})
        EXPECT_GT(std::abs(alpha(table, Scale::Ordinal) - wrong), 0.01);
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
    EXPECT_NEAR(alpha(table, Scale::Nominal), 0.6913580247, 1e-10);
    EXPECT_NEAR(alpha(table, Scale::Ordinal), 0.8067214199, 1e-10);
    EXPECT_NEAR(alpha(table, Scale::Interval), 0.8108448928, 1e-10);
    EXPECT_NEAR(alpha(table, Scale::Ratio), 0.8089436708, 1e-10);
}

TEST(Krippendorff, IsThatOfAllPairsOfRatings)
{
    int defined = 0;
    int undefined = 0;
    for (quint64 seed = 0; seed < 1000; ++seed) {
        antiphon::Random random(seed);
        const RatingTable table = randomTable(random);
        for (const Scale scale : {Scale::Nominal, Scale::Ordinal, Scale::Interval, Scale::Ratio}) {
            PairwiseAlpha pairwise{scale, {}, nullptr};
            const auto expected = pairwise.of(table);
            const auto found = krippendorffAlpha(table, scale).estimate.value;
            ASSERT_EQ(found.has_value(), expected.has_value()) << seed;
            ++(expected ? defined : undefined);
            if (expected) {
                ASSERT_NEAR(*found, *expected, 1e-11) << seed;
            }
        }
    }
    EXPECT_GT(defined, 3000);
    EXPECT_GT(undefined, 10);
}

TEST(Krippendorff, RatiosNeedRatingsFromNilOn)
{
    RatingTable table = tableOf({"0 1 2", "0 2 2"});
    EXPECT_TRUE(krippendorffAlpha(table, Scale::Ratio).estimate.isDefined());
    table.rows[0][1] = -1;
    EXPECT_EQ(krippendorffAlpha(table, Scale::Ratio).estimate.reason, "ratios need ratings from 0 on");
    EXPECT_TRUE(krippendorffAlpha(table, Scale::Interval).estimate.isDefined());
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
