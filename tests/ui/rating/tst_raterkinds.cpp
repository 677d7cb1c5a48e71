// Turns, pairs, best and worst, and what is said beside the answers: by real keys, read from the file.
#include "tests/support/resultassertions.h"
#include "tests/ui/rating/raterstage.h"
#include "ui/rating/noteeditor.h"
#include "ui/rating/raterpages.h"
#include "ui/rating/readingpane.h"
#include "ui/widgets/dialogueview.h"

#include <QPlainTextEdit>
#include <QScrollBar>

using namespace antiphon;
using namespace antiphon::test;

namespace {

QList<PacketTurn> dialogue(const QString& wish, int turns = 4)
{
    QList<PacketTurn> list;
    for (int turn = 0; turn < turns; turn += 2)
        list << PacketTurn{Role::User, wish, false, {}}
             << PacketTurn{Role::System, QStringLiteral("A reply"), true, {QStringLiteral("Title - Artist")}};
    return list;
}

Criterion criterion(const char* key, QuestionKind kind)
{
    Criterion one;
    one.key = QString::fromLatin1(key);
    one.name = one.key;
    one.question = QStringLiteral("What of it?");
    one.kind = kind;
    if (kind == QuestionKind::Dialogue || kind == QuestionKind::Turn)
        one.anchors = presetCriteria().constFirst().anchors;
    return one;
}

class RaterKindsTest : public testing::Test
{
protected:
    RaterKindsTest()
    {
        stage.packet = Packet{};
        stage.packet.id = PacketId::createOpaque();
        stage.packet.answerKey = QByteArray(32, 'k');
        stage.packet.rater = QStringLiteral("rater-1");
        stage.packet.allowsSkip = true;
        stage.packet.comments = true;
    }

    void add(QuestionKind kind, int dialogues, int turns = 4)
    {
        PacketItem item;
        item.id = PublicItemId::createOpaque();
        item.kind = kind;
        for (int i = 0; i < dialogues; ++i)
            item.dialogues << dialogue(
                QStringLiteral("Wish %1 of item %2").arg(i + 1).arg(stage.packet.items.size() + 1), turns);
        stage.packet.items << item;
        stage.packet.order << item.id;
    }

    void begin()
    {
        stage.writePacket();
        stage.reopen();
        stage.press(Qt::Key_Return);
        ASSERT_EQ(stage.window->place(), RaterPlace::Rating);
    }

    QuestionPage* page() { return stage.window->questionPage(); }
    QString wishIn(int column) { return page()->dialogueView(column)->document().turns.at(0).text; }
    QList<int> values()
    {
        QList<int> given;
        const QList<GivenAnswer> answers = stage.answers();
        for (const GivenAnswer& answer : answers)
            given << answer.value;
        return given;
    }
    QList<GivenNote> notes() { return readAnswers(stage.answersPath(), stage.packet.answerKey)->notes; }

    RaterStage stage;
};

} // namespace

TEST_F(RaterKindsTest, EveryReplyIsAskedAndMarked)
{
    stage.packet.criteria = {criterion("fit", QuestionKind::Turn), criterion("tone", QuestionKind::Turn),
                             criterion("whole", QuestionKind::Dialogue)};
    add(QuestionKind::Dialogue, 1);
    add(QuestionKind::Dialogue, 1);
    begin();
    EXPECT_EQ(page()->readingPane()->markedTurn(), 1);
    EXPECT_EQ(page()->rowCount(), 2);
    stage.pressAll({Qt::Key_4, Qt::Key_3});
    EXPECT_EQ(page()->readingPane()->markedTurn(), 3);
    EXPECT_EQ(page()->confirmation(), QStringLiteral("Dialogue 1, turn 2 saved: 4 · 3"));
    stage.pressAll({Qt::Key_2, Qt::Key_1});
    EXPECT_EQ(page()->readingPane()->markedTurn(), -1);
    ASSERT_EQ(page()->rowCount(), 1);
    EXPECT_EQ(page()->row(0)->accessibleName(), QStringLiteral("whole"));
    stage.press(Qt::Key_Backspace);
    EXPECT_EQ(page()->readingPane()->markedTurn(), 3);
    EXPECT_EQ(page()->row(1)->value(), 1);
    stage.pressAll({Qt::Key_5, Qt::Key_5});
    EXPECT_EQ(page()->sheet().number, 2);
    EXPECT_EQ(page()->readingPane()->markedTurn(), 1);

    const QList<GivenAnswer> effect = readAnswers(stage.answersPath(), stage.packet.answerKey)->inEffect();
    ASSERT_EQ(effect.size(), 5);
    QStringList said;
    for (const GivenAnswer& answer : effect)
        said << QStringLiteral("%1 %2 %3").arg(answer.criterion).arg(answer.part).arg(answer.value);
    said.sort();
    EXPECT_EQ(said,
              QStringList({QStringLiteral("fit 2 4"), QStringLiteral("fit 4 2"), QStringLiteral("tone 2 3"),
                           QStringLiteral("tone 4 5"), QStringLiteral("whole 0 5")}));
}

TEST_F(RaterKindsTest, TheAskedReplyIsScrolledTo)
{
    stage.packet.criteria = {criterion("fit", QuestionKind::Turn)};
    add(QuestionKind::Dialogue, 1, 60);
    begin();
    for (int i = 0; i < 20; ++i)
        stage.press(Qt::Key_3);
    const int turn = page()->readingPane()->markedTurn();
    EXPECT_EQ(turn, 41);
    const DialogueView* view = page()->dialogueView();
    EXPECT_GT(view->verticalScrollBar()->value(), 0);
    EXPECT_TRUE(view->viewport()->rect().intersects(view->turnRect(turn)));
    EXPECT_EQ(page()->sheet().turn, turn);
}

TEST_F(RaterKindsTest, APairIsAnsweredByDigitsOrLetters)
{
    stage.packet.criteria = {criterion("preference", QuestionKind::Pair)};
    for (int i = 0; i < 6; ++i)
        add(QuestionKind::Pair, 2);
    begin();
    EXPECT_TRUE(page()->readingPane()->isSideBySide());
    EXPECT_EQ(page()->dialogueView(0)->accessibleName(), QStringLiteral("Dialogue: Left"));
    EXPECT_EQ(page()->row(0)->button(3)->accessibleName(), QStringLiteral("preference: 3, No difference"));
    stage.pressAll({Qt::Key_1, Qt::Key_L, Qt::Key_R, Qt::Key_Equal, Qt::Key_3, Qt::Key_4, Qt::Key_9});
    EXPECT_EQ(values(), QList<int>({1, 1, 2, 3, 3}));
    EXPECT_EQ(page()->confirmation(), QStringLiteral("Pair 5 saved: No difference"));
    stage.press(Qt::Key_Left); // looks back, answers nothing
    EXPECT_EQ(page()->sheet().number, 5);
    EXPECT_EQ(values().size(), 5);
}

TEST_F(RaterKindsTest, APairComesBackOnTheSameSides)
{
    stage.packet.criteria = {criterion("preference", QuestionKind::Pair)};
    for (int i = 0; i < 4; ++i)
        add(QuestionKind::Pair, 2);
    begin();
    stage.pressAll({Qt::Key_2, Qt::Key_2});
    const QString left = wishIn(0);
    const QString right = wishIn(1);
    EXPECT_NE(left, right);
    stage.reopen();
    stage.press(Qt::Key_Return);
    EXPECT_EQ(page()->sheet().number, 3);
    EXPECT_EQ(wishIn(0), left);
    EXPECT_EQ(wishIn(1), right);
}

TEST_F(RaterKindsTest, BestThenWorstAndNeverTheSame)
{
    stage.packet.criteria = {criterion("extremes", QuestionKind::BestWorst)};
    add(QuestionKind::BestWorst, 4);
    add(QuestionKind::BestWorst, 3);
    begin();
    EXPECT_EQ(page()->readingPane()->count(), 4);
    stage.press(Qt::Key_5);
    EXPECT_TRUE(values().isEmpty());
    stage.press(Qt::Key_3);
    EXPECT_FALSE(page()->row(1)->button(3)->isEnabled());
    stage.press(Qt::Key_3); // is the best already
    EXPECT_EQ(values(), QList<int>({3}));
    stage.press(Qt::Key_1);
    EXPECT_EQ(page()->sheet().number, 2);
    EXPECT_EQ(page()->readingPane()->count(), 3);
    const QList<GivenAnswer> given = stage.answers();
    ASSERT_EQ(given.size(), 2);
    EXPECT_EQ(given[0].part, 1);
    EXPECT_EQ(given[1].part, 2);
    EXPECT_EQ(given[1].value, 1);
}

TEST_F(RaterKindsTest, NarrowWindowsStandThemBelowEachOther)
{
    stage.packet.criteria = {criterion("preference", QuestionKind::Pair)};
    add(QuestionKind::Pair, 2, 30);
    begin();
    stage.window->resize(560, 700);
    stage.settle();
    EXPECT_FALSE(page()->readingPane()->isSideBySide());
    QScrollBar* outer = page()->readingPane()->verticalScrollBar();
    for (int i = 0; i < 60 && outer->value() == 0; ++i)
        stage.press(Qt::Key_Space);
    EXPECT_GT(outer->value(), 0);
    EXPECT_EQ(page()->dialogueView(0)->verticalScrollBar()->value(),
              page()->dialogueView(0)->verticalScrollBar()->maximum());
    EXPECT_EQ(page()->dialogueView(1)->verticalScrollBar()->value(), 0);
    stage.press(Qt::Key_Home);
    EXPECT_TRUE(page()->readingPane()->isAtTop());
    stage.window->resize(1280, 800);
    stage.settle();
    EXPECT_TRUE(page()->readingPane()->isSideBySide());
    EXPECT_TRUE(values().isEmpty());
}

TEST_F(RaterKindsTest, ACommentIsWrittenBesideTheAnswers)
{
    stage.packet.criteria = {criterion("whole", QuestionKind::Dialogue)};
    add(QuestionKind::Dialogue, 1);
    add(QuestionKind::Dialogue, 1);
    begin();
    stage.press(Qt::Key_C);
    ASSERT_TRUE(page()->isWriting());
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("odd: 3 pop songs"));
    stage.press(Qt::Key_Return);
    EXPECT_FALSE(page()->isWriting());
    EXPECT_TRUE(values().isEmpty()); // digits were text
    ASSERT_EQ(notes().size(), 1);
    EXPECT_EQ(notes().constFirst().text, QStringLiteral("odd: 3 pop songs"));
    EXPECT_EQ(notes().constFirst().item, stage.packet.order[0]);
    EXPECT_EQ(page()->sheet().comment, QStringLiteral("odd: 3 pop songs"));
    stage.press(Qt::Key_C);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral(" and more"));
    stage.press(Qt::Key_Escape); // keeps nothing, pauses nothing
    EXPECT_EQ(stage.window->place(), RaterPlace::Rating);
    EXPECT_EQ(notes().size(), 1);
    stage.press(Qt::Key_4);
    EXPECT_EQ(page()->sheet().number, 2);
    EXPECT_TRUE(page()->sheet().comment.isEmpty());
    stage.reopen();
    stage.pressAll({Qt::Key_Return, Qt::Key_Left});
    EXPECT_EQ(page()->sheet().comment, QStringLiteral("odd: 3 pop songs"));
}

TEST_F(RaterKindsTest, AFlagIsSetAndTakenAway)
{
    stage.packet.criteria = {criterion("whole", QuestionKind::Dialogue)};
    add(QuestionKind::Dialogue, 1);
    begin();
    stage.press(Qt::Key_F);
    EXPECT_TRUE(page()->sheet().flagged);
    EXPECT_EQ(page()->confirmation(), QStringLiteral("Flagged"));
    stage.reopen();
    stage.press(Qt::Key_Return);
    EXPECT_TRUE(page()->sheet().flagged);
    stage.press(Qt::Key_F);
    EXPECT_FALSE(page()->sheet().flagged);
    EXPECT_EQ(notes().size(), 2);
}

TEST_F(RaterKindsTest, SkippingNeedsAReason)
{
    stage.packet.criteria = {criterion("whole", QuestionKind::Dialogue)};
    for (int i = 0; i < 3; ++i)
        add(QuestionKind::Dialogue, 1);
    begin();
    stage.press(Qt::Key_S);
    ASSERT_TRUE(page()->isWriting());
    stage.press(Qt::Key_Return);
    EXPECT_TRUE(page()->isWriting());
    EXPECT_TRUE(notes().isEmpty());
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("in Latin"));
    stage.press(Qt::Key_Return);
    EXPECT_EQ(page()->sheet().number, 2);
    ASSERT_EQ(notes().size(), 1);
    EXPECT_EQ(static_cast<int>(notes().constFirst().kind), static_cast<int>(NoteKind::Skip));
    EXPECT_EQ(notes().constFirst().text, QStringLiteral("in Latin"));
    stage.reopen();
    stage.press(Qt::Key_Return);
    EXPECT_EQ(page()->sheet().number, 2);
    stage.press(Qt::Key_Left);
    EXPECT_EQ(page()->sheet().skipped, QStringLiteral("in Latin"));
}

TEST_F(RaterKindsTest, WhereSkippingIsNotAllowedItsKeyDoesNothing)
{
    stage.packet.allowsSkip = false;
    stage.packet.criteria = {criterion("whole", QuestionKind::Dialogue)};
    add(QuestionKind::Dialogue, 1);
    begin();
    stage.press(Qt::Key_S);
    EXPECT_FALSE(page()->isWriting());
}

TEST_F(RaterKindsTest, TheGuessIsAskedOnceAfterTheLastItem)
{
    stage.packet.asksGuess = true;
    stage.packet.criteria = {criterion("whole", QuestionKind::Dialogue)};
    add(QuestionKind::Dialogue, 1);
    begin();
    stage.press(Qt::Key_4);
    ASSERT_EQ(stage.window->place(), RaterPlace::Guess);
    stage.press(Qt::Key_4); // no such answer
    EXPECT_EQ(stage.window->place(), RaterPlace::Guess);
    stage.reopen();
    ASSERT_EQ(stage.window->place(), RaterPlace::Guess);
    stage.press(Qt::Key_2);
    EXPECT_EQ(stage.window->place(), RaterPlace::Done);
    ASSERT_EQ(notes().size(), 1);
    EXPECT_EQ(static_cast<int>(notes().constFirst().kind), static_cast<int>(NoteKind::Guess));
    EXPECT_EQ(notes().constFirst().value, 2);
    stage.reopen();
    EXPECT_EQ(stage.window->place(), RaterPlace::Done);
}

TEST_F(RaterKindsTest, ABreakIsProposedBetweenItemsAndAPauseEndsIt)
{
    stage.breakAfterMs = 0;
    stage.packet.criteria = {criterion("preference", QuestionKind::Pair)};
    for (int i = 0; i < 3; ++i)
        add(QuestionKind::Pair, 2);
    begin();
    EXPECT_TRUE(stage.window->notices().isEmpty());
    stage.press(Qt::Key_1);
    ASSERT_EQ(stage.window->notices().size(), 1);
    EXPECT_EQ(static_cast<int>(stage.window->notices().constFirst().kind),
              static_cast<int>(NoticeKind::Warning));
    stage.press(Qt::Key_P);
    EXPECT_EQ(stage.window->place(), RaterPlace::Paused);
    EXPECT_TRUE(stage.window->notices().isEmpty());
    stage.press(Qt::Key_1);
    EXPECT_EQ(values().size(), 1);
    stage.press(Qt::Key_P);
    EXPECT_EQ(page()->sheet().number, 2);
}

TEST_F(RaterKindsTest, EveryKindByKeysAloneWithoutAPointer)
{
    stage.packet.criteria = {criterion("fit", QuestionKind::Turn), criterion("whole", QuestionKind::Dialogue),
                             criterion("preference", QuestionKind::Pair),
                             criterion("extremes", QuestionKind::BestWorst)};
    constexpr int rounds = 20;
    for (int i = 0; i < rounds; ++i) {
        add(QuestionKind::Dialogue, 1);
        add(QuestionKind::Pair, 2);
        add(QuestionKind::BestWorst, 3);
    }
    begin();
    int presses = 0;
    while (stage.window->place() == RaterPlace::Rating && presses < 1000) {
        const RatingSheet& sheet = page()->sheet();
        const int best = sheet.rows.at(sheet.criterion).closed;
        stage.press(static_cast<Qt::Key>(Qt::Key_1 + (best == 1 ? 1 : 0)));
        ++presses;
    }
    EXPECT_EQ(stage.window->place(), RaterPlace::Done);
    EXPECT_EQ(presses, rounds * (3 + 1 + 2));
    EXPECT_EQ(readAnswers(stage.answersPath(), stage.packet.answerKey)->inEffect().size(),
              rounds * (3 + 1 + 2));
}
