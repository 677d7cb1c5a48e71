#include "core/cascade/plan.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;

namespace {

std::vector<quint32> tenFrom(quint32 first)
{
    std::vector<quint32> tracks(10);
    for (quint32 i = 0; i < 10; ++i)
        tracks[i] = first + i;
    return tracks;
}

Filter reggae()
{
    return {QStringLiteral("genre"), QStringLiteral("reggae")};
}

// Four turns with everything that a plan can carry.
Plan fullPlan()
{
    FilterState state = withFilter({}, reggae());
    Plan plan;
    plan.ordinal = 5;
    plan.turns << PlanTurn{Role::User,
                           {QStringLiteral("initial_query"), QStringLiteral("add_filter")},
                           {QStringLiteral("genre:reggae")},
                           {},
                           state,
                           120,
                           {},
                           {},
                           {}};
    plan.turns << PlanTurn{
        Role::System,           {QStringLiteral("active_recommend")}, {},         {}, state, 120,
        QStringLiteral("mood"), {QStringLiteral("mood:\"soft\"")},    tenFrom(30)};
    state = rejecting(withoutFilter(state, reggae()), tenFrom(30));
    state = withFilter(state, {QStringLiteral("mood"), QStringLiteral("sad"), Sense::Exclude});
    plan.turns << PlanTurn{Role::User,
                           {QStringLiteral("reject_response"), QStringLiteral("remove_filter")},
                           {QStringLiteral("!mood:sad"), QStringLiteral("genre:reggae")},
                           {QStringLiteral("genre:reggae")},
                           state,
                           900,
                           {},
                           {},
                           {}};
    plan.turns << PlanTurn{Role::System, {QStringLiteral("passive_recommend")}, {}, {}, state, 900, {}, {},
                           tenFrom(70)};
    return plan;
}

} // namespace

TEST(Plan, ComesBackFromItsCompactForm)
{
    const QByteArray json = encodePlan(fullPlan());
    const auto decoded = decodePlan(json, 5);
    ASSERT_OK(decoded);
    EXPECT_EQ(*decoded, fullPlan());
    EXPECT_EQ(encodePlan(*decoded), json);
}

TEST(Plan, RefusesWhatIsNoPlan)
{
    EXPECT_ERROR(decodePlan("{", 0), ErrorCode::WrongFormat);
    EXPECT_ERROR(decodePlan("{\"turns\":[{\"x\":1}]}", 0), ErrorCode::WrongFormat);
}

TEST(Plan, KeepsItsGoalAndReadsPlansFromBeforeGoals)
{
    Plan plan = fullPlan();
    EXPECT_FALSE(encodePlan(plan).contains("goal"));
    plan.goal = {31, 75};
    const QByteArray json = encodePlan(plan);
    EXPECT_TRUE(json.startsWith(R"({"goal":[31,75],"turns":[{"u":)")) << json.toStdString();
    EXPECT_EQ(decodePlan(json, 5).value(), plan);
    EXPECT_EQ(firstListed(plan, 31), 1);
    EXPECT_EQ(firstListed(plan, 75), 3);
    EXPECT_EQ(firstListed(plan, 4), std::nullopt);
    EXPECT_ERROR(decodePlan(R"({"goal":["x"],"turns":[]})", 5), ErrorCode::WrongFormat);
}

TEST(Plan, KnowsWhoIntroducedAValue)
{
    Plan plan = fullPlan();
    FilterState state = plan.turns[2].state;
    state = withFilter(state, filterFromText(QStringLiteral("mood:\"soft\"")).value());
    PlanTurn takes;
    takes.intents = {QStringLiteral("add_filter")};
    takes.attributes = {QStringLiteral("mood:\"soft\"")};
    takes.state = state;
    plan.turns << takes;
    const QList<Introduction> known = introductions(plan);
    ASSERT_EQ(known.size(), 3);
    EXPECT_EQ(known[0], (Introduction{reggae(), Role::User, 0}));
    EXPECT_EQ(known[1].by, Role::User);
    EXPECT_EQ(known[1].turn, 2);
    EXPECT_EQ(filterText(known[2].filter), QStringLiteral("mood:\"soft\""));
    EXPECT_EQ(known[2].by, Role::System);
    EXPECT_EQ(known[2].turn, 1);
}
