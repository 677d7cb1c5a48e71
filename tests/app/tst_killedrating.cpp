// The program that rates, killed a hundred times at random moments: every answer that it said was on disk is
// there, and it goes on at the question after it.
#include "core/base/random.h"
#include "core/rating/answerlog.h"
#include "tests/core/rating/ratingfixture.h"
#include "tests/support/commandline.h"
#include "tests/support/resultassertions.h"

#include <QElapsedTimer>
#include <QProcess>

#include <unistd.h>

#include <cstdio>

using namespace antiphon;
using namespace antiphon::test;

namespace {

constexpr int kills = 120;
constexpr int waitMs = 60'000;

QStringList rating(const QString& packet, const QString& answers)
{
    return QStringList{QStringLiteral("rate"), packet, QStringLiteral("--answers"), answers} +
           words("--scripted 7 --each");
}

// The whole lines that acknowledge an answer.
QList<QByteArray> acknowledgedIn(const QByteArray& said)
{
    QList<QByteArray> lines = said.left(said.lastIndexOf('\n') + 1).split('\n');
    lines.removeIf([](const QByteArray& line) { return !line.startsWith("item "); });
    return lines;
}

// Killed some microseconds after its answer number `answers`; nothing where it ended before.
std::optional<QList<QByteArray>> killAfterAnswers(const QStringList& arguments, qint64 answers,
                                                  unsigned int microseconds)
{
    QProcess process;
    process.start(antiphonCli(), arguments);
    QByteArray said;
    while (acknowledgedIn(said).size() < answers && process.waitForReadyRead(waitMs))
        said += process.readAllStandardOutput();
    ::usleep(microseconds);
    process.kill();
    if (process.state() != QProcess::NotRunning)
        process.waitForFinished(waitMs);
    said += process.readAllStandardOutput();
    if (process.exitStatus() == QProcess::NormalExit)
        return std::nullopt;
    return acknowledgedIn(said);
}

// Value by value as the file keeps them, whatever the moment they were given at.
QStringList valuesIn(const AnswerFile& file)
{
    QStringList values;
    for (const GivenAnswer& given : file.given)
        values << QStringLiteral("%1 %2 %3 %4")
                      .arg(given.item.toText(), given.criterion, QString::number(given.part),
                           QString::number(given.value));
    return values;
}

} // namespace

TEST(KilledRating, LosesNoAnswerThatWasSaidAndGoesOnAtTheNext)
{
#ifdef __SANITIZE_THREAD__
    GTEST_SKIP() << "the thread sanitizer takes the start of a process for one of its own";
#endif
    RatingProject project;
    const Study study = project.frozenStudy();
    const QString path = project.makePacketsOf(study).constFirst();
    const auto packet = readPacket(path);
    ASSERT_OK(packet);
    const QString wholePath = project.filePath(QStringLiteral("whole"));
    const ProgramRun whole = runProgram(antiphonCli(), rating(path, wholePath));
    ASSERT_EQ(whole.exitStatus, 0) << whole.err.toStdString();
    const QList<QByteArray> all = acknowledgedIn(whole.out);
    ASSERT_EQ(all.size(), packet->order.size() * packet->criteria.size());
    const QStringList allValues = valuesIn(*readAnswers(wholePath, packet->answerKey));

    Random random(23);
    QElapsedTimer timer;
    timer.start();
    qsizetype kept = 0, said = 0, unsaid = 0;
    int passes = 0;
    for (int killed = 0; killed < kills;) {
        const QString answers = project.filePath(QStringLiteral("answers-%1").arg(passes));
        const auto lines = killAfterAnswers(rating(path, answers), static_cast<qint64>(random.below(5)),
                                            static_cast<unsigned int>(random.below(4'000)));
        if (!lines) { // rated to the end: the next pass begins
            EXPECT_EQ(valuesIn(*readAnswers(answers, packet->answerKey)), allValues);
            ++passes;
            kept = 0;
            continue;
        }
        ++killed;
        // It went on with the question after the last that is kept.
        ASSERT_EQ(*lines, all.mid(kept, lines->size())) << "kill " << killed;
        const auto file = readAnswers(answers, packet->answerKey);
        const qsizetype now = file ? file->given.size() : 0; // killed before the file was there
        ASSERT_GE(now, kept + lines->size()) << "kill " << killed;
        ASSERT_LE(now, kept + lines->size() + 1) << "kill " << killed; // one was on its way
        if (file) {
            ASSERT_EQ(valuesIn(*file), allValues.mid(0, now)) << "kill " << killed;
        }
        said += lines->size();
        unsaid += now - kept - lines->size();
        kept = now;
    }
    std::printf("killed %d times in %.1f s: %lld answers said, %lld more on disk, %d passes to the end\n",
                kills, static_cast<double>(timer.elapsed()) / 1000.0, static_cast<long long>(said),
                static_cast<long long>(unsaid), passes);
    EXPECT_GT(said, kills);
}
