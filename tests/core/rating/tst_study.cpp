#include "core/rating/study.h"
#include "tests/support/resultassertions.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace antiphon;

namespace {

QJsonObject json(const char* text)
{
    return QJsonDocument::fromJson(text).object();
}

} // namespace

TEST(StudyDefinition, SurvivesJson)
{
    StudyDefinition definition;
    definition.name = QStringLiteral("spring");
    definition.sources = {QStringLiteral("a"), QStringLiteral("b")};
    definition.raters = numberedRaters(2);
    definition.seed = 0xfedcba9876543210;
    definition.margin = 0.3;
    definition.oddsMargin = 0.4;
    definition.matching = Matching::None;
    definition.tracks = TrackForm::Mark;
    definition.identityWords = {QStringLiteral("acme")};
    EXPECT_EQ(definitionFromJson(definitionJson(definition)).value(), definition);
}

TEST(StudyDefinition, FillsInPresets)
{
    const auto definition = definitionFromJson(json(
        R"({"name": "s", "sources": ["a", "b"], "raters": 3, "seed": 5, "criteria": ["relevance", "naturalness"]})"));
    ASSERT_OK(definition);
    EXPECT_EQ(definition->raters.last(), QStringLiteral("rater-3"));
    EXPECT_EQ(definition->criteria.size(), 2);
    EXPECT_EQ(definition->criteria.first(), presetCriteria()[1]);
    EXPECT_EQ(definition->seed, 5U);
}

TEST(StudyDefinition, RefusesWhatCannotBeAnalysed)
{
    for (const char* bad : {
             R"({"sources": ["a", "b"], "raters": 1})",
             R"({"name": "s", "sources": ["a"], "raters": 1})",
             R"({"name": "s", "sources": ["a", "a"], "raters": 1})",
             R"({"name": "s", "sources": ["a", "b"], "raters": 0})",
             R"({"name": "s", "sources": ["a", "b"], "raters": ["x", "x"]})",
             R"({"name": "s", "sources": ["a", "b"], "raters": 1, "margin": 0})",
             R"({"name": "s", "sources": ["a", "b"], "raters": 1, "margin": 5})",
             R"({"name": "s", "sources": ["a", "b"], "raters": 1, "items": 0})",
             R"({"name": "s", "sources": ["a", "b"], "raters": 1, "points": 12})",
             R"({"name": "s", "sources": ["a", "b"], "raters": 1, "points": 7})",
             R"({"name": "s", "sources": ["a", "b"], "raters": 1, "criteria": []})",
             R"({"name": "s", "sources": ["a", "b"], "raters": 1, "tracks": "loud"})",
             R"({"name": "s", "sources": ["a", "b"], "raters": 1, "match": "size"})",
             R"({"name": "s", "sources": ["a", "b"], "raters": 1, "seed": "many"})",
         })
        EXPECT_ERROR(definitionFromJson(json(bad)), ErrorCode::InvalidValue);
}
