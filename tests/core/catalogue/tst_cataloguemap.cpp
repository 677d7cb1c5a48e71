#include "core/catalogue/cataloguemap.h"
#include "tests/support/resultassertions.h"

#include <QTemporaryDir>

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

TEST(CatalogueMap, MarksPresetsFamiliesAndFilesOfAliasesAreRead)
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("genres.csv")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("from,to\nhiphop,hip hop\n\"r,b\",r&b\n");
    file.close();
    const auto map = catalogueMapFromJson(
        R"({"id": "ID", "missing": ["n/a"], "attributes": {
            "genre": {"column": "G", "aliases": "genres.csv", "family": "context"},
            "mood": {"column": "M"},
            "year": {"column": "Y", "type": "number", "bins": "decade"}}})",
        QStringLiteral("map"), folder.path());
    ASSERT_OK(map);
    EXPECT_EQ(map->missing, QStringList{QStringLiteral("n/a")});
    const AttributeMap& genre = map->attributes[0];
    EXPECT_EQ(genre.aliases, (QHash<QString, QString>{{QStringLiteral("hiphop"), QStringLiteral("hip hop")},
                                                      {QStringLiteral("r,b"), QStringLiteral("r&b")}}));
    EXPECT_EQ(familiesOf(*map).value(QStringLiteral("genre")), TypeFamily::Context);
    EXPECT_EQ(familiesOf(*map).value(QStringLiteral("mood")), TypeFamily::Context);
    EXPECT_EQ(familiesOf(*map).value(QStringLiteral("year")), TypeFamily::Metadata);
    EXPECT_TRUE(map->attributes[2].bins.contains(NumberBin{QStringLiteral("1990s"), 1990, 2000}));
    // What is kept needs the file no more.
    const auto kept = catalogueMapFromJson(catalogueMapJson(*map), QStringLiteral("map"));
    ASSERT_OK(kept);
    EXPECT_EQ(*kept, *map);
}

TEST(CatalogueMap, FaultsOfTheNewKeysNameTheAttribute)
{
    for (const char* attribute : {R"({"column": "G", "family": "music"})", R"({"column": "G", "aliases": 3})",
                                  R"({"column": "G", "aliases": {"a": 1}})",
                                  R"({"column": "G", "type": "number", "bins": "century"})"}) {
        const auto map = catalogueMapFromJson(
            QByteArray(R"({"id": "ID", "attributes": {"genre": )") + attribute + "}}", QStringLiteral("map"));
        ASSERT_FALSE(map) << attribute;
        EXPECT_EQ(map.error().code, ErrorCode::InvalidValue);
        EXPECT_TRUE(map.error().detail.contains(QStringLiteral("'genre'"))) << attribute;
    }
    const auto missing = catalogueMapFromJson(
        R"({"id": "ID", "attributes": {"genre": {"column": "G", "aliases": "/nowhere.csv"}}})", {});
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::NotFound);
}

TEST(CatalogueMap, AnAttributeWithoutAColumnIsRefused)
{
    const auto map =
        catalogueMapFromJson(R"({"id": "ID", "attributes": {"genre": ""}})", QStringLiteral("map"));
    ASSERT_FALSE(map);
    EXPECT_TRUE(map.error().detail.contains(QStringLiteral("'genre'")));
}

TEST(CatalogueMap, AMapByHandIsCheckedAsAFileIs)
{
    CatalogueMap map;
    map.id = QStringLiteral("id");
    map.missing = {QStringLiteral("n/a")};
    map.attributes.resize(2);
    map.attributes[0].type = QStringLiteral("genre");
    map.attributes[0].column = QStringLiteral("GENRE");
    map.attributes[1].type = QStringLiteral("year");
    map.attributes[1].column = QStringLiteral("YEAR");
    map.attributes[1].kind = AttributeKind::Number;
    map.attributes[1].bins = *presetBins(QStringLiteral("decade"));
    const auto checked = checkedMap(map, QStringLiteral("the map"));
    ASSERT_OK(checked);
    EXPECT_EQ(*checked, map);

    CatalogueMap twice = map;
    twice.attributes[1].type = QStringLiteral("genre");
    EXPECT_ERROR(checkedMap(twice, QStringLiteral("the map")), ErrorCode::InvalidValue);
    CatalogueMap turned = map;
    turned.attributes[1].bins = {{QStringLiteral("late"), 2000, 1990}};
    EXPECT_ERROR(checkedMap(turned, QStringLiteral("the map")), ErrorCode::InvalidValue);
    CatalogueMap without = map;
    without.id.clear();
    EXPECT_ERROR(checkedMap(without, QStringLiteral("the map")), ErrorCode::InvalidValue);
}
