// Prompts on the command line.
#include "tests/support/program.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace antiphon;
using namespace antiphon::test;

namespace {

class PromptVerbs : public testing::Test
{
protected:
    PromptVerbs()
    {
        EXPECT_EQ(
            runProgram(antiphonCli(), {QStringLiteral("new"), path(), QStringLiteral("--sample")}).exitStatus,
            0);
    }
    QString path() const { return m_project.filePath(QStringLiteral("prompts.antiphon")); }
    ProgramRun cli(const QString& line) const
    {
        return runProgram(antiphonCli(),
                          line.split(QLatin1Char('|')) + QStringList{QStringLiteral("--project"), path()});
    }
    QJsonObject json(const QString& line) const
    {
        return QJsonDocument::fromJson(cli(line + QStringLiteral("|--json")).out).object();
    }
    ProgramRun import(const QByteArray& text)
    {
        const QString file = m_project.writeFile(QStringLiteral("mine.txt"), text);
        return cli(QStringLiteral("prompt|import|%1|--note|try").arg(file));
    }
    TemporaryProject m_project;
};

QByteArray promptSaying(const char* words)
{
    return QByteArray("# version 1\n# system\n") + words + "\n# user\n{plan}\n# repair\n{error}\n";
}

} // namespace

TEST_F(PromptVerbs, KeepsListsShowsComparesAndExportsVersions)
{
    ASSERT_EQ(import(promptSaying("one")).exitStatus, 0);
    ASSERT_EQ(import(promptSaying("two")).exitStatus, 0);
    EXPECT_EQ(import(promptSaying("two")).exitStatus, 1);
    const QJsonArray all = json(QStringLiteral("prompt|list"))[QLatin1String("prompts")].toArray();
    ASSERT_EQ(all.size(), 6);
    EXPECT_EQ(all[0][QLatin1String("name")].toString(), QStringLiteral("mine"));
    EXPECT_EQ(all[0][QLatin1String("version")].toInt(), 2);
    EXPECT_EQ(all[0][QLatin1String("note")].toString(), QStringLiteral("try"));
    EXPECT_TRUE(all[2][QLatin1String("shipped")].toBool());
    EXPECT_EQ(all[2][QLatin1String("form")].toString(), QStringLiteral("turns"));
    EXPECT_TRUE(json(QStringLiteral("prompt|show|mine@1"))[QLatin1String("text")].toString().contains(
        QLatin1String("one")));

    const QJsonArray changes =
        json(QStringLiteral("prompt|diff|mine@1|mine"))[QLatin1String("changes")].toArray();
    ASSERT_EQ(changes.size(), 4);
    EXPECT_EQ(changes[2][QLatin1String("text")].toString(), QStringLiteral("one"));
    EXPECT_EQ(changes[3][QLatin1String("line")].toInt(), 3);
    EXPECT_TRUE(cli(QStringLiteral("prompt|diff|mine@1|mine")).out.contains("- one\n+ two\n"));

    const QString file = m_project.filePath(QStringLiteral("out.txt"));
    ASSERT_EQ(cli(QStringLiteral("prompt|export|mine@1|--out|") + file).exitStatus, 0);
    QFile written(file);
    ASSERT_TRUE(written.open(QIODevice::ReadOnly));
    EXPECT_EQ(written.readAll(), promptSaying("one"));
    const QString folder = m_project.filePath(QStringLiteral("all"));
    ASSERT_EQ(cli(QStringLiteral("prompt|export|--out|") + folder).exitStatus, 0);
    EXPECT_EQ(QDir(folder).entryList(QDir::Files).size(), 5);

    EXPECT_EQ(cli(QStringLiteral("prompt|remove|mine@2")).exitStatus, 0);
    EXPECT_EQ(json(QStringLiteral("prompt|show|mine"))[QLatin1String("version")].toInt(), 1);
    EXPECT_EQ(cli(QStringLiteral("prompt|remove|turn-by-turn@1")).exitStatus, 1);
    EXPECT_EQ(cli(QStringLiteral("prompt|show|none")).exitStatus, 1);
}

TEST_F(PromptVerbs, SaysWhichLineIsWrong)
{
    const ProgramRun wrong = import("# version 1\n# system\nx\n# user\n{plan} {moood}\n# repair\n{error}\n");
    EXPECT_EQ(wrong.exitStatus, 1);
    EXPECT_TRUE(wrong.err.contains("line 5")) << wrong.err.toStdString();
    EXPECT_TRUE(wrong.err.contains("{attributes}"));
}

TEST_F(PromptVerbs, PreviewsARequestOfAPlan)
{
    ASSERT_EQ(cli(QStringLiteral("plan|--count|3|--name|few|--seed|2")).exitStatus, 0);
    const QJsonObject whole = json(QStringLiteral("prompt|preview|whole-dialogue|--plans|few|--plan|1"));
    EXPECT_EQ(whole[QLatin1String("requests")].toInt(), 1);
    EXPECT_EQ(whole[QLatin1String("messages")].toArray().size(), 2);
    const QJsonObject turns =
        json(QStringLiteral("prompt|preview|turn-by-turn|--plans|few|--plan|1|--turn|3"));
    EXPECT_GT(turns[QLatin1String("requests")].toInt(), 3);
    EXPECT_TRUE(turns[QLatin1String("messages")][1][QLatin1String("content")].toString().contains(
        QLatin1String("3. user")));
    EXPECT_GT(turns[QLatin1String("prompt_tokens")].toInt(), whole[QLatin1String("prompt_tokens")].toInt());
    EXPECT_EQ(cli(QStringLiteral("prompt|preview|turn-by-turn|--plans|few|--plan|9")).exitStatus, 1);
    EXPECT_EQ(cli(QStringLiteral("prompt|preview|turn-by-turn|--plans|few|--turn|99")).exitStatus, 1);

    ASSERT_EQ(import("# version 1\n# examples-by ada\n# system\n{taxonomy}\n# user\n{examples 2}\n{plan}\n"
                     "# repair\n{error}\n")
                  .exitStatus,
              0);
    const QString said = json(QStringLiteral(
        "prompt|preview|mine|--plans|few"))[QLatin1String("messages")][1][QLatin1String("content")]
                             .toString();
    EXPECT_TRUE(said.startsWith(QLatin1String("Example 1\n1. user"))) << said.toStdString();
    EXPECT_TRUE(said.contains(QLatin1String("Example 2\n")));
}
