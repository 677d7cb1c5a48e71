#include "tests/support/resultassertions.h"
#include "ui/shell/workspace.h"
#include "ui/widgets/dialogueview.h"

#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

using namespace antiphon;

namespace {

DialogueDocument documentOf(int turns)
{
    DialogueDocument document;
    for (int i = 0; i < turns; ++i) {
        DialogueTurn turn;
        turn.speaker = i % 2 == 0 ? Speaker::User : Speaker::System;
        turn.text =
            QStringLiteral("Turn %1 asks for something warm, slow and a little sad, for a long walk home.")
                .arg(i + 1);
        if (i % 2 == 1)
            turn.tracks = {QStringLiteral("Tramp – Otis Redding"),
                           QStringLiteral("Respect – Aretha Franklin")};
        document.turns << turn;
    }
    return document;
}

class DialogueViewTest : public testing::Test
{
protected:
    void SetUp() override
    {
        view.resize(700, 500);
        view.show();
    }
    DialogueView view;
};

} // namespace

TEST_F(DialogueViewTest, ArrowsMoveTheCurrentTurn)
{
    view.setDocument(documentOf(6));
    EXPECT_EQ(view.currentTurn(), 0);
    QTest::keyClick(&view, Qt::Key_Down);
    QTest::keyClick(&view, Qt::Key_Down);
    EXPECT_EQ(view.currentTurn(), 2);
    QTest::keyClick(&view, Qt::Key_Up);
    EXPECT_EQ(view.currentTurn(), 1);
    QTest::keyClick(&view, Qt::Key_End);
    EXPECT_EQ(view.currentTurn(), 5);
    QTest::keyClick(&view, Qt::Key_Down);
    EXPECT_EQ(view.currentTurn(), 5);
}

TEST_F(DialogueViewTest, EnterOpensAndFoldsTracks)
{
    view.setDocument(documentOf(4));
    QTest::keyClick(&view, Qt::Key_Down);
    const int folded = view.turnRect(1).height();
    QTest::keyClick(&view, Qt::Key_Return);
    EXPECT_EQ(view.tracksDisplay(1), TracksDisplay::Open);
    EXPECT_GT(view.turnRect(1).height(), folded);
    QTest::keyClick(&view, Qt::Key_Return);
    EXPECT_EQ(view.turnRect(1).height(), folded);
}

TEST_F(DialogueViewTest, F3GoesThroughHitsAndRound)
{
    DialogueDocument document = documentOf(40);
    document.turns[3].marks = {{{0, 4}, MarkKind::Hit}};
    document.turns[30].marks = {{{0, 4}, MarkKind::Hit}, {{5, 7}, MarkKind::Hit}};
    view.setDocument(document);
    ASSERT_EQ(view.hitCount(), 3);
    QTest::keyClick(&view, Qt::Key_F3);
    EXPECT_EQ(view.currentTurn(), 3);
    QTest::keyClick(&view, Qt::Key_F3);
    EXPECT_EQ(view.currentTurn(), 30);
    EXPECT_TRUE(view.viewport()->rect().contains(view.turnRect(30)));
    QTest::keyClick(&view, Qt::Key_F3);
    QTest::keyClick(&view, Qt::Key_F3);
    EXPECT_EQ(view.currentHit(), 0);
    QTest::keyClick(&view, Qt::Key_F3, Qt::ShiftModifier);
    EXPECT_EQ(view.currentHit(), 2);
}

TEST_F(DialogueViewTest, SelectionIsInCodePoints)
{
    DialogueDocument document;
    document.turns << DialogueTurn{Speaker::User, QStringLiteral("\U0001F3B5\U0001F3B5 jazz please")};
    view.setDocument(document);
    const QRect bubble = view.turnRect(0);
    QTest::mousePress(view.viewport(), Qt::LeftButton, {}, QPoint(bubble.left() + 12, bubble.center().y()));
    QTest::mouseMove(view.viewport(), QPoint(bubble.right() - 2, bubble.center().y()));
    QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, QPoint(bubble.right() - 2, bubble.center().y()));
    ASSERT_TRUE(view.selection());
    EXPECT_EQ(view.selection()->span, (TextSpan{0, 14}));
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    EXPECT_EQ(QApplication::clipboard()->text(), document.turns[0].text);
}

TEST_F(DialogueViewTest, ChangingChipsKeepsThePlace)
{
    view.setDocument(documentOf(40));
    view.setCurrentTurn(25);
    const int place = view.verticalScrollBar()->value();
    DialogueTurn turn = view.document().turns[25];
    turn.chips = {{QStringLiteral("add_filter"), 1}};
    view.setTurn(25, turn);
    EXPECT_EQ(view.currentTurn(), 25);
    EXPECT_EQ(view.verticalScrollBar()->value(), place);
    QSignalSpy clicked(&view, &DialogueView::chipClicked);
    view.setCurrentTurn(26);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.chipRect(25, 0).center());
    ASSERT_EQ(clicked.size(), 1);
    EXPECT_EQ(clicked[0][0].toInt(), 25);
}

TEST_F(DialogueViewTest, UnknownKeysGoToTheParent)
{
    view.setDocument(documentOf(3));
    QKeyEvent digit(QEvent::KeyPress, Qt::Key_2, Qt::NoModifier, QStringLiteral("2"));
    QApplication::sendEvent(&view, &digit);
    EXPECT_FALSE(digit.isAccepted());
}

TEST_F(DialogueViewTest, ThousandsOfTurnsOpenAtOnce)
{
    QElapsedTimer clock;
    clock.start();
    view.setDocument(documentOf(2000));
    view.grab();
    RecordProperty("first_paint_ms", static_cast<int>(clock.elapsed()));
    EXPECT_LT(clock.elapsed(), 500);
    QTest::keyClick(&view, Qt::Key_End);
    EXPECT_EQ(view.currentTurn(), 1999);
    EXPECT_TRUE(view.viewport()->rect().intersects(view.turnRect(1999)));
    // Once every height is known, the last turn ends where the scroll bar does.
    QTest::qWait(300);
    view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum());
    EXPECT_LE(view.turnRect(1999).bottom(), view.viewport()->height());
    EXPECT_GT(view.turnRect(1999).bottom(), view.viewport()->height() - 60);
}
