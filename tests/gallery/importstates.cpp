// Import of a catalogue into the cascade station, and joining two.
#include "core/base/linereader.h"
#include "core/catalogue/catalogueimport.h"
#include "tests/gallery/gallery.h"
#include "ui/cascade/cascadeview.h"
#include "ui/cascade/cataloguepage.h"
#include "ui/cascade/import/columntable.h"
#include "ui/cascade/import/importpage.h"
#include "ui/cascade/import/joinpage.h"

#include <QComboBox>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

namespace antiphon::gallery {

namespace {

constexpr int rows = 3000;
constexpr int patienceMs = 5000;

// A table as shops and archives give it: some years are no years, some ids come twice.
QByteArray table()
{
    const char* genres[] = {"Hip Hop;R&B", "hip-hop",   "indie rock;folk",
                            "electronic",  "jazz;soul", "reggae;dub"};
    const char* moods[] = {"calm", "energetic;happy", "dark", "dreamy", "n/a"};
    const char* titles[] = {"Midnight River", "Golden Motel", "Paper Letters", "Slow Skies", "Électrique"};
    const char* artists[] = {"The Hollow Garden", "Øresund", "Wild Signal", "Nina Ferro"};
    QByteArray tsv("track_id\ttitle\tartist_name\trelease\tgenres\tmood\tyear\tbpm\tchecksum\n");
    for (int i = 0; i < rows; ++i) {
        const QByteArray id =
            i % 700 == 699 ? "TR100003" : "TR10" + QByteArray::number(i).rightJustified(4, '0');
        tsv += id + '\t' + titles[i % 5] + '\t' + artists[i % 4] + "\tPart " + QByteArray::number(1 + i % 9) +
               '\t' + genres[i * 7 % 6] + '\t' + moods[i * 3 % 5] + '\t' +
               (i % 400 == 399 ? QByteArray("19xx") : QByteArray::number(1962 + i * 13 % 60)) + '\t' +
               QByteArray::number(64 + i * 17 % 110) + '\t' + QByteArray::number(i * 2654435761u, 16) + '\n';
    }
    return tsv;
}

constexpr char map[] = R"({"id": "track_id", "title": "title", "artist": "artist_name", "album": "release",
    "missing": ["n/a"], "attributes": {
    "genre": {"column": "genres", "split": ";", "aliases": {"hip-hop": "hip hop", "Hip Hop": "hip hop", "R&B": "r&b"}},
    "mood": {"column": "mood", "split": ";", "family": "context"},
    "tempo": {"column": "bpm", "type": "number", "bins": "tempo"},
    "year": {"column": "year", "type": "number", "missing": ["0"], "bins": "decade"}}})";

CascadeView& view(Stage& stage)
{
    stage.go(QStringLiteral("cascade"), QStringLiteral("catalogue"));
    return *stage.window.findChild<CascadeView*>();
}

ImportPage& openTable(Stage& stage)
{
    const QString path = QDir(stage.folder).filePath(QStringLiteral("evening tracks.tsv"));
    static_cast<void>(writeWholeFile(path, table()));
    view(stage).importFrom(path);
    ImportPage& page = *view(stage).tracks().importPage();
    static_cast<void>(
        QTest::qWaitFor([&] { return page.stage() == ImportPage::Stage::Mapping; }, patienceMs));
    if (const auto known = catalogueMapFromJson(map, {}))
        page.applyMap(*known);
    return page;
}

void showColumn(Stage& stage, ImportPage& page, int row)
{
    page.columns().setCurrentIndex(page.columns().model()->index(row, ColumnModel::UseColumn));
    QTest::qWait(300); // the preview waits for the last key
    stage.settle();
}

Result<void> importTwo(const Connection& connection)
{
    const QTemporaryDir folder;
    const char* contents[] = {
        "id\ttitle\tartist\tgenre\n"
        "1\tMidnight River\tØresund\tfolk\n2\tHello\tAdele\tpop\n3\tGolden Motel\tWild Signal\trock\n"
        "4\tIntro\tThe xx\tindie\n5\tIntro\tThe XX\tindie\n6\tSlow Skies\tNina Ferro\tjazz\n",
        "id\ttitle\tartist\tmood\n"
        "a\tMidnight river (Remastered)\tOresund\tcalm\nb\tGolden Motel\tWILD SIGNAL\tdark\n"
        "c\tIntro\txx\tdreamy\nd\tElsewhere\tNobody\tsad\n"};
    for (int i = 0; i < 2; ++i) {
        const QString path =
            folder.filePath(i == 0 ? QStringLiteral("tags.tsv") : QStringLiteral("moods.tsv"));
        ANTIPHON_TRY(writeWholeFile(path, contents[i]));
        ANTIPHON_TRY_ASSIGN(const TablePreview preview, previewTable(path, 10));
        ANTIPHON_TRY(importCatalogue(connection, {QStringLiteral("ada")}, path, guessCatalogueMap(preview),
                                     {}, {}, {}));
    }
    return {};
}

void showJoin(Stage& stage)
{
    CascadeView& cascade = view(stage);
    cascade.joinCatalogues();
    stage.settle();
    const auto choices = cascade.tracks().joinPage()->findChildren<QComboBox*>();
    for (QComboBox* choice : choices) {
        if (choice->accessibleName() == QStringLiteral("Tracks of"))
            choice->setCurrentText(QStringLiteral("tags"));
        if (choice->accessibleName() == QStringLiteral("Values of"))
            choice->setCurrentText(QStringLiteral("moods"));
    }
    for (QComboBox* choice : choices)
        if (choice->accessibleName() == QStringLiteral("Known again by"))
            QTest::keyClick(choice, Qt::Key_Down);
    stage.settle();
}

State at(const char* name, Project project, std::function<void(Stage&)> show,
         std::function<Result<void>(const Connection&)> prepare = {})
{
    return {QString::fromLatin1(name), project, std::move(prepare), std::move(show)};
}

} // namespace

QList<State> importStates()
{
    return {at("cascade-import-empty", Project::Empty,
               [](Stage& stage) {
                   view(stage).importFrom(stage.folder + QStringLiteral("/absent.tsv"));
                   stage.settle();
               }),
            at("cascade-import-map", Project::Sample,
               [](Stage& stage) { showColumn(stage, openTable(stage), 4); }),
            at("cascade-import-bins", Project::Sample,
               [](Stage& stage) { showColumn(stage, openTable(stage), 7); }),
            at("cascade-import-refused", Project::Sample,
               [](Stage& stage) {
                   ImportPage& page = openTable(stage);
                   showColumn(stage, page, 0);
                   page.startImport();
                   static_cast<void>(QTest::qWaitFor(
                       [&] { return page.stage() == ImportPage::Stage::Imported; }, patienceMs));
                   stage.settle();
               }),
            at("cascade-join", Project::Sample, showJoin, importTwo)};
}

} // namespace antiphon::gallery
