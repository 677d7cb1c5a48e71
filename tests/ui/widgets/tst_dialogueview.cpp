#include "tests/support/resultassertions.h"
#include "tests/ui/widgets/dialoguefixtures.h"
#include "ui/shell/workspace.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/dialogueminimap.h"
#include "ui/widgets/dialogueview.h"

#include <QApplication>
#include <QClipboard>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

#include <ctime>

using namespace antiphon;
using namespace antiphon::test;

namespace {

// Of this process, so that other work on the machine does not count.
double processorSeconds()
{
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

class DialogueViewTest : public testing::Test
{
protected:
    void SetUp() override
    {
        view.resize(700, 500);
        view.show();
    }
    void TearDown() override { QApplication::setFont(font); }
    QImage picture() { return view.viewport()->grab().toImage(); }
    DialogueView view;
    const QFont font = QApplication::font();
};

bool shows(const QImage& image, const QRect& where, const QColor& colour)
{
    const QRect inside = where.intersected(image.rect());
    for (int y = inside.top(); y <= inside.bottom(); ++y) {
        for (int x = inside.left(); x <= inside.right(); ++x) {
            if (image.pixelColor(x, y) == colour)
                return true;
        }
    }
    return false;
}

QString longText(int words)
{
    QString text;
    for (int i = 0; i < words; ++i)
        text += QStringLiteral("word%1 ").arg(i);
    return text;
}

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
    const double begun = processorSeconds();
    view.setDocument(documentOf(2000));
    view.grab();
    EXPECT_LT(processorSeconds() - begun, 2.0);
    QTest::keyClick(&view, Qt::Key_End);
    EXPECT_EQ(view.currentTurn(), 1999);
    EXPECT_TRUE(view.viewport()->rect().intersects(view.turnRect(1999)));
    // Once every height is known, the last turn ends where the scroll bar does.
    ASSERT_TRUE(QTest::qWaitFor([this] { return view.isSettled(); }, 20'000));
    view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum());
    EXPECT_LE(view.turnRect(1999).bottom(), view.viewport()->height());
    EXPECT_GT(view.turnRect(1999).bottom(), view.viewport()->height() - 60);
}

TEST_F(DialogueViewTest, StripesAreClickedAtTheirNames)
{
    DialogueDocument document = documentOf(4);
    document.turns[1].stripes = {spanStripe(0, 4, 1), spanStripe(2, 30, 2)};
    document.turns[2].stripes = {turnStripe(QStringLiteral("x"))};
    view.setDocument(document);
    QSignalSpy clicked(&view, &DialogueView::stripeClicked);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.stripeRect(1, 1).center());
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.stripeRect(2, 0).center());
    ASSERT_EQ(clicked.size(), 2);
    EXPECT_EQ(clicked[0], (QList<QVariant>{1, 1}));
    EXPECT_EQ(clicked[1], (QList<QVariant>{2, 0}));
    EXPECT_EQ(view.currentTurn(), 2);
}

TEST_F(DialogueViewTest, ChipsOfTheDialogueAreClicked)
{
    DialogueDocument document = documentOf(4);
    document.chips = {{QStringLiteral("weekend"), 1}, {QStringLiteral("taste"), 2}};
    view.setDocument(document);
    QSignalSpy clicked(&view, &DialogueView::chipClicked);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.chipRect(-1, 1).center());
    ASSERT_EQ(clicked.size(), 1);
    EXPECT_EQ(clicked[0], (QList<QVariant>{-1, 1}));
}

// The underline of a span is below its own characters and nowhere else, in any script.
TEST_F(DialogueViewTest, UnderlinesStayOnTheirCharacters)
{
    const QString text =
        QString::fromUtf8("so 👩🏽‍🎤 sang مرحبا بالعالم cafe\xcc\x81 end");
    const auto codePoints = text.toUcs4();
    const QColor colour = codeColour(1, view.palette());
    for (const QString& words :
         {QString::fromUtf8("👩🏽‍🎤"), QString::fromUtf8("مرحبا"), QString::fromUtf8("بالعالم"),
          QString::fromUtf8("cafe\xcc\x81"), QStringLiteral("end")}) {
        DialogueDocument document = documentSaying(text);
        const auto begin = codePointsBefore(text, text.indexOf(words));
        document.turns[0].stripes = {spanStripe(begin, begin + words.toUcs4().size(), 1)};
        view.setDocument(document);
        const QImage image = picture();
        for (qsizetype at = 0; at < text.size(); at += text[at].isHighSurrogate() ? 2 : 1) {
            const QRect place = view.characterRect(0, at).adjusted(2, 0, -2, 0);
            if (text[at] == u' ' || place.width() < 2)
                continue;
            const bool coded = at >= text.indexOf(words) && at < text.indexOf(words) + words.size();
            EXPECT_EQ(shows(image, place, colour), coded) << words.toStdString() << " at " << at;
        }
    }
}

TEST_F(DialogueViewTest, OverlappingSpansAreAllPainted)
{
    DialogueDocument document = documentOf(2);
    for (int i = 0; i < 5; ++i)
        document.turns[0].stripes << spanStripe(i, 20 - i, i);
    view.setDocument(document);
    const QImage image = picture();
    for (int i = 0; i < 5; ++i) {
        const QColor colour = codeColour(i, view.palette());
        EXPECT_TRUE(shows(image, view.turnRect(0), colour)) << "underline " << i;
        EXPECT_TRUE(shows(image, view.stripeRect(0, i), colour)) << "name " << i;
    }
}

TEST_F(DialogueViewTest, TheFirstStripeKeepsTheTextInPlace)
{
    view.setDocument(documentOf(60));
    view.setCurrentTurn(40);
    const int place = view.turnRect(40).top();
    DialogueDocument document = view.document();
    document.turns[40].stripes = {spanStripe(0, 4, 1)};
    view.updateDocument(document);
    EXPECT_EQ(view.currentTurn(), 40);
    EXPECT_LT(std::abs(view.turnRect(40).top() - place), 120) << "text is broken anew beside the margin";
    EXPECT_TRUE(view.viewport()->rect().contains(view.turnRect(40)));
    const int margin = view.turnRect(40).right();
    view.setDocument(documentOf(60));
    view.setCurrentTurn(40);
    EXPECT_EQ(view.turnRect(40).right(), margin) << "the margin stays";
}

TEST_F(DialogueViewTest, UpdatingKeepsSelectionAndPlace)
{
    DialogueDocument document = documentOf(40);
    document.turns[0].stripes = {spanStripe(0, 4, 1)};
    view.setDocument(document);
    view.setSelection(25, {5, 12});
    const int place = view.verticalScrollBar()->value();
    document.turns[25].stripes = {spanStripe(5, 12, 2)};
    view.updateDocument(document);
    EXPECT_EQ(view.selection(), (DialogueSelection{25, {5, 12}}));
    EXPECT_EQ(view.verticalScrollBar()->value(), place);
}

TEST_F(DialogueViewTest, AShortDialogueFollowsALongOne)
{
    view.setDocument(documentOf(400));
    view.setCurrentTurn(390);
    ASSERT_GT(view.verticalScrollBar()->value(), 1'000);
    view.setDocument(documentOf(1));
    EXPECT_EQ(view.verticalScrollBar()->value(), 0);
    EXPECT_EQ(view.currentTurn(), 0);
    EXPECT_TRUE(view.viewport()->rect().contains(view.turnRect(0)));
    view.setDocument({});
    EXPECT_EQ(view.currentTurn(), -1);
    EXPECT_TRUE(view.turnRect(0).isNull());
}

TEST_F(DialogueViewTest, AChangedTextKeepsThePlaceAndLosesTheSelection)
{
    DialogueDocument document = documentOf(60);
    document.turns[3].marks = {{{0, 4}, MarkKind::Hit}};
    view.setDocument(document);
    view.showHit(0);
    view.setSelection(40, {2, 30});
    const int place = view.turnRect(40).top();
    document.turns[40].text = QStringLiteral("Short.");
    document.turns[3].marks.clear();
    view.updateDocument(document);
    EXPECT_FALSE(view.selection());
    EXPECT_EQ(view.currentHit(), -1);
    EXPECT_EQ(view.currentTurn(), 40);
    EXPECT_LT(std::abs(view.turnRect(40).top() - place), 40);
}

TEST_F(DialogueViewTest, AHitDeepInATurnComesIntoSight)
{
    DialogueDocument document = documentSaying(longText(20'000));
    const QString& text = document.turns[0].text;
    const qsizetype begin = text.indexOf(QStringLiteral("word15000 "));
    document.turns[0].marks = {{{3, 5}, MarkKind::Hit}, {{begin, begin + 9}, MarkKind::Hit}};
    view.setDocument(document);
    view.showHit(1);
    EXPECT_TRUE(view.viewport()->rect().contains(view.characterRect(0, begin)));
    EXPECT_TRUE(shows(picture(), view.characterRect(0, begin), tokensOf(view.palette()).warn));
    view.nextHit();
    EXPECT_TRUE(view.viewport()->rect().contains(view.characterRect(0, 3)));
}

TEST_F(DialogueViewTest, DownScrollsThroughATurnHigherThanTheView)
{
    DialogueDocument document = documentOf(3);
    document.turns[1].text = longText(600);
    view.setDocument(document);
    QTest::keyClick(&view, Qt::Key_Down);
    ASSERT_EQ(view.currentTurn(), 1);
    ASSERT_GT(view.turnRect(1).height(), view.viewport()->height());
    int presses = 0;
    while (view.currentTurn() == 1 && presses < 100) {
        const int before = view.verticalScrollBar()->value();
        QTest::keyClick(&view, Qt::Key_Down);
        if (view.currentTurn() == 1) {
            EXPECT_GT(view.verticalScrollBar()->value(), before);
        }
        ++presses;
    }
    EXPECT_EQ(view.currentTurn(), 2);
    EXPECT_GT(presses, 3);
}

TEST_F(DialogueViewTest, TheMinimapShowsCodesAndHitsAndGoesThere)
{
    DialogueDocument document = documentOf(200);
    document.turns[150].stripes = {spanStripe(0, 30, 1)};
    document.turns[100].chips = {{QStringLiteral("genre"), 2}};
    document.turns[50].marks = {{{0, 4}, MarkKind::Hit}};
    view.setDocument(document);
    ASSERT_TRUE(QTest::qWaitFor([this] { return view.isSettled(); }));
    auto* map = view.findChild<DialogueMinimap*>();
    ASSERT_NE(map, nullptr);
    const QImage image = map->grab().toImage();
    const auto placeOf = [&](double part) {
        return QRect(0, static_cast<int>(image.height() * part) - 6, image.width(), 12);
    };
    EXPECT_EQ(map->width(), 8);
    EXPECT_TRUE(shows(image, placeOf(0.75), codeColour(1, view.palette())));
    EXPECT_TRUE(shows(image, placeOf(0.50), codeColour(2, view.palette())));
    EXPECT_TRUE(shows(image, placeOf(0.25), tokensOf(view.palette()).warn));
    QTest::mouseClick(map, Qt::LeftButton, {}, QPoint(4, static_cast<int>(image.height() * 0.75)));
    EXPECT_TRUE(view.viewport()->rect().intersects(view.turnRect(150)));
}

TEST_F(DialogueViewTest, AMillionCharactersOpenAtOnce)
{
    for (const bool single : {true, false}) {
        DialogueDocument document = single ? documentSaying(longText(100'000)) : documentOf(12'000);
        for (int i = 0; i < 20'000; ++i) {
            DialogueTurn& turn = document.turns[i % static_cast<int>(document.turns.size())];
            const qint64 begin = single ? i * 40 : i % 40;
            turn.stripes << spanStripe(begin, begin + 30, i % 8);
        }
        const double begun = processorSeconds();
        view.setDocument(document);
        view.grab();
        const double opened = processorSeconds();
        EXPECT_LT(opened - begun, 4.0);
        view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum() / 2);
        view.grab();
        EXPECT_LT(processorSeconds() - opened, 1.0);
    }
}

TEST_F(DialogueViewTest, TextScalesWithItsMargin)
{
    DialogueDocument document = documentOf(3);
    document.turns[0].stripes = {spanStripe(0, 10, 1), spanStripe(3, 30, 2)};
    view.resize(1100, 600);
    view.setDocument(document);
    int before = 0;
    for (const double scale : {0.8, 1.0, 1.5, 2.0}) {
        QFont scaled = font;
        scaled.setPointSizeF(font.pointSizeF() * scale);
        QApplication::setFont(scaled);
        QTest::qWait(1);
        EXPECT_GT(view.turnRect(0).height(), before);
        before = view.turnRect(0).height();
        const QRect first = view.stripeRect(0, 0);
        const QRect second = view.stripeRect(0, 1);
        EXPECT_FALSE(first.intersects(second));
        EXPECT_GE(first.height(), QFontMetrics(scaled).height() * 9 / 10);
        EXPECT_TRUE(view.viewport()->rect().contains(first));
        EXPECT_GT(first.left(), view.turnRect(1).right());
    }
}
