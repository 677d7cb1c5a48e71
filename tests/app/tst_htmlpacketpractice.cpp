// Practice on the page of a packet: the same feedback by the same keys, into the same file.
#include "core/base/linereader.h"
#include "core/rating/raterpass.h"
#include "tests/app/packetpage.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

class HtmlPacketPractice : public PacketPageTest
{
};

} // namespace

TEST_F(HtmlPacketPractice, SaysWhatWasExpectedAndGoesOnByEnterOrSpace)
{
    const auto browser = newBrowser();
    begin(*browser, written(practicePacket(2, 2)));
    EXPECT_EQ(browser->text(".place"), QStringLiteral("Practice 1 of 2"));
    press(*browser, {"4", "5", "3"});
    EXPECT_EQ(placeOf(*browser), QStringLiteral("feedback"));
    const QString said = browser->text("#page");
    for (const char* part :
         {"Practice 1 of 2", "The wish is met, but late.", "✓ As expected", "≠ 2 points away", "4, mostly",
          "2 or 3 (1 more or less will do)", "One reply ignores the wish.",
          "No answer is better than another", "Your answers stay as you gave them."})
        EXPECT_TRUE(said.contains(QString::fromUtf8(part))) << part << '\n' << said.toStdString();
    picture(*browser, "feedback");
    press(*browser, {"1", "Backspace", "ArrowLeft", "End", "p"}); // mean nothing here
    EXPECT_EQ(placeOf(*browser), QStringLiteral("feedback"));
    browser->key("Enter");
    EXPECT_EQ(browser->text(".place"), QStringLiteral("Practice 2 of 2"));
    press(*browser, {"Backspace", "ArrowLeft"});
    EXPECT_EQ(browser->text(".place"), QStringLiteral("Practice 2 of 2"));
    press(*browser, {"4", "3", "3", " "});
    EXPECT_EQ(placeOf(*browser), QStringLiteral("practice-over"));
    EXPECT_TRUE(browser->text("#page").contains(QStringLiteral("From here on there is no feedback")));
    EXPECT_FALSE(browser->text("#page").contains(QLatin1Char('%')));
    picture(*browser, "practice-over");
    browser->key(" ");
    EXPECT_EQ(placeOf(*browser), QStringLiteral("rating"));
    EXPECT_EQ(browser->text(".place"), QStringLiteral("Dialogue 1 of 2"));
    press(*browser, {"Backspace", "ArrowLeft"});
    EXPECT_EQ(browser->text(".place"), QStringLiteral("Dialogue 1 of 2"));
    expectNothingAsked(*browser);
}

TEST_F(HtmlPacketPractice, ComesBackUntilItIsRead)
{
    const QString page = written(practicePacket(1, 2));
    {
        const auto browser = newBrowser();
        begin(*browser, page);
        press(*browser, {"4", "5", "3"});
        ASSERT_EQ(placeOf(*browser), QStringLiteral("feedback"));
        browser->reload();
        browser->key("Enter");
        ASSERT_EQ(placeOf(*browser), QStringLiteral("feedback"));
        browser->key("Enter");
        ASSERT_EQ(placeOf(*browser), QStringLiteral("practice-over"));
        browser->reload();
        browser->key("Enter");
        ASSERT_EQ(placeOf(*browser), QStringLiteral("practice-over"));
        press(*browser, {"Enter", "2"});
        browser->reload();
        browser->key("Enter");
    }
}

TEST_F(HtmlPacketPractice, WritesTheFileThatTheProgramGoesOnWith)
{
    Packet packet = practicePacket(1, 1);
    packet.qualification = 0.5;
    const QString page = written(packet);
    const auto browser = newBrowser();
    begin(*browser, page);
    press(*browser, {"4", "5", "3", "Enter"});
    EXPECT_TRUE(browser->text("#page").contains(QStringLiteral(
        "1 of your 2 answers were as expected. The study asks for 50 %: you have reached that.")))
        << browser->text("#page").toStdString();
    press(*browser, {"Enter", "2"});
    const QString file = saved(*browser);
    const auto answers = readAnswers(file, packet.answerKey);
    ASSERT_OK(answers);
    ASSERT_EQ(answers->given.size(), 4);
    ASSERT_EQ(answers->notes.size(), 1);
    EXPECT_EQ(static_cast<int>(answers->notes.constFirst().kind), static_cast<int>(NoteKind::Feedback));
    const Packet read = readPacket(page).value();
    RaterPass pass(read, AnswerLog::open(read, file).value());
    EXPECT_EQ(pass.practiceRead(), 1);
    EXPECT_EQ(pass.itemNumber(), 2);
    EXPECT_EQ(pass.questionIndex(), 1);
}
