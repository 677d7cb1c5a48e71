// The contract of the command line: grammar, exit status, one sentence on standard error.
#include "tests/support/program.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace antiphon;
using namespace antiphon::test;

namespace {

ProgramRun cli(const QStringList& arguments)
{
    return runProgram(antiphonCli(), arguments);
}

void expectOneSentence(const QByteArray& err)
{
    EXPECT_TRUE(err.endsWith(".\n")) << err.toStdString();
    EXPECT_EQ(err.count('\n'), 1) << err.toStdString();
}

} // namespace

TEST(CommandLine, WrongUsageIsStatusTwo)
{
    for (const QStringList& arguments :
         {QStringList{QStringLiteral("no-such-verb")}, QStringList{QStringLiteral("new")},
          QStringList{QStringLiteral("new"), QStringLiteral("a"), QStringLiteral("b")},
          QStringList{QStringLiteral("verify"), QStringLiteral("--no-such-option")},
          QStringList{QStringLiteral("verify"), QStringLiteral("--project")}}) {
        const ProgramRun run = cli(arguments);
        EXPECT_EQ(run.exitStatus, 2) << arguments.join(QLatin1Char(' ')).toStdString();
        expectOneSentence(run.err);
        EXPECT_TRUE(run.out.isEmpty());
    }
}

TEST(CommandLine, FailureIsStatusOneAndOneSentence)
{
    TemporaryProject project;
    const ProgramRun run = cli(
        {QStringLiteral("verify"), QStringLiteral("--project"), project.filePath(QStringLiteral("none"))});
    EXPECT_EQ(run.exitStatus, 1);
    expectOneSentence(run.err);
    EXPECT_TRUE(run.err.contains("none was not found")) << run.err.toStdString();
}

TEST(CommandLine, JsonIsOneDocumentAndNothingElse)
{
    TemporaryProject project;
    const ProgramRun run = cli(
        {QStringLiteral("history"), QStringLiteral("--json"), QStringLiteral("--project"), project.path()});
    EXPECT_EQ(run.exitStatus, 0);
    QJsonParseError error;
    EXPECT_TRUE(QJsonDocument::fromJson(run.out, &error).isObject()) << error.errorString().toStdString();
    EXPECT_TRUE(run.err.isEmpty());
}

TEST(CommandLine, EveryVerbHasHelpWithAnExample)
{
    const ProgramRun all = cli({QStringLiteral("help")});
    ASSERT_EQ(all.exitStatus, 0);
    int verbs = 0;
    for (const QByteArray& line : all.out.split('\n')) {
        if (!line.startsWith("  "))
            continue;
        const QString words = QString::fromUtf8(line.mid(2, 20)).trimmed();
        const ProgramRun help = cli(words.split(QLatin1Char(' ')) + QStringList{QStringLiteral("--help")});
        EXPECT_EQ(help.exitStatus, 0) << words.toStdString();
        EXPECT_TRUE(help.out.contains("Example:\n  antiphon-cli " + words.toUtf8())) << words.toStdString();
        ++verbs;
    }
    EXPECT_GE(verbs, 3);
}

TEST(CommandLine, NewRefusesToOverwrite)
{
    TemporaryProject project;
    const QString before = dumpOfAllTables(project.connection());
    const ProgramRun run = cli({QStringLiteral("new"), project.path()});
    EXPECT_EQ(run.exitStatus, 1);
    EXPECT_TRUE(run.err.contains("exists already")) << run.err.toStdString();
    EXPECT_EQ(dumpOfAllTables(project.connection()), before);
}
