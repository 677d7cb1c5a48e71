#include "core/cascade/pool.h"
#include "tests/core/cascade/syntheticcatalogue.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

FilterState stateOf(std::initializer_list<const char*> texts)
{
    FilterState state;
    for (const char* text : texts)
        state = withFilter(state, filterFromText(QString::fromUtf8(text)).value());
    return state;
}

bool has(const Track& track, const char* text)
{
    return track.values.contains(AttributeValue::fromText(QString::fromUtf8(text)).value());
}

} // namespace

TEST(Pool, HoldsExactlyTheTracksThatSatisfyTheState)
{
    const auto index = syntheticCatalogue(2000, 1);
    const auto pool =
        poolOf(*index, rejecting(stateOf({"genre:genre 1", "!mood:mood 0", "year:1990-1999"}), {3}));
    ASSERT_OK(pool);
    EXPECT_GT(pool->cardinality(), 0u);
    for (quint32 i = 0; i < index->trackCount(); ++i) {
        const Track track = index->track(i);
        const bool inRange =
            !track.numbers.isEmpty() && track.numbers[0].number >= 1990 && track.numbers[0].number <= 1999;
        EXPECT_EQ(pool->contains(i),
                  i != 3 && inRange && has(track, "genre:genre 1") && !has(track, "mood:mood 0"));
    }
}

TEST(Pool, UnknownNamesAreToldWithWhatThereIs)
{
    const auto index = syntheticCatalogue(200, 1);
    const auto type = poolOf(*index, stateOf({"genres:x"}));
    EXPECT_ERROR(type, ErrorCode::NotFound);
    EXPECT_TRUE(type.error().detail.contains(QStringLiteral("genre")));
    const auto value = poolOf(*index, stateOf({"genre:gen"}));
    EXPECT_ERROR(value, ErrorCode::NotFound);
    EXPECT_TRUE(value.error().detail.contains(QStringLiteral("genre 0")));
    EXPECT_ERROR(poolOf(*index, stateOf({"year:soon"})), ErrorCode::NotFound);
}

TEST(Pool, ReadsRanges)
{
    EXPECT_EQ(numberRange(u"1990-1999")->to, 1999);
    EXPECT_TRUE(std::isinf(numberRange(u"1990-")->to));
    EXPECT_EQ(numberRange(u"0.5")->from, 0.5);
    for (const auto* wrong : {u"", u"-", u"x", u"5-3", u"1-2-3"})
        EXPECT_FALSE(numberRange(QStringView(wrong)));
}

TEST(Pool, SamplesWithoutRepeatsAndAlikeForASeed)
{
    const auto index = syntheticCatalogue(500, 1);
    const auto pool = poolOf(*index, stateOf({"genre:genre 0"}));
    ASSERT_OK(pool);
    Random one(9);
    Random two(9);
    std::vector<quint32> sample = sampleOf(*pool, 20, one);
    EXPECT_EQ(sample, sampleOf(*pool, 20, two));
    for (const quint32 track : sample)
        EXPECT_TRUE(pool->contains(track));
    std::sort(sample.begin(), sample.end());
    EXPECT_EQ(std::unique(sample.begin(), sample.end()) - sample.begin(), 20);
    EXPECT_EQ(sampleOf(*pool, 1'000'000, one).size(), pool->cardinality());
}

TEST(NextValues, SplitThePoolAndAreRankedByGain)
{
    const auto index = syntheticCatalogue(2000, 1);
    const FilterState state = stateOf({"genre:genre 0"});
    const auto answer = answerCascade(*index, state, 1, 10, 3);
    ASSERT_OK(answer);
    EXPECT_EQ(answer->pools.size(), 2u);
    EXPECT_EQ(answer->sample.size(), 10u);
    const auto pool = poolOf(*index, state);
    ASSERT_FALSE(answer->next.empty());
    for (const auto& type : answer->next) {
        EXPECT_LE(type.size(), 3u);
        double last = 2;
        for (const NextValue& next : type) {
            EXPECT_EQ(next.count, pool->and_cardinality(index->tracksWith(next.value)));
            EXPECT_LT(next.count, pool->cardinality());
            EXPECT_NEAR(next.lift * index->frequency(next.value) / index->trackCount(), next.share, 1e-12);
            EXPECT_LE(next.gain, last);
            EXPECT_NE(index->attributeValue(next.value).toText(), QStringLiteral("genre:genre 0"));
            last = next.gain;
        }
    }
}
