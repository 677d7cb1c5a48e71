// SIGKILL at random moments: the project opens, is sound, and holds all that was acknowledged.
#include "core/base/random.h"
#include "core/corpus/corpusstore.h"
#include "core/storage/edithistory.h"
#include "tests/core/coding/randomedits.h"
#include "tests/support/program.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace antiphon;
using namespace antiphon::test;

namespace {

constexpr int trials = 10;

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

QSet<QByteArray> idsOf(const Connection& connection, std::string_view sql)
{
    QSet<QByteArray> ids;
    auto rows = connection.prepare(sql);
    while (rows && rows->step().value_or(false))
        ids.insert(rows->blob(0));
    return ids;
}

QSet<QByteArray> samplesOf(const Connection& connection)
{
    return idsOf(connection, "SELECT dialogue FROM run_item WHERE dialogue IS NOT NULL");
}

// A line of codingvictim.
void take(const QByteArray& line, qint64& acknowledged, QSet<QByteArray>& codings)
{
    const QList<QByteArray> words = line.split(' ');
    if (words.value(0) != "done")
        return;
    acknowledged = words.value(1).toLongLong();
    for (const QByteArray& word : words.mid(2)) {
        const QByteArray id = QByteArray::fromHex(word.mid(1));
        if (word.startsWith('+'))
            codings.insert(id);
        else
            codings.remove(id);
    }
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
    ASSERT_EQ(runProgram(antiphonCli(), importInto(folder.path())).exitStatus, 0);
    Moments moments(timer.elapsed(), 1);
    for (int trial = 0; trial < trials; ++trial) {
        TemporaryProject project;
        const ProgramRun run = killProgram(antiphonCli(), importInto(project.path()), moments.next());
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
        const ProgramRun again = runProgram(antiphonCli(), importInto(project.path()));
        ASSERT_EQ(again.exitStatus, 0) << again.err.toStdString();
        EXPECT_EQ(readySources(project.connection())->size(), 1);
        EXPECT_EQ(project.connection().integer("SELECT count(*) FROM dialogue").value(), dialogues);
        EXPECT_EQ(project.connection().integer("SELECT count(*) FROM turn").value(), dialogues * 8);
        expectSound(project.connection());
    }
}

TEST(Kill, TwoHundredTimesInAnHourOfCoding)
{
    TemporaryProject project;
    ASSERT_OK(fillForRandomEdits(project.connection()));
    const auto sequence = [&] {
        return project.connection().integer("SELECT max(sequence) FROM history").value();
    };
    Moments moments(120, 2);
    qint64 acts = 0;
    int unsaid = 0;
    for (int trial = 0; trial < 200; ++trial) {
        QSet<QByteArray> codings = idsOf(project.connection(), "SELECT id FROM coding");
        qint64 acknowledged = sequence();
        const qint64 before = acknowledged;
        const ProgramRun run = killSpeakingProgram(builtProgram(QStringLiteral("codingvictim")),
                                                   {project.path(), QString::number(trial)}, moments.next());
        ASSERT_FALSE(run.ended) << run.err.toStdString();
        for (const QByteArray& line : run.out.left(run.out.lastIndexOf('\n') + 1).split('\n'))
            take(line, acknowledged, codings);
        project.restart();
        expectSound(project.connection());
        // All that was said is there; at most one act more, killed before it could say so.
        const qint64 now = sequence();
        ASSERT_GE(now, acknowledged);
        ASSERT_LE(now, acknowledged + 1);
        if (now == acknowledged) {
            ASSERT_EQ(idsOf(project.connection(), "SELECT id FROM coding"), codings) << "trial " << trial;
        } else {
            ++unsaid;
        }
        acts += now - before;
    }
    EXPECT_GE(acts, 200);   // each victim had said one at least
    EXPECT_LT(unsaid, 150); // else the codings were hardly ever compared

    // After so many deaths all of it can still be undone to the beginning, and redone.
    const QString end = dumpOfRecordedTables(project.connection());
    EditHistory history(project.connection());
    int undone = 0;
    while (history.state()->undoSequence > 3) { // the three edits of the fixture
        ASSERT_OK(history.undo({QStringLiteral("ada")}));
        ++undone;
    }
    EXPECT_EQ(project.connection().integer("SELECT count(*) FROM coding").value(), 0);
    project.restart();
    for (int i = 0; i < undone; ++i)
        ASSERT_OK(EditHistory(project.connection()).redo({QStringLiteral("ada")}));
    EXPECT_EQ(dumpOfRecordedTables(project.connection()), end);
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
    ASSERT_EQ(
        runProgram(antiphonCli(), {QStringLiteral("new"), whole, QStringLiteral("--sample")}).exitStatus, 0);
    ASSERT_EQ(
        runProgram(antiphonCli(), cli({QStringLiteral("plan"), QStringLiteral("--count"),
                                       QString::number(planned), QStringLiteral("--seed"),
                                       QStringLiteral("1"), QStringLiteral("--name"), QStringLiteral("p")},
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
    ASSERT_EQ(runProgram(antiphonCli(), cli(generate, first)).exitStatus, 0);
    Moments moments(timer.elapsed(), 3);
    for (int trial = 0; trial < trials; ++trial) {
        const QString path = copyOfWhole(QStringLiteral("trial%1.antiphon").arg(trial));
        killProgram(antiphonCli(), cli(generate, path), moments.next());
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
        const ProgramRun again = runProgram(antiphonCli(), cli(runs > 0 ? resume : generate, path));
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

// A rater's program and the taking in of its answers, each killed ten times. That the log keeps every answer
// which was acknowledged is tested with the log itself.
TEST(Kill, DuringRating)
{
    TemporaryProject project;
    const auto cli = [&](QStringList arguments) {
        const ProgramRun run =
            runProgram(antiphonCli(), arguments << QStringLiteral("--project") << project.path());
        EXPECT_EQ(run.exitStatus, 0) << run.err.toStdString();
    };
    for (const char* name : {"a", "b"}) {
        cli({QStringLiteral("import"), QStringLiteral("corpus"),
             project.writeFile(QString::fromLatin1(name), chatLines(60)), QStringLiteral("--format"),
             QStringLiteral("chat"), QStringLiteral("--name"), QString::fromLatin1(name)});
    }
    cli({QStringLiteral("study"), QStringLiteral("create"), QStringLiteral("--name"), QStringLiteral("s"),
         QStringLiteral("--sources"), QStringLiteral("a,b"), QStringLiteral("--items"), QStringLiteral("60"),
         QStringLiteral("--raters"), QStringLiteral("1")});
    cli({QStringLiteral("study"), QStringLiteral("freeze")});
    const QString folder = project.filePath(QStringLiteral("packets"));
    cli({QStringLiteral("study"), QStringLiteral("packets"), QStringLiteral("--out"), folder});
    const QString packet = QDir(folder).entryInfoList({QStringLiteral("*.antiphon-packet")}).at(0).filePath();
    const auto rate = [&](const QString& answers) {
        return QStringList{QStringLiteral("rate"),       packet,
                           QStringLiteral("--answers"),  answers,
                           QStringLiteral("--scripted"), QStringLiteral("7")};
    };
    const auto answersIn = [](const QString& path) -> qsizetype {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? std::max<qsizetype>(file.readAll().count('\n') - 1, 0) : 0;
    };

    QElapsedTimer timer;
    timer.start();
    const QString whole = project.filePath(QStringLiteral("whole"));
    ASSERT_EQ(runProgram(antiphonCli(), rate(whole)).exitStatus, 0);
    Moments moments(timer.elapsed(), 4);
    const qsizetype all = answersIn(whole);
    EXPECT_EQ(all, 360);

    // One answers file through all kills: it only grows, and is whole after the last start.
    const QString answers = project.filePath(QStringLiteral("killed"));
    qsizetype written = 0;
    for (int trial = 0; trial < trials; ++trial) {
        killProgram(antiphonCli(), rate(answers), std::max(1, moments.next() / 3));
        EXPECT_GE(answersIn(answers), written);
        written = answersIn(answers);
    }
    ASSERT_EQ(runProgram(antiphonCli(), rate(answers)).exitStatus, 0);
    EXPECT_EQ(answersIn(answers), all);

    const QStringList collect{QStringLiteral("study"), QStringLiteral("collect"), answers,
                              QStringLiteral("--project"), project.path()};
    for (int trial = 0; trial < trials; ++trial) {
        const ProgramRun run = killProgram(antiphonCli(), collect, 2 + 2 * trial);
        project.restart();
        expectSound(project.connection());
        const qint64 taken = project.connection().integer("SELECT count(*) FROM answer").value();
        EXPECT_TRUE(taken == 0 || taken == all) << taken; // one edit: all of it or nothing
        if (run.ended && run.exitStatus == 0) {
            EXPECT_EQ(taken, all);
        }
    }
    runProgram(antiphonCli(), collect);
    project.restart();
    EXPECT_EQ(project.connection().integer("SELECT count(*) FROM answer").value(), all);
    expectSound(project.connection());
}
