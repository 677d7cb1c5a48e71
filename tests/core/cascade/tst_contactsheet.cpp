#include "core/cascade/contactsheet.h"
#include "tests/core/cascade/syntheticcatalogue.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

Plan planOf(int turns, qint64 pool, const QString& label = QStringLiteral("add_filter"))
{
    Plan plan;
    for (int i = 0; i < turns; ++i) {
        PlanTurn turn;
        turn.role = i % 2 == 0 ? Role::User : Role::System;
        turn.intents << (i % 2 == 0 ? label : QStringLiteral("passive_recommend"));
        turn.pool = pool + i;
        plan.turns << turn;
    }
    return plan;
}

QList<Plan> usualPlans()
{
    QList<Plan> plans;
    for (int i = 0; i < 20; ++i)
        plans << planOf(10 + 2 * (i % 2), 100 + 10 * (i % 3));
    return plans;
}

} // namespace

TEST(ContactSheet, WhatStandsOutIsToldWithItsReason)
{
    QList<Plan> plans = usualPlans();
    plans << planOf(40, 100) << planOf(10, 100, QStringLiteral("reject_response")) << planOf(10, 100'000'000);
    StandingMeans means;
    const auto standings = standingsOf(plans, &means);
    ASSERT_EQ(standings.size(), 23u);
    for (std::size_t i = 0; i < 20; ++i)
        EXPECT_EQ(standings[i].oddity, Oddity::None) << i;
    EXPECT_EQ(standings[20].oddity, Oddity::Length);
    EXPECT_GT(standings[20].length, oddFrom);
    EXPECT_EQ(standings[21].oddity, Oddity::Labels);
    EXPECT_EQ(standings[22].oddity, Oddity::SmallestPool);
    EXPECT_EQ(standings[22].smallestPool, 100'000'000);
    EXPECT_EQ(standings[20].turns, 40);
    EXPECT_NEAR(means.turns, (20 * 11 + 60) / 23.0, 1e-9);
}

TEST(ContactSheet, EqualPlansAndFewPlansAreNotOdd)
{
    QList<Plan> same;
    for (int i = 0; i < 30; ++i)
        same << planOf(9, 50);
    for (const PlanStanding& standing : standingsOf(same))
        EXPECT_EQ(standing.score, 0);
    QList<Plan> few;
    for (int i = 0; i < fewestForOddity - 2; ++i)
        few << planOf(8, 10);
    few << planOf(90, 10);
    for (const PlanStanding& standing : standingsOf(few))
        EXPECT_EQ(standing.oddity, Oddity::None);
    EXPECT_TRUE(standingsOf({}).empty());
}

TEST(ContactSheet, PlansAreThoseOfTheirSeeds)
{
    const auto index = syntheticCatalogue(3000, 2);
    const QList<Filter> start{{QStringLiteral("genre"), QStringLiteral("genre 1")}};
    const auto sheet = drawContactSheet(index, defaultRecipe(), start, 40, 12, {});
    ASSERT_OK(sheet);
    ASSERT_EQ(sheet->plans.size(), 12);
    EXPECT_EQ(sheet->seeds.back(), 51u);
    const auto planner = Planner::create(index, defaultRecipe(), 45);
    ASSERT_OK(planner);
    EXPECT_EQ(sheet->plans[5], planner->drawFrom(start, 0));
    EXPECT_EQ(sheet->plans[5].turns.first().attributes.value(0), QStringLiteral("genre:genre 1"));
    CancelToken cancel;
    cancel.cancel();
    EXPECT_ERROR(drawContactSheet(index, defaultRecipe(), start, 1, 100, cancel), ErrorCode::Cancelled);
}
