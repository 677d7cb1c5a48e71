// Figures computed with R (psych, irr), printed in the papers where a year is given.
#include "core/base/random.h"
#include "core/statistics/draws.h"
#include "core/statistics/intraclass.h"
#include "core/statistics/variancecomponents.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace antiphon::statistics;
using antiphon::Random;

namespace {

constexpr double near = 1e-7;
constexpr double searched = 1e-6; // of what a maximum was searched for

// Shrout and Fleiss 1979: six targets by four judges.
RatingTable shroutFleiss()
{
    return {{{9, 6, 8, 7, 10, 6}, {2, 1, 4, 1, 5, 2}, {5, 3, 6, 2, 6, 4}, {8, 2, 8, 6, 9, 7}}};
}

// irr, `anxiety`: twenty patients by three raters.
RatingTable anxiety()
{
    return {{{3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3},
             {3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4},
             {2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2}}};
}

RatingTable randomTable(quint64 seed, std::size_t raters, std::size_t units, double missing)
{
    antiphon::Random random(seed);
    const auto noise = [&] { return random.uniform() + random.uniform() + random.uniform() - 1.5; };
    std::vector<double> unitParts(units);
    for (double& part : unitParts)
        part = 2 * noise();
    RatingTable table;
    for (std::size_t rater = 0; rater < raters; ++rater) {
        const double bias = 1.5 * noise();
        auto& row = table.rows.emplace_back();
        for (std::size_t unit = 0; unit < units; ++unit) {
            const double value = unitParts[unit] + bias + noise();
            row.push_back(random.chance(missing) ? std::nullopt : std::optional(value));
        }
    }
    return table;
}

// Of the ratings by the density itself: twice the restricted likelihood, its sign turned, by elimination.
double twiceRestricted(const RatingTable& table, const VarianceComponents& at)
{
    std::vector<std::array<std::size_t, 2>> cells;
    std::vector<double> values;
    for (std::size_t rater = 0; rater < table.rows.size(); ++rater) {
        for (std::size_t unit = 0; unit < table.rows[rater].size(); ++unit) {
            if (table.rows[rater][unit]) {
                cells.push_back({unit, rater});
                values.push_back(*table.rows[rater][unit]);
            }
        }
    }
    // Columns: the variance, ones, values; eliminated from the top.
    const std::size_t n = cells.size();
    std::vector<std::vector<double>> rows;
    for (std::size_t i = 0; i < n; ++i) {
        rows.emplace_back(n + 2, 0.0);
        for (std::size_t j = 0; j < n; ++j)
            rows[i][j] = (cells[i][0] == cells[j][0] ? at.units : 0) +
                         (cells[i][1] == cells[j][1] ? at.raters : 0) + (i == j ? at.residual : 0);
        rows[i][n] = 1;
        rows[i][n + 1] = values[i];
    }
    double logarithm = 0;
    double ones = 0;
    double mixed = 0;
    double squares = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const double pivot = rows[i][i];
        logarithm += std::log(pivot);
        ones += rows[i][n] * rows[i][n] / pivot;
        mixed += rows[i][n] * rows[i][n + 1] / pivot;
        squares += rows[i][n + 1] * rows[i][n + 1] / pivot;
        for (std::size_t below = i + 1; below < n; ++below) {
            const double factor = rows[below][i] / pivot;
            for (std::size_t column = i; column < n + 2; ++column)
                rows[below][column] -= factor * rows[i][column];
        }
    }
    return logarithm + std::log(ones) + squares - mixed * mixed / ones;
}

} // namespace

TEST(Intraclass, SixTargetsByFourJudges)
{
    const IntraclassForms forms = intraclass(shroutFleiss());
    EXPECT_NEAR(*forms.unitSquare, 11.2417, 5e-5);
    EXPECT_NEAR(*forms.raterSquare, 32.4861, 5e-5);
    EXPECT_NEAR(*forms.residualSquare, 1.0194, 5e-5);
    EXPECT_NEAR(*forms.oneSingle.value, 0.1657418, near);
    EXPECT_NEAR(*forms.twoSingle.value, 0.2897638, near);
    EXPECT_NEAR(*forms.threeSingle.value, 0.7148407, near);
    EXPECT_NEAR(*forms.oneMean.value, 0.4427971, near);
    EXPECT_NEAR(*forms.twoMean.value, 0.6200505, near);
    EXPECT_NEAR(*forms.threeMean.value, 0.9093155, near);
    EXPECT_NEAR(*forms.twoSingle.low, .0188, 5e-5);
    EXPECT_NEAR(*forms.twoSingle.high, .7611, 5e-5);
    EXPECT_NEAR(*forms.twoMean.low, .0711, 5e-5);
    EXPECT_NEAR(*forms.twoMean.high, .9272, 5e-5);
    EXPECT_EQ(forms.twoSingle.n, 24);
    for (const char* name : {"ICC(2,1)", "ICC(A,1)"})
        EXPECT_NE(forms.twoSingle.method.find(name), std::string::npos) << forms.twoSingle.method;
    for (const char* name : {"ICC(3,4)", "ICC(C,4)"})
        EXPECT_NE(forms.threeMean.method.find(name), std::string::npos) << forms.threeMean.method;
}

TEST(Intraclass, AnxietyOfTwentyPatients)
{
    const IntraclassForms forms = intraclass(anxiety());
    EXPECT_NEAR(*forms.twoSingle.value, 0.1979983, near);
    EXPECT_NEAR(*forms.twoMean.value, 0.4254988, near);
}

TEST(Intraclass, EveryFormLiesWithinItsInterval)
{
    for (quint64 seed = 0; seed < 100; ++seed) {
        const IntraclassForms forms = intraclass(randomTable(seed, 3, 8, 0));
        for (const Estimate* form : {&forms.oneSingle, &forms.twoSingle, &forms.threeSingle, &forms.oneMean,
                                     &forms.twoMean, &forms.threeMean}) {
            ASSERT_TRUE(form->value && form->low && form->high) << form->method << form->reason;
            EXPECT_LT(*form->low, *form->value);
            EXPECT_GT(*form->high, *form->value);
        }
    }
}

TEST(Intraclass, UndefinedIsSaid)
{
    EXPECT_EQ(intraclass({{{3, 3}, {3, 3}}}).twoSingle.reason, "all ratings are equal");
    EXPECT_EQ(intraclass({{{3, 4}, {std::nullopt, std::nullopt}}}).twoSingle.reason,
              "two units and two raters are needed");
    EXPECT_FALSE(intraclass({}).oneMean.isDefined());
    const IntraclassForms perfect = intraclass({{{1, 2, 3}, {1, 2, 3}}});
    EXPECT_EQ(*perfect.twoSingle.value, 1);
    EXPECT_FALSE(perfect.twoSingle.low);
}

TEST(Reml, IsTheAnalysisOfVarianceOfACompleteTable)
{
    int compared = 0;
    for (quint64 seed = 0; seed < 200; ++seed) {
        const RatingTable table = randomTable(seed, 2 + seed % 4, 5 + seed % 9, 0);
        const IntraclassForms forms = intraclass(table);
        const auto n = static_cast<double>(table.rows.front().size());
        const auto k = static_cast<double>(table.rows.size());
        const double units = (*forms.unitSquare - *forms.residualSquare) / k;
        const double raters = (*forms.raterSquare - *forms.residualSquare) / n;
        const auto found = remlComponents(table);
        ASSERT_TRUE(found) << seed;
        EXPECT_GE(found->units, 0);
        EXPECT_GE(found->raters, 0);
        if (units < 0 || raters < 0)
            continue;
        ++compared;
        EXPECT_NEAR(found->units, units, searched) << seed;
        EXPECT_NEAR(found->raters, raters, searched) << seed;
        EXPECT_NEAR(found->residual, *forms.residualSquare, searched) << seed;
    }
    EXPECT_GT(compared, 100);
}

TEST(Reml, NothingNearIsLikelierWithCellsMissing)
{
    for (quint64 seed = 0; seed < 100; ++seed) {
        const RatingTable table = randomTable(seed, 4, 9, 0.3);
        const auto found = remlComponents(table);
        ASSERT_TRUE(found) << seed;
        const double best = twiceRestricted(table, *found);
        for (const double change : {-1e-3, 1e-3}) {
            for (double VarianceComponents::*part :
                 {&VarianceComponents::units, &VarianceComponents::raters, &VarianceComponents::residual}) {
                VarianceComponents other = *found;
                other.*part = std::max(0.0, other.*part + change * found->residual);
                EXPECT_GE(twiceRestricted(table, other), best - 1e-9) << seed;
            }
        }
    }
}

TEST(Intraclass, UsesEveryRatingWhereCellsAreMissing)
{
    RatingTable table = shroutFleiss();
    table.rows[1][2].reset();
    const IntraclassForms forms = intraclass(table);
    EXPECT_EQ(forms.twoSingle.n, 23);
    EXPECT_EQ(forms.twoSingle.missing, 1);
    ASSERT_TRUE(forms.twoSingle.value && forms.oneMean.value);
    EXPECT_NEAR(*forms.twoSingle.value, 0.29, 0.1);
    EXPECT_NEAR(*forms.threeSingle.value, 0.71, 0.1);
    ASSERT_TRUE(forms.twoSingle.low && forms.oneSingle.low && forms.threeMean.low);
    EXPECT_LT(*forms.twoSingle.low, *forms.twoSingle.value);
    EXPECT_GT(*forms.twoSingle.high, *forms.twoSingle.value);
    EXPECT_GE(*forms.twoSingle.low, 0.0);
    EXPECT_LE(*forms.twoSingle.high, 1.0);
    EXPECT_FALSE(forms.unitSquare);
}

TEST(Intraclass, IntervalsOfGappedTablesCoverTheTruth)
{
    // Variances 1, 0.25 and 0.75: ICC(2,1) is 0.5, ICC(3,1) 1 / 1.75.
    int covered = 0;
    int known = 0;
    for (quint64 study = 0; study < 100; ++study) {
        Random random = Random::forKey(17, study);
        std::vector<double> units;
        for (int unit = 0; unit < 60; ++unit)
            units.push_back(normalDraw(random));
        RatingTable table;
        for (int rater = 0; rater < 12; ++rater) {
            const double severity = 0.5 * normalDraw(random);
            auto& row = table.rows.emplace_back();
            for (const double unit : units) {
                const double value = unit + severity + std::sqrt(0.75) * normalDraw(random);
                row.push_back(random.chance(0.4) ? std::nullopt : std::optional(value));
            }
        }
        const Estimate icc = intraclass(table).twoSingle;
        if (!icc.low)
            continue;
        ++known;
        covered += *icc.low <= 0.5 && 0.5 <= *icc.high ? 1 : 0;
    }
    EXPECT_GE(known, 95);
    EXPECT_GE(covered, 86);
}

TEST(Concordance, IntervalHoldsTheCoefficient)
{
    BootstrapOptions options;
    options.replicates = 2000;
    options.seed = 5;
    const Concordance concordance = kendallW(shroutFleiss(), options);
    EXPECT_EQ(*concordance.estimate.value, *kendallW(shroutFleiss()).estimate.value);
    ASSERT_TRUE(concordance.estimate.low);
    EXPECT_LT(*concordance.estimate.low, *concordance.estimate.value);
    EXPECT_GT(*concordance.estimate.high, *concordance.estimate.value - 1e-12);
    EXPECT_LE(*concordance.estimate.high, 1.0 + 1e-12);
    EXPECT_EQ(concordance.estimate.seed, 5U);
}

TEST(Intraclass, OfSparseTablesIsKnownOrSaidNotToBe)
{
    const auto none = std::nullopt;
    const IntraclassForms perfect = intraclass({{{1, 2, 3, 4}, {1, 2, none, 4}, {none, 2, 3, 4}}});
    ASSERT_TRUE(perfect.twoSingle.value && perfect.oneSingle.value) << perfect.twoSingle.reason;
    EXPECT_NEAR(*perfect.twoSingle.value, 1, 1e-5);
    EXPECT_NEAR(*perfect.oneSingle.value, 1, 1e-5);
    // Each unit once; then pairs of raters that nobody shares, so that raters and chance are one.
    EXPECT_FALSE(intraclass({{{1, none, 3, none}, {none, 2, none, 5}}}).oneSingle.value);
    const IntraclassForms pairs = intraclass({{{1, none}, {2, none}, {none, 5}, {none, 7}}});
    EXPECT_TRUE(pairs.oneSingle.value);
    EXPECT_FALSE(pairs.twoSingle.value);
    EXPECT_EQ(pairs.twoSingle.reason, "the ratings there are do not tell units, raters and chance apart");
}

TEST(KendallW, AnxietyOfTwentyPatients)
{
    const Concordance found = kendallW(anxiety());
    EXPECT_NEAR(*found.estimate.value, 0.5396569, near);
    EXPECT_NEAR(found.chiSquare, 30.76044, 1e-5);
    EXPECT_EQ(found.degrees, 19);
    EXPECT_NEAR(found.p, .0429, 5e-5);
}

TEST(KendallW, LimitsAndWhatItCanNotTell)
{
    EXPECT_NEAR(*kendallW({{{1, 2, 3}, {4, 5, 6}}}).estimate.value, 1, near);
    EXPECT_NEAR(*kendallW({{{1, 2, 3}, {3, 2, 1}}}).estimate.value, 0, near);
    EXPECT_EQ(kendallW({{{1, 1}, {2, 2}}}).estimate.reason, "no rater tells units apart");
    EXPECT_EQ(kendallW({{{1, 2}, {2, std::nullopt}}}).estimate.reason, "all cells are needed");
}
