#include "core/corpus/corpusimport.h"
#include "core/corpus/corpusstore.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

using namespace antiphon;

namespace {

const char cpcdLine[] =
    R"({"id": "d1", "turns": [{"user_query": "Hi", "system_response": "Hello", "search_queries": ["q"], )"
    R"("search_results": [["a", "b"], ["b", "c"]], "liked_results": ["b", "z"], "disliked_results": ["c"]}, )"
    R"({"user_query": "", "system_response": null, "search_results": []}], "tracks": {"a": {"track_titles": "A", )"
    R"("track_artists": ["X", "Y"], "track_release_titles": "R"}}, "goal_playlist": ["a"]})";

class CorpusImportTest : public testing::Test
{
protected:
    const Connection& db() const { return m_project.connection(); }

    Result<CorpusImportReport> import(const QString& path, std::optional<CorpusFormat> format = {},
                                      const QString& name = QStringLiteral("corpus"))
    {
        CorpusImport request{{path}, format, name, m_columns};
        return importCorpus(db(), m_actor, request, m_cancel);
    }
    Result<CorpusImportReport> importText(const char* fileName, const QByteArray& content)
    {
        return import(m_project.writeFile(QString::fromUtf8(fileName), content));
    }
    Dialogue only() const
    {
        const auto ids = dialogueOrder(db(), {});
        return readDialogue(db(), ids->first()).value_or(Dialogue());
    }
    qint64 rows(const char* table) const
    {
        return db()
            .integer(QStringLiteral("SELECT count(*) FROM %1").arg(QString::fromUtf8(table)).toStdString())
            .value_or(-1);
    }
    QString dump() const
    {
        QString text = test::dumpOfRecordedTables(db());
        for (const char* table : {"dialogue", "turn", "source_track", "turn_text", "history"})
            text += QStringLiteral("%1 %2\n").arg(QString::fromUtf8(table)).arg(rows(table));
        return text;
    }

    test::TemporaryProject m_project;
    TurnColumns m_columns;
    CancelToken m_cancel;
    const Actor m_actor{QStringLiteral("ada")};
};

} // namespace

TEST_F(CorpusImportTest, ReadsCpcd)
{
    const auto report = importText("c.jsonl", cpcdLine);
    ASSERT_OK(report);
    EXPECT_EQ(report->source.format, QStringLiteral("cpcd"));
    EXPECT_EQ(report->dialogues, 1);
    EXPECT_EQ(report->turns, 4);
    EXPECT_EQ(report->exchanges, 2);
    EXPECT_EQ(report->emptyTurns, 2);
    EXPECT_EQ(report->tracks, 1);
    const Dialogue dialogue = only();
    const QList<TrackReference> shown{{QStringLiteral("a"), Verdict::Shown},
                                      {QStringLiteral("b"), Verdict::Liked},
                                      {QStringLiteral("c"), Verdict::Disliked},
                                      {QStringLiteral("z"), Verdict::Liked}};
    EXPECT_EQ(dialogue.turns.at(1).tracks, shown);
    EXPECT_EQ(dialogue.goal, QStringList{QStringLiteral("a")});
    EXPECT_EQ(tracksOf(db(), dialogue)->value(QStringLiteral("a")).artist, QStringLiteral("X, Y"));
}

TEST_F(CorpusImportTest, ReadsChatAndSkipsPrompts)
{
    const auto report = importText(
        "c.jsonl",
        R"({"messages":[{"role":"system","content":"Be kind"},{"role":"user","content":"Hi\r\nyou"},)"
        R"({"role":"assistant","content":[{"type":"text","text":"Yes"}]}]})"
        "\n\n"
        R"({"messages":[{"role":"user","content":"Hi"},{"role":"system","content":"Yes"}]})");
    ASSERT_OK(report);
    EXPECT_EQ(report->dialogues, 2);
    EXPECT_EQ(report->skippedPrompts, 1);
    const Dialogue dialogue = only();
    ASSERT_EQ(dialogue.turns.size(), 2);
    EXPECT_EQ(dialogue.turns.first().text, QStringLiteral("Hi\nyou"));
    EXPECT_EQ(dialogue.turns.last().role, Role::System);
}

TEST_F(CorpusImportTest, ReadsEveryShapeOfLp)
{
    const QByteArray turn = R"({"role":"user","content":"Hi","intent":["greeting"],"music_attribute":[]})";
    const QByteArray python =
        "[{'role': 'user', 'content': \"it's\", 'intent': ['x'], 'music_attribute': ['genre:pop']}]";
    EXPECT_EQ(importText("one.json", "[\n" + turn + ",\n" + turn + "]")->dialogues, 1);
    EXPECT_EQ(rows("turn"), 2);
    EXPECT_EQ(
        importText("many.json", "[[" + turn + "],\n[" + turn + "," + turn + "," + turn + "]]")->dialogues, 2);
    EXPECT_EQ(importText("records.json", "[{\"id\": 7, \"conversation\": [" + turn + "]}]")->dialogues, 1);
    EXPECT_EQ(importText("lines.jsonl", "{\"id\":\"x\",\"conversation\":[" + turn +
                                            "]}\n{\"id\":\"y\",\"conversation\":\"" +
                                            QByteArray(python).replace('"', "\\\"") + "\"}")
                  ->dialogues,
              2);
    const auto table =
        importText("t.csv", "id,conversation\np1,\"" + QByteArray(python).replace("\"", "\"\"") + "\"\n");
    ASSERT_OK(table);
    EXPECT_EQ(table->dialogues, 1);
    const auto id = dialogueByExternalId(db(), table->source.id, QStringLiteral("p1"));
    const Dialogue dialogue = *readDialogue(db(), id->value());
    EXPECT_EQ(dialogue.turns.first().text, QStringLiteral("it's"));
    EXPECT_EQ(dialogue.turns.first().attributes, QStringList{QStringLiteral("genre:pop")});
    EXPECT_EQ(table->source.dialogues, 7);
}

TEST_F(CorpusImportTest, ReadsTablesOfTurns)
{
    const auto report =
        importText("t.csv", "dialogue,role,text,position\na,system,\"second,\nline\",1\na,user,first,0\n"
                            "b,user,x,0\nb,chorus,y,1\nb,user,z,2\nc,user,w,0\n");
    ASSERT_OK(report);
    EXPECT_EQ(report->dialogues, 2);
    EXPECT_EQ(report->rejected, 1);
    EXPECT_EQ(report->rejects.first().line, 6);
    const Dialogue dialogue = only();
    EXPECT_EQ(dialogue.turns.first().text, QStringLiteral("first"));
    EXPECT_EQ(dialogue.turns.last().text, QStringLiteral("second,\nline"));
}

TEST_F(CorpusImportTest, MapsColumnsAndRoles)
{
    const auto columns = readTurnColumns(
        m_project.writeFile(QStringLiteral("map.json"),
                            R"({"dialogue":"conv","role":"who","text":"said","roles":{"Seeker":"user"}})"));
    ASSERT_OK(columns);
    m_columns = *columns;
    const auto report = importText("t.csv", "conv,who,said\n1,seeker,hello\n1,assistant,hi\n");
    ASSERT_OK(report);
    EXPECT_EQ(only().turns.first().role, Role::User);
    EXPECT_ERROR(importText("u.csv", "conv,said\n1,x\n"), ErrorCode::MissingColumn);
}

TEST_F(CorpusImportTest, AddsOnlyWhatIsNew)
{
    const QByteArray first = R"({"id":"a","turns":[{"role":"user","text":"one"}]})";
    const QByteArray second = R"({"id":"b","turns":[{"role":"user","text":"two"}]})";
    const QByteArray changed = R"({"id":"a","turns":[{"role":"user","text":"other"}]})";
    ASSERT_OK(importText("x.jsonl", first));
    const QString before = dump();
    const auto again = importText("x.jsonl", first);
    ASSERT_OK(again);
    EXPECT_EQ(again->unchanged, 1);
    EXPECT_EQ(dump(), before);
    const auto grown = importText("y.jsonl", changed + "\n" + second);
    ASSERT_OK(grown);
    EXPECT_EQ(grown->dialogues, 1);
    EXPECT_EQ(grown->rejected, 1);
    EXPECT_EQ(grown->source.dialogues, 2);
    EditHistory history(db());
    ASSERT_OK(history.undo(m_actor));
    EXPECT_EQ(*countDialogues(db(), {}), 1);
    const auto redone = importText("z.jsonl", second);
    ASSERT_OK(redone);
    EXPECT_EQ(*countDialogues(db(), {}), 2);
    EXPECT_EQ(rows("dialogue"), 2);
}

TEST_F(CorpusImportTest, KnowsRecordsWithoutIdByTheirContent)
{
    const QByteArray line = R"({"messages":[{"role":"user","content":"Hi"}]})";
    EXPECT_EQ(importText("a.jsonl", line + "\n" + line)->dialogues, 2);
    const auto again = importText("b.jsonl", line + "\n" + line + "\n" + line);
    ASSERT_OK(again);
    EXPECT_EQ(again->unchanged, 2);
    EXPECT_EQ(again->dialogues, 1);
}

TEST_F(CorpusImportTest, UndoesTheWhole)
{
    ASSERT_OK(importText("c.jsonl", cpcdLine));
    EditHistory history(db());
    ASSERT_OK(history.undo(m_actor));
    EXPECT_EQ(*countDialogues(db(), {}), 0);
    ASSERT_OK(history.redo(m_actor));
    EXPECT_EQ(*countDialogues(db(), {}), 1);
}

TEST_F(CorpusImportTest, RefusesBadRowsAndKeepsTheRest)
{
    const QByteArray cut = QByteArray(cpcdLine).left(300);
    const auto report = importText("c.jsonl", cut + "\n" + cpcdLine +
                                                  "\n{\"id\":\"\xff\"}\n[1]\n{\"id\":\"e\",\"turns\":[]}\n");
    ASSERT_OK(report);
    EXPECT_EQ(report->dialogues, 1);
    ASSERT_EQ(report->rejected, 4);
    QList<qint64> lines;
    for (const RejectedRow& row : report->rejects)
        lines << row.line;
    EXPECT_EQ(lines, (QList<qint64>{1, 3, 4, 5}));
    EXPECT_EQ(report->rejects.first().reason, QStringLiteral("it is not complete, valid JSON"));
}

TEST_F(CorpusImportTest, SaysWhereATruncatedFileIsBadAndChangesNothing)
{
    const QString before = dump();
    const QString path = m_project.writeFile(QStringLiteral("c.jsonl"), QByteArray(cpcdLine).left(300));
    const auto report = import(path);
    ASSERT_FALSE(report.has_value());
    EXPECT_EQ(errorSentence(report.error()),
              path +
                  QStringLiteral(" does not have the expected form, line 1: it is not complete, valid JSON; "
                                 "check the format that was chosen."));
    EXPECT_EQ(dump(), before);
}

TEST_F(CorpusImportTest, RefusesFilesThatCanNotBeRead)
{
    const QString before = dump();
    EXPECT_ERROR(importText("empty.jsonl", ""), ErrorCode::EmptyFile);
    EXPECT_ERROR(importText("blank.jsonl", "\n\n"), ErrorCode::WrongFormat);
    EXPECT_ERROR(importText("none.json", "[]"), ErrorCode::EmptyFile);
    EXPECT_ERROR(import(m_project.filePath(QString())), ErrorCode::NotAFile);
    EXPECT_ERROR(import(QStringLiteral("/nowhere/x.jsonl")), ErrorCode::NotFound);
    EXPECT_ERROR(importText("latin.jsonl", "{\"messages\": \"\xe9\"}\n"), ErrorCode::InvalidText);
    EXPECT_ERROR(importText("other.txt", "hello"), ErrorCode::WrongFormat);
    EXPECT_ERROR(import(m_project.writeFile(QStringLiteral("l.json"), "[{\"role\":\"user\",\n"), {}),
                 ErrorCode::WrongFormat);
    EXPECT_EQ(dump(), before);
}

TEST_F(CorpusImportTest, RefusesALineOf100Megabytes)
{
    const QByteArray huge = "{\"messages\": \"" + QByteArray(100'000'000, 'x') + "\"}\n";
    const QString before = dump();
    const auto alone = importText("huge.jsonl", huge);
    EXPECT_ERROR(alone, ErrorCode::LineTooLong);
    EXPECT_EQ(alone.error().line, 1);
    EXPECT_EQ(dump(), before);
    const auto report = importText("mixed.jsonl", huge + R"({"messages":[{"role":"user","content":"Hi"}]})");
    ASSERT_OK(report);
    EXPECT_EQ(report->dialogues, 1);
    EXPECT_EQ(report->rejects.first().line, 1);
}

TEST_F(CorpusImportTest, LeavesTheProjectAsItWasWhenCancelled)
{
    ASSERT_OK(importText("c.jsonl", cpcdLine));
    const QString before = dump();
    m_cancel.cancel();
    EXPECT_ERROR(importText("d.jsonl", cpcdLine), ErrorCode::Cancelled);
    EXPECT_EQ(dump(), before);
}

TEST_F(CorpusImportTest, LeavesTheProjectAsItWasWhenTheDiskIsFull)
{
    QByteArray lines;
    for (int i = 0; i < 3000; ++i)
        lines += "{\"id\":\"" + QByteArray::number(i) + "\",\"turns\":[{\"role\":\"user\",\"text\":\"" +
                 QByteArray(400, static_cast<char>('a' + i % 26)) + "\"}]}\n";
    ASSERT_OK(importText("c.jsonl", cpcdLine));
    const QString before = dump();
    const qint64 pages = *db().integer("PRAGMA page_count");
    ASSERT_OK(db().integer(QStringLiteral("PRAGMA max_page_count = %1").arg(pages + 250).toStdString()));
    CorpusImport request{
        {m_project.writeFile(QStringLiteral("x.jsonl"), lines)}, {}, QStringLiteral("big"), {}};
    EXPECT_ERROR(importCorpus(db(), m_actor, request), ErrorCode::DiskFull);
    EXPECT_EQ(dump(), before);
    ASSERT_OK(db().integer("PRAGMA max_page_count = 1000000"));
    EXPECT_EQ(importCorpus(db(), m_actor, request)->dialogues, 3000);
}

TEST_F(CorpusImportTest, RefusesANameOfAnotherKind)
{
    ASSERT_OK(importText("c.jsonl", cpcdLine));
    EXPECT_ERROR(importText("d.jsonl", R"({"messages":[{"role":"user","content":"Hi"}]})"),
                 ErrorCode::AlreadyExists);
}

TEST_F(CorpusImportTest, ReadsTheRealCorpus)
{
    const auto data = test::sharedData();
    if (!data)
        GTEST_SKIP() << "no shared data";
    const auto report = import(*data + QStringLiteral("/cpcd/cpcd_v1.dialogs.dev.train.jsonl"));
    ASSERT_OK(report);
    EXPECT_EQ(report->dialogues, 400);
    EXPECT_EQ(report->turns, 4258);
    EXPECT_EQ(report->exchanges, 2129);
    EXPECT_EQ(report->emptyTurns, 81);
    EXPECT_EQ(report->tracks, 7527);
    EXPECT_EQ(report->rejected, 0);
    EXPECT_EQ(rows("turn"), 4258);
    EXPECT_EQ(rows("source_track"), 7527);
    const auto lp =
        import(*data + QStringLiteral("/lp-musicdialog/dialogue_10.json"), {}, QStringLiteral("lp"));
    ASSERT_OK(lp);
    EXPECT_EQ(lp->turns, 10);
}
