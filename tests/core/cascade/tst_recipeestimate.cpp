#include "core/analysis/codedcorpusstore.h"
#include "core/cascade/plandiagnostics.h"
#include "core/cascade/planner.h"
#include "core/cascade/recipeestimate.h"
#include "core/catalogue/catalogueindex.h"
#include "tests/core/cascade/cpcdcoding.h"
#include "tests/core/coding/codingproject.h"

#include <cmath>

using namespace antiphon;

namespace {

using RecipeFromCodings = test::CodingProject;

Result<RecipeEstimate> estimateOf(const Connection& connection, double prior = 1)
{
    ANTIPHON_TRY_ASSIGN(const CodedCorpus corpus, readCodedCorpus(connection, {}));
    return estimateRecipe(corpus, corpus.layers.at(0), QStringLiteral("found"), prior);
}

double weightOf(const QList<LabelSet>& sets, const QStringList& labels)
{
    for (const LabelSet& set : sets) {
        if (set.labels == labels)
            return set.weight;
    }
    return 0;
}

// A catalogue whose pools hardly run dry: any value leaves most of the tracks.
std::shared_ptr<const CatalogueIndex> openCatalogue()
{
    Random random(3);
    QList<Track> tracks;
    for (int i = 0; i < 12'000; ++i) {
        Track track;
        track.externalId = QStringLiteral("t%1").arg(i);
        for (const char* type : {"genre", "mood", "theme"}) {
            for (int value = 0; value < 12; ++value) {
                if (random.chance(0.8))
                    track.values << AttributeValue{QLatin1String(type), QString::number(value)};
            }
        }
        tracks << track;
    }
    return CatalogueIndex::fromTracks(tracks);
}

} // namespace

TEST_F(RecipeFromCodings, CountsByPlaceAndLeadingAction)
{
    const auto code = [&](int turn, Facet facet, const char* name) {
        put(place(QStringLiteral("a"), turn), this->code(facet, QLatin1String(name)), QStringLiteral("ada"));
    };
    code(0, Facet::Intent, "add_filter");
    code(0, Facet::Attribute, "genre");
    code(1, Facet::Action, "detail_attribute_request");
    code(1, Facet::Action, "sympathetic_response");
    code(2, Facet::Intent, "add_filter");
    code(3, Facet::Action, "passive_recommend");
    code(4, Facet::Intent, "accept_response");
    code(5, Facet::Action, "others");
    const auto found = estimateOf(db(), 2);
    ASSERT_OK(found);
    const Recipe& recipe = found->recipe;
    EXPECT_EQ(found->dialogues, 1);
    EXPECT_EQ(found->userTurns, 3);
    EXPECT_EQ(found->systemTurns, 3);
    EXPECT_EQ(found->missing, 0);
    ASSERT_EQ(recipe.lengths.size(), 1);
    EXPECT_EQ(recipe.lengths[0].name, QStringLiteral("6"));
    ASSERT_EQ(recipe.firstIntents.size(), 1);
    EXPECT_EQ(recipe.firstIntents[0].labels,
              (QStringList{QStringLiteral("initial_query"), QStringLiteral("add_filter")}));
    // One turn of the table, and the prior of 2 shared by the two later turns.
    const auto detail = recipe.intentsAfter.value(QStringLiteral("detail_attribute_request"));
    EXPECT_DOUBLE_EQ(weightOf(detail, {QStringLiteral("add_filter")}), 2);
    EXPECT_DOUBLE_EQ(weightOf(detail, {QStringLiteral("accept_response")}), 1);
    const auto active = recipe.intentsAfter.value(QStringLiteral("active_recommend"));
    EXPECT_DOUBLE_EQ(weightOf(active, {QStringLiteral("add_filter")}), 1);
    EXPECT_NEAR(weightOf(recipe.lastActions, {QStringLiteral("others")}), 1 + 2.0 / 3, 1e-6);
    // What is written is a recipe that reads back.
    EXPECT_OK(recipeFromJson(recipeJson(recipe), QStringLiteral("x")));
}

TEST_F(RecipeFromCodings, RefusesWhatSaysTooLittle)
{
    put(place(QStringLiteral("a"), 0), code(Facet::Intent, QStringLiteral("add_filter")),
        QStringLiteral("ada"));
    EXPECT_ERROR(estimateOf(db()), ErrorCode::NotPossible);
    EXPECT_ERROR(estimateOf(db(), 0), ErrorCode::InvalidValue);
}

// Plans by the estimate have the shares that the coding has. The error allowed is that of the coded dialogues
// as a sample (their turns hang together: a design effect of 2), three standard errors, and a point for what
// the planner changes where a value would leave too few tracks.
TEST(RecipeFromRealCodings, PlansHaveTheCodedShares)
{
    const auto data = test::sharedData();
    if (!data)
        GTEST_SKIP() << "the real data is not here";
    const auto found = test::cpcdEstimate(*data);
    ASSERT_OK(found);
    EXPECT_EQ(found->dialogues, 386);
    const auto planner = Planner::create(openCatalogue(), found->recipe, 11);
    ASSERT_OK(planner);
    PlanCounts counts;
    for (qint64 i = 0; i < 3'000; ++i)
        counts.add(planner->draw(i));
    const PlanDiagnostics drawn = diagnose(counts, found->recipe);
    const auto hold = [](const QList<ShareRow>& rows, qint64 n) {
        int held = 0;
        for (const ShareRow& row : rows) {
            if (!row.expected)
                continue;
            const double p = *row.expected / 100;
            const double error = 100 * std::sqrt(2 * p * (1 - p) / static_cast<double>(n));
            EXPECT_NEAR(row.observed, *row.expected, 3 * error + 1) << qPrintable(row.label);
            ++held;
        }
        return held;
    };
    EXPECT_GE(hold(drawn.intents, found->userTurns), 8);
    EXPECT_GE(hold(drawn.actions, found->systemTurns), 7);
    ASSERT_TRUE(drawn.meanTurns && drawn.expectedMeanTurns);
    EXPECT_NEAR(*drawn.meanTurns, *drawn.expectedMeanTurns, 0.5);
}
