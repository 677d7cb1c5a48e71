// What holds for any filter state: over random states of a random catalogue.
#include "core/cascade/pool.h"
#include "core/catalogue/nearest.h"
#include "tests/core/cascade/syntheticcatalogue.h"
#include "tests/support/resultassertions.h"

#include <QJsonDocument>

using namespace antiphon;
using namespace antiphon::test;

namespace {

const std::shared_ptr<const CatalogueIndex>& catalogue()
{
    static const auto index = syntheticCatalogue(600, 5);
    return index;
}

class FilterAlgebraTest : public testing::TestWithParam<int>
{
protected:
    FilterAlgebraTest() : m_random(static_cast<quint64>(GetParam()) + 7) {}
    Filter randomFilter()
    {
        if (m_random.chance(0.2)) {
            const quint64 from = 1960 + m_random.below(50);
            return {QStringLiteral("year"), QStringLiteral("%1-%2").arg(from).arg(from + m_random.below(30)),
                    sense()};
        }
        const AttributeValue value =
            m_index->attributeValue(static_cast<ValueId>(m_random.below(m_index->valueCount())));
        return {value.type, value.value, sense()};
    }
    FilterState randomState()
    {
        FilterState state;
        for (quint64 i = m_random.below(5); i > 0; --i)
            state = withFilter(state, randomFilter());
        return rejecting(continuing(state, randomTracks()), randomTracks());
    }
    std::vector<quint32> randomTracks()
    {
        std::vector<quint32> tracks;
        for (quint64 i = m_random.below(12); i > 0; --i)
            tracks.push_back(static_cast<quint32>(m_random.below(m_index->trackCount())));
        return tracks;
    }
    Roaring pool(const FilterState& state) { return poolOf(*m_index, state).value(); }

    Random m_random;
    const std::shared_ptr<const CatalogueIndex>& m_index = catalogue();

private:
    Sense sense() { return m_random.chance(0.3) ? Sense::Exclude : Sense::Include; }
};

} // namespace

TEST_P(FilterAlgebraTest, IncludeThenRelaxIsTheStateBefore)
{
    const FilterState before = randomState();
    Filter filter = randomFilter();
    const bool isNew = std::none_of(before.filters.begin(), before.filters.end(), [&](const Filter& other) {
        return other.type == filter.type && other.value == filter.value;
    });
    if (isNew) {
        EXPECT_EQ(withoutFilter(withFilter(before, filter), filter), before);
    } else {
        EXPECT_LE(withFilter(before, filter).filters.size(), before.filters.size());
    }
}

TEST_P(FilterAlgebraTest, AFilterNarrowsAndRelaxingWidens)
{
    const FilterState before = randomState();
    const FilterState after = withFilter(before, randomFilter());
    if (after.filters.size() > before.filters.size()) {
        EXPECT_TRUE(pool(after).isSubset(pool(before)));
    }
    for (const Filter& filter : before.filters)
        EXPECT_TRUE(pool(before).isSubset(pool(withoutFilter(before, filter))));
}

TEST_P(FilterAlgebraTest, TheOrderOfFiltersDoesNotChangeTheLastPool)
{
    FilterState state = randomState();
    while (state.filters.size() < 3)
        state = withFilter(state, randomFilter());
    const auto sets = filterSets(*m_index, state);
    ASSERT_OK(sets);
    for (int i = 0; i < 6; ++i) {
        const auto count = static_cast<quint64>(state.filters.size());
        const FilterState moved = movingFilter(state, static_cast<qsizetype>(m_random.below(count)),
                                               static_cast<qsizetype>(m_random.below(count)));
        EXPECT_TRUE(pool(moved) == pool(state));
        const std::vector<quint64> sizes = poolSizes(*sets, moved.filters);
        ASSERT_EQ(sizes.size(), count + 1);
        FilterState prefix = moved;
        prefix.filters.clear();
        for (std::size_t k = 0; k <= count; ++k) {
            EXPECT_EQ(sizes[k], pool(prefix).cardinality());
            if (k < count)
                prefix.filters << moved.filters[static_cast<qsizetype>(k)];
        }
    }
    EXPECT_EQ(movingFilter(state, -1, 0), state);
    EXPECT_EQ(movingFilter(state, 0, state.filters.size()), state);
}

TEST_P(FilterAlgebraTest, ReplacingLeavesOneOfTheTypeAndSense)
{
    const Filter filter = randomFilter();
    const FilterState after = replacingType(randomState(), filter);
    const auto left = std::count_if(after.filters.begin(), after.filters.end(), [&](const Filter& other) {
        return other.type == filter.type && other.sense == filter.sense;
    });
    EXPECT_EQ(left, 1);
    EXPECT_TRUE(holds(after, filter));
}

TEST_P(FilterAlgebraTest, RejectingRemovesExactlyTheShownTracks)
{
    const FilterState before = randomState();
    const std::vector<quint32> shown = randomTracks();
    Roaring gone;
    gone.addMany(shown.size(), shown.data());
    EXPECT_TRUE(pool(rejecting(before, shown)) == pool(before) - gone);
}

TEST_P(FilterAlgebraTest, ContinuingKeepsThePoolAndDrawsUnseenTracks)
{
    const FilterState before = randomState();
    const Roaring all = pool(before);
    const std::vector<quint32> shown = sampleOf(all, 10, m_random);
    const FilterState after = continuing(before, shown);
    EXPECT_TRUE(pool(after) == all);
    const auto answer = answerCascade(*m_index, after, 3, 600, 5);
    ASSERT_OK(answer);
    for (const quint32 track : answer->sample) {
        EXPECT_TRUE(all.contains(track));
        EXPECT_EQ(std::count(shown.begin(), shown.end(), track), 0);
        EXPECT_EQ(std::count(before.seen.begin(), before.seen.end(), track), 0);
    }
    EXPECT_EQ(answer->sample.size(), unseenOf(all, after).cardinality());
}

TEST_P(FilterAlgebraTest, JsonComesBackAsTheSameState)
{
    const FilterState state = randomState();
    const QByteArray json = QJsonDocument(stateJson(state)).toJson();
    EXPECT_EQ(stateFromJson(QJsonDocument::fromJson(json).object()), state);
}

TEST_P(FilterAlgebraTest, FormerSetsGiveTheSameAnswer)
{
    FilterState state = withFilter(randomState(), randomFilter());
    const auto former = filterSets(*m_index, state);
    ASSERT_OK(former);
    Filter& first = state.filters.first();
    first.sense = first.sense == Sense::Include ? Sense::Exclude : Sense::Include;
    const auto fresh = answerCascade(*m_index, state, 1, 10, 5);
    const auto reused = answerCascade(*m_index, state, 1, 10, 5, *former);
    ASSERT_OK(fresh);
    ASSERT_OK(reused);
    EXPECT_EQ(fresh->pools, reused->pools);
    EXPECT_TRUE(fresh->pool == pool(state));
}

INSTANTIATE_TEST_SUITE_P(Seeds, FilterAlgebraTest, testing::Range(0, 40));

TEST(FilterSentence, TellsWhatLeftAndWhatWasSeen)
{
    FilterState state = withFilter({}, {QStringLiteral("genre"), QStringLiteral("reggae")});
    EXPECT_EQ(wholeStateSentence(state), QStringLiteral("genre is reggae"));
    state = continuing(rejecting(state, {1, 2, 3}), {7, 8});
    EXPECT_EQ(wholeStateSentence(state), QStringLiteral("genre is reggae, without 3 refused tracks, 2 seen"));
    state.filters = {{QStringLiteral("similar_track"), QStringLiteral("t1"), Sense::Exclude},
                     {QStringLiteral("similar_artist"), QStringLiteral("Band 1")}};
    EXPECT_EQ(stateSentence(state),
              QStringLiteral("not similar to the track t1, and similar to the artist Band 1"));
}

TEST(NumberShare, IsReadAndTakesTies)
{
    EXPECT_EQ(numberShare(u"top 10 %")->share, 0.1);
    EXPECT_FALSE(numberShare(u"Bottom 2.5%")->isTop);
    for (const auto* wrong : {u"", u"top", u"top %", u"top 0 %", u"top 101 %", u"10 %", u"top ten %"})
        EXPECT_FALSE(numberShare(QStringView(wrong)));

    QList<Track> tracks;
    for (const double popularity : {5, 1, 4, 4, 2, 3, 9, 8, 7, 6}) {
        Track track;
        track.externalId = QStringLiteral("t%1").arg(tracks.size());
        track.numbers << NumberValue{QStringLiteral("popularity"), popularity};
        tracks << track;
    }
    const auto index = CatalogueIndex::fromTracks(tracks);
    const auto sizeOf = [&](const char* value) {
        return tracksOf(*index, {QStringLiteral("popularity"), QString::fromUtf8(value)}).value();
    };
    EXPECT_TRUE(sizeOf("top 10 %") == (Roaring::bitmapOf(1, 6)));
    EXPECT_TRUE(sizeOf("top 20 %") == (Roaring::bitmapOf(2, 6, 7)));
    EXPECT_TRUE(sizeOf("bottom 1 %") == (Roaring::bitmapOf(1, 1)));
    EXPECT_TRUE(sizeOf("bottom 40 %") == (Roaring::bitmapOf(5, 1, 2, 3, 4, 5))); // both tracks with a 4
    EXPECT_EQ(sizeOf("top 100 %").cardinality(), 10u);
}

TEST(SimilarFilter, HoldsTheNearestTracksAndArtists)
{
    const auto index = syntheticCatalogue(3000, 9);
    const auto near = tracksOf(*index, {QStringLiteral("similar_track"), QStringLiteral("t17")});
    ASSERT_OK(near);
    Roaring wanted;
    for (const NearTrack& track : nearestTracks(*index, 17, nearTracksOfAFilter))
        wanted.add(track.track);
    EXPECT_TRUE(*near == wanted);
    EXPECT_EQ(near->cardinality(), nearTracksOfAFilter);
    EXPECT_FALSE(near->contains(17));
    EXPECT_ERROR(tracksOf(*index, {QStringLiteral("similar_track"), QStringLiteral("nobody")}),
                 ErrorCode::NotFound);

    const AttributeValue artist{QStringLiteral("artist"), QStringLiteral("artist 1")};
    const auto alike = tracksOf(*index, {QStringLiteral("similar_artist"), artist.value});
    ASSERT_OK(alike);
    EXPECT_GT(alike->cardinality(), 0u);
    EXPECT_EQ(alike->and_cardinality(tracksOf(*index, {artist.type, artist.value}).value()), 0u);
    EXPECT_ERROR(tracksOf(*index, {QStringLiteral("similar_artist"), QStringLiteral("nobody")}),
                 ErrorCode::NotFound);
}

TEST(SimilarFilter, ATypeOfThatNameComesFirst)
{
    QList<Track> tracks(30);
    for (qsizetype i = 0; i < tracks.size(); ++i)
        tracks[i].externalId = QStringLiteral("t%1").arg(i);
    tracks[4].values << AttributeValue{QStringLiteral("similar_track"), QStringLiteral("t1")};
    const auto index = CatalogueIndex::fromTracks(tracks);
    EXPECT_TRUE(tracksOf(*index, {QStringLiteral("similar_track"), QStringLiteral("t1")}).value() ==
                Roaring::bitmapOf(1, 4));
}
