#include "core/rating/studyplanner.h"
#include "tests/support/resultassertions.h"

#include <cmath>

using namespace antiphon;

namespace {

PlanAssumptions few()
{
    PlanAssumptions assumptions;
    assumptions.simulations = 200;
    assumptions.replicates = 400;
    return assumptions;
}

} // namespace

TEST(StudyPlanner, MoreDialoguesShowEquivalenceMoreOften)
{
    const auto cells = simulatePlan(few(), {4}, {6, 40}, 1);
    ASSERT_OK(cells);
    ASSERT_EQ(cells->size(), 2);
    EXPECT_LT(*cells->first().equivalent.value, 0.5);
    EXPECT_GT(*cells->last().equivalent.value, 0.8);
    EXPECT_LT(*cells->last().different.value, 0.15); // there is no difference
    EXPECT_EQ(cells->last().equivalent.n, 200);
    EXPECT_EQ(cells->last().equivalent.seed, 1U);
    EXPECT_LT(std::abs(cells->last().difference), 0.05);
    for (const PlanCell& cell : *cells)
        EXPECT_LT(*cell.equivalent.low, *cell.equivalent.high);
}

TEST(StudyPlanner, ALargeEffectIsFoundAndNotCalledEquivalent)
{
    PlanAssumptions assumptions = few();
    assumptions.effect = 2.0;
    const auto cells = simulatePlan(assumptions, {4}, {30}, 1);
    ASSERT_OK(cells);
    EXPECT_GT(cells->first().difference, 0.7);
    EXPECT_GT(*cells->first().different.value, 0.95);
    EXPECT_LT(*cells->first().equivalent.value, 0.05);
}

TEST(StudyPlanner, ThreadsDoNotChangeTheTable)
{
    PlanAssumptions assumptions = few();
    assumptions.simulations = 50;
    const auto alone = simulatePlan(assumptions, {3, 5}, {8}, 1);
    const auto together = simulatePlan(assumptions, {3, 5}, {8}, 3);
    ASSERT_OK(alone);
    ASSERT_OK(together);
    for (qsizetype i = 0; i < alone->size(); ++i) {
        EXPECT_EQ((*alone)[i].equivalent.value, (*together)[i].equivalent.value);
        EXPECT_EQ((*alone)[i].difference, (*together)[i].difference);
    }
}

TEST(StudyPlanner, RefusesWhatMakesNoStudy)
{
    PlanAssumptions assumptions = few();
    EXPECT_ERROR(simulatePlan(assumptions, {1}, {8}, 1), ErrorCode::InvalidValue);
    assumptions.shares = {0.5, 0.6};
    EXPECT_ERROR(simulatePlan(assumptions, {3}, {8}, 1), ErrorCode::InvalidValue);
    assumptions = few();
    assumptions.itemVariance = -1.0;
    EXPECT_ERROR(simulatePlan(assumptions, {3}, {8}, 1), ErrorCode::InvalidValue);
    assumptions = few();
    assumptions.margin = 0.0;
    EXPECT_ERROR(simulatePlan(assumptions, {3}, {8}, 1), ErrorCode::InvalidValue);
    CancelToken cancel;
    cancel.cancel();
    EXPECT_ERROR(simulatePlan(few(), {3}, {8}, 1, cancel), ErrorCode::Cancelled);
}

TEST(StudyPlanner, FirstGuessFollowsTheFormulas)
{
    PlanAssumptions assumptions;
    assumptions.effect = std::log(2.0);
    const FirstGuess guess = firstGuess(assumptions);
    EXPECT_NEAR(*guess.whitehead, 108, 0.5);
    // A12 of an odds ratio of 2 on these shares is 0.603 (statistics by simulation).
    EXPECT_NEAR(*guess.noether, 1.0 / (6.0 * 0.103 * 0.103) * 7.8489, 6.0);
    EXPECT_NEAR(guess.equivalence, 69.0 * guess.deviation * guess.deviation, 1.0); // 0.5 points
    EXPECT_NEAR(guess.dialogues(100.0, 1), 100.0, 1e-9);
    EXPECT_GT(guess.dialogues(100.0, 5), 20.0);
    EXPECT_FALSE(firstGuess({}).noether);
}
