#include "core/cascade/planstore.h"
#include "core/catalogue/cataloguestore.h"
#include "core/storage/edithistory.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

const Actor ada{QStringLiteral("ada")};

class PlanStoreTest : public testing::Test
{
protected:
    void SetUp() override
    {
        auto writer = CatalogueWriter::begin(connection(), {{}, QStringLiteral("tiny"), {}, "{}"});
        ASSERT_OK(writer);
        m_catalogue = writer->catalogueId();
        ASSERT_OK(writer->finish(0));
    }
    const Connection& connection() const { return m_project.connection(); }
    PlanSet set(const char* name) const
    {
        PlanSet planSet;
        planSet.name = QString::fromUtf8(name);
        planSet.catalogue = m_catalogue;
        planSet.recipe = "{}";
        planSet.seed = ~quint64(0);
        return planSet;
    }
    static EncodedPlan encoded(qint64 pool)
    {
        Plan plan;
        plan.turns << PlanTurn{Role::User, {QStringLiteral("initial_query")}, {}, {}, {}, pool, {}, {}, {}};
        return {encodePlan(plan), 1};
    }
    Result<void> publish(const PlanSet& planSet)
    {
        return EditHistory(connection()).record(ada, QStringLiteral("Draw plans"), [&] {
            return setPlanSetState(connection(), planSet.id, PlanSetState::Ready);
        });
    }
    TemporaryProject m_project;
    CatalogueId m_catalogue;
};

} // namespace

TEST_F(PlanStoreTest, PlansAreSeenOncePublishedAndLeaveWithUndo)
{
    auto writer = PlanWriter::begin(connection(), set("first"));
    ASSERT_OK(writer);
    ASSERT_OK(writer->write(0, {encoded(10), encoded(11)}));
    ASSERT_OK(writer->write(2, {encoded(12)}));
    const auto finished = writer->finish();
    ASSERT_OK(finished);
    EXPECT_EQ(finished->plans, 3);
    EXPECT_TRUE(readyPlanSets(connection())->isEmpty());

    ASSERT_OK(publish(*finished));
    const auto found = planSetByName(connection(), QStringLiteral("first"));
    ASSERT_OK(found);
    EXPECT_EQ(found->seed, ~quint64(0));
    EXPECT_EQ(readPlan(connection(), found->id, 1)->turns.first().pool, 11);
    EXPECT_EQ(readPlans(connection(), found->id, 1, 10)->size(), 2);
    EXPECT_ERROR(readPlan(connection(), found->id, 3), ErrorCode::NotFound);

    ASSERT_OK(EditHistory(connection()).undo(ada));
    EXPECT_ERROR(planSetByName(connection(), QStringLiteral("first")), ErrorCode::NotFound);
}

TEST_F(PlanStoreTest, ANameIsTakenOnce)
{
    auto writer = PlanWriter::begin(connection(), set("same"));
    ASSERT_OK(writer);
    ASSERT_OK(publish(*writer->finish()));
    EXPECT_ERROR(PlanWriter::begin(connection(), set("same")), ErrorCode::AlreadyExists);
    EXPECT_ERROR(PlanWriter::begin(connection(), set(" ")), ErrorCode::InvalidValue);
}

TEST_F(PlanStoreTest, TheNextDrawDeletesWhatAKilledOneLeft)
{
    {
        auto killed = PlanWriter::begin(connection(), set("killed"));
        ASSERT_OK(killed);
        ASSERT_OK(killed->write(0, {encoded(1)}));
        EXPECT_ERROR(PlanWriter::begin(connection(), set("beside")), ErrorCode::ProjectBusy);
    }
    ASSERT_OK(PlanWriter::begin(connection(), set("next")));
    EXPECT_EQ(*connection().integer("SELECT count(*) FROM plan"), 0);
    EXPECT_EQ(*connection().integer("SELECT count(*) FROM plan_set"), 1);
}

TEST_F(PlanStoreTest, EveryPlanIsVisitedInOrder)
{
    auto writer = PlanWriter::begin(connection(), set("many"));
    ASSERT_OK(writer);
    std::vector<EncodedPlan> plans;
    for (qint64 i = 0; i < 1203; ++i)
        plans.push_back(encoded(i));
    ASSERT_OK(writer->write(0, plans));
    qint64 expected = 0;
    ASSERT_OK(forEachPlan(connection(), writer->set().id, [&](const Plan& plan) -> Result<void> {
        EXPECT_EQ(plan.ordinal, expected);
        EXPECT_EQ(plan.turns.first().pool, expected);
        ++expected;
        return {};
    }));
    EXPECT_EQ(expected, 1203);
}
