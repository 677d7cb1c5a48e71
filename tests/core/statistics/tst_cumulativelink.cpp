#include "core/statistics/arrowmatrix.h"
#include "core/statistics/cumulativelink.h"
#include "core/statistics/draws.h"
#include "core/statistics/gausshermite.h"
#include "core/statistics/mixedlikelihood.h"
#include "tests/core/statistics/soupratings.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <string>

using namespace antiphon::statistics;

namespace {

// Randall 1989, "wine" of R's package ordinal: 9 judges, each 8 ratings of bitterness: temperature cold, then
// warm; within it contact no, then yes; two bottles each.
OrdinalResponses wine(bool withJudges, bool withTemperature = true)
{
    const std::string rows = "23344455"
                             "12132354"
                             "23325544"
                             "32323253"
                             "23433333"
                             "32322454"
                             "11222323"
                             "22233334"
                             "12323244";
    OrdinalResponses responses;
    responses.categories = 5;
    responses.effects.resize(withTemperature ? 2 : 1);
    Grouping judges{{}, 9};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        responses.values.push_back(rows[i] - '1');
        if (withTemperature)
            responses.effects[0].push_back(i % 8 >= 4 ? 1.0 : 0.0);
        responses.effects.back().push_back(i % 4 >= 2 ? 1.0 : 0.0);
        judges.level.push_back(static_cast<int>(i / 8));
    }
    if (withJudges)
        responses.groupings = {judges};
    return responses;
}

Grouping bottles()
{
    Grouping grouping{{}, 8};
    for (int i = 0; i < 72; ++i)
        grouping.level.push_back(i % 8);
    return grouping;
}

// What R's search left: the figures that it prints are a little less likely than those found here.
constexpr double searched = 5e-5;

void expectValues(const std::vector<Estimate>& estimates, const std::vector<double>& values, double tolerance)
{
    ASSERT_EQ(estimates.size(), values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        EXPECT_NEAR(*estimates[i].value, values[i], tolerance) << i;
}

} // namespace

TEST(GaussHermite, IntegratesPolynomialsExactly)
{
    std::vector<double> nodes;
    std::vector<double> weights;
    for (const int count : {1, 2, 10, 25}) {
        gaussHermite(count, nodes, weights);
        ASSERT_EQ(nodes.size(), static_cast<std::size_t>(count));
        double mass = 0.0;
        double squares = 0.0;
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            mass += weights[i];
            squares += weights[i] * nodes[i] * nodes[i];
        }
        EXPECT_NEAR(mass, std::sqrt(std::numbers::pi), 1e-12);
        EXPECT_NEAR(squares, count == 1 ? 0.0 : std::sqrt(std::numbers::pi) / 2.0, 1e-12);
    }
}

TEST(ArrowMatrix, SolvesAndInvertsAsADenseOne)
{
    ArrowMatrix matrix(3, 2);
    std::vector<double> dense(25, 0.0);
    const auto add = [&](std::size_t row, std::size_t column, double value) {
        matrix.add(row, column, value);
        dense[row * 5 + column] += value;
        if (row != column)
            dense[column * 5 + row] += value;
    };
    for (std::size_t i = 0; i < 5; ++i) {
        dense[i * 6] = 1.0;
        add(i, i, 2.0 + static_cast<double>(i));
    }
    add(0, 3, 0.5);
    add(1, 4, -0.7);
    add(2, 3, 1.1);
    add(3, 4, 0.3);
    ASSERT_TRUE(matrix.factor());
    matrix.invert();
    ASSERT_TRUE(choleskyFactor(dense, 5));
    const std::vector<double> inverse = choleskyInverse(dense, 5);
    for (const auto& [row, column] : {std::pair{0, 0}, {1, 1}, {2, 3}, {3, 2}, {1, 3}, {3, 4}, {4, 4}})
        EXPECT_NEAR(matrix.inverse(static_cast<std::size_t>(row), static_cast<std::size_t>(column)),
                    inverse[static_cast<std::size_t>(row * 5 + column)], 1e-12);
    std::vector<double> solution{1, 2, 3, 4, 5};
    std::vector<double> expected = solution;
    matrix.solve(solution);
    choleskySolve(dense, 5, expected);
    for (std::size_t i = 0; i < 5; ++i)
        EXPECT_NEAR(solution[i], expected[i], 1e-12);
}

// The analytic gradient against differences of the value, where neither is small.
TEST(CumulativeLink, GradientIsThatOfTheValue)
{
    OrdinalResponses responses = wine(true);
    responses.groupings.push_back(bottles());
    MixedLikelihood likelihood(responses, 1);
    const std::vector<double> at{-1.5, 1.2, 3.9, 5.5, 2.0, 1.1, 0.9, 0.4};
    std::vector<double> gradient;
    ASSERT_TRUE(likelihood.valueAndGradient(at, gradient));
    for (std::size_t k = 0; k < at.size(); ++k) {
        std::vector<double> moved = at;
        moved[k] += 1e-5;
        const double above = *likelihood.value(moved);
        moved[k] -= 2e-5;
        EXPECT_NEAR(gradient[k], (above - *likelihood.value(moved)) / 2e-5, 1e-5) << k;
    }
}

TEST(CumulativeLink, WineByLaplace)
{
    const CumulativeLinkFit fit = fitCumulativeLink(wine(true));
    ASSERT_TRUE(fit.isDefined()) << fit.reason;
    EXPECT_TRUE(fit.converged);
    expectValues(fit.effects, {3.06300, 1.83488}, searched);
    EXPECT_NEAR(fit.effectErrors[0], .59538, searched);
    EXPECT_NEAR(fit.effectErrors[1], .51253, searched);
    expectValues(fit.thresholds, {-1.62367, 1.51337, 4.22853, 6.08877}, searched);
    expectValues(fit.variances, {1.27949}, searched);
    EXPECT_NEAR(fit.logLikelihood, -81.56541, 1e-5);
    EXPECT_FALSE(fit.boundary);
    EXPECT_EQ(fit.effects[0].n, 72);
    const OrdinalResponses responses = wine(true);
    const std::vector<double> printed{-1.62367, 1.51337, 4.22853,           6.08877,
                                      3.06300,  1.83488, std::sqrt(1.27949)};
    EXPECT_GE(fit.logLikelihood, *MixedLikelihood(responses, 1).value(printed));
}

TEST(CumulativeLink, WineByGaussHermite)
{
    LinkOptions options;
    options.nodes = 10;
    const CumulativeLinkFit fit = fitCumulativeLink(wine(true), options);
    ASSERT_TRUE(fit.isDefined()) << fit.reason;
    expectValues(fit.effects, {3.06189, 1.83343}, searched);
    expectValues(fit.variances, {1.28773}, searched);
    EXPECT_NEAR(fit.logLikelihood, -81.53246, 1e-5);
}

TEST(CumulativeLink, WineWithoutJudges)
{
    const CumulativeLinkFit fit = fitCumulativeLink(wine(false));
    ASSERT_TRUE(fit.isDefined()) << fit.reason;
    expectValues(fit.effects, {2.50310, 1.52780}, 1e-5);
    EXPECT_NEAR(fit.logLikelihood, -86.49, 5e-3);
}

TEST(CumulativeLink, LikelihoodRatioOfTemperature)
{
    const LikelihoodRatio ratio =
        likelihoodRatio(fitCumulativeLink(wine(true, false)), fitCumulativeLink(wine(true)), 1);
    EXPECT_NEAR(ratio.statistic, 34.4637, 1e-4);
    EXPECT_LT(ratio.p, 1e-7);
}

TEST(CumulativeLink, AVarianceOfZeroConvergesAndIsSaid)
{
    OrdinalResponses responses = wine(true);
    responses.groupings.push_back(bottles());
    const CumulativeLinkFit fit = fitCumulativeLink(responses);
    ASSERT_TRUE(fit.isDefined()) << fit.reason;
    EXPECT_TRUE(fit.boundary);
    EXPECT_NEAR(*fit.variances[1].value, 0.0, 1e-5);
    EXPECT_NEAR(*fit.variances[0].value, 1.27949, 1e-3);
    EXPECT_NEAR(fit.logLikelihood, -81.56541, 1e-4);
}

TEST(CumulativeLink, SoupWithCrossedEffects)
{
    const CumulativeLinkFit fit = fitCumulativeLink(soupRatings(true));
    ASSERT_TRUE(fit.isDefined()) << fit.reason;
    expectValues(fit.effects, {1.27086}, searched);
    EXPECT_NEAR(fit.effectErrors[0], .29806, searched);
    expectValues(fit.variances, {.32627, .06656}, searched);
    EXPECT_NEAR(fit.logLikelihood, -2667.58, 5e-3);
}

TEST(CumulativeLink, SoupWithRespondentsOnly)
{
    const CumulativeLinkFit fit = fitCumulativeLink(soupRatings(false));
    ASSERT_TRUE(fit.isDefined()) << fit.reason;
    expectValues(fit.effects, {1.20553}, searched);
    expectValues(fit.variances, {.31154}, searched);
    EXPECT_NEAR(fit.logLikelihood, -2673.71, 5e-3);
}

TEST(CumulativeLink, UnusedCategoriesAreLeftOut)
{
    OrdinalResponses responses = wine(true);
    for (int& value : responses.values)
        value *= 2;
    responses.categories = 9;
    const CumulativeLinkFit fit = fitCumulativeLink(responses);
    EXPECT_EQ(fit.categories, (std::vector<int>{0, 2, 4, 6, 8}));
    expectValues(fit.variances, {1.27949}, 1e-4);
}

TEST(CumulativeLink, UndefinedSaysWhy)
{
    OrdinalResponses responses = wine(true);
    EXPECT_EQ(fitCumulativeLink({}).reason, "there are no values");
    LinkOptions cancelled;
    cancelled.cancel.cancel();
    EXPECT_EQ(fitCumulativeLink(responses, cancelled).reason, "it was cancelled");
    responses.effects.push_back(responses.effects[0]);
    EXPECT_FALSE(fitCumulativeLink(responses).isDefined());
    for (int& value : responses.values)
        value = 3;
    EXPECT_EQ(fitCumulativeLink(responses).reason, "all values are equal");
    OrdinalResponses split;
    split.categories = 2;
    split.values = {0, 0, 0, 0, 1, 1, 1, 1};
    split.effects = {{0, 0, 0, 0, 1, 1, 1, 1}};
    EXPECT_FALSE(fitCumulativeLink(split).isDefined());
}

// Many responses start from a part of them; the maximum that they reach is that of all of them.
TEST(CumulativeLink, ManyResponsesReachTheirMaximum)
{
    antiphon::Random random(19);
    OrdinalResponses responses;
    responses.categories = 5;
    responses.effects.resize(1);
    responses.groupings = {{{}, 3000}, {{}, 15}};
    std::vector<double> severities;
    for (int rater = 0; rater < 15; ++rater)
        severities.push_back(0.6 * normalDraw(random));
    for (int item = 0; item < 3000; ++item) {
        const double own = 0.5 * (item % 2) + 0.8 * normalDraw(random);
        for (int rater = 0; rater < 15; ++rater) {
            const double latent = own + severities[static_cast<std::size_t>(rater)] + logisticDraw(random);
            int value = 0;
            for (const double threshold : {-2.5, -1.0, 0.5, 2.0})
                value += latent > threshold ? 1 : 0;
            responses.values.push_back(value);
            responses.effects[0].push_back(item % 2);
            responses.groupings[0].level.push_back(item);
            responses.groupings[1].level.push_back(rater);
        }
    }
    const CumulativeLinkFit fit = fitCumulativeLink(responses);
    ASSERT_TRUE(fit.isDefined()) << fit.reason;
    EXPECT_TRUE(fit.converged);
    EXPECT_LT(fit.gradient, 0.05); // of 45,000 responses
    EXPECT_NEAR(*fit.effects[0].value, 0.5, 3.5 * fit.effectErrors[0]);
    EXPECT_NEAR(*fit.variances[0].value, 0.64, 0.08);
    LinkOptions without;
    without.withErrors = false;
    const CumulativeLinkFit alone = fitCumulativeLink(responses, without);
    EXPECT_EQ(alone.logLikelihood, fit.logLikelihood);
    EXPECT_TRUE(alone.effects.empty());
}
