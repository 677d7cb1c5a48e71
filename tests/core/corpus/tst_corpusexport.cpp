#include "core/base/linereader.h"
#include "core/corpus/corpusexport.h"
#include "core/corpus/corpusimport.h"
#include "core/corpus/corpusstore.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

using namespace antiphon;

namespace {

const char twoDialogues[] =
    R"({"id":"a","turns":[{"role":"user","text":"It's \"loud\",\nno?","intents":["greeting"],"attributes":["genre:pop"]},)"
    R"({"role":"system","text":"Yes","tracks":[["t1",1],["t2",-1],["t1",0]]}],"goal":["t1"],"tracks":[{"id":"t1","title":"T","artist":"A","album":"B"}]})"
    "\n"
    R"({"id":"b","turns":[{"role":"user","text":""}]})"
    "\n";

class ExportTest : public testing::Test
{
protected:
    const Connection& db() const { return m_project.connection(); }
    Source import(const QString& path, const QString& name)
    {
        const CorpusImport request{{path}, {}, name, {}};
        const auto report = importCorpus(db(), Actor{QStringLiteral("ada")}, request);
        EXPECT_OK(report);
        return report ? report->source : Source();
    }
    Source sample()
    {
        return import(m_project.writeFile(QStringLiteral("in.jsonl"), twoDialogues), QStringLiteral("in"));
    }
    QByteArray exported(const Source& source, const char* format, const char* file)
    {
        const QString path = m_project.filePath(QString::fromUtf8(file));
        const auto report =
            exportCorpus(db(), source.id, *exportFormat(QString::fromUtf8(format), path), path);
        EXPECT_OK(report);
        return readWholeFile(path).value_or(QByteArray());
    }
    QList<Dialogue> dialogues(const Source& source) const
    {
        QList<Dialogue> all;
        const auto ids = dialogueIds(db(), source.id);
        for (const DialogueId& id : *ids)
            all << *readDialogue(db(), id);
        return all;
    }
    test::TemporaryProject m_project;
};

} // namespace

TEST_F(ExportTest, LosesNothingInItsOwnFormat)
{
    EXPECT_EQ(exported(sample(), "jsonl", "out.jsonl").size(),
              static_cast<qsizetype>(sizeof twoDialogues) - 1);
    const Source back = import(m_project.filePath(QStringLiteral("out.jsonl")), QStringLiteral("back"));
    const auto before = dialogues(sample());
    const auto after = dialogues(back);
    ASSERT_EQ(after.size(), 2);
    EXPECT_TRUE(sameContent(after[0], before[0]));
    EXPECT_TRUE(sameContent(after[1], before[1]));
    EXPECT_EQ(tracksOf(db(), after[0])->value(QStringLiteral("t1")).album, QStringLiteral("B"));
}

TEST_F(ExportTest, WritesTheShapesOfLp)
{
    const Source source = sample();
    for (const char* file : {"lp.json", "lp.jsonl", "lp.csv"}) {
        exported(source, "lp", file);
        const auto back =
            dialogues(import(m_project.filePath(QString::fromUtf8(file)), QString::fromUtf8(file)));
        ASSERT_EQ(back.size(), 2) << file;
        EXPECT_EQ(back[0].turns[0].text, QStringLiteral("It's \"loud\",\nno?")) << file;
        EXPECT_EQ(back[0].turns[0].attributes, QStringList{QStringLiteral("genre:pop")}) << file;
        EXPECT_EQ(back[0].turns[1].tracks.size(), 3) << file;
    }
}

TEST_F(ExportTest, WritesChatAndTables)
{
    const Source source = sample();
    EXPECT_EQ(exported(source, "chat", "c.jsonl"),
              "{\"messages\": [{\"role\": \"user\", \"content\": \"It's \\\"loud\\\",\\nno?\"}, {\"role\": "
              "\"assistant\", "
              "\"content\": \"Yes\"}]}\n{\"messages\": [{\"role\": \"user\", \"content\": \"\"}]}\n");
    EXPECT_EQ(exported(source, "csv", "c.csv"),
              "dialogue,position,role,text,intents,attributes,tracks,liked,disliked\n"
              "a,0,user,\"It's \"\"loud\"\",\nno?\",greeting,genre:pop,,,\na,1,system,Yes,,,t1 t2 "
              "t1,t1,t2\nb,0,user,,,,,,\n");
    EXPECT_EQ(import(m_project.filePath(QStringLiteral("c.csv")), QStringLiteral("csv")).dialogues, 2);
}

TEST_F(ExportTest, RefusesPlacesThatCanNotBeWritten)
{
    const Source source = sample();
    EXPECT_ERROR(exportCorpus(db(), source.id, ExportFormat::Chat, m_project.filePath(QString())),
                 ErrorCode::NotAFile);
    EXPECT_ERROR(
        exportCorpus(db(), source.id, ExportFormat::Chat, m_project.filePath(QStringLiteral("no/x"))),
        ErrorCode::PermissionDenied);
    CancelToken cancel;
    cancel.cancel();
    const QString path = m_project.filePath(QStringLiteral("x"));
    EXPECT_ERROR(exportCorpus(db(), source.id, ExportFormat::Chat, path, cancel), ErrorCode::Cancelled);
    EXPECT_FALSE(QFile::exists(path));
    EXPECT_FALSE(exportFormat(QStringLiteral("xml"), path).has_value());
}
