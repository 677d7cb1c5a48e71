// Published tables; figures as in design vectors computed with R (psych, irr, irrCAC).
#include "core/statistics/chancecorrected.h"
#include "core/statistics/studentinterval.h"

#include <gtest/gtest.h>

#include <cmath>
#include <sstream>

using namespace antiphon::statistics;

namespace {

constexpr double near = 1e-7;

// One row a rater, one character a unit from '1' on; a point is a missing rating.
CategoryTable tableOf(int categories, const std::vector<std::string>& rows)
{
    CategoryTable table{categories, {}};
    for (const std::string& row : rows) {
        auto& cells = table.rows.emplace_back();
        for (const char cell : row) {
            if (cell != ' ')
                cells.push_back(cell == '.' ? std::nullopt : std::optional<int>(cell - '1'));
        }
    }
    return table;
}

// Two raters from a joint table of counts.
CategoryTable tableOfJoint(int categories, const std::vector<int>& counts)
{
    CategoryTable table{categories, {{}, {}}};
    for (std::size_t i = 0; i < counts.size(); ++i) {
        for (int n = 0; n < counts[i]; ++n) {
            table.rows[0].push_back(static_cast<int>(i) / categories);
            table.rows[1].push_back(static_cast<int>(i) % categories);
        }
    }
    return table;
}

// Interchangeable raters from counts per unit and category, units apart by '/'.
CategoryTable tableOfCounts(int categories, int raters, const std::string& counts)
{
    CategoryTable table{categories, {}};
    table.rows.resize(static_cast<std::size_t>(raters));
    std::istringstream units(counts);
    for (std::string unit; std::getline(units, unit, '/');) {
        std::istringstream cells(unit);
        int category = 0;
        std::size_t rater = 0;
        for (int count = 0; cells >> count; ++category) {
            for (int n = 0; n < count; ++n)
                table.rows[rater++].push_back(category);
        }
    }
    return table;
}

CategoryTable krippendorff2011()
{
    return tableOf(5, {"1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . .", ". 3 3 3 2 3 4 2 2 5 1 3",
                       "1 2 3 3 2 4 4 1 2 5 1 ."});
}

double value(const ChanceCorrected& result)
{
    EXPECT_TRUE(result.agreement.estimate.value) << result.agreement.estimate.reason;
    return result.agreement.estimate.value.value_or(-9);
}

} // namespace

TEST(CohenKappa, CohensTableOf1968)
{
    const std::vector<double> joint{.44, .07, .09, .05, .20, .05, .01, .03, .06};
    EXPECT_NEAR(*cohenKappa(joint, {0, 1, 1, 1, 0, 1, 1, 1, 0}, 3), 0.4915254237, 1e-10);
    EXPECT_NEAR(*cohenKappa(joint, {0, 1, 3, 1, 0, 6, 3, 6, 0}, 3), 0.3478260870, 1e-10);
    EXPECT_NEAR(*cohenKappa(joint, {0, 1, 2, 1, 0, 1, 2, 1, 0}, 3), 0.4736842105, 1e-10);
    EXPECT_NEAR(*cohenKappa(joint, {0, 1, 4, 1, 0, 1, 4, 1, 0}, 3), 0.4545454545, 1e-10);
}

TEST(ChanceCorrected, HundredAbstractsByTwoRaters)
{
    const CategoryTable table = tableOfJoint(3, {13, 0, 0, 0, 20, 7, 0, 4, 56});
    const ChanceCorrected cohen = cohenKappa(table);
    EXPECT_NEAR(value(cohen), 0.7964094, near);
    EXPECT_NEAR(*cohen.standardError, 0.0589107, near);
    EXPECT_NEAR(value(cohenKappa(table, Weights::Quadratic)), 0.8921569, near);
    EXPECT_NEAR(value(fleissKappa(table)), 0.7962397, near); // Scott's pi
    const ChanceCorrected ac = gwetAc(table);
    EXPECT_NEAR(value(ac), 0.8493305, near);
    // irrCAC divides by n when it starts from a table, by n - 1 when from ratings, as this does.
    EXPECT_NEAR(*ac.standardError * std::sqrt(99.0 / 100), 0.0432175, near);
    EXPECT_NEAR(value(gwetAc(table, Weights::Quadratic)), 0.9402369, near);
    EXPECT_EQ(ac.agreement.units, 100);
    EXPECT_EQ(ac.agreement.estimate.n, 200);
}

// irr, `anxiety`, the first two raters.
TEST(CohenKappa, AnxietyOfTwentyPatients)
{
    const CategoryTable table =
        tableOf(6, {"3 3 3 4 5 5 2 3 5 2 2 6 1 5 2 2 1 2 4 3", "3 6 4 6 2 4 2 4 3 3 2 3 3 3 2 2 1 3 3 4"});
    EXPECT_NEAR(value(cohenKappa(table)), 0.1194969, near);
    EXPECT_NEAR(value(cohenKappa(table, Weights::Linear)), 0.1891892, near);
    EXPECT_NEAR(value(cohenKappa(table, Weights::Quadratic)), 0.2967651, near);
}

TEST(FleissKappa, TenItemsByFourteenRaters)
{
    const CategoryTable table =
        tableOfCounts(5, 14,
                      "0 0 0 0 14/0 2 6 4 2/0 0 3 5 6/0 3 9 2 0/2 2 8 1 1/7 7 0 0 0/3 2 6 3 0/2 5 3 2 2/"
                      "6 5 2 1 0/0 2 2 3 7");
    const ChanceCorrected kappa = fleissKappa(table);
    EXPECT_NEAR(kappa.observed, 0.3780220, near);
    EXPECT_NEAR(kappa.expected, 0.2127551, near);
    EXPECT_NEAR(value(kappa), 0.2099307, near);
}

// Fleiss 1971: thirty patients, six raters, five diagnoses.
TEST(FleissKappa, DiagnosesOf1971)
{
    const CategoryTable table = tableOfCounts(
        5, 6,
        "0 0 0 6 0/0 3 0 0 3/0 1 4 0 1/0 0 0 0 6/0 3 0 3 0/2 0 4 0 0/0 0 4 0 2/2 0 3 1 0/2 0 0 4 0/0 0 0 0 6/"
        "1 0 0 5 0/1 1 0 4 0/0 3 3 0 0/1 0 0 5 0/0 2 0 3 1/0 0 5 0 1/3 0 0 1 2/5 1 0 0 0/0 2 0 4 0/1 0 2 0 3/"
        "0 0 0 0 6/0 1 0 5 0/0 2 0 1 3/2 0 0 4 0/1 0 0 4 1/0 5 0 1 0/4 0 0 0 2/0 2 0 4 0/1 0 5 0 0/0 0 0 0 "
        "6");
    EXPECT_NEAR(value(fleissKappa(table)), 0.4302445, near);
    const auto detail = fleissDetail(table);
    ASSERT_TRUE(detail);
    EXPECT_NEAR(detail->z, 17.6518, 1e-4);
    const double published[] = {.245, .245, .520, .471, .566};
    for (std::size_t k = 0; k < 5; ++k)
        EXPECT_NEAR(*detail->byCategory[k], published[k], 5e-4);
}

TEST(FleissKappa, FifteenPatientsOf1971)
{
    const CategoryTable table = tableOfCounts(
        5, 6,
        "0 0 0 6 0/0 3 0 0 3/0 1 4 0 1/0 0 0 0 6/0 3 0 3 0/2 0 4 0 0/0 0 4 0 2/2 0 3 1 0/2 0 0 4 0/0 0 0 0 6/"
        "1 0 0 5 0/1 1 0 4 0/0 3 3 0 0/1 0 0 5 0/0 2 0 3 1");
    const ChanceCorrected ac = gwetAc(table);
    EXPECT_NEAR(value(ac), 0.4448007, near);
    EXPECT_NEAR(*ac.standardError, 0.0841876, near);
    const Estimate interval = studentInterval(ac);
    EXPECT_NEAR(*interval.low, .264, 5e-4);
    EXPECT_NEAR(*interval.high, .625, 5e-4);
    EXPECT_EQ(interval.level, 0.95);
    EXPECT_NEAR(*nominalAlpha(patternsOf(table)).estimate.value, 0.4204384, near);
    EXPECT_NEAR(value(fleissKappa(table)), 0.4139265, near);
    EXPECT_NEAR(value(brennanPrediger(table)), 0.4388889, near);
}

// With missing ratings; the units rated once count for chance, not for agreement.
TEST(ChanceCorrected, FourRatersTwelveUnits)
{
    const CategoryTable table = krippendorff2011();
    EXPECT_NEAR(value(percentAgreement(table)), 0.8181818, near);
    const ChanceCorrected ac = gwetAc(table);
    EXPECT_NEAR(value(ac), 0.77544, 5e-6);
    EXPECT_NEAR(*ac.standardError, 0.14295, 5e-6);
    EXPECT_NEAR(value(fleissKappa(table)), 0.76117, 5e-6);
    EXPECT_NEAR(value(congerKappa(table)), 0.76282, 5e-6);
    EXPECT_NEAR(*nominalAlpha(patternsOf(table)).estimate.value, 0.74342, 5e-6);
    EXPECT_NEAR(value(brennanPrediger(table)), 0.77273, 5e-6);
    EXPECT_NEAR(value(gwetAc(table, Weights::Linear)), 0.85874, 5e-6);
    EXPECT_NEAR(value(gwetAc(table, Weights::Quadratic)), 0.91400, 5e-6);
    EXPECT_NEAR(value(gwetAc(table, Weights::Ordinal)), 0.89894, 5e-6);
    EXPECT_EQ(ac.agreement.units, 11);
    EXPECT_EQ(ac.agreement.raters, 4);
    EXPECT_EQ(ac.agreement.estimate.missing, 7);
}

// Patterns, counted or unit by unit, give the same alpha as the coincidence matrix.
TEST(NominalAlpha, IsThatOfTheRatings)
{
    for (const CategoryTable& table : {krippendorff2011(), tableOfJoint(2, {118, 5, 2, 0}),
                                       tableOfJoint(3, {13, 0, 0, 0, 20, 7, 0, 4, 56})}) {
        RatingTable ratings;
        for (const auto& row : table.rows) {
            auto& cells = ratings.rows.emplace_back();
            for (const auto& cell : row)
                cells.push_back(cell ? std::optional<double>(*cell) : std::nullopt);
        }
        const Agreement expected = krippendorffAlpha(ratings, Scale::Nominal);
        const Agreement found = nominalAlpha(patternsOf(table));
        EXPECT_NEAR(*found.estimate.value, *expected.estimate.value, 1e-12);
        EXPECT_EQ(found.estimate.n, expected.estimate.n);
        EXPECT_EQ(found.units, expected.units);
        EXPECT_EQ(found.estimate.missing, expected.estimate.missing);
    }
}

// Nearly all agree on one category: kappa says worse than chance, AC1 does not.
TEST(ChanceCorrected, TheParadoxOfKappa)
{
    const CategoryTable table = tableOfJoint(2, {118, 5, 2, 0});
    EXPECT_NEAR(value(percentAgreement(table)), 0.944, near);
    EXPECT_NEAR(value(cohenKappa(table)), -0.0233918, near);
    EXPECT_NEAR(value(fleissKappa(table)), -0.0288065, near);
    EXPECT_NEAR(value(gwetAc(table)), 0.9407763, near);
}

TEST(ChanceCorrected, IntervalsNeedAStandardErrorAndStayWithinOne)
{
    const CategoryTable table = tableOfJoint(2, {118, 5, 2, 0});
    const Estimate kappa = studentInterval(cohenKappa(table));
    ASSERT_TRUE(kappa.low);
    EXPECT_LT(*kappa.low, *kappa.value);
    EXPECT_GT(*kappa.high, *kappa.value);
    EXPECT_FALSE(studentInterval(fleissKappa(table)).low);
    const Estimate narrow = studentInterval(gwetAc(tableOf(2, {"1 1 1 2", "1 1 1 1"})));
    EXPECT_EQ(*narrow.high, 1);
    EXPECT_FALSE(studentInterval(cohenKappa(tableOf(2, {"1 1", "1 1"}))).low);
}

TEST(ChanceCorrected, StaysUndefinedAndSaysWhy)
{
    const CategoryTable equal = tableOf(2, {"1 1 1", "1 1 1"});
    EXPECT_FALSE(cohenKappa(equal).agreement.estimate.value);
    EXPECT_FALSE(fleissKappa(equal).agreement.estimate.value);
    EXPECT_NE(cohenKappa(equal).agreement.estimate.reason.find("equal"), std::string::npos);
    EXPECT_NEAR(value(gwetAc(equal)), 1, near); // chance needs uncertain ratings
    const CategoryTable once = tableOf(2, {"1 . 2", ". 1 ."});
    for (const auto& result : {cohenKappa(once), fleissKappa(once), gwetAc(once), percentAgreement(once)})
        EXPECT_EQ(result.agreement.estimate.reason, "no unit was rated twice");
    // Nobody gave the second category: also where shares of units of different sizes add up to one by
    // rounding only.
    const PatternTable nobody{2, {{{1, 0}, 1}, {{2, 0}, 4}, {{3, 0}, 1}}, 3, 6};
    EXPECT_FALSE(fleissKappa(nobody).agreement.estimate.value);
    EXPECT_FALSE(nominalAlpha(nobody).estimate.value);
    EXPECT_EQ(percentAgreement(nobody).agreement.estimate.n, 11); // the unit rated once does not enter
    const CategoryTable three = tableOf(2, {"1 2", "1 2", "1 1"});
    EXPECT_FALSE(cohenKappa(three).agreement.estimate.value);
    EXPECT_FALSE(fleissDetail(tableOf(2, {"1 2 1", "1 . 2"})));
}
