#include "core/corpus/sourcestore.h"
#include "core/corpus/sourcewriter.h"
#include "tests/core/merge/mergecopies.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

class MergeBulk : public MergeCopies
{
protected:
    // Imports a talk into the other copy.
    Result<void> importThere(const QString& name)
    {
        Source source;
        source.name = name;
        source.format = QStringLiteral("chat");
        ANTIPHON_TRY_ASSIGN(SourceWriter writer, SourceWriter::begin(other(), source));
        Dialogue dialogue;
        dialogue.externalId = name;
        for (int i = 0; i < 4; ++i) {
            Turn turn;
            turn.role = i % 2 == 0 ? Role::User : Role::System;
            turn.text = QStringLiteral("a sarabande number %1").arg(i);
            dialogue.turns << turn;
        }
        ANTIPHON_TRY(writer.add(dialogue, 0));
        ANTIPHON_TRY_ASSIGN(const Source finished, writer.finish());
        return EditHistory(other()).record(m_actor, QStringLiteral("Import"),
                                           [&] { return publishSource(other(), finished); });
    }
    Result<void> codeThere()
    {
        return act(other(), "INSERT INTO coder (id, name) SELECT randomblob(16), 'ben' WHERE NOT EXISTS "
                            "(SELECT 1 FROM coder WHERE name = 'ben'); "
                            "INSERT INTO coding (id, code, coder, dialogue, turn, origin, created_at) SELECT "
                            "randomblob(16), (SELECT min(id) FROM code), (SELECT id FROM coder WHERE name = "
                            "'ben'), dialogue, id, 'person', 1 FROM turn WHERE text LIKE '%sarabande%'");
    }
    static constexpr char found[] = "turn_text WHERE turn_text MATCH 'sarabande'";
};

} // namespace

TEST_F(MergeBulk, bringsASourceInWholeWithItsCodings)
{
    part();
    ASSERT_OK(importThere(QStringLiteral("new")));
    ASSERT_OK(codeThere());
    const auto report = merge();
    ASSERT_OK(report);
    EXPECT_EQ(report->bulk.value(QStringLiteral("turn")), 4);
    EXPECT_EQ(report->tables[QStringLiteral("source")].added, 1);
    EXPECT_EQ(count(db(), "ready_dialogue WHERE external_id = 'new'"), 1);
    EXPECT_EQ(count(db(), "coding"), 4);
    EXPECT_EQ(count(db(), found), 4) << "its words are found";
    EXPECT_TRUE(checkIntegrity(db())->isEmpty());
}

TEST_F(MergeBulk, undoHidesTheSourceAndMergingAgainBringsIt)
{
    part();
    ASSERT_OK(importThere(QStringLiteral("new")));
    ASSERT_OK(codeThere());
    ASSERT_OK(merge());
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_EQ(count(db(), "ready_dialogue WHERE external_id = 'new'"), 0);
    EXPECT_EQ(count(db(), "coding"), 0);
    ASSERT_OK(merge());
    EXPECT_EQ(count(db(), "ready_dialogue WHERE external_id = 'new'"), 1);
    EXPECT_EQ(count(db(), "coding"), 4);
    EXPECT_EQ(count(db(), found), 4);
    EXPECT_TRUE(checkIntegrity(db())->isEmpty());
}

TEST_F(MergeBulk, leavesAnImportThatWasUndoneHereAlone)
{
    addSource(QStringLiteral("more"), {3});
    part();
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    ASSERT_OK(importThere(QStringLiteral("new")));
    ASSERT_OK(merge());
    EXPECT_EQ(count(db(), "source WHERE name = 'more' AND state = 'ready'"), 0);
    EXPECT_EQ(count(db(), "source WHERE name = 'new' AND state = 'ready'"), 1);
}

TEST_F(MergeBulk, undoTakesAStudyBackWhoseKeyWasOpened)
{
    part();
    ASSERT_OK(act(other(), "INSERT INTO study (id, name, definition, state, created_at) VALUES "
                           "(randomblob(16), 'taste', '{}', 'frozen', 1); INSERT INTO study_source (study, "
                           "source, letter) SELECT study.id, source.id, 'A' FROM study, source"));
    ASSERT_OK(other().execute("INSERT INTO unblinding (study, at, actor, reason) SELECT id, 1, 'anna', "
                              "'report' FROM study"));
    ASSERT_OK(merge());
    EXPECT_EQ(count(db(), "study WHERE state = 'frozen'"), 1);
    EXPECT_EQ(count(db(), "study_source"), 1);
    EXPECT_EQ(count(db(), "unblinding"), 1);
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_EQ(count(db(), "study WHERE state <> 'removed'"), 0);
    EXPECT_EQ(count(db(), "study_source"), 0);
    EXPECT_EQ(count(db(), "unblinding"), 1) << "who knows the key goes on knowing it";
    ASSERT_OK(merge());
    EXPECT_EQ(count(db(), "study WHERE state = 'frozen'"), 1);
    EXPECT_EQ(count(db(), "unblinding"), 1);
    EXPECT_TRUE(checkIntegrity(db())->isEmpty());
}

TEST_F(MergeBulk, bringsACatalogueInWithItsValues)
{
    part();
    ASSERT_OK(
        other().execute("INSERT INTO catalogue (id, name, origin, map, state, created_at, tracks) VALUES "
                        "(x'11', 'new', '', '{}', 'importing', 1, 2);"
                        "INSERT INTO track VALUES (x'11', 0, 'a', 'One', '', '', x'00'), "
                        "(x'11', 1, 'b', 'Two', '', '', x'');"
                        "INSERT INTO catalogue_value VALUES (x'11', 0, 'genre', 'rock')"));
    ASSERT_OK(act(other(), "UPDATE catalogue SET state = 'ready'"));
    for (int again = 0; again < 2; ++again) {
        ASSERT_OK(merge());
        EXPECT_EQ(count(db(), "track JOIN catalogue ON catalogue.id = track.catalogue WHERE state = 'ready'"),
                  2);
        EXPECT_EQ(count(db(), "catalogue_value WHERE value = 'rock'"), 1);
    }
    EXPECT_TRUE(checkIntegrity(db())->isEmpty());
}

TEST_F(MergeBulk, bringsListsAndEmbeddingsIn)
{
    ASSERT_OK(db().execute("INSERT INTO catalogue (id, name, origin, map, state, created_at, tracks) VALUES "
                           "(x'11', 'songs', '', '{}', 'importing', 1, 2)"));
    ASSERT_OK(act(db(), "UPDATE catalogue SET state = 'ready'"));
    part();
    ASSERT_OK(other().execute(
        "INSERT INTO similarity VALUES (x'21', x'11', 'heard', 'tracks', 'list', '', 'importing', 1, 1, 0), "
        "(x'22', x'11', 'space', 'tracks', 'embedding', '', 'importing', 1, 1, 2);"
        "INSERT INTO similarity_item VALUES (x'21', 'a', x'5b5d'), (x'22', 'a', x'0000803f00000000')"));
    ASSERT_OK(act(other(), "UPDATE similarity SET state = 'ready'"));
    for (int again = 0; again < 2; ++again) {
        ASSERT_OK(merge());
        EXPECT_EQ(count(db(), "similarity WHERE state = 'ready'"), 2);
        EXPECT_EQ(count(db(), "similarity_item"), 2);
    }
    EXPECT_TRUE(checkIntegrity(db())->isEmpty());
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_EQ(count(db(), "similarity WHERE state = 'ready'"), 0);
}

TEST_F(MergeBulk, bringsTheTracksOfAnEarlierVersion)
{
    part();
    ASSERT_OK(other().execute(
        "DROP TABLE track; DROP TABLE catalogue_value;"
        "CREATE TABLE track (id BLOB PRIMARY KEY NOT NULL, catalogue BLOB NOT NULL REFERENCES catalogue "
        "(id), "
        "ordinal INTEGER NOT NULL, external_id TEXT NOT NULL, title TEXT NOT NULL, artist TEXT NOT NULL, "
        "album TEXT NOT NULL, attributes TEXT NOT NULL) STRICT;"
        "INSERT INTO catalogue (id, name, origin, map, state, created_at, tracks) VALUES "
        "(x'11', 'new', '', '{}', 'importing', 1, 1);"
        "INSERT INTO track VALUES (x'22', x'11', 0, 'a', 'One', '', '', '{\"genre\":[\"rock\"]}')"));
    ASSERT_OK(act(other(), "UPDATE catalogue SET state = 'ready'"));
    ASSERT_OK(merge());
    EXPECT_EQ(count(db(), "track WHERE catalogue = x'11' AND title = 'One' AND attributes LIKE '%rock%'"), 1);
    EXPECT_TRUE(checkIntegrity(db())->isEmpty());
}

TEST_F(MergeBulk, takesTheRemovalOfASource)
{
    part();
    ASSERT_OK(act(other(), "UPDATE source SET state = 'removed'"));
    ASSERT_OK(merge());
    EXPECT_EQ(count(db(), "ready_dialogue"), 0);
}

TEST_F(MergeBulk, anImportThatIsStillRunningThereStaysThere)
{
    part();
    Source source;
    source.name = QStringLiteral("half");
    source.format = QStringLiteral("chat");
    auto writer = SourceWriter::begin(other(), source);
    ASSERT_OK(writer);
    ASSERT_OK(merge());
    EXPECT_EQ(count(db(), "source WHERE name = 'half'"), 0);
}

TEST_F(MergeBulk, refusesTwoAdditionsToOneSourceWhole)
{
    part();
    const QByteArray add = "INSERT INTO dialogue (id, source, ordinal, external_id, turns, tracks, preview) "
                           "SELECT randomblob(16), id, published, hex(randomblob(4)), 0, 0, '' FROM source";
    for (const Connection* copy : {&db(), &other()}) {
        ASSERT_OK(copy->execute(add.constData()));
        ASSERT_OK(act(*copy, "UPDATE source SET published = published + 1, dialogues = dialogues + 1"));
    }
    const QString before = dumpOfAllTables(db());
    EXPECT_ERROR(merge(), ErrorCode::NotPossible);
    EXPECT_EQ(dumpOfAllTables(db()), before);
}
