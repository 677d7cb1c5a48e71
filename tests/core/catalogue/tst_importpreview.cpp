#include "core/catalogue/importpreview.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

CatalogueMap songMap()
{
    return *catalogueMapFromJson(R"({"id": "id", "title": "title", "attributes": {
        "genre": {"column": "genre", "split": "|"}, "year": {"column": "year", "type": "number", "bins": "decade"}}})",
                                 {});
}

constexpr char songs[] = "id\ttitle\tgenre\tyear\n"
                         "1\tOne\trock|pop\t1999\n"
                         "2\tTwo\trock\tnever\n"
                         "3\tThree\t\t2001\n"
                         "1\tAgain\tjazz\t\n";

} // namespace

TEST(ImportPreview, TellsTracksValuesAndRefusedRows)
{
    const TemporaryProject project;
    const auto preview = previewImport(project.writeFile(QStringLiteral("songs.tsv"), songs), songMap(), 100);
    ASSERT_OK(preview);
    EXPECT_EQ(preview->rows, 4);
    EXPECT_EQ(preview->tracks, 2);
    EXPECT_EQ(preview->refused, 2);
    ASSERT_EQ(preview->rejects.size(), 2);
    EXPECT_EQ(preview->rejects[0].line, 3);
    EXPECT_TRUE(preview->rejects[1].reason.contains(QStringLiteral("was there already")));
    EXPECT_EQ(preview->types[0].type, QStringLiteral("genre"));
    EXPECT_EQ(preview->types[0].values, 2);
    EXPECT_EQ(preview->types[0].tracks, 1);
    EXPECT_EQ(preview->types[1].examples, (QStringList{QStringLiteral("1990s"), QStringLiteral("2000s")}));
    EXPECT_EQ(preview->first[1].title, QStringLiteral("Three"));
}

TEST(ImportPreview, LooksAtNoMoreRowsThanAsked)
{
    const TemporaryProject project;
    const auto preview = previewImport(project.writeFile(QStringLiteral("songs.tsv"), songs), songMap(), 1);
    ASSERT_OK(preview);
    EXPECT_EQ(preview->rows, 1);
    EXPECT_EQ(preview->refused, 0);
}

// Found by fuzzing: a header may have a cell without a name.
TEST(ImportPreview, AnAttributeOfAColumnWithoutANameHasNoValues)
{
    const TemporaryProject project;
    CatalogueMap map = songMap();
    map.attributes[0].column.clear();
    const auto preview = previewImport(project.writeFile(QStringLiteral("songs.tsv"), songs), map, 100);
    ASSERT_OK(preview);
    EXPECT_EQ(preview->types[0].values, 0);
    EXPECT_EQ(preview->tracks, 2);
}
