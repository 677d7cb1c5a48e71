#include "core/catalogue/nearest.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

using namespace antiphon;

namespace {

Track track(const QString& id, const QString& artist, const QStringList& values)
{
    Track made;
    made.externalId = id;
    made.artist = artist;
    for (const QString& value : values)
        made.values << AttributeValue::fromText(value).value();
    return made;
}

std::shared_ptr<const CatalogueIndex> manyTracks(int count)
{
    Random random(11);
    QList<Track> tracks;
    for (int i = 0; i < count; ++i) {
        QStringList values;
        for (quint64 k = random.below(6); k > 0; --k)
            values << QStringLiteral("genre:%1").arg(int(random.uniform() * random.uniform() * 30));
        for (quint64 k = random.below(4); k > 0; --k)
            values << QStringLiteral("mood:%1").arg(int(random.uniform() * random.uniform() * 20));
        tracks << track(QStringLiteral("t%1").arg(i), QStringLiteral("a%1").arg(random.below(60)), values);
    }
    return CatalogueIndex::fromTracks(tracks);
}

bool isArtist(const CatalogueIndex& index, ValueId value)
{
    return index.types()[static_cast<std::size_t>(index.typeOf(value))].name == QLatin1String("artist");
}

double logWeight(const CatalogueIndex& index, ValueId value)
{
    return std::log(double(index.trackCount()) / double(index.tracksWith(value).cardinality()));
}

using Profile = std::map<ValueId, double>;

double weightedJaccard(const CatalogueIndex& index, const Profile& a, const Profile& b)
{
    double smaller = 0;
    double larger = 0;
    for (ValueId value = 0; value < index.valueCount(); ++value) {
        const double x = a.count(value) ? a.at(value) : 0;
        const double y = b.count(value) ? b.at(value) : 0;
        smaller += logWeight(index, value) * std::min(x, y);
        larger += logWeight(index, value) * std::max(x, y);
    }
    return larger > 0 ? smaller / larger : 0;
}

Profile profileOf(const CatalogueIndex& index, const Roaring& tracks)
{
    Profile profile;
    for (const quint32 item : tracks)
        for (const ValueId value : index.valuesOf(item))
            if (!isArtist(index, value))
                profile[value] += 1.0 / double(tracks.cardinality());
    return profile;
}

// All others by the definition, most similar first.
std::vector<std::pair<double, quint32>> ranked(const CatalogueIndex& index,
                                               const std::map<quint32, Profile>& profiles, quint32 asked)
{
    std::vector<std::pair<double, quint32>> all;
    for (const auto& [other, profile] : profiles)
        if (other != asked)
            if (const double similarity = weightedJaccard(index, profiles.at(asked), profile); similarity > 0)
                all.emplace_back(-similarity, other);
    std::sort(all.begin(), all.end());
    return all;
}

} // namespace

TEST(NearestTracks, AreThoseOfThePlainDefinition)
{
    const auto index = manyTracks(400);
    std::map<quint32, Profile> profiles;
    for (quint32 i = 0; i < index->trackCount(); ++i)
        profiles[i] = profileOf(*index, Roaring::bitmapOf(1, i));
    for (const quint32 asked : {0u, 7u, 150u, 399u}) {
        const auto expected = ranked(*index, profiles, asked);
        for (const quint32 k : {1u, 10u, 400u}) {
            const auto near = nearestTracks(*index, asked, k);
            ASSERT_EQ(near.size(), std::min<std::size_t>(k, expected.size()));
            for (std::size_t i = 0; i < near.size(); ++i)
                EXPECT_NEAR(near[i].similarity, -expected[i].first, 1e-12) << asked << ' ' << i;
        }
    }
}

TEST(NearestTracks, BreakTiesByTheirPlaceAndLeaveOutTheTrackAndStrangers)
{
    const auto index = CatalogueIndex::fromTracks(
        {track(QStringLiteral("a"), QStringLiteral("Ann"), {QStringLiteral("g:x")}),
         track(QStringLiteral("b"), QStringLiteral("Bob"), {QStringLiteral("g:y")}),
         track(QStringLiteral("c"), QStringLiteral("Ann"), {QStringLiteral("g:x")}),
         track(QStringLiteral("d"), QStringLiteral("Cid"), {QStringLiteral("g:x")}),
         track(QStringLiteral("e"), QStringLiteral("Ann"), {}),
         track(QStringLiteral("f"), QStringLiteral("Dan"), {QStringLiteral("g:x"), QStringLiteral("g:y")})});
    const auto near = nearestTracks(*index, 3, 10);
    ASSERT_EQ(near.size(), 3u);
    EXPECT_EQ(near[0], (NearTrack{0, 1.0}));
    EXPECT_EQ(near[1], (NearTrack{2, 1.0}));
    EXPECT_EQ(near[2].track, 5u);
    EXPECT_EQ(nearestTracks(*index, 3, 1), (std::vector<NearTrack>{{0, 1.0}}));
    EXPECT_TRUE(nearestTracks(*index, 4, 10).empty()) << "only its artist could be shared";
    EXPECT_TRUE(nearestTracks(*index, 3, 0).empty());
}

TEST(NearestArtists, AreThoseOfThePlainDefinition)
{
    const auto index = manyTracks(400);
    const IndexedType& artists = index->types()[static_cast<std::size_t>(index->typeIndex(u"artist"))];
    std::map<quint32, Profile> profiles;
    for (ValueId artist = artists.firstValue; artist < artists.firstValue + artists.valueCount; ++artist)
        profiles[artist] = profileOf(*index, index->tracksWith(artist));
    const ArtistProfiles made(*index);
    for (const ValueId asked : {artists.firstValue, artists.firstValue + 17}) {
        const auto expected = ranked(*index, profiles, asked);
        const auto near = made.nearest(asked, 8);
        ASSERT_EQ(near.size(), 8u);
        for (std::size_t i = 0; i < near.size(); ++i)
            EXPECT_NEAR(near[i].similarity, -expected[i].first, 1e-6) << asked << ' ' << i;
        EXPECT_EQ(near.front().artist, expected.front().second);
    }
}

TEST(NearestArtists, AreNoneWithoutArtists)
{
    const auto index = CatalogueIndex::fromTracks({track(QStringLiteral("a"), {}, {QStringLiteral("g:x")}),
                                                   track(QStringLiteral("b"), {}, {QStringLiteral("g:x")})});
    EXPECT_TRUE(nearestArtists(*index, 0, 5).empty());
}

TEST(CatalogueIndex, FindsATrackByItsId)
{
    const auto index = manyTracks(400);
    for (quint32 i = 0; i < index->trackCount(); ++i)
        ASSERT_EQ(index->findTrack(index->externalId(i)), i);
    EXPECT_FALSE(index->findTrack("t400"));
    EXPECT_FALSE(index->findTrack(""));
    EXPECT_FALSE(CatalogueIndex::fromTracks({})->findTrack("t0"));
    const auto twins =
        CatalogueIndex::fromTracks({track(QStringLiteral("a"), {}, {}), track(QStringLiteral("a"), {}, {})});
    EXPECT_EQ(twins->findTrack("a"), 0u);
}
