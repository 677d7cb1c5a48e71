#include "tests/app/packetpage.h"

#include <QFile>

namespace antiphon::test {

void PacketPageTest::SetUp()
{
    if (Browser::program().isEmpty())
        GTEST_SKIP() << "chromium-headless-shell is not installed (packaging/install check)";
}

std::unique_ptr<Browser> PacketPageTest::newBrowser() const
{
    return std::make_unique<Browser>(folder.filePath(QStringLiteral("browser")));
}

QString PacketPageTest::written(const Packet& packet)
{
    return folder.writeFile(QStringLiteral("page.html"), htmlPacket(packetBytes(packet)));
}

QString placeOf(Browser& browser)
{
    return browser.evaluate("document.body.getAttribute('data-place')").toString();
}

void openPage(Browser& browser, const QString& page)
{
    browser.open(page);
    ASSERT_TRUE(browser.waitFor("document.body.getAttribute('data-place') !== null"));
}

void begin(Browser& browser, const QString& page)
{
    openPage(browser, page);
    browser.key("Enter");
    ASSERT_EQ(placeOf(browser), QStringLiteral("rating"));
}

void press(Browser& browser, std::initializer_list<const char*> keys)
{
    for (const char* key : keys)
        browser.key(key);
}

QString currentRow(Browser& browser)
{
    return browser.text(".row.current .name");
}

QString saved(Browser& browser, const QString& rater)
{
    const QString name = rater + QLatin1String(answersSuffix);
    browser.evaluate("document.getElementById('save').click()");
    return browser.waitForDownload(name) ? browser.downloads() + QLatin1Char('/') + name : QString();
}

void picture(Browser& browser, const char* name)
{
    const QString pictures = qEnvironmentVariable("ANTIPHON_PICTURES");
    if (pictures.isEmpty())
        return;
    browser.setSize(1280, 800);
    for (const QString& scheme : {QStringLiteral("light"), QStringLiteral("dark")}) {
        browser.setScheme(scheme);
        QFile file(QStringLiteral("%1/page-%2-%3.png").arg(pictures, QString::fromUtf8(name), scheme));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(browser.screenshot());
    }
}

void expectNothingAsked(const Browser& browser)
{
    const QStringList requests = browser.requests();
    EXPECT_FALSE(requests.isEmpty());
    for (const QString& url : requests)
        EXPECT_TRUE(url.startsWith(QStringLiteral("file:///")) || url.startsWith(QStringLiteral("blob:")))
            << url.toStdString();
    EXPECT_EQ(browser.violations(), QStringList());
}

} // namespace antiphon::test
