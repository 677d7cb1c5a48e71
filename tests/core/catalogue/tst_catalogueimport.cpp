#include "core/catalogue/catalogueimport.h"
#include "core/catalogue/cataloguestore.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

const Actor ada{QStringLiteral("ada")};

class CatalogueImportTest : public testing::Test
{
protected:
    static CatalogueMap mapOf(const QByteArray& json)
    {
        return catalogueMapFromJson(json, QStringLiteral("map")).value();
    }
    Result<CatalogueImport> import(const QString& path, const QByteArray& map, const QString& name = {},
                                   const CancelToken& cancel = {})
    {
        return importCatalogue(connection(), ada, path, mapOf(map), name, cancel, {});
    }
    Result<CatalogueImport> importText(const QByteArray& content, const QByteArray& map,
                                       const char* file = "small.tsv")
    {
        return import(m_project.writeFile(QString::fromUtf8(file), content), map);
    }
    qint64 rows(const char* table) const
    {
        return connection().integer("SELECT count(*) FROM " + std::string(table)).value();
    }
    const Connection& connection() const { return m_project.connection(); }
    TemporaryProject m_project;
};

constexpr const char* smallMap =
    R"({"id": "ID", "title": "TITLE", "attributes": {"genre": {"column": "GENRE", "split": ",",
        "aliases": {"hiphop": "hip hop"}}, "year": {"column": "YEAR", "type": "number", "missing": ["0"]}}})";

} // namespace

TEST_F(CatalogueImportTest, ValuesAreSplitTrimmedRenamedAndCounted)
{
    const auto import = importText("ID\tTITLE\tGENRE\tYEAR\n"
                                   "a\tOne\thiphop, rock,,rock\t1999\n"
                                   "b\tTwo\thip hop\t0\n",
                                   smallMap);
    ASSERT_OK(import);
    EXPECT_EQ(import->catalogue.name, QStringLiteral("small"));
    EXPECT_EQ(import->catalogue.tracks, 2);
    EXPECT_EQ(import->catalogue.values, 2);
    const auto tracks = trackPage(connection(), {import->catalogue.id, {}, {}, {}}, 0, 10);
    ASSERT_OK(tracks);
    EXPECT_EQ((*tracks)[0].values,
              (QList<AttributeValue>{{QStringLiteral("genre"), QStringLiteral("hip hop")},
                                     {QStringLiteral("genre"), QStringLiteral("rock")}}));
    EXPECT_EQ((*tracks)[0].numbers, (QList<NumberValue>{{QStringLiteral("year"), 1999}}));
    EXPECT_TRUE((*tracks)[1].numbers.isEmpty());
}

TEST_F(CatalogueImportTest, RefusedRowsAreListedAndTheRestIsKept)
{
    const auto import = importText("ID\tTITLE\tGENRE\tYEAR\n"
                                   "a\tOne\trock\t1999\n"
                                   "a\tAgain\trock\t1999\n"
                                   "\tNameless\trock\t1999\n"
                                   "b\tTwo\trock\tsoon\n"
                                   "c\tThree\n"
                                   "d\tFour\t\t\n",
                                   smallMap);
    ASSERT_OK(import);
    EXPECT_EQ(import->catalogue.tracks, 2);
    EXPECT_EQ(import->rejected, 4);
    EXPECT_EQ(import->rejects, (QList<RejectedTrack>{{3, QStringLiteral("the id a was there already")},
                                                     {4, QStringLiteral("the id is empty")},
                                                     {5, QStringLiteral("year 'soon' is no number")},
                                                     {6, QStringLiteral("2 cells where the header has 4")}}));
}

TEST_F(CatalogueImportTest, BadInputLeavesTheProjectAsItWas)
{
    const auto missing = importText("ID\tTITLE\tYEAR\na\tOne\t1\n", smallMap);
    EXPECT_ERROR(missing, ErrorCode::MissingColumn);
    EXPECT_EQ(missing.error().detail, QStringLiteral("GENRE"));
    EXPECT_ERROR(importText("ID\tTITLE\tGENRE\tYEAR\n", smallMap), ErrorCode::WrongFormat);
    const auto none = importText("ID\tTITLE\tGENRE\tYEAR\n\t\t\t\n", smallMap);
    EXPECT_ERROR(none, ErrorCode::WrongFormat);
    EXPECT_EQ(none.error().line, 2);
    EXPECT_ERROR(importText("{\"ID\": 1, \"TITLE\": \"x\"}\n", smallMap, "l.jsonl"),
                 ErrorCode::MissingColumn);
    CancelToken cancelled;
    cancelled.cancel();
    EXPECT_ERROR(import(m_project.writeFile(QStringLiteral("c.tsv"), "ID\tTITLE\tGENRE\tYEAR\na\t\t\t\n"),
                        smallMap, {}, cancelled),
                 ErrorCode::Cancelled);
    EXPECT_EQ(rows("catalogue"), 0);
    EXPECT_EQ(rows("track"), 0);
    EXPECT_EQ(rows("history"), 0);
}

TEST_F(CatalogueImportTest, ANameIsTakenOnceAndAnImportCanBeUndone)
{
    const QByteArray content("ID\tTITLE\tGENRE\tYEAR\na\tOne\trock\t1999\n");
    ASSERT_OK(importText(content, smallMap));
    EXPECT_ERROR(importText(content, smallMap), ErrorCode::AlreadyExists);
    EXPECT_EQ(rows("track"), 1);
    ASSERT_OK(EditHistory(connection()).undo(ada));
    EXPECT_TRUE(readyCatalogues(connection())->isEmpty());
    ASSERT_OK(EditHistory(connection()).redo(ada));
    EXPECT_EQ(readyCatalogues(connection())->size(), 1);
}

TEST_F(CatalogueImportTest, JsonLinesBringListsAsValues)
{
    const auto import =
        importText("{\"ID\": \"a\", \"TITLE\": [\"x\", \"y\"], \"GENRE\": [\"rock\", \"pop, soft\"], "
                   "\"YEAR\": 1999}\n{\"ID\": 7}\n",
                   R"({"id": "ID", "title": "TITLE", "attributes": {"genre": "GENRE",
                                       "year": {"column": "YEAR", "type": "number"}}})",
                   "l.jsonl");
    ASSERT_OK(import);
    const auto tracks = trackPage(connection(), {import->catalogue.id, {}, {}, {}}, 0, 10);
    EXPECT_EQ((*tracks)[0].title, QStringLiteral("x, y"));
    EXPECT_EQ((*tracks)[0].values.size(), 2);
    EXPECT_EQ((*tracks)[1].externalId, QStringLiteral("7"));
}

TEST_F(CatalogueImportTest, ReadsJamendoWhole)
{
    const auto data = sharedData();
    if (!data)
        GTEST_SKIP() << "no shared data";
    const auto import = this->import(*data + QStringLiteral("/mtg-jamendo/autotagging_all.tsv"),
                                     R"({"id": "TRACK_ID", "title": null, "artist": "ARTIST_ID",
        "album": "ALBUM_ID", "attributes": {"genre": {"column": "GENRE", "split": ","},
        "instrument": {"column": "INSTRUMENT", "split": ","}, "mood": {"column": "MOOD_THEME", "split": ","}}})");
    ASSERT_OK(import);
    EXPECT_EQ(import->catalogue.tracks, 55525);
    EXPECT_EQ(import->catalogue.values, 187);
    EXPECT_EQ(import->rejected, 0);
}

TEST_F(CatalogueImportTest, ReadsTheMillionSongSubset)
{
    const auto data = sharedData();
    if (!data)
        GTEST_SKIP() << "no shared data";
    const auto import = this->import(
        *data + QStringLiteral("/msd-10k/music.csv"),
        R"({"id": "song.id", "title": "title", "artist": "artist.name", "album": "release.name", "attributes": {
        "genre": {"column": "terms"}, "year": {"column": "year", "type": "number", "missing": ["0"]},
        "popularity": {"column": "song.hotttnesss", "type": "number"},
        "tempo": {"column": "tempo", "type": "number", "missing": ["0"], "bins": [["slow", 0, 90],
            ["medium", 90, 120], ["fast", 120, null]]},
        "key": {"column": "key", "type": "number", "bins": [["C", 0, 1], ["A minor", 9, 10]]}}})");
    ASSERT_OK(import);
    EXPECT_EQ(import->catalogue.tracks + import->rejected, 10000);
    EXPECT_LT(import->rejected, 10);
    const auto found =
        trackPage(connection(), {import->catalogue.id, QStringLiteral("Soul Deep"), {}, {}}, 0, 5);
    ASSERT_OK(found);
    ASSERT_FALSE(found->isEmpty());
    EXPECT_EQ((*found)[0].artist, QStringLiteral("The Box Tops"));
}
