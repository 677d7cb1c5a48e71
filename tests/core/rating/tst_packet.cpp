#include "core/base/random.h"
#include "tests/core/rating/ratingfixture.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;
using namespace antiphon::test;

TEST(Packet, SurvivesTheFile)
{
    const Packet packet = smallPacket();
    const QByteArray bytes = packetBytes(packet);
    Packet again = packetFromBytes(bytes, QStringLiteral("p")).value();
    EXPECT_EQ(again.digest, digestOf(bytes));
    EXPECT_EQ(again, packet);
    EXPECT_TRUE(std::is_sorted(again.items.begin(), again.items.end(),
                               [](const auto& a, const auto& b) { return a.id < b.id; }));
}

TEST(Packet, EveryChangedByteIsFound)
{
    const QByteArray bytes = packetBytes(smallPacket());
    Random random(5);
    for (int trial = 0; trial < 2000; ++trial) {
        QByteArray changed = bytes;
        const auto place = static_cast<qsizetype>(random.below(static_cast<quint64>(bytes.size())));
        changed[place] = static_cast<char>(changed[place] ^ (1 << random.below(8)));
        EXPECT_ERROR(packetFromBytes(changed, QStringLiteral("p")), ErrorCode::Tampered);
    }
    EXPECT_ERROR(packetFromBytes(bytes + "\n", QStringLiteral("p")), ErrorCode::Tampered);
    EXPECT_ERROR(packetFromBytes(bytes.left(bytes.size() / 2), QStringLiteral("p")), ErrorCode::Tampered);
}

TEST(Packet, AnEditedPacketSaysSo)
{
    TemporaryProject folder;
    QByteArray bytes = packetBytes(smallPacket());
    bytes.replace("A reply", "A rePly");
    const auto packet = readPacket(folder.writeFile(QStringLiteral("p.antiphon-packet"), bytes));
    EXPECT_ERROR(packet, ErrorCode::Tampered);
    EXPECT_TRUE(errorSentence(packet.error()).contains(QStringLiteral("was changed after it was made")));
}

TEST(Packet, RefusesOtherFiles)
{
    TemporaryProject folder;
    EXPECT_ERROR(readPacket(folder.writeFile(QStringLiteral("a"), "hello")), ErrorCode::WrongFormat);
    EXPECT_ERROR(readPacket(folder.writeFile(QStringLiteral("b"), "")), ErrorCode::EmptyFile);
    EXPECT_ERROR(readPacket(folder.filePath(QStringLiteral("none"))), ErrorCode::NotFound);
    EXPECT_ERROR(readPacket(QFileInfo(folder.path()).path()), ErrorCode::NotAFile);
}
