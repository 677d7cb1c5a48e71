#include "core/catalogue/cataloguestore.h"
#include "core/storage/edithistory.h"
#include "core/storage/migrations.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

class CatalogueStoreTest : public testing::Test
{
protected:
    CatalogueId make(const char* name)
    {
        auto writer = CatalogueWriter::begin(connection(), {{}, QString::fromUtf8(name), {}, "{}"});
        EXPECT_TRUE(writer.has_value());
        EXPECT_TRUE(writer->add({"t1", "Blue 100%", "Ann", "First", R"({"genre":["rock"],"year":[1999]})"}));
        EXPECT_TRUE(writer->add({"t2", "blue", "Bob", "Second", R"({"genre":["pop"]})"}));
        EXPECT_TRUE(writer->add({"t3", "Red", "Ann", "", R"({})"}));
        EXPECT_TRUE(writer->finish(2));
        EXPECT_TRUE(EditHistory(connection()).record({QStringLiteral("ada")}, QStringLiteral("Import"), [&] {
            return setCatalogueState(connection(), writer->catalogueId(), CatalogueState::Ready);
        }));
        return writer->catalogueId();
    }
    QStringList ids(const TrackQuery& query, qint64 offset = 0, int limit = 10) const
    {
        QStringList list;
        const auto page = trackPage(connection(), query, offset, limit); // outlives the loop over its value
        for (const Track& track : page.value())
            list << track.externalId;
        return list;
    }
    const Connection& connection() const { return m_project.connection(); }
    TemporaryProject m_project;
};

} // namespace

TEST_F(CatalogueStoreTest, PagesSearchesAndSorts)
{
    TrackQuery query;
    query.catalogue = make("one");
    EXPECT_EQ(ids(query, 1, 1), QStringList{QStringLiteral("t2")});
    query.search = QStringLiteral("BLUE ann");
    EXPECT_EQ(ids(query), QStringList{QStringLiteral("t1")});
    EXPECT_EQ(*countTracks(connection(), query), 1);
    query.search = QStringLiteral("100%");
    EXPECT_EQ(ids(query), QStringList{QStringLiteral("t1")});
    query.search.clear();
    query.sort = TrackSort::Title;
    query.descending = true;
    EXPECT_EQ(ids(query), (QStringList{QStringLiteral("t3"), QStringLiteral("t1"), QStringLiteral("t2")}));
}

TEST_F(CatalogueStoreTest, TracksAreFoundByOrdinalInTheGivenOrder)
{
    const auto tracks = tracksAt(connection(), make("one"), {2, 0, 99});
    ASSERT_OK(tracks);
    ASSERT_EQ(tracks->size(), 2);
    EXPECT_EQ((*tracks)[0].externalId, QStringLiteral("t3"));
    EXPECT_EQ(trackLabel((*tracks)[1]), QStringLiteral("Blue 100% - Ann"));
}

TEST_F(CatalogueStoreTest, ANameIsNeededOnlyAmongSeveral)
{
    EXPECT_ERROR(catalogueByName(connection(), {}), ErrorCode::NotFound);
    make("one");
    EXPECT_EQ(catalogueByName(connection(), {})->name, QStringLiteral("one"));
    make("two");
    EXPECT_ERROR(catalogueByName(connection(), {}), ErrorCode::NotPossible);
    EXPECT_EQ(catalogueByName(connection(), QStringLiteral("two"))->tracks, 3);
    EXPECT_ERROR(catalogueByName(connection(), QStringLiteral("three")), ErrorCode::NotFound);
}

TEST_F(CatalogueStoreTest, TheNextImportDeletesWhatAKilledOneLeft)
{
    {
        auto killed = CatalogueWriter::begin(connection(), {{}, QStringLiteral("killed"), {}, "{}"});
        ASSERT_OK(killed);
        ASSERT_OK(killed->add({"t", "", "", "", "{}"}));
        ASSERT_OK(killed->finish(0));
    }
    make("next");
    EXPECT_EQ(*connection().integer("SELECT count(*) FROM track"), 3);
    EXPECT_EQ(*connection().integer("SELECT count(*) FROM catalogue"), 1);
}

TEST(TrackRows, TracksOfAnEarlierVersionAreKept)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("old.antiphon"));
    const auto db = Connection::open(path, Access::Create);
    ASSERT_OK(db);
    constexpr std::size_t before = 16; // the version before the tracks lay by their places
    for (std::size_t i = 0; i < before; ++i)
        ASSERT_OK(db->execute(migrations()[i].constData()));
    ASSERT_OK(
        db->execute("PRAGMA user_version = 16;"
                    "INSERT INTO catalogue (id, name, origin, map, state, created_at, tracks, tag_values) "
                    "VALUES (x'00112233445566778899aabbccddeeff', 'old', 'old.tsv', '{}', 'ready', 1, 2, 1);"
                    "INSERT INTO track VALUES (x'02', x'00112233445566778899aabbccddeeff', 1, 'b', 'Two', "
                    "'Bob', '', '{}'), (x'01', x'00112233445566778899aabbccddeeff', 0, 'a', 'One', 'Ann', "
                    "'First', '{\"genre\":[\"rock\"],\"year\":[1999]}')"));
    ASSERT_OK(migrate(*db));
    const auto catalogue = catalogueByName(*db, QStringLiteral("old"));
    ASSERT_OK(catalogue);
    const auto tracks = trackPage(*db, {catalogue->id, {}, {}, {}}, 0, 10);
    ASSERT_OK(tracks);
    const Track first{0,
                      QStringLiteral("a"),
                      QStringLiteral("One"),
                      QStringLiteral("Ann"),
                      QStringLiteral("First"),
                      {{QStringLiteral("genre"), QStringLiteral("rock")}},
                      {{QStringLiteral("year"), 1999}}};
    const Track second{1, QStringLiteral("b"), QStringLiteral("Two"), QStringLiteral("Bob"), {}, {}, {}};
    EXPECT_EQ(*tracks, (QList<Track>{first, second}));
    const auto found = trackPage(*db, {catalogue->id, QStringLiteral("rock"), {}, {}}, 0, 10);
    EXPECT_EQ(found->size(), 1);
}
