// SIGKILL at random moments: the project opens, is sound, and holds all that was acknowledged.
#include "core/base/random.h"
#include "core/coding/codebookimport.h"
#include "core/corpus/corpusstore.h"
#include "core/storage/edithistory.h"
#include "tests/support/program.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace antiphon;
using namespace antiphon::test;

namespace {

constexpr int trials = 10;

QString program(const char* name)
{
    return QString::fromUtf8(name);
}

void expectSound(const Connection& connection)
{
    const auto faults = checkIntegrity(connection);
    ASSERT_OK(faults);
    EXPECT_TRUE(faults->isEmpty()) << faults->join(QLatin1Char('\n')).toStdString();
}

// Runs once to the end to learn how long it takes, then yields moments spread over that time.
class Moments
{
public:
    Moments(qint64 wholeMs, quint64 seed) : m_wholeMs(std::max<qint64>(wholeMs, 20)), m_random(seed) {}
    int next() { return static_cast<int>(1 + m_random.below(static_cast<quint64>(m_wholeMs))); }

private:
    qint64 m_wholeMs;
    Random m_random;
};

QByteArray chatLines(int dialogues)
{
    QByteArray lines;
    for (int i = 0; i < dialogues; ++i) {
        QJsonArray messages;
        for (int turn = 0; turn < 8; ++turn) {
            messages << QJsonObject{
                {QStringLiteral("role"), turn % 2 ? QStringLiteral("assistant") : QStringLiteral("user")},
                {QStringLiteral("content"),
                 QStringLiteral("Dialogue %1, turn %2, about a song").arg(i).arg(turn)}};
        }
        lines += QJsonDocument(QJsonObject{{QStringLiteral("id"), QStringLiteral("d%1").arg(i)},
                                           {QStringLiteral("messages"), messages}})
                     .toJson(QJsonDocument::Compact) +
                 '\n';
    }
    return lines;
}

QSet<QByteArray> samplesOf(const Connection& connection)
{
    QSet<QByteArray> samples;
    auto rows = connection.prepare("SELECT dialogue FROM run_item WHERE dialogue IS NOT NULL");
    while (rows && rows->step().value_or(false))
        samples.insert(rows->blob(0));
    return samples;
}

} // namespace

TEST(Kill, DuringImport)
{
    constexpr qint64 dialogues = 4'000;
    TemporaryProject folder;
    const QString file = folder.writeFile(QStringLiteral("chat.jsonl"), chatLines(dialogues));
    const auto importInto = [&](const QString& path) {
        return QStringList{QStringLiteral("import"),   QStringLiteral("corpus"),    file,
                           QStringLiteral("--format"), QStringLiteral("chat"),      QStringLiteral("--name"),
                           QStringLiteral("chat"),     QStringLiteral("--project"), path};
    };
    QElapsedTimer timer;
    timer.start();
    ASSERT_EQ(runProgram(program(ANTIPHON_CLI), importInto(folder.path())).exitStatus, 0);
    Moments moments(timer.elapsed(), 1);
    for (int trial = 0; trial < trials; ++trial) {
        TemporaryProject project;
        const ProgramRun run = killProgram(program(ANTIPHON_CLI), importInto(project.path()), moments.next());
        project.restart();
        expectSound(project.connection());
        const auto sources = readySources(project.connection());
        ASSERT_OK(sources);
        if (run.ended) {
            ASSERT_EQ(sources->size(), 1); // it said that it was done
        }
        for (const Source& source : *sources)
            EXPECT_EQ(source.dialogues, dialogues);
        // Importing again leaves one whole source and no remains.
        const ProgramRun again = runProgram(program(ANTIPHON_CLI), importInto(project.path()));
        ASSERT_EQ(again.exitStatus, 0) << again.err.toStdString();
        EXPECT_EQ(readySources(project.connection())->size(), 1);
        EXPECT_EQ(project.connection().integer("SELECT count(*) FROM dialogue").value(), dialogues);
        EXPECT_EQ(project.connection().integer("SELECT count(*) FROM turn").value(), dialogues * 8);
        expectSound(project.connection());
    }
}

TEST(Kill, DuringCoding)
{
    TemporaryProject project;
    const QString file = project.writeFile(QStringLiteral("chat.jsonl"), chatLines(100));
    ASSERT_EQ(runProgram(program(ANTIPHON_CLI), {QStringLiteral("import"), QStringLiteral("corpus"), file,
                                                 QStringLiteral("--format"), QStringLiteral("chat"),
                                                 QStringLiteral("--project"), project.path()})
                  .exitStatus,
              0);
    ASSERT_OK(addStartingCodebook(project.connection(), {QStringLiteral("ada")}));
    const auto codings = [&] { return project.connection().integer("SELECT count(*) FROM coding").value(); };
    qint64 total = 0;
    Moments moments(300, 2);
    for (int trial = 0; trial < trials; ++trial) {
        const ProgramRun run = killProgram(program(CODING_VICTIM), {project.path(), QStringLiteral("2000")},
                                           30 + moments.next());
        const qint64 acknowledged = run.out.count('\n');
        project.restart();
        expectSound(project.connection());
        const qint64 now = codings();
        EXPECT_GE(now, total + acknowledged);
        EXPECT_LE(now, total + acknowledged + 1); // on disk, but killed before it could say so
        total = now;
    }
    EXPECT_GT(total, 50);

    // The last fifty edits, undone after a restart, give the earlier state back table by table.
    const QString before = dumpOfRecordedTables(project.connection());
    ASSERT_EQ(runProgram(program(CODING_VICTIM), {project.path(), QStringLiteral("50")}).exitStatus, 0);
    project.restart();
    EXPECT_EQ(codings(), total + 50);
    EditHistory history(project.connection());
    for (int i = 0; i < 50; ++i)
        ASSERT_OK(history.undo({QStringLiteral("ada")}));
    project.restart();
    EXPECT_EQ(dumpOfRecordedTables(project.connection()), before);
}

TEST(Kill, DuringGeneration)
{
    constexpr qint64 planned = 1'500;
    TemporaryProject folder;
    const QString whole = folder.filePath(QStringLiteral("whole.antiphon"));
    const auto cli = [](QStringList arguments, const QString& path) {
        return arguments << QStringLiteral("--project") << path;
    };
    const QStringList generate{QStringLiteral("generate"), QStringLiteral("--plans"),
                               QStringLiteral("p"),        QStringLiteral("--writer"),
                               QStringLiteral("template"), QStringLiteral("--name"),
                               QStringLiteral("r")};
    const QStringList resume{QStringLiteral("generate"), QStringLiteral("--name"), QStringLiteral("r"),
                             QStringLiteral("--resume")};
    ASSERT_EQ(runProgram(program(ANTIPHON_CLI), {QStringLiteral("new"), whole, QStringLiteral("--sample")})
                  .exitStatus,
              0);
    ASSERT_EQ(runProgram(program(ANTIPHON_CLI),
                         cli({QStringLiteral("plan"), QStringLiteral("--count"), QString::number(planned),
                              QStringLiteral("--seed"), QStringLiteral("1"), QStringLiteral("--name"),
                              QStringLiteral("p")},
                             whole))
                  .exitStatus,
              0);
    const auto copyOfWhole = [&](const QString& name) {
        const QString path = folder.filePath(name);
        const auto source = openProject(whole);
        return source && source->backupTo(path) ? path : QString();
    };
    QElapsedTimer timer;
    const QString first = copyOfWhole(QStringLiteral("first.antiphon"));
    timer.start();
    ASSERT_EQ(runProgram(program(ANTIPHON_CLI), cli(generate, first)).exitStatus, 0);
    Moments moments(timer.elapsed(), 3);
    for (int trial = 0; trial < trials; ++trial) {
        const QString path = copyOfWhole(QStringLiteral("trial%1.antiphon").arg(trial));
        killProgram(program(ANTIPHON_CLI), cli(generate, path), moments.next());
        QSet<QByteArray> kept;
        qint64 runs = 0;
        {
            const auto connection = openProject(path);
            ASSERT_OK(connection);
            expectSound(*connection);
            kept = samplesOf(*connection);
            runs = connection->integer("SELECT count(*) FROM run").value();
        }
        // Where the run had begun it goes on and keeps every sample; else it begins.
        const ProgramRun again = runProgram(program(ANTIPHON_CLI), cli(runs > 0 ? resume : generate, path));
        ASSERT_EQ(again.exitStatus, 0) << again.err.toStdString();
        const auto connection = openProject(path);
        ASSERT_OK(connection);
        expectSound(*connection);
        EXPECT_TRUE(samplesOf(*connection).contains(kept)); // what was finished is not written again
        EXPECT_EQ(connection->integer("SELECT count(*) FROM run_item").value(), planned);
        EXPECT_EQ(connection->integer("SELECT count(DISTINCT dialogue) FROM run_item").value(), planned);
        EXPECT_EQ(connection->integer("SELECT dialogues FROM source WHERE kind = 'run' AND state = 'ready'")
                      .value(),
                  planned);
    }
}
