#include "core/cascade/recipecalibration.h"
#include "tests/core/cascade/cpcdcoding.h"
#include "tests/core/coding/codingproject.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;

namespace {

// All types of the coding; artists as they are, one a track.
std::shared_ptr<const CatalogueIndex> catalogueOf(const QList<WeightedName>& types)
{
    Random random(8);
    QList<Track> tracks;
    for (int i = 0; i < 20'000; ++i) {
        Track track;
        track.externalId = QStringLiteral("t%1").arg(i);
        track.artist = QStringLiteral("artist %1").arg(random.below(1 + random.below(800)));
        for (const WeightedName& type : types)
            for (int value = 0; type.name != QLatin1String("artist") && value < 20; ++value)
                if (random.chance(2.0 / (value + 3)))
                    track.values << AttributeValue{type.name, QString::number(value)};
        tracks << track;
    }
    return CatalogueIndex::fromTracks(tracks);
}

} // namespace

TEST(CalibratedCpcd, PlansLieWithinAPointOfTheCoding)
{
    const auto data = test::sharedData();
    if (!data)
        GTEST_SKIP() << "the real data is not here";
    const auto estimate = test::cpcdEstimate(*data);
    ASSERT_OK(estimate);
    CalibrationRequest request;
    request.recipe = estimate->recipe;
    request.threads = 2;
    const auto found = calibrateRecipe(catalogueOf(estimate->recipe.typeShares), request, {}, {});
    ASSERT_OK(found);
    EXPECT_TRUE(found->lacking.isEmpty()) << qPrintable(found->lacking.join(QLatin1Char(' ')));
    EXPECT_GE(found->shares.size(), 30);
    EXPECT_GT(found->farthestBefore, 5); // there is something to mend
    // Against the coding itself, not against aims in proportion, since this catalogue lacks no type.
    double largest = 0;
    for (const CalibratedShare& share : found->shares) {
        const double gap = std::abs(share.after.drawn - share.named);
        EXPECT_LT(gap - 2 * share.after.error, 1)
            << qPrintable(share.of.label) << ' ' << share.named << ' ' << share.after.drawn;
        largest = std::max(largest, gap);
    }
    RecordProperty("largest_gap_in_points", QString::number(largest, 'f', 2).toStdString());
}
