#include "core/cascade/recipecalibration.h"
#include "core/cascade/recipeestimate.h"
#include "tests/core/cascade/planrules.h"
#include "tests/core/cascade/syntheticcatalogue.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

// All types of the taxonomy, several values a track, so that no share is out of reach.
std::shared_ptr<const CatalogueIndex> allTypes()
{
    Random random(5);
    QList<Track> tracks;
    for (int i = 0; i < 6'000; ++i) {
        Track track;
        track.externalId = QStringLiteral("t%1").arg(i);
        for (const WeightedName& type : defaultRecipe().laterNaming.types)
            for (int value = 0; value < 8; ++value)
                if (random.chance(0.7))
                    track.values << AttributeValue{type.name, QString::number(value)};
        tracks << track;
    }
    return CatalogueIndex::fromTracks(tracks);
}

CalibrationRequest requestOf(qint64 plans, int rounds)
{
    CalibrationRequest request;
    request.recipe = defaultRecipe();
    request.plans = plans;
    request.measured = 2'000;
    request.rounds = rounds;
    return request;
}

// Of the facet, in points, less three standard errors.
double farthest(const Calibration& calibration, ShareFacet facet)
{
    double points = 0;
    for (const CalibratedShare& share : calibration.shares)
        if (share.of.facet == facet)
            points = std::max(points, std::abs(share.gap()) - 3 * share.after.error);
    return points;
}

double sumOfTypes(const Calibration& calibration, double (*figure)(const CalibratedShare&))
{
    double sum = 0;
    for (const CalibratedShare& share : calibration.shares)
        sum += share.of.facet == ShareFacet::Types ? figure(share) : 0;
    return sum;
}

// Dialogues as somebody coded them, written for this test: not what the shipped recipe draws.
class SmallCorpus
{
public:
    CodedCorpus made()
    {
        Random random(21);
        for (quint32 dialogue = 0; dialogue < 80; ++dialogue) {
            const int exchanges = 3 + static_cast<int>(random.below(5));
            for (int exchange = 0; exchange < exchanges; ++exchange) {
                addTurn(dialogue, 2 * exchange, Role::User);
                codeUser(random, exchange == 0);
                addTurn(dialogue, 2 * exchange + 1, Role::System);
                codeSystem(random);
            }
        }
        m_corpus.dialogues.resize(80);
        m_corpus.layers = {CodingLayer({{}, QStringLiteral("ada")}, m_places, m_corpus.turns, 80)};
        return m_corpus;
    }

private:
    void addTurn(quint32 dialogue, int position, Role role)
    {
        m_corpus.turns.push_back({dialogue, position, role});
    }
    void code(Facet facet, const char* name)
    {
        Code code;
        code.facet = facet;
        code.name = QLatin1String(name);
        qsizetype place = 0;
        while (place < m_corpus.codes.size() &&
               (m_corpus.codes[place].facet != facet || m_corpus.codes[place].name != code.name))
            ++place;
        if (place == m_corpus.codes.size())
            m_corpus.codes << code;
        m_places.push_back({static_cast<quint32>(m_corpus.turns.size() - 1), static_cast<quint16>(place)});
    }
    void codeUser(Random& random, bool isFirst)
    {
        if (isFirst)
            code(Facet::Intent, "initial_query");
        else if (random.chance(0.5))
            code(Facet::Intent, "accept_response");
        else if (random.chance(0.1))
            code(Facet::Intent, "reject_response");
        if (!isFirst && !random.chance(0.8))
            return code(Facet::Intent, random.chance(0.6) ? "continue" : "others");
        code(Facet::Intent, "add_filter");
        code(Facet::Attribute, random.chance(0.6) ? "mood" : "genre");
        if (random.chance(0.45))
            code(Facet::Attribute, "theme");
        if (random.chance(0.15))
            code(Facet::Attribute, "year");
    }
    void codeSystem(Random& random)
    {
        const bool asks = random.chance(0.3);
        code(Facet::Action, asks ? "detail_attribute_request" : "passive_recommend");
        if (asks)
            code(Facet::Attribute, "theme");
        if (random.chance(0.4))
            code(Facet::Action, "sympathetic_response");
    }

    CodedCorpus m_corpus;
    std::vector<CodedPlace> m_places;
};

} // namespace

// Whatever a coder coded, plans by the estimate have the shares of her coding: within a point, and three
// standard errors of what was drawn to measure.
TEST(RecipeCalibration, ASmallCodedCorpusGivesPlansWithItsShares)
{
    const CodedCorpus corpus = SmallCorpus().made();
    const auto estimate = estimateRecipe(corpus, corpus.layers.front(), QStringLiteral("small"));
    ASSERT_OK(estimate);
    EXPECT_EQ(estimate->dialogues, 80);
    EXPECT_LT(estimate->recipe.answersAsked, 0.8); // theme comes on less than half of such turns
    CalibrationRequest request = requestOf(160, 16);
    request.recipe = estimate->recipe;
    const auto found = calibrateRecipe(allTypes(), request, {}, {});
    ASSERT_OK(found);
    EXPECT_TRUE(found->lacking.isEmpty());
    int labels[3] = {0, 0, 0};
    for (const CalibratedShare& share : found->shares)
        ++labels[static_cast<int>(share.of.facet)];
    EXPECT_EQ(labels[0], 6);
    EXPECT_EQ(labels[1], 3);
    EXPECT_EQ(labels[2], 4);
    for (const auto facet : {ShareFacet::Intents, ShareFacet::Actions, ShareFacet::Types})
        EXPECT_LT(farthest(*found, facet), 1) << static_cast<int>(facet);
}

TEST(RecipeCalibration, BringsEveryShareWithinAPoint)
{
    const auto found = calibrateRecipe(allTypes(), requestOf(160, 16), {}, {});
    ASSERT_OK(found);
    EXPECT_TRUE(found->lacking.isEmpty());
    EXPECT_GT(found->farthestBefore, found->farthestAfter);
    for (const auto facet : {ShareFacet::Intents, ShareFacet::Actions, ShareFacet::Types})
        EXPECT_LT(farthest(*found, facet), 1) << static_cast<int>(facet);
    EXPECT_GE(found->plans, 1'000);
    EXPECT_GT(found->farthestError, 0);
    EXPECT_OK(recipeFromJson(recipeJson(found->recipe), QStringLiteral("calibrated")));
    // What stands first is left alone.
    EXPECT_EQ(found->recipe.firstIntents, defaultRecipe().firstIntents);
    EXPECT_EQ(found->recipe.firstNaming.values, defaultRecipe().firstNaming.values);
    EXPECT_EQ(found->recipe.lengths, defaultRecipe().lengths);
}

TEST(RecipeCalibration, ComesNearerOverANarrowCatalogueAndSaysWhatItLacks)
{
    const auto index = syntheticCatalogue(3'000, 3);
    const auto found = calibrateRecipe(index, requestOf(200, 16), {}, {});
    ASSERT_OK(found);
    EXPECT_TRUE(found->lacking.contains(QStringLiteral("similar_artist")));
    EXPECT_FALSE(found->lacking.contains(QStringLiteral("genre")));
    EXPECT_LT(found->farthestAfter, 0.7 * found->farthestBefore);
    // Compared among the types that are there: their proportions, and the sum that was drawn.
    const double aims = sumOfTypes(*found, [](const CalibratedShare& share) { return share.aim; });
    EXPECT_NEAR(aims, sumOfTypes(*found, [](const CalibratedShare& share) { return share.after.drawn; }),
                1e-6);
    const double named = sumOfTypes(*found, [](const CalibratedShare& share) { return share.named; });
    for (const CalibratedShare& share : found->shares) {
        if (share.of.facet != ShareFacet::Types)
            continue;
        EXPECT_NEAR(share.aim / aims, share.named / named, 1e-6) << qPrintable(share.of.label);
    }
    const auto planner = Planner::create(index, found->recipe, 2);
    ASSERT_OK(planner);
    for (qint64 i = 0; i < 300; ++i)
        ASSERT_EQ(brokenRule(*index, planner->draw(i), found->recipe), QString());
}

TEST(RecipeCalibration, IsTheSameForAnyNumberOfThreadsAndKeepsExcludesWhenTold)
{
    const auto index = syntheticCatalogue(1'000, 3);
    CalibrationRequest request = requestOf(100, 3);
    request.mayExclude = false;
    const auto one = calibrateRecipe(index, request, {}, {});
    request.threads = 3;
    const auto three = calibrateRecipe(index, request, {}, {});
    ASSERT_OK(one);
    ASSERT_OK(three);
    EXPECT_EQ(one->recipe, three->recipe);
    ASSERT_EQ(one->shares.size(), three->shares.size());
    for (qsizetype i = 0; i < one->shares.size(); ++i) {
        EXPECT_EQ(one->shares[i].of, three->shares[i].of);
        EXPECT_EQ(one->shares[i].after, three->shares[i].after);
    }
    EXPECT_EQ(one->recipe.excludesWhenNarrow, 0);
    EXPECT_TRUE(one->recipe.excludesOf.isEmpty());
}

TEST(RecipeCalibration, NeedsSharesAndStopsWhenTold)
{
    const auto index = syntheticCatalogue(1'000, 3);
    CalibrationRequest request = requestOf(50, 1);
    CancelToken cancel;
    cancel.cancel();
    EXPECT_ERROR(calibrateRecipe(index, request, cancel, {}), ErrorCode::Cancelled);
    request.recipe.intentShares.clear();
    EXPECT_ERROR(calibrateRecipe(index, request, {}, {}), ErrorCode::NotPossible);
}
