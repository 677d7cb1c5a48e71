#include "core/cascade/recipe.h"
#include "tests/support/resultassertions.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace antiphon;

namespace {

const QString subject = QStringLiteral("recipe.json");

QJsonObject defaultJson()
{
    return QJsonDocument::fromJson(recipeJson(defaultRecipe())).object();
}

QString faultOf(const QJsonObject& json)
{
    const auto recipe = recipeFromJson(QJsonDocument(json).toJson(), subject);
    return recipe ? QString() : recipe.error().detail;
}

} // namespace

TEST(Recipe, TheDefaultIsSoundAndComesBackFromItsJson)
{
    const Recipe recipe = defaultRecipe();
    EXPECT_EQ(recipe.listSize, 10);
    EXPECT_EQ(recipeFromJson(recipeJson(recipe), subject).value(), recipe);
}

// The shares of the human coding that the product's documents name.
TEST(Recipe, TheDefaultFollowsTheHumanTransitions)
{
    const Recipe recipe = defaultRecipe();
    const auto percent = [&](const char* after, const char* label) {
        double sum = 0;
        double with = 0;
        for (const LabelSet& set : recipe.intentsAfter.value(QLatin1String(after))) {
            sum += set.weight;
            if (set.labels.contains(QLatin1String(label)))
                with += set.weight;
        }
        return 100 * with / sum;
    };
    EXPECT_NEAR(percent("detail_attribute_request", "add_filter"), 88, 2);
    EXPECT_NEAR(percent("passive_recommend", "accept_response"), 66, 2);
    EXPECT_NEAR(percent("passive_recommend", "add_filter"), 74, 2);
    EXPECT_NEAR(percent("passive_recommend", "reject_response"), 7, 1);
    double turns = 0;
    double weights = 0;
    for (const WeightedName& length : recipe.lengths) {
        turns += length.weight * length.name.toInt();
        weights += length.weight;
    }
    EXPECT_NEAR(turns / weights, 10.5, 0.2);
}

TEST(Recipe, FaultsAreNamedWithTheirPlace)
{
    EXPECT_ERROR(recipeFromJson("{", subject), ErrorCode::WrongFormat);
    QJsonObject json = defaultJson();
    json.insert(QStringLiteral("lenghts"), 1);
    EXPECT_TRUE(faultOf(json).contains(QStringLiteral("'lenghts'")));

    json = defaultJson();
    json.insert(QStringLiteral("lengths"), QJsonObject{{QStringLiteral("3"), 1}});
    EXPECT_TRUE(faultOf(json).contains(QStringLiteral("from 4 to 100")));

    json = defaultJson();
    json.insert(QStringLiteral("lengths"), QJsonObject{{QStringLiteral("4"), 0}});
    EXPECT_TRUE(faultOf(json).contains(QStringLiteral("positive weight")));

    json = defaultJson();
    QJsonObject values = json.value(QStringLiteral("values")).toObject();
    values.insert(QStringLiteral("excludes"), 1.5);
    json.insert(QStringLiteral("values"), values);
    EXPECT_TRUE(faultOf(json).contains(QStringLiteral("'values.excludes' must be a number from 0 to 1")));

    json = defaultJson();
    json.insert(QStringLiteral("system"),
                QJsonObject{{QStringLiteral("first"), QJsonObject{{QStringLiteral("sing"), 1}}}});
    EXPECT_TRUE(faultOf(json).contains(QStringLiteral("'sing'")));
}

TEST(Recipe, WaysToDrawComeBackFromJson)
{
    Recipe recipe = defaultRecipe();
    recipe.draw = ValueDraw::Tempered;
    recipe.temperature = 2.5;
    recipe.contentShare = 0.75;
    recipe.lists = ListDraw::InversePropensity;
    recipe.goal = {3, 2};
    recipe.excludesOf = {{QStringLiteral("artist"), 0.5}};
    recipe.excludesWhenNarrow = 0.25;
    EXPECT_EQ(recipeFromJson(recipeJson(recipe), subject).value(), recipe);
    for (const QString& name : valueDrawNames()) {
        recipe.draw = valueDrawOf(name).value();
        EXPECT_EQ(valueDrawName(recipe.draw), name);
        EXPECT_EQ(recipeFromJson(recipeJson(recipe), subject).value(), recipe);
    }
    EXPECT_FALSE(valueDrawOf(QStringLiteral("by heart")));
    EXPECT_FALSE(listDrawOf(QStringLiteral("frequency")));
}

// A recipe that says nothing new is what a program of before reads, which refuses keys that it does not know.
TEST(Recipe, WritesNewKeysOnlyWhereTheySaySomething)
{
    const QByteArray json = recipeJson(defaultRecipe());
    for (const char* key :
         {"temperature", "contentShare", "lists", "goal", "excludesOf", "excludesWhenNarrow"})
        EXPECT_FALSE(json.contains(QByteArray("\"") + key + '"')) << key;
}

TEST(Recipe, FaultsOfTheWaysToDrawAreNamed)
{
    const auto faultWith = [](const char* section, const char* key, const QJsonValue& value) {
        QJsonObject json = defaultJson();
        QJsonObject inner = json.value(QLatin1String(section)).toObject();
        inner.insert(QLatin1String(key), value);
        json.insert(QLatin1String(section), inner);
        return faultOf(json);
    };
    EXPECT_TRUE(faultWith("values", "draw", QStringLiteral("best")).contains(QStringLiteral("tempered")));
    EXPECT_TRUE(faultWith("values", "temperature", 0).contains(QStringLiteral("'values.temperature'")));
    EXPECT_TRUE(faultWith("values", "contentShare", 2).contains(QStringLiteral("from 0 to 1")));
    EXPECT_EQ(faultWith("values", "contentShare", QJsonValue::Null), QString());
    EXPECT_TRUE(faultWith("values", "excludesOf", QJsonObject{{QStringLiteral("artist"), 2}})
                    .contains(QStringLiteral("'values.excludesOf.artist'")));
    EXPECT_TRUE(faultWith("goal", "tracks", 11).contains(QStringLiteral("from 0 to 10")));
    EXPECT_TRUE(faultWith("lists", "draw", QStringLiteral("top")).contains(QStringLiteral("'lists.draw'")));
}
