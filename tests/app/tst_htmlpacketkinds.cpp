// Every kind of question and note on the page of a packet, held against the program's own way through it.
#include "core/rating/questions.h"
#include "core/rating/raterpass.h"
#include "tests/app/packetpage.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

class PacketPageKinds : public PacketPageTest
{
};

Criterion criterion(const char* key, QuestionKind kind)
{
    Criterion made = presetCriteria().constFirst();
    made.key = QString::fromLatin1(key);
    made.name = made.key.left(1).toUpper() + made.key.mid(1);
    made.kind = kind;
    if (kind == QuestionKind::Pair || kind == QuestionKind::BestWorst)
        made.anchors.clear();
    return made;
}

QList<PacketTurn> dialogueOf(int number)
{
    QList<PacketTurn> turns;
    for (int i = 0; i < 2; ++i)
        turns << PacketTurn{Role::User,
                            QStringLiteral("Wish %1 of dialogue %2").arg(i).arg(number),
                            false,
                            {}}
              << PacketTurn{
                     Role::System, QStringLiteral("Reply %1 of dialogue %2").arg(i).arg(number), false, {}};
    return turns;
}

// A dialogue, a pair, a set of four and another dialogue.
Packet mixedPacket()
{
    Packet packet = smallPacket(1);
    packet.items.clear();
    packet.order.clear();
    packet.criteria = {criterion("manner", QuestionKind::Dialogue),
                       criterion("sense", QuestionKind::Dialogue), criterion("fit", QuestionKind::Turn),
                       criterion("preference", QuestionKind::Pair),
                       criterion("help", QuestionKind::BestWorst)};
    packet.criterionOrder = {QStringLiteral("sense"), QStringLiteral("manner"), QStringLiteral("fit"),
                             QStringLiteral("preference"), QStringLiteral("help")};
    packet.comments = true;
    packet.allowsSkip = true;
    packet.asksGuess = true;
    const QList<std::pair<QuestionKind, int>> shown{{QuestionKind::Dialogue, 1},
                                                    {QuestionKind::Pair, 2},
                                                    {QuestionKind::BestWorst, 4},
                                                    {QuestionKind::Dialogue, 1}};
    for (const auto& [kind, dialogues] : shown) {
        PacketItem item;
        item.id = PublicItemId::createOpaque();
        item.kind = kind;
        for (int i = 0; i < dialogues; ++i)
            item.dialogues << dialogueOf(i);
        packet.order << item.id;
        packet.items << item;
    }
    return packetFromBytes(packetBytes(packet), QStringLiteral("mixed")).value();
}

} // namespace

TEST_F(PacketPageKinds, AreAskedAndAnsweredAsInTheProgram)
{
    const Packet packet = mixedPacket();
    const QString page = written(packet);
    const auto browser = newBrowser();
    begin(*browser, page);
    auto log = AnswerLog::open(packet, folder.filePath(QStringLiteral("own")));
    ASSERT_OK(log);
    RaterPass pass(packet, std::move(*log));
    const auto give = [&](const char* key, int value) {
        // What the page asks is what the program asks.
        const QString name = criterionOf(packet.criteria, pass.question().criterion)->name;
        EXPECT_TRUE(currentRow(*browser).startsWith(name)) << currentRow(*browser).toStdString();
        browser->key(key);
        EXPECT_OK(pass.answer(value, 1, 1));
    };
    give("4", 4);
    EXPECT_EQ(browser->text(".turn.asked p"), QStringLiteral("Reply 1 of dialogue 0"));
    picture(*browser, "turn");
    give("2", 2);
    picture(*browser, "dialogue");
    give("5", 5);
    browser->reload();
    browser->key("Enter");
    give("1", 1);
    EXPECT_EQ(browser->text(".place"), QStringLiteral("Pair 2 of 4"));
    EXPECT_EQ(browser->evaluate("document.querySelectorAll('.pane').length").toInt(), 2);
    picture(*browser, "pair");
    give("=", 3);
    give("2", 2);
    picture(*browser, "best-worst");
    browser->key("2"); // the worst is not the best
    EXPECT_ERROR(pass.answer(2, 1, 1), ErrorCode::InvalidValue);
    give("4", 4);
    give("5", 5);
    press(*browser, {"s", "Enter"}); // not without a reason
    browser->type(QStringLiteral("cut off, 3 times"));
    browser->key("Enter");
    EXPECT_OK(pass.skip(QStringLiteral("cut off, 3 times"), 1));
    EXPECT_EQ(placeOf(*browser), QStringLiteral("guess"));
    picture(*browser, "guess");
    browser->key("2");
    picture(*browser, "done");
    EXPECT_OK(pass.guess(2, 1));
    EXPECT_EQ(placeOf(*browser), QStringLiteral("done"));

    const auto got = readAnswers(saved(*browser), packet.answerKey);
    const auto wanted = readAnswers(pass.log().path(), packet.answerKey);
    ASSERT_OK(got);
    ASSERT_OK(wanted);
    ASSERT_EQ(got->given.size(), 8);
    ASSERT_EQ(got->given.size(), wanted->given.size());
    for (qsizetype i = 0; i < got->given.size(); ++i) {
        GivenAnswer answer = got->given.at(i);
        answer.at = 1;
        answer.activeMs = 1;
        EXPECT_EQ(answer, wanted->given.at(i)) << i;
    }
    EXPECT_EQ(got->inEffect().size(), 7);
    ASSERT_EQ(got->notes.size(), 2);
    for (qsizetype i = 0; i < got->notes.size(); ++i) {
        GivenNote note = got->notes.at(i);
        note.at = 1;
        EXPECT_EQ(note, wanted->notes.at(i)) << i;
    }
    expectNothingAsked(*browser);
}

TEST_F(PacketPageKinds, NotesAreKeptShownAndTakenBack)
{
    const Packet packet = mixedPacket();
    const auto browser = newBrowser();
    begin(*browser, written(packet));
    browser->key("c");
    browser->type(QStringLiteral("fine, 5 of 5"));
    press(*browser, {"Enter", "f", "4"});
    browser->reload();
    browser->key("Enter");
    EXPECT_TRUE(browser->text(".marks").contains(QStringLiteral("fine, 5 of 5")));
    EXPECT_TRUE(browser->text(".marks").contains(QStringLiteral("Flagged")));
    press(*browser, {"f", "c", "Escape", "c"});
    browser->evaluate("document.querySelector('textarea').value = ''");
    browser->key("Enter");
    EXPECT_FALSE(browser->evaluate("document.querySelector('.marks').checkVisibility()").toBool());
    const auto file = readAnswers(saved(*browser), packet.answerKey);
    ASSERT_OK(file);
    EXPECT_EQ(file->notes.size(), 4);
    EXPECT_TRUE(file->notesInEffect().isEmpty());
    ASSERT_EQ(file->given.size(), 1); // the digits of the comment answered nothing
    EXPECT_EQ(file->given.constFirst().value, 4);
}

TEST_F(PacketPageKinds, KeysOfTheScaleAreThoseOfThePacket)
{
    Packet packet = smallPacket(1);
    packet.points = 11;
    for (Criterion& one : packet.criteria)
        one.anchors = QStringList(11, QStringLiteral("word"));
    const auto browser = newBrowser();
    begin(*browser, written(packet));
    press(*browser, {"0", "-", "9"});
    const auto file = readAnswers(saved(*browser), packet.answerKey);
    ASSERT_OK(file);
    ASSERT_EQ(file->given.size(), 3);
    EXPECT_EQ(file->given.at(0).value, 10);
    EXPECT_EQ(file->given.at(1).value, 11);
    EXPECT_EQ(file->given.at(2).value, 9);
}
