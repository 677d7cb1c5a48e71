#include "core/base/linereader.h"
#include "core/rating/htmlpacket.h"
#include "core/rating/linter.h"
#include "tests/core/rating/ratingfixture.h"
#include "tests/support/resultassertions.h"

#include <QCryptographicHash>

using namespace antiphon;
using namespace antiphon::test;

namespace {

QByteArray hostilePacket()
{
    Packet packet = smallPacket(3);
    packet.items[0].dialogues[0][0].text = QString::fromUtf8(
        "</script><script>alert(1)</script><!-- \\u003c \\\\u003c \"&lt;\" ]]> {{script}} \u2028 \\");
    return packetBytes(packet);
}

QByteArray between(const QByteArray& html, const char* begin, const char* end)
{
    const qsizetype from = html.indexOf(begin) + static_cast<qsizetype>(qstrlen(begin));
    return html.mid(from, html.indexOf(end, from) - from);
}

} // namespace

TEST(HtmlPacket, GivesThePacketsBytesBack)
{
    for (const QByteArray& packet : {packetBytes(smallPacket(3)), hostilePacket()}) {
        const QByteArray html = htmlPacket(packet);
        EXPECT_TRUE(isHtmlPacket(html));
        EXPECT_FALSE(isHtmlPacket(packet));
        const auto back = packetInHtml(html, QStringLiteral("page"));
        ASSERT_OK(back);
        EXPECT_EQ(*back, packet);
    }
}

TEST(HtmlPacket, TextCanNotLeaveItsElement)
{
    const QByteArray html = htmlPacket(hostilePacket());
    EXPECT_EQ(html.count("</script>"), 2);
    EXPECT_EQ(html.count("<!--"), 0);
    EXPECT_FALSE(html.contains("\xe2\x80\xa8"));
}

TEST(HtmlPacket, PolicyNamesTheOnlyScriptAndStyle)
{
    const QByteArray html = htmlPacket(packetBytes(smallPacket(3)));
    const auto hash = [](const QByteArray& content) {
        return "'sha256-" + QCryptographicHash::hash(content, QCryptographicHash::Sha256).toBase64() + "'";
    };
    const QByteArray policy = between(html, "Content-Security-Policy\" content=\"", "\"");
    EXPECT_TRUE(policy.startsWith("default-src 'none';")) << policy.toStdString();
    EXPECT_TRUE(policy.contains("script-src " + hash(between(html, "<script>", "</script>")) + ";"));
    EXPECT_TRUE(policy.contains("style-src " + hash(between(html, "<style>", "</style>")) + ";"));
    for (const char* outside : {"http://", "https://", "src=", "href=\"", "@import", "url("})
        EXPECT_FALSE(html.contains(outside)) << outside;
}

// Whoever searches the files for telling words shall not stumble over the page itself.
TEST(HtmlPacket, PageHoldsNoIdentityWord)
{
    const QString page = QString::fromUtf8(htmlPacket(packetBytes(smallPacket(3))));
    ASSERT_FALSE(builtInIdentityWords().isEmpty());
    const QStringList identity = builtInIdentityWords();
    for (const QString& word : identity)
        EXPECT_FALSE(page.contains(word, Qt::CaseInsensitive)) << word.toStdString();
}

TEST(HtmlPacket, AnyFlippedByteIsFound)
{
    const QByteArray html = htmlPacket(packetBytes(smallPacket(8)));
    ASSERT_TRUE(lintPacket(html).isEmpty());
    for (qsizetype at = 0; at < html.size(); at += 97) {
        QByteArray changed = html;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        EXPECT_FALSE(lintPacket(changed).isEmpty()) << "byte " << at;
    }
    EXPECT_FALSE(lintPacket(html + ' ').isEmpty());
}

TEST(HtmlPacket, LinterFindsInAPageWhatItFindsInAPacket)
{
    Packet packet = smallPacket(8);
    packet.items[0].dialogues[0][0].text = QStringLiteral("as an AI I know the night-writer");
    const QByteArray bytes = packetBytes(packet);
    const PacketSecrets secrets{{QStringLiteral("night-writer")}, {}};
    const auto rules = [&](const QByteArray& file) {
        QStringList found;
        const QList<LintFinding> findings = lintPacket(file, secrets);
        for (const LintFinding& finding : findings)
            found << finding.rule;
        return found;
    };
    EXPECT_EQ(rules(htmlPacket(bytes)), rules(bytes));
    EXPECT_TRUE(rules(bytes).contains(QStringLiteral("source name")));
}

TEST(HtmlPacket, IsMadeBesideOrInsteadOfThePacketWithTheSameDigest)
{
    RatingProject project;
    const Study study = project.frozenStudy();
    const auto pages =
        makePackets(project.connection(), project.actor, study, project.folder(), {}, PacketForm::Html);
    ASSERT_OK(pages);
    const QStringList packets = project.makePacketsOf(study);
    ASSERT_EQ(packets.size(), 3);
    for (qsizetype i = 0; i < packets.size(); ++i) {
        EXPECT_TRUE(pages->packets.at(i).path.endsWith(QStringLiteral("rater-%1.html").arg(i + 1)));
        const auto page = readPacket(pages->packets.at(i).path);
        const auto packet = readPacket(packets.at(i));
        ASSERT_OK(page);
        ASSERT_OK(packet);
        EXPECT_EQ(*page, *packet);
    }
}

TEST(HtmlPacket, HoldsNothingOfItsSources)
{
    RatingProject project;
    const Study study = project.frozenStudy();
    const auto pages =
        makePackets(project.connection(), project.actor, study, project.folder(), {}, PacketForm::Html);
    ASSERT_OK(pages);
    ASSERT_EQ(pages->packets.size(), 3);
    const auto secrets = packetSecrets(project.connection(), study.id);
    ASSERT_OK(secrets);
    ASSERT_GT(secrets->ids.size(), 12);
    QList<QByteArray> traces{"evening-humans", "night-writer", "humans-of-march", "nw-plan"};
    for (const QString& id : secrets->ids)
        traces << id.toUtf8();
    for (const MadePacket& packet : pages->packets) {
        const QByteArray page = readWholeFile(packet.path).value();
        EXPECT_TRUE(lintPacket(page, *secrets).isEmpty());
        for (const QByteArray& trace : std::as_const(traces)) {
            EXPECT_FALSE(page.contains(trace)) << trace.toStdString();
            for (const auto algorithm :
                 {QCryptographicHash::Md5, QCryptographicHash::Sha1, QCryptographicHash::Sha256})
                EXPECT_FALSE(page.contains(QCryptographicHash::hash(trace, algorithm).toHex()))
                    << trace.toStdString();
        }
    }
}
