// generate, check and endpoint as a person types them.
#include "tests/core/generation/generationproject.h"
#include "tests/support/program.h"
#include "tests/support/resultassertions.h"
#include "tests/support/scriptedserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace antiphon;
using namespace antiphon::test;

namespace {

class GenerationVerbs : public testing::Test
{
protected:
    ProgramRun cli(const QString& line)
    {
        QStringList words = line.split(QLatin1Char(' '));
        words << QStringLiteral("--project") << m_project.path();
        return runProgram(antiphonCli(), words);
    }
    static QJsonObject json(const ProgramRun& run) { return QJsonDocument::fromJson(run.out).object(); }

    GenerationProject m_project;
};

} // namespace

TEST_F(GenerationVerbs, WritesAndChecksARun)
{
    m_project.addPlans(QStringLiteral("p"), 30);
    const ProgramRun first =
        cli(QStringLiteral("generate --plans p --writer template --name r --limit 20 --json"));
    EXPECT_EQ(first.exitStatus, 0) << first.err.toStdString();
    EXPECT_EQ(json(first).value(QStringLiteral("samples")).toInt(), 20);
    EXPECT_EQ(json(first).value(QStringLiteral("failed")).toInt(-1), 0);
    const ProgramRun again = cli(QStringLiteral("generate --plans p --name r --json"));
    EXPECT_EQ(again.exitStatus, 1);
    EXPECT_EQ(again.err.count('\n'), 1);
    const ProgramRun more = cli(QStringLiteral("generate --name r --resume --limit 30 --json"));
    EXPECT_EQ(json(more).value(QStringLiteral("samples")).toInt(), 30);
    EXPECT_EQ(json(more).value(QStringLiteral("written")).toInt(), 10);
    const ProgramRun check = cli(QStringLiteral("check --source r --json"));
    EXPECT_EQ(check.exitStatus, 0);
    for (const char* key :
         {"future_leaks", "role_confusions", "repeated_tracks", "genre_replaced", "contradictions"})
        EXPECT_EQ(json(check).value(QLatin1String(key)).toInt(-1), 0) << key;
    EXPECT_DOUBLE_EQ(json(check).value(QStringLiteral("mention_recall"))[QStringLiteral("value")].toDouble(),
                     1.0);
}

TEST_F(GenerationVerbs, SaysWhichPlansWereSetAside)
{
    const ScriptedServer server(QList<ScriptedReply>{{200, completionBody(QStringLiteral("no JSON"))}});
    m_project.addPlans(QStringLiteral("p"), 2);
    ASSERT_EQ(cli(QStringLiteral("endpoint add local --model m --url ") + server.baseUrl()).exitStatus, 0);
    EXPECT_EQ(
        json(cli(QStringLiteral("endpoint list --json"))).value(QStringLiteral("endpoints")).toArray().size(),
        1);
    const QJsonObject before = json(cli(QStringLiteral("endpoint list --json")));
    ASSERT_EQ(cli(QStringLiteral("endpoint change local --concurrency 9")).exitStatus, 0);
    const auto only = [this] {
        return json(cli(QStringLiteral("endpoint list --json")))
            .value(QStringLiteral("endpoints"))
            .toArray()
            .at(0)
            .toObject();
    };
    QJsonObject expected = before.value(QStringLiteral("endpoints")).toArray().at(0).toObject();
    expected.insert(QStringLiteral("concurrency"), 9);
    EXPECT_EQ(only(), expected);
    EXPECT_EQ(cli(QStringLiteral("endpoint change nobody --model x")).exitStatus, 1);
    EXPECT_EQ(cli(QStringLiteral("endpoint change local --concurrency 0")).exitStatus, 1);
    EXPECT_EQ(only(), expected);
    EXPECT_EQ(cli(QStringLiteral("endpoint test local")).exitStatus, 0);
    const QString rejects = m_project.filePath(QStringLiteral("rejects.jsonl"));
    const ProgramRun run =
        cli(QStringLiteral("generate --plans p --writer local --name r --json --rejects ") + rejects);
    EXPECT_EQ(run.exitStatus, 3) << run.err.toStdString();
    EXPECT_EQ(json(run).value(QStringLiteral("failed")).toInt(), 2);
    QFile file(rejects);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(file.readAll().count('\n'), 2);
    EXPECT_EQ(cli(QStringLiteral("endpoint remove local")).exitStatus, 0);
    EXPECT_EQ(cli(QStringLiteral("endpoint test local")).exitStatus, 1);
}

TEST_F(GenerationVerbs, RefusesWhatItCanNotDo)
{
    EXPECT_EQ(cli(QStringLiteral("generate --plans p")).exitStatus, 2);
    EXPECT_EQ(cli(QStringLiteral("generate --plans none --name r")).exitStatus, 1);
    EXPECT_EQ(cli(QStringLiteral("check --source none")).exitStatus, 1);
    const ProgramRun key =
        cli(QStringLiteral("endpoint add e --model m --url http://127.0.0.1:1/v1 --key-env sk-secret"));
    EXPECT_EQ(key.exitStatus, 1);
    EXPECT_FALSE(key.err.contains("sk-secret"));
}
