#include "core/catalogue/cataloguemap.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;

namespace {

const QString subject = QStringLiteral("map.json");

QString faultOf(const QByteArray& json)
{
    const auto map = catalogueMapFromJson(json, subject);
    return map ? QString() : map.error().detail;
}

} // namespace

TEST(CatalogueMap, ComesBackFromItsJson)
{
    const QByteArray json = R"({"id": "ID", "title": null, "artist": "A", "attributes": {
        "genre": {"column": "GENRE", "split": ",", "aliases": {"hiphop": "hip hop"}},
        "mood": "MOOD",
        "tempo": {"column": "T", "type": "number", "missing": ["0", 0],
                  "bins": [["slow", null, 90], ["fast", 90, null]]}}})";
    const auto map = catalogueMapFromJson(json, subject);
    ASSERT_OK(map);
    EXPECT_TRUE(map->title.isEmpty());
    ASSERT_EQ(map->attributes.size(), 3);
    EXPECT_EQ(map->attributes[2].missing, (QStringList{QStringLiteral("0"), QStringLiteral("0")}));
    EXPECT_EQ(catalogueMapFromJson(catalogueMapJson(*map), subject).value(), *map);
}

TEST(CatalogueMap, FaultsAreNamed)
{
    EXPECT_ERROR(catalogueMapFromJson("[", subject), ErrorCode::WrongFormat);
    EXPECT_ERROR(catalogueMapFromJson("{}", subject), ErrorCode::InvalidValue);
    EXPECT_TRUE(faultOf(R"({"id": "I", "atributes": {}})").contains(QStringLiteral("'atributes'")));
    EXPECT_TRUE(faultOf(R"({"id": "I", "attributes": {"genre": {"split": ","}}})")
                    .contains(QStringLiteral("'genre' needs a \"column\"")));
    EXPECT_TRUE(faultOf(R"({"id": "I", "attributes": {"a": {"column": "A", "type": "date"}}})")
                    .contains(QStringLiteral("date")));
    EXPECT_TRUE(
        faultOf(
            R"({"id": "I", "attributes": {"a": {"column": "A", "type": "number", "bins": [["x", 9, 1]]}}})")
            .contains(QStringLiteral("ends before it begins")));
    EXPECT_FALSE(faultOf(R"({"id": "I", "attributes": {"a:b": "A"}})").isEmpty());
}

TEST(CatalogueMap, IsGuessedFromNamesAndCells)
{
    TablePreview preview;
    preview.columns = {QStringLiteral("TRACK_ID"),   QStringLiteral("ARTIST_ID"), QStringLiteral("GENRE"),
                       QStringLiteral("MOOD_THEME"), QStringLiteral("year"),      QStringLiteral("tempo")};
    preview.rows << QStringList{QStringLiteral("t1"),  QStringLiteral("a1"), QStringLiteral("rock,pop"),
                                QStringLiteral("sad"), QStringLiteral("0"),  QStringLiteral("92.5")};
    const CatalogueMap map = guessCatalogueMap(preview);
    EXPECT_EQ(map.id, QStringLiteral("TRACK_ID"));
    EXPECT_EQ(map.artist, QStringLiteral("ARTIST_ID"));
    ASSERT_EQ(map.attributes.size(), 4);
    EXPECT_EQ(map.attributes[0].split, QStringLiteral(","));
    EXPECT_EQ(map.attributes[1].type, QStringLiteral("mood"));
    EXPECT_EQ(map.attributes[2].kind, AttributeKind::Number);
    EXPECT_EQ(map.attributes[3].bins.size(), 3);
    EXPECT_EQ(catalogueMapFromJson(catalogueMapJson(map), subject)->id, map.id);
}
