#include "core/base/linereader.h"
#include "core/base/random.h"
#include "core/rating/answerlog.h"
#include "core/rating/scripted.h"
#include "tests/core/rating/ratingfixture.h"
#include "tests/support/resultassertions.h"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

using namespace antiphon;
using namespace antiphon::test;

namespace {

class AnswerLogTest : public testing::Test
{
protected:
    QString path() const { return folder.filePath(QStringLiteral("r.antiphon-answers")); }
    QByteArray fileBytes() const { return readWholeFile(path()).value(); }
    void append(AnswerLog& log, qsizetype item, int value)
    {
        ASSERT_OK(log.append(
            GivenAnswer{packet.order[item], QStringLiteral("relevance"), 0, value, 1000 + value, 0}));
    }

    TemporaryProject folder;
    Packet packet = smallPacket();
};

} // namespace

TEST_F(AnswerLogTest, KeepsEveryLineAndTheLastCounts)
{
    {
        auto log = AnswerLog::open(packet, path());
        ASSERT_OK(log);
        append(*log, 0, 4);
        append(*log, 1, 2);
        append(*log, 0, 5);
        EXPECT_EQ(log->valueOf(packet.order[0], QStringLiteral("relevance")), 5);
        EXPECT_EQ(log->valueOf(packet.order[2], QStringLiteral("relevance")), 0);
    }
    const AnswerFile file = readAnswers(path(), packet.answerKey).value();
    EXPECT_EQ(file.packet, packet.id);
    EXPECT_EQ(file.packetDigest, packet.digest);
    EXPECT_EQ(file.given.size(), 3);
    ASSERT_EQ(file.inEffect().size(), 2);
    EXPECT_EQ(file.inEffect()[0].value, 5);
    auto again = AnswerLog::open(packet, path());
    ASSERT_OK(again);
    EXPECT_EQ(again->valueOf(packet.order[1], QStringLiteral("relevance")), 2);
    append(*again, 2, 1);
    EXPECT_EQ(readAnswers(path(), packet.answerKey)->given.size(), 4);
}

TEST_F(AnswerLogTest, ATornLineIsLeftOutAndWritingGoesOn)
{
    {
        auto log = AnswerLog::open(packet, path());
        append(*log, 0, 4);
        append(*log, 1, 2);
    }
    const QByteArray whole = fileBytes();
    const qsizetype lastLine = whole.chopped(1).lastIndexOf('\n') + 1;
    for (qsizetype size = lastLine + 1; size < whole.size(); size += 7) {
        folder.writeFile(QStringLiteral("r.antiphon-answers"), whole.left(size));
        const auto file = readAnswers(path(), packet.answerKey);
        ASSERT_OK(file);
        EXPECT_TRUE(file->torn);
        EXPECT_EQ(file->given.size(), 1);
        auto log = AnswerLog::open(packet, path());
        ASSERT_OK(log);
        append(*log, 1, 3);
        EXPECT_EQ(readAnswers(path(), packet.answerKey)->given.size(), 2);
    }
}

TEST_F(AnswerLogTest, ATornHeaderBeginsAnew)
{
    {
        ASSERT_OK(AnswerLog::open(packet, path()));
    }
    folder.writeFile(QStringLiteral("r.antiphon-answers"), fileBytes().left(40));
    auto log = AnswerLog::open(packet, path());
    ASSERT_OK(log);
    append(*log, 0, 1);
    EXPECT_EQ(readAnswers(path(), packet.answerKey)->given.size(), 1);
}

TEST_F(AnswerLogTest, EveryChangedByteIsFound)
{
    {
        auto log = AnswerLog::open(packet, path());
        for (int i = 0; i < 3; ++i)
            append(*log, i, 1 + i);
    }
    const QByteArray bytes = fileBytes();
    Random random(9);
    for (int trial = 0; trial < 300; ++trial) {
        QByteArray changed = bytes;
        const auto place = static_cast<qsizetype>(random.below(static_cast<quint64>(bytes.size())));
        changed[place] = static_cast<char>(changed[place] ^ (1 << random.below(8)));
        const auto file = readAnswers(folder.writeFile(QStringLiteral("x"), changed), packet.answerKey);
        // Only the last line's end can be mistaken for a torn line; then that answer does not count.
        if (place == bytes.size() - 1) {
            EXPECT_TRUE(!file || (file->torn && file->given.size() == 2));
        } else {
            EXPECT_FALSE(file.has_value()) << "byte " << place;
        }
    }
    QByteArray swapped = bytes;
    const QList<QByteArray> lines = bytes.split('\n');
    swapped = lines[0] + '\n' + lines[2] + '\n' + lines[1] + '\n' + lines[3] + '\n';
    const auto file = readAnswers(folder.writeFile(QStringLiteral("x"), swapped), packet.answerKey);
    EXPECT_ERROR(file, ErrorCode::Tampered);
    EXPECT_EQ(file.error().line, 2);
}

TEST_F(AnswerLogTest, HasOneWriterAndOnePacket)
{
    auto log = AnswerLog::open(packet, path());
    EXPECT_ERROR(AnswerLog::open(packet, path()), ErrorCode::ProjectBusy);
    log = AnswerLog::open(packet, folder.filePath(QStringLiteral("other")));
    EXPECT_ERROR(AnswerLog::open(smallPacket(), path()), ErrorCode::NotPossible);
    const QString foreign = folder.writeFile(QStringLiteral("notes.txt"), "my notes");
    EXPECT_ERROR(AnswerLog::open(packet, foreign), ErrorCode::WrongFormat);
    EXPECT_EQ(readWholeFile(foreign).value(), QByteArray("my notes"));
}

TEST_F(AnswerLogTest, AFullDiskKeepsWhatWasAcknowledged)
{
    auto log = AnswerLog::open(packet, QStringLiteral("/dev/full"));
    EXPECT_FALSE(log.has_value());
}

// A rater's program that dies at any moment has lost nothing that it acknowledged.
TEST_F(AnswerLogTest, SurvivesBeingKilled)
{
    packet = smallPacket(60);
    Random random(4);
    qint64 acknowledgedBefore = 0;
    for (int trial = 0; trial < 10; ++trial) {
        int ends[2];
        ASSERT_EQ(::pipe(ends), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            ::close(ends[0]);
            auto log = AnswerLog::open(packet, path());
            if (!log)
                ::_exit(1);
            for (int i = 0;; ++i) {
                if (!log->append(
                        GivenAnswer{packet.order[i % 60], QStringLiteral("relevance"), 0, 1 + i % 5, i, 0}) ||
                    ::write(ends[1], "a", 1) != 1)
                    ::_exit(1);
            }
        }
        ::close(ends[1]);
        const auto wanted = static_cast<qint64>(1 + random.below(60));
        qint64 acknowledged = 0;
        char byte = 0;
        while (acknowledged < wanted && ::read(ends[0], &byte, 1) == 1)
            ++acknowledged;
        ::usleep(static_cast<useconds_t>(random.below(2000)));
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        while (::read(ends[0], &byte, 1) == 1)
            ++acknowledged;
        ::close(ends[0]);
        EXPECT_GE(acknowledged, wanted);
        const auto file = readAnswers(path(), packet.answerKey);
        ASSERT_OK(file);
        EXPECT_GE(file->given.size(), acknowledgedBefore + acknowledged);
        acknowledgedBefore = file->given.size();
    }
}
