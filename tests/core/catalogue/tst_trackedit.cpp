#include "core/catalogue/catalogueindex.h"
#include "core/catalogue/trackeditstore.h"
#include "core/merge/merge.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

const Actor ada{QStringLiteral("ada")};

class TrackEditTest : public testing::Test
{
protected:
    void SetUp() override
    {
        auto writer = CatalogueWriter::begin(db(), {{}, QStringLiteral("songs"), {}, "{}"});
        ASSERT_TRUE(writer.has_value());
        ASSERT_TRUE(writer->add({"t1", "Blue", "Ann", "First", R"({"genre":["rock"],"year":[1999]})"}));
        ASSERT_TRUE(writer->add({"t2", "Red", "Bob", "", R"({"genre":["pop","rock"]})"}));
        ASSERT_TRUE(writer->finish(2));
        catalogue = writer->catalogueId();
        ASSERT_OK(EditHistory(db()).record(ada, QStringLiteral("Import"), [&] {
            return setCatalogueState(db(), catalogue, CatalogueState::Ready);
        }));
    }
    Track track(quint32 ordinal, const Connection& in) const
    {
        const auto tracks = tracksAt(in, catalogue, {ordinal});
        return tracks && !tracks->isEmpty() ? tracks->first() : Track();
    }
    Track track(quint32 ordinal) const { return track(ordinal, db()); }
    Result<void> edit(const Connection& in, const Track& wanted, const char* label) const
    {
        return EditHistory(in).record(ada, QString::fromUtf8(label),
                                      [&] { return editTrack(in, catalogue, wanted); });
    }
    Result<void> edit(const Track& wanted, const char* label = "Edit") const
    {
        return edit(db(), wanted, label);
    }
    qint64 kept() const { return *db().integer("SELECT count(*) FROM track_edit"); }
    const Connection& db() const { return m_project.connection(); }
    TemporaryProject m_project;
    CatalogueId catalogue;
};

} // namespace

TEST_F(TrackEditTest, EveryReaderSeesTheEditAndUndoTakesItBack)
{
    const Track imported = track(0);
    Track wanted = imported;
    wanted.title = QStringLiteral("Blau");
    wanted.values = {{QStringLiteral("genre"), QStringLiteral("indie")},
                     {QStringLiteral("mood"), QStringLiteral("sad")}};
    wanted.numbers = {{QStringLiteral("year"), 2001}};
    ASSERT_OK(edit(wanted));
    EXPECT_EQ(track(0), wanted);
    const auto page = trackPage(db(), {catalogue, {}, {}, {}}, 0, 10);
    ASSERT_OK(page);
    EXPECT_EQ(page->value(0), wanted);
    const auto index = CatalogueIndex::load(db(), catalogue);
    ASSERT_OK(index);
    EXPECT_EQ((*index)->track(0).title, wanted.title);
    EXPECT_EQ((*index)->track(0).values, wanted.values);
    EXPECT_TRUE((*index)->findValue((*index)->typeIndex(QStringLiteral("mood")), QStringLiteral("sad")));
    const auto edited = editedTracks(db(), catalogue);
    ASSERT_OK(edited);
    EXPECT_EQ(*edited, QList<Track>{wanted});

    ASSERT_OK(EditHistory(db()).undo(ada));
    EXPECT_EQ(track(0), imported);
    ASSERT_OK(EditHistory(db()).redo(ada));
    EXPECT_EQ(track(0), wanted);
}

TEST_F(TrackEditTest, WhatEqualsTheImportIsNoEdit)
{
    const Track imported = track(1);
    Track wanted = imported;
    wanted.artist = QStringLiteral("Cy");
    ASSERT_OK(edit(wanted));
    EXPECT_EQ(kept(), 1);
    ASSERT_OK(edit(imported));
    EXPECT_EQ(kept(), 0);
    EXPECT_EQ(track(1), imported);
}

TEST_F(TrackEditTest, TheStampFollowsTheContent)
{
    const auto stamp = [this] { return trackStamp(db(), catalogue).value(); };
    EXPECT_TRUE(stamp().isEmpty());
    Track wanted = track(0);
    wanted.title = QStringLiteral("a");
    ASSERT_OK(edit(wanted));
    const QByteArray first = stamp();
    EXPECT_FALSE(first.isEmpty());
    wanted.title = QStringLiteral("b");
    ASSERT_OK(edit(wanted));
    EXPECT_NE(stamp(), first);
    ASSERT_OK(EditHistory(db()).undo(ada));
    EXPECT_EQ(stamp(), first);
    ASSERT_OK(EditHistory(db()).undo(ada));
    EXPECT_TRUE(stamp().isEmpty());
}

TEST_F(TrackEditTest, WhatNoTrackCanBeIsRefused)
{
    Track wanted = track(0);
    wanted.values << AttributeValue{QStringLiteral("genre"), QStringLiteral("rock")};
    EXPECT_ERROR(edit(wanted), ErrorCode::InvalidValue);
    wanted = track(0);
    wanted.values << AttributeValue{QStringLiteral("genre"), QStringLiteral(" ")};
    EXPECT_ERROR(edit(wanted), ErrorCode::InvalidValue);
    wanted = track(0);
    wanted.numbers << NumberValue{QStringLiteral("year"), 3};
    EXPECT_ERROR(edit(wanted), ErrorCode::InvalidValue);
    wanted = track(0);
    wanted.ordinal = 7;
    EXPECT_ERROR(edit(wanted), ErrorCode::NotFound);
    EXPECT_EQ(kept(), 0);
}

TEST_F(TrackEditTest, ATrackHasAHistoryOfItsOwn)
{
    Track one = track(0);
    one.title = QStringLiteral("a");
    ASSERT_OK(edit(one, "first"));
    Track two = track(1);
    two.title = QStringLiteral("b");
    ASSERT_OK(edit(two, "other"));
    one.artist = QStringLiteral("c");
    ASSERT_OK(edit(one, "second"));
    ASSERT_OK(EditHistory(db()).undo(ada));
    const auto edits = editsOfTrack(db(), catalogue, 0);
    ASSERT_OK(edits);
    ASSERT_EQ(edits->size(), 2);
    EXPECT_EQ((*edits)[0].label, QStringLiteral("second"));
    EXPECT_TRUE((*edits)[0].undone);
    EXPECT_EQ((*edits)[1].label, QStringLiteral("first"));
    EXPECT_EQ((*edits)[1].actor, ada.name);
    EXPECT_FALSE((*edits)[1].undone);
}

TEST_F(TrackEditTest, AMergeBringsEditsOfBothCopiesTogether)
{
    Track mine = track(0);
    mine.album = QStringLiteral("once");
    ASSERT_OK(edit(mine));
    const QString path = m_project.filePath(QStringLiteral("copy.antiphon"));
    ASSERT_OK(db().backupTo(path));
    const auto other = openProject(path);
    ASSERT_OK(other);
    mine.title = QStringLiteral("mine");
    ASSERT_OK(edit(mine));
    Track theirs = track(0, *other);
    theirs.artist = QStringLiteral("theirs");
    ASSERT_OK(edit(*other, theirs, "Edit"));
    Track second = track(1, *other);
    second.title = QStringLiteral("second");
    ASSERT_OK(edit(*other, second, "Edit"));

    ASSERT_OK(mergeProject(db(), ada, path));
    EXPECT_EQ(track(0).title, QStringLiteral("mine"));
    EXPECT_EQ(track(0).artist, QStringLiteral("theirs"));
    EXPECT_EQ(track(0).album, QStringLiteral("once"));
    EXPECT_EQ(track(1).title, QStringLiteral("second"));
}
