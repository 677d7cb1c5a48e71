// Where the page of a packet keeps answers, and what it does where the browser keeps none.
#include "core/base/linereader.h"
#include "tests/app/packetpage.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace antiphon;
using namespace antiphon::test;

namespace {

class PacketPageKeeping : public PacketPageTest
{
};

QList<int> valuesIn(const QString& path, const Packet& packet)
{
    const auto file = readAnswers(path, packet.answerKey);
    EXPECT_OK(file);
    QList<int> values;
    const QList<GivenAnswer> given = file ? file->inEffect() : QList<GivenAnswer>();
    for (const GivenAnswer& answer : given)
        values << answer.value;
    return values;
}

void forbidStorage(Browser& browser)
{
    browser.call(QStringLiteral("Page.addScriptToEvaluateOnNewDocument"),
                 {{QStringLiteral("source"),
                   QStringLiteral("Object.defineProperty(window, 'localStorage', "
                                  "{get() { throw new DOMException('off', 'SecurityError'); }})")}});
}

// The next file that the page asks for is this one.
void offerFile(Browser& browser, const QByteArray& content)
{
    const QByteArray text =
        QJsonDocument(QJsonArray{QString::fromUtf8(content)}).toJson(QJsonDocument::Compact);
    browser.evaluate(QStringLiteral("HTMLInputElement.prototype.click = function () {"
                                    " const offered = new DataTransfer();"
                                    " offered.items.add(new File(%1, 'offered'));"
                                    " this.files = offered.files;"
                                    " this.dispatchEvent(new Event('change')); };"
                                    "[...document.querySelectorAll('.buttons button')]"
                                    ".find((one) => one.innerText.includes('saved file')).click()")
                         .arg(QString::fromUtf8(text)));
}

} // namespace

TEST_F(PacketPageKeeping, GoesOnAfterTheBrowserWasClosed)
{
    const QString page = written(smallPacket(3));
    auto browser = newBrowser();
    begin(*browser, page);
    press(*browser, {"4", "2", "5", "1"});
    const QString row = currentRow(*browser);
    browser = nullptr;
    browser = newBrowser();
    openPage(*browser, page);
    EXPECT_EQ(browser->text("h2"), QStringLiteral("Welcome back"));
    browser->key("Enter");
    EXPECT_EQ(browser->text(".place"), QStringLiteral("Dialogue 2 of 3"));
    EXPECT_EQ(currentRow(*browser), row);
    EXPECT_EQ(browser->evaluate("document.querySelectorAll('[aria-checked=true]').length").toInt(), 1);
}

TEST_F(PacketPageKeeping, SaysWhereNothingIsKeptAndGoesOnFromASavedFile)
{
    const Packet packet = smallPacket(3);
    const QString page = written(packet);
    const auto browser = newBrowser();
    forbidStorage(*browser);
    openPage(*browser, page);
    EXPECT_TRUE(browser->text(".notice").contains(QStringLiteral("keeps nothing")));
    browser->key("Enter");
    press(*browser, {"4", "2", "5", "1"});
    const QString file = saved(*browser);
    EXPECT_EQ(valuesIn(file, packet), (QList<int>{4, 2, 5, 1}));

    browser->reload();
    EXPECT_EQ(browser->text("h2"), QStringLiteral("Rating dialogues"));
    QByteArray content = readWholeFile(file).value();
    QByteArray changed = content;
    changed.replace("\"value\":5", "\"value\":4");
    offerFile(*browser, changed);
    EXPECT_TRUE(browser->waitFor("!document.getElementById('banner').hidden"));
    EXPECT_EQ(browser->text("h2"), QStringLiteral("Rating dialogues"));
    offerFile(*browser, content);
    EXPECT_TRUE(browser->waitFor("document.querySelector('h2').innerText === 'Welcome back'"));
    browser->key("Enter");
    EXPECT_EQ(browser->text(".place"), QStringLiteral("Dialogue 2 of 3"));
}

TEST_F(PacketPageKeeping, GoesOnInThePageWhereTheStorageIsFull)
{
    const Packet packet = smallPacket(2);
    const auto browser = newBrowser();
    begin(*browser, written(packet));
    browser->key("3");
    EXPECT_TRUE(
        browser
            ->evaluate(
                "(() => { for (let size = 1 << 20; size > 0; size >>= 1)"
                " try { for (let i = 0;; ++i) localStorage.setItem('full' + size + i, 'x'.repeat(size)); }"
                " catch (error) { } return true; })()")
            .toBool());
    browser->key("4");
    EXPECT_TRUE(browser->text("#banner").contains(QStringLiteral("no room")));
    EXPECT_EQ(currentRow(*browser), QStringLiteral("Relevance"));
    press(*browser, {"4", "5", "1", "1", "1"});
    EXPECT_EQ(placeOf(*browser), QStringLiteral("done"));
    EXPECT_EQ(valuesIn(saved(*browser), packet), (QList<int>{3, 4, 5, 1, 1, 1}));
}

TEST_F(PacketPageKeeping, NoAnswerGoesOverThatOfAnotherWindow)
{
    const Packet packet = smallPacket(2);
    const auto browser = newBrowser();
    begin(*browser, written(packet));
    browser->key("3");
    browser->evaluate(
        QStringLiteral("localStorage.setItem('antiphon %1 2', 'of another window')").arg(packet.id.toText()));
    browser->key("4");
    EXPECT_TRUE(browser->text("#banner").contains(QStringLiteral("Another window")));
    EXPECT_EQ(currentRow(*browser), QStringLiteral("Relevance"));
    EXPECT_EQ(valuesIn(saved(*browser), packet), (QList<int>{3}));
}

TEST_F(PacketPageKeeping, TimeAtWorkLeavesPausesAndSilenceOut)
{
    const Packet packet = smallPacket(2);
    const auto browser = newBrowser();
    openPage(*browser, written(packet));
    const auto at = [&](int ms, const char* key) {
        browser->evaluate(QStringLiteral("performance.now = () => %1").arg(ms));
        browser->key(QString::fromLatin1(key));
    };
    at(1'000, "Enter");
    at(5'000, "3"); // 4 s
    at(6'000, "p");
    at(90'000, "Enter");
    at(92'000, "3");  // 1 s before the pause, 2 s after it
    at(400'000, "3"); // a long silence counts as its first minute
    QList<qint64> times;
    const auto file = readAnswers(saved(*browser), packet.answerKey);
    ASSERT_OK(file);
    for (const GivenAnswer& answer : file->given)
        times << answer.activeMs;
    EXPECT_EQ(times, (QList<qint64>{4'000, 3'000, 60'000}));
}

TEST_F(PacketPageKeeping, AScreenReaderHearsWhatIsAsked)
{
    const auto browser = newBrowser();
    begin(*browser, written(smallPacket(2)));
    browser->key("3");
    const QString heard = browser->text("[role=status]");
    EXPECT_TRUE(heard.contains(QStringLiteral("Dialogue 1 of 2, question 2 of 3: Relevance")))
        << heard.toStdString();
    QStringList radios;
    QStringList articles;
    const QJsonArray nodes =
        browser->call(QStringLiteral("Accessibility.getFullAXTree"))[QLatin1String("nodes")].toArray();
    for (const QJsonValue& node : nodes) {
        const QString role = node[QLatin1String("role")][QLatin1String("value")].toString();
        if (role == QLatin1String("radio"))
            radios << node[QLatin1String("name")][QLatin1String("value")].toString();
        if (role == QLatin1String("article"))
            articles << node[QLatin1String("name")][QLatin1String("value")].toString();
    }
    ASSERT_EQ(radios.size(), 15);
    EXPECT_TRUE(radios.at(5).startsWith(QStringLiteral("Relevance: 1, "))) << radios.at(5).toStdString();
    EXPECT_EQ(articles, QStringList{QStringLiteral("Dialogue 1")});
}

// Tab and Enter do what the digits do.
TEST_F(PacketPageKeeping, ButtonsTakeEnterAndKeepTheirColumn)
{
    const Packet packet = smallPacket(2);
    const auto browser = newBrowser();
    begin(*browser, written(packet));
    browser->evaluate("document.querySelector('.row.current [data-value=\"4\"]').focus()");
    press(*browser, {"Enter", "Enter", "Enter", "Enter"});
    EXPECT_EQ(valuesIn(saved(*browser), packet), (QList<int>{4, 4, 4, 4}));
}
