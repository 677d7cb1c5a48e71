#include "core/rating/linter.h"
#include "tests/core/rating/ratingfixture.h"
#include "tests/support/resultassertions.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

using namespace antiphon;
using namespace antiphon::test;

namespace {

QStringList rulesOf(const QByteArray& bytes, const PacketSecrets& secrets = {})
{
    QStringList rules;
    for (const LintFinding& finding : lintPacket(bytes, secrets))
        rules << finding.rule;
    return rules;
}

QByteArray withText(const char* text)
{
    Packet packet = smallPacket(12);
    packet.items[0].dialogues[0][0].text = QString::fromUtf8(text);
    return packetBytes(packet);
}

// The packet with a field that no packet has, and a right checksum.
QByteArray withField(const QByteArray& field)
{
    QByteArray bytes = packetBytes(smallPacket(12));
    bytes.replace("\"points\": 5", field + ", \"points\": 5");
    const qsizetype end = bytes.size() - 64 - 4;
    const QByteArray body = bytes.left(end);
    return body + digestOf(body).toLatin1() + bytes.right(4);
}

} // namespace

TEST(Linter, CleanPacketPasses)
{
    EXPECT_EQ(rulesOf(packetBytes(smallPacket(12))), QStringList());
    EXPECT_EQ(rulesOf(packetBytes(smallPacket(12)),
                      {{QStringLiteral("cpcd-spring")}, {QStringLiteral("00ca56ff")}}),
              QStringList());
}

TEST(Linter, FindsIdentityWords)
{
    for (const char* text : {"a Template speaks", "air conditioning", "as an AI I cannot", "syntheticly"})
        EXPECT_TRUE(rulesOf(withText(text)).contains(QStringLiteral("identity word"))) << text;
}

TEST(Linter, FindsFieldsTimesAndOrders)
{
    EXPECT_TRUE(rulesOf(withField("\"source\": \"x\"")).contains(QStringLiteral("hidden field")));
    EXPECT_TRUE(rulesOf(withText("made 2026-03-04")).contains(QStringLiteral("point in time")));
    EXPECT_TRUE(rulesOf(withText("at 12:31:07 sharp")).contains(QStringLiteral("point in time")));
    EXPECT_TRUE(rulesOf(withText("curly \u2019")).contains(QStringLiteral("uniform text")));
    Packet sorted = smallPacket(12);
    std::sort(sorted.order.begin(), sorted.order.end());
    EXPECT_TRUE(rulesOf(packetBytes(sorted)).contains(QStringLiteral("row order")));
    EXPECT_EQ(rulesOf("not a packet"), QStringList{QStringLiteral("packet")});
}

TEST(Linter, FindsTellingIds)
{
    Packet packet = smallPacket(12);
    for (qsizetype i = 0; i < packet.items.size(); ++i) {
        IdBytes bytes{};
        bytes[6] = 0x40;
        bytes[8] = 0x80;
        bytes[15] = static_cast<quint8>(i);
        std::replace(packet.order.begin(), packet.order.end(), packet.items[i].id, PublicItemId(bytes));
        packet.items[i].id = PublicItemId(bytes);
    }
    EXPECT_TRUE(rulesOf(packetBytes(packet)).contains(QStringLiteral("telling id")));
    Packet timed = smallPacket(12);
    const PublicItemId made = PublicItemId::create();
    std::replace(timed.order.begin(), timed.order.end(), timed.items[3].id, made);
    timed.items[3].id = made;
    EXPECT_TRUE(rulesOf(packetBytes(timed)).contains(QStringLiteral("telling id")));
}

TEST(Linter, FindsSecretsAlsoCoded)
{
    const QString name = QStringLiteral("night-writer");
    const QString id = QStringLiteral("hum0001c77aa");
    const PacketSecrets secrets{{name}, {id}};
    EXPECT_TRUE(rulesOf(withText("by Night-Writer"), secrets).contains(QStringLiteral("source name")));
    EXPECT_TRUE(rulesOf(withText("see hum0001c77aa"), secrets).contains(QStringLiteral("source id")));
    const QByteArray digest = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha1).toHex();
    EXPECT_TRUE(rulesOf(withText(digest.constData()), secrets).contains(QStringLiteral("source name")));
    const QByteArray idDigest = QCryptographicHash::hash(id.toUtf8(), QCryptographicHash::Sha256).toHex();
    EXPECT_TRUE(rulesOf(withText(idDigest.constData()), secrets).contains(QStringLiteral("source id")));
    EXPECT_TRUE(rulesOf(withText(name.toUtf8().toBase64().constData()), secrets)
                    .contains(QStringLiteral("source name")));
    EXPECT_FALSE(rulesOf(withText("a night writer"), secrets).contains(QStringLiteral("source name")));
}
