// The page of a packet in a real browser: rated by keys, loaded again, saved, and collected by the command
// line.
#include "core/base/linereader.h"
#include "core/rating/questions.h"
#include "tests/app/packetpage.h"
#include "tests/support/commandline.h"

#include <QFile>
#include <QJsonArray>

using namespace antiphon;
using namespace antiphon::test;

namespace {

class HtmlPacketInBrowser : public PacketPageTest
{
};

} // namespace

TEST_F(HtmlPacketInBrowser, IsRatedLoadedAgainSavedAndCollected)
{
    RatingProject project;
    StudyDefinition definition = project.definition();
    definition.comments = true;
    definition.guess = true;
    const Study study = project.frozenStudy(definition);
    const QStringList inProject{QStringLiteral("--project"), project.path()};
    answer(words("study packets --html --out") + QStringList{project.folder()} + inProject);
    const QString page = project.folder() + QStringLiteral("/rater-2.html");
    EXPECT_EQ(
        answer(words("study lint") + QStringList{page} + inProject)[QStringLiteral("rejected")].toInt(-1), 0);
    const auto packet = readPacket(page);
    ASSERT_OK(packet);
    const qsizetype questions = packet->order.size() * packet->criteria.size();
    ASSERT_EQ(questions, 36);

    Browser browser(project.filePath(QStringLiteral("browser")));
    ASSERT_TRUE(browser.isRunning());
    begin(browser, page);
    const auto valueOf = [](qsizetype question) {
        return 1 + static_cast<int>((question * 7 + question / 3) % 5);
    };
    const auto asked = [&packet](qsizetype question) { // by this rater's order of criteria
        const auto item =
            std::find_if(packet->items.cbegin(), packet->items.cend(),
                         [&](const PacketItem& one) { return one.id == packet->order.at(question / 3); });
        return *criterionOf(packet->criteria, questionsOf(*packet, *item).at(question % 3).criterion);
    };
    for (qsizetype question = 0; question < questions; ++question) {
        if (question == 17) {
            const QString place = browser.text(".place");
            EXPECT_EQ(place, QStringLiteral("Dialogue 6 of 12"));
            browser.reload();
            browser.key("Enter");
            EXPECT_EQ(browser.text(".place"), place);
            EXPECT_EQ(browser.text(".row.current .name"), asked(question).name);
            browser.key("f");
        }
        browser.key(QString::number(valueOf(question)));
    }
    EXPECT_EQ(placeOf(browser), QStringLiteral("guess"));
    browser.key("2");
    EXPECT_EQ(placeOf(browser), QStringLiteral("done"));
    browser.key("Backspace"); // the last answer, changed
    browser.key("5");
    browser.key("Enter");
    ASSERT_TRUE(browser.waitForDownload(QStringLiteral("rater-2.antiphon-answers")));

    const QString file = browser.downloads() + QStringLiteral("/rater-2.antiphon-answers");
    const auto answers = readAnswers(file, packet->answerKey);
    ASSERT_OK(answers);
    EXPECT_EQ(answers->packetDigest, packet->digest);
    ASSERT_EQ(answers->given.size(), questions + 1);
    const QList<GivenAnswer> effective = answers->inEffect();
    for (qsizetype question = 0; question < questions; ++question) {
        const GivenAnswer& answer = effective.at(question);
        EXPECT_EQ(answer.item, packet->order.at(question / 3));
        EXPECT_EQ(answer.criterion, asked(question).key);
        EXPECT_EQ(answer.value, question + 1 == questions ? 5 : valueOf(question));
        EXPECT_GT(answer.at, 1'700'000'000'000);
    }
    const QJsonObject collected = answer(words("study collect") + QStringList{file} + inProject);
    const QJsonValue taken = collected[QStringLiteral("files")][0];
    EXPECT_EQ(taken[QStringLiteral("notes")].toInt(), 2); // the flag and the guess
    EXPECT_EQ(collected[QStringLiteral("answers")].toInt(), questions);
    EXPECT_EQ(taken[QStringLiteral("missing")].toInt(-1), 0);
    expectNothingAsked(browser);
}

// The file that the page saves is the one that the program would have written, byte by byte.
TEST_F(HtmlPacketInBrowser, SavesTheBytesThatTheProgramWrites)
{
    Packet packet = smallPacket(2);
    packet.rater = QString::fromUtf8("Zoë \"B\" </script>");
    packet.criteria[0].key = QString::fromUtf8("natür\\lich \u2028 <b>");
    const QString page = written(packet);
    Browser browser(folder.filePath(QStringLiteral("browser")));
    begin(browser, page);
    press(browser, {"1", "2", "3", "4"});
    const QString file = saved(browser, QString::fromUtf8("Zoë--B----script-"));
    const auto answers = readAnswers(file, packet.answerKey);
    ASSERT_OK(answers);
    ASSERT_EQ(answers->given.size(), 4);
    {
        auto log = AnswerLog::open(*readPacket(page), folder.filePath(QStringLiteral("own")));
        ASSERT_OK(log);
        const QList<GivenAnswer> given = answers->given;
        for (const GivenAnswer& answer : given)
            ASSERT_OK(log->append(answer));
    }
    EXPECT_EQ(readWholeFile(file).value(), readWholeFile(folder.filePath(QStringLiteral("own"))).value());
}

TEST_F(HtmlPacketInBrowser, HostileTextIsShownAsText)
{
    Packet packet = smallPacket(2);
    const QString hostile = QString::fromUtf8(
        "</script><script>window.broken = 1</script><img src=x onerror=\"window.broken = 1\"> "
        "\\u003c & &amp; ' \u2028 שלום עולם <!-- ");
    const QString text = hostile + QString(100'000, QLatin1Char('x'));
    for (PacketItem& item : packet.items) {
        item.dialogues[0][0].text = text;
        item.dialogues[0][1].tracks = {hostile};
    }
    Browser browser(folder.filePath(QStringLiteral("browser")));
    begin(browser, written(packet));
    EXPECT_EQ(browser.evaluate("document.querySelector('.turn p').textContent").toString(), text);
    EXPECT_EQ(browser.evaluate("document.querySelector('.tracks li').textContent").toString(), hostile);
    EXPECT_TRUE(browser.evaluate("window.broken === undefined").toBool());
    EXPECT_EQ(browser.evaluate("document.images.length").toInt(-1), 0);
    expectNothingAsked(browser);
}

// What the checks of the other tests rest on: that a request would be stopped, and seen.
TEST_F(HtmlPacketInBrowser, PolicyStopsEveryRequest)
{
    Browser browser(folder.filePath(QStringLiteral("browser")));
    begin(browser, written(smallPacket(2)));
    expectNothingAsked(browser);
    EXPECT_EQ(browser.evaluate("fetch('http://127.0.0.1:9/').then(() => 'went', () => 'stopped')").toString(),
              QStringLiteral("stopped"));
    browser.evaluate(QStringLiteral(
        "document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.1:9/x.png'}))"));
    EXPECT_TRUE(browser.waitFor("true"));
    EXPECT_FALSE(browser.violations().isEmpty());
}

TEST_F(HtmlPacketInBrowser, PauseCoversTheText)
{
    Browser browser(folder.filePath(QStringLiteral("browser")));
    begin(browser, written(smallPacket(2)));
    ASSERT_TRUE(browser.text("body").contains(QStringLiteral("A wish")));
    browser.key("p");
    EXPECT_FALSE(browser.text("body").contains(QStringLiteral("A wish")));
    EXPECT_TRUE(browser.text("h2").contains(QStringLiteral("Paused")));
    browser.key("3"); // nobody sees what it would answer
    browser.key("Enter");
    EXPECT_EQ(browser.text(".row.current .name"), QStringLiteral("Consistency"));
    EXPECT_EQ(browser.evaluate("document.querySelectorAll('[aria-checked=true]').length").toInt(-1), 0);
}

TEST_F(HtmlPacketInBrowser, ChangedFilesAreRefused)
{
    QByteArray html = htmlPacket(packetBytes(smallPacket(2)));
    html.replace("A wish, number 0", "A wish, number 9");
    Browser browser(folder.filePath(QStringLiteral("browser")));
    browser.open(folder.writeFile(QStringLiteral("text.html"), html));
    EXPECT_TRUE(browser.text("main").contains(QStringLiteral("cannot be rated")));
    html = htmlPacket(packetBytes(smallPacket(2)));
    html.replace("idleAfterMs = 60000", "idleAfterMs = 60001");
    browser.open(folder.writeFile(QStringLiteral("script.html"), html));
    EXPECT_TRUE(browser.text("main").contains(QStringLiteral("was damaged on its way")));
}

TEST_F(HtmlPacketInBrowser, ComputesTheStandardsExamples)
{
    Browser browser(folder.filePath(QStringLiteral("browser")));
    QFile source(QStringLiteral(":/antiphon/html/digest.js"));
    ASSERT_TRUE(source.open(QIODevice::ReadOnly));
    const QString code = QString::fromUtf8(source.readAll());
    const auto value = [&](const char* expression) {
        return browser
            .evaluate(
                QStringLiteral("(() => { %1\nreturn %2; })()").arg(code, QString::fromLatin1(expression)))
            .toString();
    };
    // FIPS 180-4 and NIST's long message; RFC 4231, cases 1, 2 and 6.
    EXPECT_EQ(value("hex(sha256(utf8('')))"),
              QStringLiteral("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    EXPECT_EQ(value("hex(sha256(utf8('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq')))"),
              QStringLiteral("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"));
    EXPECT_EQ(value("hex(sha256(new Uint8Array(1000000).fill(97)))"),
              QStringLiteral("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
    EXPECT_EQ(value("hex(hmacSha256(new Uint8Array(20).fill(11), utf8('Hi There')))"),
              QStringLiteral("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"));
    EXPECT_EQ(value("hex(hmacSha256(bytesOfHex('4a656665'), utf8('what do ya want for nothing?')))"),
              QStringLiteral("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
    EXPECT_EQ(value("hex(hmacSha256(new Uint8Array(131).fill(0xaa), utf8('Test Using Larger Than Block-Size "
                    "Key - Hash Key First')))"),
              QStringLiteral("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"));
    for (int length = 54; length < 66; ++length) {
        const QByteArray bytes(length, 'q');
        EXPECT_EQ(value(qPrintable(QStringLiteral("hex(sha256(new Uint8Array(%1).fill(113)))").arg(length))),
                  digestOf(bytes));
    }
}
