#include "core/cascade/drawplans.h"
#include "core/cascade/planner.h"
#include "core/cascade/recipediff.h"
#include "core/cascade/recipestore.h"
#include "core/cascade/recipetaxonomy.h"
#include "tests/core/cascade/planrules.h"
#include "tests/core/cascade/syntheticcatalogue.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

const Actor ada{QStringLiteral("ada")};

Recipe mine(double excludes)
{
    Recipe recipe = defaultRecipe();
    recipe.name = QStringLiteral("mine");
    recipe.excludes = excludes;
    return recipe;
}

Filter filter(const char* text)
{
    return *filterFromText(QString::fromLatin1(text));
}

class RecipeStore : public testing::Test
{
protected:
    const Connection& connection() const { return m_project.connection(); }
    Result<RecipeVersion> save(const Recipe& recipe, RecipeId parent = {})
    {
        RecipeVersion saved;
        ANTIPHON_TRY(
            EditHistory(connection()).record(ada, saveRecipeLabel(recipe.name), [&]() -> Result<void> {
                ANTIPHON_TRY_ASSIGN(saved,
                                    saveRecipe(connection(), ada, recipe, parent, QStringLiteral("because")));
                return {};
            }));
        return saved;
    }
    Result<void> edit(const std::function<Result<void>()>& act)
    {
        return EditHistory(connection()).record(ada, QStringLiteral("edit"), act);
    }
    QStringList titles() const
    {
        QStringList found;
        const auto versions = recipeVersions(connection()).value();
        for (const RecipeVersion& version : versions)
            found << version.title();
        return found;
    }
    TemporaryProject m_project;
};

} // namespace

TEST_F(RecipeStore, KeepsVersionsThatDoNotChange)
{
    const auto first = save(mine(0.1));
    ASSERT_OK(first);
    const auto second = save(mine(0.2), first->id);
    ASSERT_OK(second);
    EXPECT_EQ(titles(), (QStringList{QStringLiteral("mine@2"), QStringLiteral("mine@1")}));
    EXPECT_EQ(recipeCalled(connection(), QStringLiteral("mine")).value().recipe.excludes, 0.2);
    const auto old = recipeCalled(connection(), QStringLiteral("mine@1"));
    ASSERT_OK(old);
    EXPECT_EQ(old->recipe, mine(0.1));
    EXPECT_EQ(second->parent, first->id);
    EXPECT_EQ(old->note, QStringLiteral("because"));
    EXPECT_EQ(old->actor, ada.name);
    EXPECT_FALSE(connection().execute("UPDATE recipe SET body = '{}'").has_value());
    EXPECT_TRUE(recipeCalled(connection(), QStringLiteral("human shares")).value().id.isNull());
    EXPECT_ERROR(recipeCalled(connection(), QStringLiteral("mine@3")), ErrorCode::NotFound);
}

TEST_F(RecipeStore, SavingIsOneEditThatUndoTakesBack)
{
    ASSERT_OK(save(mine(0.1)));
    const QString before = dumpOfRecordedTables(connection());
    ASSERT_OK(save(mine(0.2)));
    const QString after = dumpOfRecordedTables(connection());
    ASSERT_OK(EditHistory(connection()).undo(ada));
    EXPECT_EQ(dumpOfRecordedTables(connection()), before);
    ASSERT_OK(EditHistory(connection()).redo(ada));
    EXPECT_EQ(dumpOfRecordedTables(connection()), after);
}

TEST_F(RecipeStore, RefusesWhatSaysNothingNewAndNamesThatMislead)
{
    ASSERT_OK(save(mine(0.1)));
    EXPECT_ERROR(save(mine(0.1)), ErrorCode::NotPossible);
    Recipe other = mine(0.3);
    for (const char* name : {" ", "a@2", "human shares"}) {
        other.name = QString::fromLatin1(name);
        EXPECT_ERROR(save(other), ErrorCode::InvalidValue);
    }
    other = mine(0.3);
    other.lengths.clear();
    EXPECT_ERROR(save(other), ErrorCode::InvalidValue);
    EXPECT_EQ(titles().size(), 1);
}

TEST_F(RecipeStore, RenamesAllVersionsAndRemovesOne)
{
    ASSERT_OK(save(mine(0.1)));
    const auto second = save(mine(0.2));
    ASSERT_OK(second);
    const QString before = dumpOfRecordedTables(connection());
    ASSERT_OK(
        edit([&] { return renameRecipe(connection(), QStringLiteral("mine"), QStringLiteral("ours")); }));
    EXPECT_EQ(titles(), (QStringList{QStringLiteral("ours@2"), QStringLiteral("ours@1")}));
    ASSERT_OK(edit([&] { return removeRecipe(connection(), second->id); }));
    EXPECT_EQ(titles(), QStringList{QStringLiteral("ours@1")});
    ASSERT_OK(EditHistory(connection()).undo(ada));
    ASSERT_OK(EditHistory(connection()).undo(ada));
    EXPECT_EQ(dumpOfRecordedTables(connection()), before);
    EXPECT_ERROR(
        edit([&] { return renameRecipe(connection(), QStringLiteral("none"), QStringLiteral("x")); }),
        ErrorCode::NotFound);
}

TEST_F(RecipeStore, ACodeIsInUseByTheNewestVersion)
{
    Code code;
    code.facet = Facet::Attribute;
    code.name = QStringLiteral("mood");
    EXPECT_TRUE(usesOfCode(connection(), code).value().isEmpty());
    ASSERT_OK(save(mine(0.1)));
    EXPECT_EQ(usesText(usesOfCode(connection(), code).value()), QStringLiteral("The recipe mine@1 uses it"));
    Recipe without = mine(0.1);
    for (NamingRule* rule : {&without.firstNaming, &without.laterNaming})
        rule->types = {{QStringLiteral("genre"), 1}};
    ASSERT_OK(save(without));
    EXPECT_TRUE(usesOfCode(connection(), code).value().isEmpty());
}

TEST_F(RecipeStore, DraftsSurviveARestartAndAreNoEdits)
{
    const RecipeDraft draft{RecipeId::create(), {}, QStringLiteral("mine"), "{not yet", {}, 5};
    ASSERT_OK(edit([&] { return keepRecipeDraft(connection(), draft); }));
    m_project.restart();
    const auto drafts = recipeDrafts(connection());
    ASSERT_OK(drafts);
    ASSERT_EQ(drafts->size(), 1);
    EXPECT_EQ(drafts->first().body, "{not yet");
    EXPECT_TRUE(EditHistory(connection()).entries(5).value().isEmpty());
    ASSERT_OK(edit([&] { return dropRecipeDraft(connection(), draft.id); }));
    EXPECT_TRUE(recipeDrafts(connection()).value().isEmpty());
}

TEST(RecipeDiff, NamesKeysWithBothValuesInTheirOrder)
{
    Recipe after = defaultRecipe();
    EXPECT_TRUE(recipeDiff(defaultRecipe(), after).isEmpty());
    after.version = 7;
    EXPECT_TRUE(drawsAlike(defaultRecipe(), after));
    after.excludes = 0.5;
    after.lengths[0].weight = 3;
    after.lengths.removeLast();
    after.starts = {0.25, {{{filter("genre:rock")}, 2}}};
    QStringList lines;
    const auto changes = recipeDiff(defaultRecipe(), after);
    for (const RecipeChange& change : changes)
        lines << recipeChangeText(change);
    ASSERT_EQ(lines.size(), 6);
    QStringList sorted = lines;
    sorted.sort();
    EXPECT_EQ(lines, sorted);
    EXPECT_TRUE(lines.contains(QStringLiteral("values.excludes: 0.03 -> 0.5")));
    EXPECT_TRUE(lines.contains(QStringLiteral("starts.list.1.filters.1: added, genre:rock")));
    EXPECT_TRUE(
        lines.filter(QStringLiteral(": removed, was")).first().startsWith(QStringLiteral("lengths.")));
}

TEST(RecipeStarts, AreReadAndTheirFaultsNamed)
{
    Recipe recipe = defaultRecipe();
    recipe.starts = {0.3, {{{filter("theme:party"), filter("!mood:dark")}, 2}, {{filter("year:1990-")}, 1}}};
    EXPECT_EQ(recipeFromJson(recipeJson(recipe), QStringLiteral("r")).value(), recipe);
    recipe.starts.share = 1.5;
    const auto refused = recipeFromJson(recipeJson(recipe), QStringLiteral("r"));
    EXPECT_ERROR(refused, ErrorCode::InvalidValue);
    EXPECT_TRUE(refused.error().detail.startsWith(QStringLiteral("'starts.share'")));
    for (const char* text : {"genre:rock, !mood:sad", "[\"genre:rock\",\"!mood:sad\"]",
                             "{\"filters\":[\"genre:rock\",\"!mood:sad\"]}", "genre=rock\n!mood=sad\n"})
        EXPECT_EQ(startFromText(QString::fromLatin1(text)).value(),
                  (QList<Filter>{filter("genre:rock"), filter("!mood:sad")}))
            << text;
    EXPECT_ERROR(startFromText(QStringLiteral("rock")), ErrorCode::InvalidValue);
    EXPECT_ERROR(startFromText(QString()), ErrorCode::InvalidValue);
}

// Cascades that are easy, that soon run dry, that name nothing of the catalogue or the same twice.
TEST(RecipeStarts, PlansThatBeginWithThemKeepAllRules)
{
    Recipe recipe = defaultRecipe();
    recipe.starts = {0.6,
                     {{{filter("genre:genre 1")}, 3},
                      {{filter("genre:genre 0"), filter("!mood:mood 0"), filter("theme:theme 0")}, 2},
                      {{filter("genre:genre 3"), filter("mood:mood 7"), filter("year:1990-1999")}, 1},
                      {{filter("genre:polka"), filter("mood:mood 1"), filter("mood:mood 1")}, 1},
                      {{filter("genre:genre 24"), filter("mood:mood 19"), filter("theme:theme 14")}, 1}}};
    for (const int tracks : {300, 5'000}) {
        const auto planner = Planner::create(syntheticCatalogue(tracks, 3), recipe, 11);
        ASSERT_OK(planner);
        Recipe without = recipe;
        without.starts = {};
        const auto plain = Planner::create(syntheticCatalogue(tracks, 3), without, 11);
        ASSERT_OK(plain);
        int begun = 0;
        int alike = 0;
        for (qint64 i = 0; i < 1'000; ++i) {
            const Plan plan = planner->draw(i);
            ASSERT_FALSE(plan.turns.isEmpty());
            ASSERT_EQ(brokenRule(planner->index(), plan, 10), QString()) << i << " of " << tracks;
            begun += plan.turns.first().attributes.value(0) == QLatin1String("genre:genre 1") ? 1 : 0;
            alike += plan == plain->draw(i) ? 1 : 0;
        }
        EXPECT_GT(begun, 120) << tracks;
        EXPECT_NEAR(alike, 400, 80) << tracks; // those that draw no start are as without the section
    }
}
