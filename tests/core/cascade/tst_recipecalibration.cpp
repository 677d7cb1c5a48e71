#include "core/cascade/recipecalibration.h"
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
    request.rounds = rounds;
    return request;
}

double farthest(const Calibration& calibration, ShareFacet facet)
{
    double points = 0;
    for (const CalibratedShare& share : calibration.shares)
        if (share.facet == facet)
            points = std::max(points, std::abs(share.after - share.aim));
    return points;
}

} // namespace

TEST(RecipeCalibration, BringsIntentsAndActionsNearAndTypesNearer)
{
    const auto found = calibrateRecipe(allTypes(), requestOf(1'200, 10), {}, {});
    ASSERT_OK(found);
    EXPECT_TRUE(found->lacking.isEmpty());
    EXPECT_GT(found->farthestBefore, found->farthestAfter);
    // A point, and three standard errors of 2,400 measured plans.
    for (const auto facet : {ShareFacet::Intents, ShareFacet::Actions})
        EXPECT_LT(farthest(*found, facet), 2.3) << static_cast<int>(facet);
    // Numbers of values are not fitted, so that the types together stay a little off.
    EXPECT_LT(farthest(*found, ShareFacet::Types), 5);
    EXPECT_OK(recipeFromJson(recipeJson(found->recipe), QStringLiteral("calibrated")));
    // What stands first is left alone.
    EXPECT_EQ(found->recipe.firstIntents, defaultRecipe().firstIntents);
    EXPECT_EQ(found->recipe.firstNaming, defaultRecipe().firstNaming);
    EXPECT_EQ(found->recipe.lengths, defaultRecipe().lengths);
}

TEST(RecipeCalibration, ComesNearerOverANarrowCatalogueAndSaysWhatItLacks)
{
    const auto index = syntheticCatalogue(3'000, 3);
    const auto found = calibrateRecipe(index, requestOf(500, 10), {}, {});
    ASSERT_OK(found);
    EXPECT_TRUE(found->lacking.contains(QStringLiteral("similar_artist")));
    EXPECT_FALSE(found->lacking.contains(QStringLiteral("genre")));
    EXPECT_LT(found->farthestAfter, 0.7 * found->farthestBefore);
    double named = 0;
    double aims = 0;
    for (const WeightedName& type : defaultRecipe().typeShares)
        named += type.weight;
    for (const CalibratedShare& share : found->shares)
        aims += share.facet == ShareFacet::Types ? share.aim : 0;
    EXPECT_NEAR(aims, named, 0.1);
    const auto planner = Planner::create(index, found->recipe, 2);
    ASSERT_OK(planner);
    for (qint64 i = 0; i < 300; ++i)
        ASSERT_EQ(brokenRule(*index, planner->draw(i), found->recipe), QString());
}

TEST(RecipeCalibration, IsTheSameForAnyNumberOfThreadsAndKeepsExcludesWhenTold)
{
    const auto index = syntheticCatalogue(1'000, 3);
    CalibrationRequest request = requestOf(200, 3);
    request.mayExclude = false;
    const auto one = calibrateRecipe(index, request, {}, {});
    request.threads = 3;
    const auto three = calibrateRecipe(index, request, {}, {});
    ASSERT_OK(one);
    ASSERT_OK(three);
    EXPECT_EQ(one->recipe, three->recipe);
    EXPECT_EQ(one->shares, three->shares);
    EXPECT_EQ(one->recipe.excludesWhenNarrow, 0);
    EXPECT_TRUE(one->recipe.excludesOf.isEmpty());
}

TEST(RecipeCalibration, NeedsSharesAndStopsWhenTold)
{
    const auto index = syntheticCatalogue(1'000, 3);
    CalibrationRequest request = requestOf(100, 1);
    CancelToken cancel;
    cancel.cancel();
    EXPECT_ERROR(calibrateRecipe(index, request, cancel, {}), ErrorCode::Cancelled);
    request.recipe.intentShares.clear();
    EXPECT_ERROR(calibrateRecipe(index, request, {}, {}), ErrorCode::NotPossible);
}
