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
