#include "core/cascade/planner.h"
#include "tests/core/cascade/planrules.h"
#include "tests/core/cascade/syntheticcatalogue.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

Planner plannerOver(int tracks, const Recipe& recipe = defaultRecipe(), quint64 seed = 11)
{
    return Planner::create(syntheticCatalogue(tracks, 3), recipe, seed).value();
}

void expectRules(const Planner& planner, qint64 plans)
{
    for (qint64 i = 0; i < plans; ++i) {
        const Plan plan = planner.draw(i);
        const QString broken = brokenRule(planner.index(), plan, planner.recipe().listSize);
        ASSERT_TRUE(broken.isEmpty()) << "plan " << i << ": " << broken.toStdString() << "\n"
                                      << encodePlan(plan).toStdString();
        ASSERT_EQ(decodePlan(encodePlan(plan), i).value(), plan);
    }
}

} // namespace

TEST(Planner, KeepsTheRulesOverALargeCatalogue)
{
    expectRules(plannerOver(20'000), 400);
}

// Pools run dry all the time here: every fallback is taken.
TEST(Planner, KeepsTheRulesOverASmallCatalogue)
{
    expectRules(plannerOver(300), 3'000);
}

TEST(Planner, KeepsTheRulesForOtherRecipes)
{
    Recipe recipe = defaultRecipe();
    recipe.listSize = 3;
    recipe.draw = ValueDraw::Uniform;
    recipe.excludes = 0.4;
    recipe.looksAhead = 0.3;
    recipe.continuesWhenNarrow = 0;
    recipe.lengths = {{QStringLiteral("5"), 1}, {QStringLiteral("28"), 1}};
    expectRules(plannerOver(800, recipe), 1'000);
}

TEST(Planner, DrawsTheSamePlanWhateverWasDrawnBefore)
{
    const Planner planner = plannerOver(2'000);
    const Plan seventh = planner.draw(7);
    planner.draw(3);
    EXPECT_EQ(planner.draw(7), seventh);
    EXPECT_NE(planner.draw(8).turns, seventh.turns);
    EXPECT_NE(plannerOver(2'000, defaultRecipe(), 12).draw(7).turns, seventh.turns);
}

TEST(Planner, LengthsFollowTheRecipeWherePoolsAllow)
{
    const Planner planner = plannerOver(20'000);
    qint64 turns = 0;
    for (qint64 i = 0; i < 400; ++i) {
        const Plan plan = planner.draw(i);
        EXPECT_GE(plan.turns.size(), 4);
        EXPECT_LE(plan.turns.size(), 28);
        turns += plan.turns.size();
    }
    EXPECT_NEAR(static_cast<double>(turns) / 400, 10.5, 0.6);
}

TEST(Planner, AnOddLengthEndsWithTheUsersAcceptance)
{
    Recipe recipe = defaultRecipe();
    recipe.lengths = {{QStringLiteral("7"), 1}};
    const Plan plan = plannerOver(5'000, recipe).draw(0);
    ASSERT_EQ(plan.turns.size(), 7);
    EXPECT_EQ(plan.turns.last().intents, QStringList{QStringLiteral("accept_response")});
}

TEST(Planner, ALastReplyAsksNothing)
{
    const Planner planner = plannerOver(5'000);
    for (qint64 i = 0; i < 300; ++i) {
        const PlanTurn last = planner.draw(i).turns.last();
        EXPECT_FALSE(last.intents.contains(QStringLiteral("detail_attribute_request")));
        EXPECT_FALSE(last.intents.contains(QStringLiteral("feedback_request")));
    }
}

TEST(Planner, GoesOnFromACascade)
{
    const Planner planner = plannerOver(20'000);
    const QList<Filter> start{{QStringLiteral("genre"), QStringLiteral("genre 2")},
                              {QStringLiteral("mood"), QStringLiteral("mood 1"), Sense::Exclude},
                              {QStringLiteral("theme"), QStringLiteral("theme 0")}};
    for (qint64 i = 0; i < 100; ++i) {
        const Plan plan = planner.drawFrom(start, i);
        ASSERT_EQ(brokenRule(planner.index(), plan, 10), QString());
        EXPECT_EQ(plan.turns.first().attributes.first(), QStringLiteral("genre:genre 2"));
        QStringList named;
        for (const PlanTurn& turn : plan.turns)
            if (turn.role == Role::User)
                named += turn.attributes;
        for (const Filter& filter : start)
            EXPECT_TRUE(named.contains(filterText(filter))) << i;
    }
}

TEST(Planner, SaysWhyItCanNotDraw)
{
    EXPECT_ERROR(Planner::create(syntheticCatalogue(19, 1), defaultRecipe(), 1), ErrorCode::NotPossible);
    Recipe recipe = defaultRecipe();
    recipe.firstNaming.types = recipe.laterNaming.types = {{QStringLiteral("colour"), 1}};
    const auto planner = Planner::create(syntheticCatalogue(100, 1), recipe, 1);
    EXPECT_ERROR(planner, ErrorCode::NotPossible);
    EXPECT_TRUE(planner.error().detail.contains(QStringLiteral("genre")));
}
