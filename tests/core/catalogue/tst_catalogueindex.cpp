#include "core/catalogue/catalogueindex.h"
#include "core/catalogue/cataloguestore.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

Track track(const char* id, const char* artist, std::initializer_list<const char*> values, double year = 0)
{
    Track made;
    made.externalId = QString::fromUtf8(id);
    made.title = QStringLiteral("Title of ") + made.externalId;
    made.artist = QString::fromUtf8(artist);
    for (const char* value : values)
        made.values << AttributeValue::fromText(QString::fromUtf8(value)).value();
    if (year > 0)
        made.numbers << NumberValue{QStringLiteral("year"), year};
    return made;
}

QList<Track> fourTracks()
{
    return {track("a", "Ann", {"genre:rock", "genre:indie", "mood:sad"}, 1994),
            track("b", "Ann", {"genre:rock"}, 1999), track("c", "Bob", {"genre:pop", "mood:sad"}, 2001),
            track("d", "", {})};
}

std::vector<quint32> ordinals(const Roaring& set)
{
    std::vector<quint32> list(set.cardinality());
    set.toUint32Array(list.data());
    return list;
}

ValueId valueOf(const CatalogueIndex& index, const char* type, const char* value)
{
    return index.findValue(index.typeIndex(QString::fromUtf8(type)), QString::fromUtf8(value)).value();
}

} // namespace

TEST(CatalogueIndex, KnowsTypesValuesAndTheirTracks)
{
    const auto index = CatalogueIndex::fromTracks(fourTracks());
    QStringList types;
    for (const IndexedType& type : index->types())
        types << type.name;
    EXPECT_EQ(types, (QStringList{QStringLiteral("artist"), QStringLiteral("genre"), QStringLiteral("mood"),
                                  QStringLiteral("year")}));
    EXPECT_EQ(ordinals(index->tracksWith(valueOf(*index, "genre", "rock"))), (std::vector<quint32>{0, 1}));
    EXPECT_EQ(ordinals(index->tracksWith(valueOf(*index, "artist", "Ann"))), (std::vector<quint32>{0, 1}));
    EXPECT_EQ(ordinals(index->tracksWith(valueOf(*index, "year", "1990s"))), (std::vector<quint32>{0, 1}));
    EXPECT_FALSE(index->findValue(index->typeIndex(u"genre"), u"jazz"));
    EXPECT_EQ(index->typeIndex(u"tempo"), -1);
    EXPECT_EQ(index->types()[1].tracks, 3);
}

TEST(CatalogueIndex, GivesATrackBackWhole)
{
    const auto index = CatalogueIndex::fromTracks(fourTracks());
    Track back = index->track(2);
    EXPECT_EQ(back.ordinal, 2u);
    back.ordinal = 0;
    EXPECT_EQ(back, fourTracks()[2]);
}

TEST(CatalogueIndex, FindsNumbersInARange)
{
    const auto index = CatalogueIndex::fromTracks(fourTracks());
    const int year = index->typeIndex(u"year");
    EXPECT_EQ(ordinals(index->tracksInRange(year, 1995, 2001)), (std::vector<quint32>{1, 2}));
    EXPECT_TRUE(index->tracksInRange(index->typeIndex(u"genre"), 0, 9999).isEmpty());
}

TEST(CatalogueIndex, CountsWithinAPoolEquallyBothWays)
{
    // Many tracks and few values take the one way, few tracks the other; both must equal a plain count.
    QList<Track> tracks;
    Random random(5);
    for (int i = 0; i < 4000; ++i)
        tracks << track("t", "",
                        {random.chance(0.4) ? "g:one" : "g:two", random.chance(0.1) ? "m:x" : "m:y"});
    const auto index = CatalogueIndex::fromTracks(tracks);
    for (const quint32 size : {7u, 3999u}) {
        Roaring pool;
        pool.addRange(0, size);
        std::vector<quint32> expected(index->valueCount(), 0);
        for (quint32 i = 0; i < size; ++i)
            for (const ValueId value : index->valuesOf(i))
                ++expected[value];
        EXPECT_EQ(index->countsIn(pool), expected) << size;
    }
}

TEST(CatalogueIndex, IsLoadedFromTheProject)
{
    TemporaryProject project;
    auto writer = CatalogueWriter::begin(project.connection(), {{}, QStringLiteral("one"), {}, "{}"});
    ASSERT_OK(writer);
    ASSERT_OK(writer->add({"a", "Title", "Ann", "Album", R"({"genre":["rock"],"tempo":["slow",80.5]})"}));
    ASSERT_OK(writer->finish(2));
    const auto index = CatalogueIndex::load(project.connection(), writer->catalogueId());
    ASSERT_OK(index);
    const Track only = (*index)->track(0);
    EXPECT_EQ(only.album, QStringLiteral("Album"));
    EXPECT_EQ(only.values.size(), 2);
    EXPECT_EQ(only.numbers, (QList<NumberValue>{{QStringLiteral("tempo"), 80.5}}));
    EXPECT_ERROR(CatalogueIndex::load(project.connection(), CatalogueId::create()), ErrorCode::NotFound);
}
