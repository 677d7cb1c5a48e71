// Co-occurrence, distribution and comparison of pools against counting by hand.
#include "core/cascade/cascadecomparison.h"
#include "core/cascade/cooccurrence.h"
#include "tests/core/cascade/syntheticcatalogue.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

Roaring poolWith(const CatalogueIndex& index, const char* filter)
{
    FilterState state;
    state.filters << filterFromText(QString::fromUtf8(filter)).value();
    return poolOf(index, state).value();
}

quint32 countWith(const CatalogueIndex& index, const Roaring& pool, std::initializer_list<ValueId> values)
{
    quint32 count = 0;
    for (const quint32 track : pool) {
        const auto has = index.valuesOf(track);
        count += std::all_of(values.begin(), values.end(), [&](ValueId value) {
            return std::find(has.begin(), has.end(), value) != has.end();
        });
    }
    return count;
}

} // namespace

TEST(CoOccurrence, CountsTracksWithBothValues)
{
    const auto index = syntheticCatalogue(900, 4);
    const Roaring pool = poolWith(*index, "!mood:mood 0");
    const int genre = index->typeIndex(u"genre");
    const auto found = coOccurrencesIn(*index, pool, genre, index->typeIndex(u"mood"), 6);
    ASSERT_EQ(found.rows.size(), 6u);
    ASSERT_EQ(found.pairs.size(), 36u);
    EXPECT_EQ(found.n, pool.cardinality());
    for (const ValuePair& pair : found.pairs) {
        EXPECT_EQ(pair.both, countWith(*index, pool, {pair.first, pair.second}));
        EXPECT_EQ(pair.firstTracks, countWith(*index, pool, {pair.first}));
        EXPECT_EQ(pair.secondTracks, countWith(*index, pool, {pair.second}));
        const double either = pair.firstTracks + pair.secondTracks - pair.both;
        EXPECT_DOUBLE_EQ(pair.jaccard().value(), pair.both / either);
        EXPECT_DOUBLE_EQ(pair.lift().value(),
                         (double(pair.both) / found.n) /
                             (double(pair.firstTracks) / found.n * double(pair.secondTracks) / found.n));
    }
    for (std::size_t i = 1; i < found.rows.size(); ++i)
        EXPECT_GE(countWith(*index, pool, {found.rows[i - 1]}), countWith(*index, pool, {found.rows[i]}));

    const auto square = coOccurrencesIn(*index, pool, genre, genre, 4);
    EXPECT_EQ(square.pairs.size(), 12u) << "no value with itself";
    const auto none = coOccurrencesIn(*index, Roaring(), genre, genre, 4);
    EXPECT_TRUE(none.rows.empty() && none.pairs.empty());
    EXPECT_FALSE(ValuePair{}.jaccard());
    EXPECT_FALSE(ValuePair{}.lift());
}

TEST(Distribution, TellsSharesBeforeAndAfter)
{
    const auto index = syntheticCatalogue(900, 4);
    const Roaring pool = poolWith(*index, "genre:genre 1");
    const auto shifts = distributionOf(*index, pool, index->typeIndex(u"genre"), 8);
    ASSERT_EQ(shifts.size(), 8u);
    bool foundItself = false;
    for (std::size_t i = 0; i < shifts.size(); ++i) {
        EXPECT_EQ(shifts[i].after, countWith(*index, pool, {shifts[i].value}));
        EXPECT_DOUBLE_EQ(shifts[i].shareBefore, shifts[i].before / 900.0);
        if (index->valueText(shifts[i].value) == QLatin1String("genre 1")) {
            foundItself = true;
            EXPECT_EQ(shifts[i].shareAfter, 1);
        }
        if (i > 0) {
            EXPECT_GE(shifts[i - 1].before, shifts[i].before);
        }
    }
    EXPECT_TRUE(foundItself);
    for (const ValueShift& shift : distributionOf(*index, Roaring(), index->typeIndex(u"mood"), 5))
        EXPECT_EQ(shift.shareAfter, 0);
}

TEST(CascadeComparison, TellsOverlapAndTheLargestDifferences)
{
    const auto index = syntheticCatalogue(900, 4);
    const Roaring first = poolWith(*index, "genre:genre 1");
    const Roaring second = poolWith(*index, "genre:genre 2");
    const auto found = comparePools(*index, first, second, 5);
    EXPECT_EQ(found.first, first.cardinality());
    EXPECT_EQ(found.both, (first & second).cardinality());
    EXPECT_DOUBLE_EQ(found.jaccard.value(), double(found.both) / double((first | second).cardinality()));
    ASSERT_EQ(found.contrasts.size(), 5u);
    // The two genres themselves differ most.
    QStringList named;
    for (std::size_t i = 0; i < 2; ++i)
        named << index->valueText(found.contrasts[i].value);
    named.sort();
    EXPECT_EQ(named, (QStringList{QStringLiteral("genre 1"), QStringLiteral("genre 2")}));
    for (std::size_t i = 1; i < found.contrasts.size(); ++i)
        EXPECT_GE(std::abs(found.contrasts[i - 1].difference()), std::abs(found.contrasts[i].difference()));

    const auto same = comparePools(*index, first, first, 5);
    EXPECT_EQ(same.jaccard, 1);
    EXPECT_TRUE(same.contrasts.empty());
    EXPECT_FALSE(comparePools(*index, {}, {}, 5).jaccard);
}
