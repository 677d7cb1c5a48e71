#include "tests/app/killedrun.h"

#include "core/storage/project.h"
#include "tests/support/program.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QThread>

#include <sys/resource.h>

#include <cstdio>

namespace antiphon::test {

namespace {

constexpr int kills = 10;
constexpr qint64 mostInFlight = 2'048; // handed out to writers or waiting to be stored

qint64 number(const Connection& connection, std::string_view sql)
{
    return connection.integer(sql).value_or(-1);
}

// Longer than runProgram() would wait.
ProgramRun toItsEnd(const QStringList& arguments)
{
    QProcess process;
    process.start(antiphonCli(), arguments);
    ProgramRun run;
    run.ended = process.waitForFinished(1'500'000) && process.exitStatus() == QProcess::NormalExit;
    run.exitStatus = run.ended ? process.exitCode() : -1;
    run.out = process.readAllStandardOutput();
    run.err = process.readAllStandardError();
    return run;
}

// Kills the program as soon as the file holds so many items; false where it ended before.
bool killAt(const QString& path, const QStringList& arguments, qint64 items)
{
    QProcess process;
    process.start(antiphonCli(), arguments);
    process.waitForStarted();
    const auto connection = Connection::open(path, Access::ReadOnly);
    while (connection && process.state() != QProcess::NotRunning) {
        if (number(*connection, "SELECT count(*) FROM run_item") >= items) {
            process.kill();
            process.waitForFinished();
            return process.exitStatus() == QProcess::CrashExit;
        }
        process.waitForFinished(2);
    }
    return false;
}

QSet<QByteArray> samplesOf(const Connection& connection)
{
    QSet<QByteArray> ids;
    auto select = connection.prepare("SELECT dialogue FROM run_item");
    while (select && select->step().value_or(false))
        ids.insert(select->blob(0));
    return ids;
}

qint64 inFlight(const Connection& connection)
{
    return number(connection, "SELECT coalesce(sum(last - first + 1), 0) FROM run_lease") -
           number(connection, "SELECT count(*) FROM run_lease AS l JOIN run_item AS i ON i.run = l.run AND "
                              "i.plan_ordinal BETWEEN l.first AND l.last");
}

} // namespace

void expectKillsToCostOnlyWhatIsInFlight(qint64 plans)
{
    TemporaryProject folder;
    const QString path = folder.filePath(QStringLiteral("run.antiphon"));
    const auto cli = [&path](const QString& words) {
        return words.split(QLatin1Char(' ')) << QStringLiteral("--project") << path;
    };
    ASSERT_EQ(toItsEnd({QStringLiteral("new"), path, QStringLiteral("--sample")}).exitStatus, 0);
    const QString draw = QStringLiteral("plan --count %1 --seed 1 --name p").arg(plans);
    ASSERT_EQ(toItsEnd(cli(draw)).exitStatus, 0);
    QElapsedTimer timer;
    timer.start();
    QSet<QByteArray> kept;
    qint64 left = 0;
    int killed = 0;
    for (int i = 0; i < kills; ++i) {
        const QString begin = QStringLiteral("generate --plans p --name r");
        const QString resume = QStringLiteral("generate --name r --resume");
        const qint64 goal = kept.size() + plans / (kills + 3);
        killed += killAt(path, cli(i == 0 ? begin : resume), goal) ? 1 : 0;
        const auto connection = openProject(path);
        ASSERT_OK(connection);
        const QSet<QByteArray> now = samplesOf(*connection);
        EXPECT_TRUE(now.contains(kept));
        EXPECT_GT(now.size(), kept.size());
        kept = now;
        left = inFlight(*connection);
        EXPECT_LE(left, mostInFlight);
    }
    EXPECT_EQ(killed, kills);
    const ProgramRun end = toItsEnd(cli(QStringLiteral("generate --name r --resume --json")));
    ASSERT_EQ(end.exitStatus, 0) << end.err.toStdString();
    const QJsonObject told = QJsonDocument::fromJson(end.out).object();
    EXPECT_EQ(told.value(QStringLiteral("finished")).toInteger(), kept.size());
    EXPECT_EQ(told.value(QStringLiteral("repeated")).toInteger(), left);
    EXPECT_EQ(told.value(QStringLiteral("written")).toInteger(), plans - kept.size());
    const double generateSeconds = static_cast<double>(timer.elapsed()) / 1000.0;
    ASSERT_EQ(toItsEnd(cli(QStringLiteral("check --source r"))).exitStatus, 0);
    rusage usage{};
    getrusage(RUSAGE_CHILDREN, &usage);
    std::printf("%lld plans, killed %d times: written in %.1f s, checked by %.1f s, at most %ld MB\n",
                static_cast<long long>(plans), killed, generateSeconds,
                static_cast<double>(timer.elapsed()) / 1000.0, usage.ru_maxrss / 1024);
    const auto connection = openProject(path);
    ASSERT_OK(connection);
    EXPECT_TRUE(samplesOf(*connection).contains(kept));
    EXPECT_EQ(number(*connection, "SELECT count(DISTINCT dialogue) FROM run_item"), plans);
    EXPECT_EQ(number(*connection, "SELECT dialogues FROM source WHERE kind = 'run' AND state = 'ready'"),
              plans);
    EXPECT_EQ(number(*connection, "SELECT count(*) FROM run_lease"), 0);
}

} // namespace antiphon::test
