// Where the key of an endpoint must not be: project, exports, output, core file.
#include "tests/core/generation/generationproject.h"
#include "tests/support/program.h"
#include "tests/support/resultassertions.h"
#include "tests/support/scriptedserver.h"

#include <QDir>
#include <QDirIterator>
#include <QProcess>
#include <QTemporaryDir>
#include <QThread>

#include <sys/types.h>

#include <csignal>

using namespace antiphon;
using namespace antiphon::test;

namespace {

// Looks different when it is encoded for an address.
const QByteArray key = "sk-Zq+9/x=0123456789abcdef&Tail";

// A server that tells the key to whoever asks: in errors, replies and headers.
ScriptedReply telling(const ScriptedRequest& request, int number)
{
    const QString told = QStringLiteral("your key is ") + QString::fromUtf8(key);
    ScriptedReply reply{200, completionBody(told)};
    if (number % 3 == 0)
        reply = {400, "{\"error\":{\"message\":\"wrong, " + key + " said so\"}}"};
    if (request.head.startsWith("GET "))
        reply = {200, "{\"data\":[{\"id\":\"m\"}]}"};
    reply.headers = {"X-Request-Id: " + key};
    return reply;
}

class Keys : public testing::Test
{
protected:
    Keys()
    {
        m_environment = QProcessEnvironment::systemEnvironment();
        m_environment.insert(QStringLiteral("HOME"), m_home.path());
        for (const char* place : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"})
            m_environment.insert(QLatin1String(place), m_home.path());
        m_environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"),
                             QStringLiteral("unix:path=/nowhere"));
        m_environment.insert(QStringLiteral("ANTIPHON_TEST_SECRET"), QString::fromUtf8(key));
    }

    ProgramRun cli(const QString& line, const QByteArray& input = {})
    {
        QProcess process;
        process.setProcessEnvironment(m_environment);
        process.setWorkingDirectory(m_home.path());
        QStringList words = line.split(QLatin1Char(' '));
        words << QStringLiteral("--project") << m_project.path();
        process.start(antiphonCli(), words);
        process.write(input);
        process.closeWriteChannel();
        const bool ended = process.waitForFinished(60'000);
        ProgramRun run;
        run.ended = ended && process.exitStatus() == QProcess::NormalExit;
        run.exitStatus = run.ended ? process.exitCode() : -1;
        run.out = process.readAllStandardOutput();
        run.err = process.readAllStandardError();
        m_said += run.out + run.err;
        return run;
    }

    // Files that hold the key in any form, and what was said where it does.
    QStringList leaks() const
    {
        const QByteArray forms[] = {key,
                                    key.toBase64(),
                                    key.toBase64(QByteArray::Base64UrlEncoding),
                                    QByteArray("Bearer " + key).toBase64(),
                                    key.toPercentEncoding(),
                                    key.toHex()};
        QStringList found;
        const auto look = [&](const QString& where, const QByteArray& content) {
            for (const QByteArray& form : forms) {
                if (content.contains(form))
                    found << where;
            }
        };
        look(QStringLiteral("output"), m_said);
        int files = 0;
        for (const QString& root : {m_home.path(), QFileInfo(m_project.path()).path()}) {
            QDirIterator entries(root, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
            while (entries.hasNext()) {
                QFile file(entries.next());
                if (!file.open(QIODevice::ReadOnly))
                    continue;
                ++files;
                look(file.fileName(), file.readAll());
            }
        }
        EXPECT_GT(files, 0);
        return found;
    }

    QStringList coreFiles() const
    {
        return QDir(m_home.path()).entryList({QStringLiteral("core*")}, QDir::Files);
    }

    GenerationProject m_project;
    QTemporaryDir m_home;
    QProcessEnvironment m_environment;
    QByteArray m_said;
};

} // namespace

TEST_F(Keys, AreInNoFileAndNoOutputThoughTheServerTellsThem)
{
    const ScriptedServer server(telling);
    m_project.addPlans(QStringLiteral("p"), 6);
    const QString add = QStringLiteral("endpoint add hosted --model m --key-env ANTIPHON_TEST_SECRET --url ");
    ASSERT_EQ(cli(add + server.baseUrl()).exitStatus, 0);
    cli(QStringLiteral("endpoint test hosted --json"));
    EXPECT_EQ(cli(QStringLiteral("generate --plans p --writer hosted --name r --json --rejects ") +
                  m_home.filePath(QStringLiteral("rejects.jsonl")))
                  .exitStatus,
              3);
    EXPECT_EQ(cli(QStringLiteral("endpoint list --json")).exitStatus, 0);
    EXPECT_EQ(cli(QStringLiteral("history --json")).exitStatus, 0);
    cli(QStringLiteral("export corpus --source r --format lp --out ") +
        m_home.filePath(QStringLiteral("out.jsonl")));
    bool sent = false;
    const QList<ScriptedRequest> requests = server.requests();
    for (const ScriptedRequest& request : requests)
        sent = sent || request.head.contains("Authorization: Bearer " + key);
    EXPECT_TRUE(sent); // else the search could find nothing
    EXPECT_EQ(leaks(), QStringList());
}

TEST_F(Keys, AreInNoCoreFile)
{
    QProcess control;
    control.setWorkingDirectory(m_home.path());
    control.start(QStringLiteral("sh"),
                  {QStringLiteral("-c"), QStringLiteral("ulimit -c unlimited; kill -ABRT $$")});
    control.waitForFinished(30'000);
    if (coreFiles().isEmpty())
        GTEST_SKIP() << "this machine leaves no core files in the working folder";
    for (const QString& file : coreFiles())
        QFile::remove(m_home.filePath(file));

    const ScriptedServer server([](const ScriptedRequest&, int) {
        ScriptedReply slow{200, completionBody(QStringLiteral("late"))};
        slow.delayMs = 60'000;
        return slow;
    });
    m_project.addPlans(QStringLiteral("p"), 2);
    const QString add = QStringLiteral("endpoint add hosted --model m --key-env ANTIPHON_TEST_SECRET --url ");
    ASSERT_EQ(cli(add + server.baseUrl()).exitStatus, 0);
    QProcess run;
    run.setProcessEnvironment(m_environment);
    run.setWorkingDirectory(m_home.path());
    run.start(
        QStringLiteral("sh"),
        {QStringLiteral("-c"),
         QStringLiteral(
             "ulimit -c unlimited; exec '%1' generate --plans p --writer hosted --name r --project '%2'")
             .arg(antiphonCli(), m_project.path())});
    ASSERT_TRUE(run.waitForStarted());
    for (int i = 0; i < 6'000 && server.requests().isEmpty(); ++i)
        QThread::msleep(10);
    ASSERT_FALSE(server.requests().isEmpty()); // the key is in its memory now
    ::kill(static_cast<pid_t>(run.processId()), SIGABRT);
    ASSERT_TRUE(run.waitForFinished(60'000));
    EXPECT_EQ(run.exitStatus(), QProcess::CrashExit);
    m_said += run.readAllStandardOutput() + run.readAllStandardError();
    EXPECT_EQ(coreFiles(), QStringList());
    EXPECT_EQ(leaks(), QStringList());
}

TEST_F(Keys, OfTheRingNeedARingAndSaySo)
{
    ASSERT_EQ(cli(QStringLiteral("endpoint add hosted --model m --url http://127.0.0.1:1/v1")).exitStatus, 0);
    const ProgramRun set = cli(QStringLiteral("endpoint key set hosted"), key + "\n");
    EXPECT_EQ(set.exitStatus, 1) << set.err.toStdString();
    EXPECT_TRUE(set.err.contains("--key-env")) << set.err.toStdString();
    EXPECT_EQ(cli(QStringLiteral("endpoint key set hosted"), "\n").exitStatus, 1);
    EXPECT_EQ(leaks(), QStringList());
}
