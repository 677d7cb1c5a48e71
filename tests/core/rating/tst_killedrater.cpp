// A scripted rater, killed a thousand times at random moments: what was acknowledged is there, and the pass
// goes on at the question after it.
#include "core/base/random.h"
#include "core/rating/scripted.h"
#include "tests/core/rating/manykinds.h"
#include "tests/core/rating/ratingfixture.h"
#include "tests/support/resultassertions.h"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

using namespace antiphon;
using namespace antiphon::test;

namespace {

// The child answers and acknowledges each answer by one byte, until it is killed or done.
[[noreturn]] void rateUntilKilled(const Packet& packet, const QString& path, int acknowledged)
{
    auto log = AnswerLog::open(packet, path);
    if (!log)
        ::_exit(1);
    RaterPass pass(packet, std::move(*log));
    for (TimePoint at = 1; !pass.isDone(); ++at) {
        if (!answerBySeed(pass, 5, at, 1) || ::write(acknowledged, "a", 1) != 1)
            ::_exit(1);
    }
    ::_exit(0);
}

// How many answers one child acknowledged before it was killed.
qint64 killOne(const Packet& packet, const QString& path, Random& random)
{
    int ends[2];
    if (::pipe(ends) != 0)
        return -1;
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        rateUntilKilled(packet, path, ends[1]);
    }
    ::close(ends[1]);
    const auto wanted = static_cast<qint64>(random.below(12));
    qint64 acknowledged = 0;
    char byte = 0;
    while (acknowledged < wanted && ::read(ends[0], &byte, 1) == 1)
        ++acknowledged;
    ::usleep(static_cast<useconds_t>(random.below(3000)));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    while (::read(ends[0], &byte, 1) == 1)
        ++acknowledged;
    ::close(ends[0]);
    return acknowledged;
}

void expectNothingLost(const Packet& packet, int kills)
{
    TemporaryProject folder;
    const qint64 all = questionCount(packet);
    Random random(17);
    qint64 given = 0;
    int file = 0;
    for (int kill = 0; kill < kills; ++kill) {
        const QString path = folder.filePath(QStringLiteral("answers-%1").arg(file));
        const qint64 acknowledged = killOne(packet, path, random);
        ASSERT_GE(acknowledged, 0);
        auto log = AnswerLog::open(packet, path);
        ASSERT_OK(log);
        const RaterPass pass(packet, std::move(*log));
        const qint64 kept = all - pass.missing();
        ASSERT_GE(kept, given + acknowledged) << "kill " << kill;
        ASSERT_LE(kept, given + acknowledged + 1) << "kill " << kill; // at most one was on its way
        // The pass stands at the first question without an answer, in the order of the packet.
        qint64 before = pass.isDone() ? 1 : 0;
        for (qsizetype place = 0; place + 1 < pass.itemNumber(); ++place) {
            for (const PacketItem& item : packet.items)
                before += item.id == packet.order[place] ? questionsOf(packet, item).size() : 0;
        }
        const qsizetype inHand = pass.awaitsReading() ? pass.questions().size() : pass.questionIndex();
        ASSERT_EQ(before + inHand, kept) << "kill " << kill;
        given = pass.isDone() ? 0 : kept;
        file += pass.isDone() ? 1 : 0;
    }
    EXPECT_GT(file, 0); // some were rated to the end
}

} // namespace

TEST(KilledRater, LosesNothingAndResumesOnTheSameItem)
{
    expectNothingLost(manyKindsPacket(40), 1000);
}

// Between an answer and the reading of its feedback, too.
TEST(KilledRater, ComesBackToTheFeedbackThatWasNotRead)
{
    expectNothingLost(practicePacket(8, 4), 200);
}
