#include "core/cascade/drawplans.h"
#include "core/cascade/planexport.h"
#include "core/catalogue/cataloguestore.h"
#include "tests/core/cascade/syntheticcatalogue.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

const Actor ada{QStringLiteral("ada")};

class DrawPlansTest : public testing::Test
{
protected:
    void SetUp() override
    {
        auto writer = CatalogueWriter::begin(connection(), {{}, QStringLiteral("made"), {}, "{}"});
        ASSERT_OK(writer);
        const auto made = syntheticCatalogue(3'000, 4);
        for (quint32 i = 0; i < made->trackCount(); ++i)
            ASSERT_OK(writer->add(row(made->track(i))));
        ASSERT_OK(writer->finish(0));
        m_index = CatalogueIndex::load(connection(), writer->catalogueId()).value();
    }
    CatalogueWriter::Row row(const Track& track)
    {
        QByteArray json("{\"genre\":[");
        for (const AttributeValue& value : track.values)
            if (value.type == QLatin1String("genre"))
                json += (json.endsWith('[') ? "\"" : ",\"") + value.value.toUtf8() + '"';
        m_texts = {track.externalId.toStdString(), track.artist.toStdString(), (json + "]}").toStdString()};
        return {m_texts[0], {}, m_texts[1], {}, m_texts[2]};
    }
    Result<DrawnPlans> draw(const char* name, int threads, const CancelToken& cancel = {},
                            const Recipe& recipe = defaultRecipe())
    {
        DrawRequest request{QString::fromUtf8(name), 1'700, 5, threads, recipe};
        return drawPlans(connection(), ada, m_index, request, cancel, {});
    }
    QByteArray exported(const PlanSet& set)
    {
        const QString path = m_project.filePath(QStringLiteral("plans.jsonl"));
        EXPECT_EQ(exportPlans(connection(), *m_index, set, path, {}, {}).value_or(-1), set.plans);
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        return file.readAll().replace(set.name.toUtf8(), "set");
    }
    const Connection& connection() const { return m_project.connection(); }
    TemporaryProject m_project;
    std::array<std::string, 3> m_texts;
    std::shared_ptr<const CatalogueIndex> m_index;
};

} // namespace

TEST_F(DrawPlansTest, GivesTheSameBytesForAnyNumberOfThreads)
{
    const auto one = draw("one", 1);
    const auto three = draw("three", 3);
    ASSERT_OK(one);
    ASSERT_OK(three);
    EXPECT_EQ(one->set.plans, 1'700);
    const QByteArray bytes = exported(one->set);
    EXPECT_EQ(bytes.count('\n'), 1'700);
    EXPECT_EQ(exported(three->set), bytes);
}

TEST_F(DrawPlansTest, GivesTheSameBytesForAnyNumberOfThreadsHoweverValuesAreDrawn)
{
    for (const QString& name : valueDrawNames()) {
        Recipe recipe = defaultRecipe();
        recipe.draw = valueDrawOf(name).value();
        recipe.temperature = 3;
        recipe.lists = ListDraw::InversePropensity;
        recipe.goal = {2, 0};
        QByteArrayList bytes;
        for (const int threads : {1, 2, 8}) {
            const auto drawn = draw(qPrintable(name + QString::number(threads)), threads, {}, recipe);
            ASSERT_OK(drawn);
            bytes << exported(drawn->set);
        }
        EXPECT_EQ(bytes[0].count("\"goal\":[{\"track\":"), 1'700);
        EXPECT_EQ(bytes[0], bytes[1]) << qPrintable(name);
        EXPECT_EQ(bytes[0], bytes[2]) << qPrintable(name);
    }
}

TEST_F(DrawPlansTest, PublishesOneEditThatUndoTakesBack)
{
    const auto drawn = draw("set", 2);
    ASSERT_OK(drawn);
    const auto stored = planSetByName(connection(), QStringLiteral("set"));
    ASSERT_OK(stored);
    EXPECT_EQ(stored->turns, drawn->diagnostics.turns);
    EXPECT_EQ(recipeFromJson(stored->recipe, QStringLiteral("stored")).value(), defaultRecipe());
    ASSERT_OK(EditHistory(connection()).undo(ada));
    EXPECT_ERROR(planSetByName(connection(), QStringLiteral("set")), ErrorCode::NotFound);
}

TEST_F(DrawPlansTest, LeavesNothingWhenStopped)
{
    CancelToken cancel;
    cancel.cancel();
    EXPECT_ERROR(draw("set", 2, cancel), ErrorCode::Cancelled);
    EXPECT_EQ(*connection().integer("SELECT count(*) FROM plan_set"), 0);
    EXPECT_EQ(*connection().integer("SELECT count(*) FROM plan"), 0);
    EXPECT_EQ(*connection().integer("SELECT count(*) FROM history"), 0);
}

TEST_F(DrawPlansTest, DiagnosticsCountWhatThePlansHold)
{
    const auto drawn = draw("set", 2);
    ASSERT_OK(drawn);
    PlanCounts counts;
    ASSERT_OK(forEachPlan(connection(), drawn->set.id, [&](const Plan& plan) -> Result<void> {
        counts.add(plan);
        return {};
    }));
    const PlanDiagnostics again = diagnose(counts, defaultRecipe());
    EXPECT_EQ(again.turns, drawn->diagnostics.turns);
    EXPECT_EQ(counts.userTurns + counts.systemTurns, again.turns);
    ASSERT_FALSE(again.intents.isEmpty());
    EXPECT_EQ(again.intents.first().label, QStringLiteral("add_filter"));
    EXPECT_EQ(again.intents.first().count, counts.intents.at(QStringLiteral("add_filter")));
    EXPECT_EQ(again.intents.first().expected, 76.7);
}

TEST_F(DrawPlansTest, AFileThatCanNotBeWrittenIsTold)
{
    const auto drawn = draw("set", 1);
    ASSERT_OK(drawn);
    EXPECT_ERROR(exportPlans(connection(), *m_index, drawn->set, m_project.filePath({}), {}, {}),
                 ErrorCode::NotAFile);
}
