// The corpus on the command line: exit status, the same facts as text and as JSON.
#include "tests/support/program.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace antiphon;
using namespace antiphon::test;

namespace {

const char good[] =
    R"({"id":"a","messages":[{"role":"user","content":"Calm piano"},{"role":"assistant","content":"Yes"}]})"
    "\n";

class CorpusVerbs : public testing::Test
{
protected:
    // `line` split at blanks, for the test's project.
    ProgramRun cli(const QString& line) const
    {
        return runProgram(antiphonCli(), line.split(QLatin1Char(' ')) +
                                             QStringList{QStringLiteral("--project"), m_project.path()});
    }
    QJsonObject json(const QString& line) const
    {
        const ProgramRun run = cli(line + QStringLiteral(" --json"));
        return QJsonDocument::fromJson(run.out).object();
    }
    QString file(const char* name, const QByteArray& content) const
    {
        return m_project.writeFile(QString::fromUtf8(name), content);
    }
    TemporaryProject m_project;
};

} // namespace

TEST_F(CorpusVerbs, ImportsCountsAndFinds)
{
    const ProgramRun run = cli(QStringLiteral("import corpus %1 --name talks").arg(file("x.jsonl", good)));
    EXPECT_EQ(run.exitStatus, 0) << run.err.toStdString();
    EXPECT_TRUE(run.out.startsWith("Imported 1 dialogue with 2 turns")) << run.out.toStdString();
    const QJsonObject info = json(QStringLiteral("info"));
    EXPECT_EQ(info[QStringLiteral("dialogues")].toInt(), 1);
    EXPECT_EQ(info[QStringLiteral("sources")].toArray().first()[QStringLiteral("name")].toString(),
              QStringLiteral("talks"));
    const QJsonObject found = json(QStringLiteral("search pian"));
    EXPECT_EQ(found[QStringLiteral("turns")].toInt(), 1);
    const QJsonObject hit = found[QStringLiteral("hits")].toArray().first().toObject();
    EXPECT_EQ(hit[QStringLiteral("dialogue")].toString(), QStringLiteral("a"));
    EXPECT_EQ(hit[QStringLiteral("marks")].toArray().first().toArray().first().toInt(), 5);
}

TEST_F(CorpusVerbs, SaysWhichRowsWereRefused)
{
    const QString path = file("x.jsonl", QByteArray(good) + "{\"messages\": [\n");
    const QString rejects = m_project.filePath(QStringLiteral("rejects"));
    const ProgramRun run = cli(QStringLiteral("import corpus %1 --rejects %2").arg(path, rejects));
    EXPECT_EQ(run.exitStatus, 3);
    EXPECT_TRUE(run.out.contains("line 2: it is not complete, valid JSON")) << run.out.toStdString();
    QFile written(rejects);
    ASSERT_TRUE(written.open(QIODevice::ReadOnly));
    EXPECT_EQ(QJsonDocument::fromJson(written.readAll()).object()[QStringLiteral("line")].toInt(), 2);
}

TEST_F(CorpusVerbs, FailsWithOneSentence)
{
    for (const QString& words :
         {QStringLiteral("import corpus /nowhere"), QStringLiteral("import corpus x --format xml"),
          QStringLiteral("export corpus --out x --source none"), QStringLiteral("export corpus --out x"),
          QStringLiteral("remove source none"), QStringLiteral("search x --in lyrics")}) {
        const ProgramRun run = cli(words);
        EXPECT_EQ(run.exitStatus, 1) << words.toStdString();
        EXPECT_EQ(run.err.count('\n'), 1) << run.err.toStdString();
        EXPECT_TRUE(run.err.endsWith(".\n")) << run.err.toStdString();
    }
}

TEST_F(CorpusVerbs, RemovesAndBringsBack)
{
    cli(QStringLiteral("import corpus ") + file("x.jsonl", good));
    EXPECT_EQ(cli(QStringLiteral("remove source x")).exitStatus, 0);
    EXPECT_EQ(json(QStringLiteral("info"))[QStringLiteral("dialogues")].toInt(), 0);
    EXPECT_EQ(cli(QStringLiteral("history --undo")).exitStatus, 0);
    EXPECT_EQ(json(QStringLiteral("info"))[QStringLiteral("dialogues")].toInt(), 1);
    const QString out = m_project.filePath(QStringLiteral("out.csv"));
    EXPECT_EQ(
        json(QStringLiteral("export corpus --format csv --out ") + out)[QStringLiteral("turns")].toInt(), 2);
    EXPECT_TRUE(QFile::exists(out));
}
