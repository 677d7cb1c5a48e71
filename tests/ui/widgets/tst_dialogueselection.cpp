#include "tests/ui/widgets/dialoguefixtures.h"
#include "ui/widgets/caretsteps.h"
#include "ui/widgets/dialogueview.h"

#include <QSignalSpy>
#include <QTest>
#include <QTextBoundaryFinder>

#include <gtest/gtest.h>

using namespace antiphon;
using namespace antiphon::test;

namespace {

class DialogueSelectionTest : public testing::Test
{
protected:
    void SetUp() override
    {
        view.resize(700, 500);
        view.show();
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&view, key, modifiers); }
    std::string selected() const { return view.selectedText().toStdString(); }
    // Whether the view leaves a key to its parent.
    bool passesOn(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QKeyEvent event(QEvent::KeyPress, key, modifiers);
        event.accept();
        QApplication::sendEvent(&view, &event);
        return !event.isAccepted();
    }
    QPoint middleOf(int turn, qsizetype offset) const { return view.characterRect(turn, offset).center(); }

    static constexpr auto shift = Qt::ShiftModifier;
    static constexpr auto words = Qt::ShiftModifier | Qt::ControlModifier;
    DialogueView view;
};

} // namespace

TEST_F(DialogueSelectionTest, ShiftSelectsByCharacterAndWord)
{
    view.setDocument(documentSaying(QStringLiteral("Soul, please. The older the better.")));
    press(Qt::Key_Right, shift);
    press(Qt::Key_Right, shift);
    EXPECT_EQ(selected(), "So");
    press(Qt::Key_Right, words);
    EXPECT_EQ(selected(), "Soul");
    press(Qt::Key_Right, words);
    EXPECT_EQ(selected(), "Soul, please");
    press(Qt::Key_Left, words);
    EXPECT_EQ(selected(), "Soul, ");
    press(Qt::Key_End, shift);
    EXPECT_EQ(selected(), "Soul, please. The older the better.");
    press(Qt::Key_Home, shift);
    EXPECT_EQ(selected(), "");
}

TEST_F(DialogueSelectionTest, BackwardBeginsAtTheEnd)
{
    view.setDocument(documentSaying(QStringLiteral("the older the better")));
    press(Qt::Key_Left, words);
    press(Qt::Key_Left, words);
    ASSERT_TRUE(view.selection());
    EXPECT_EQ(view.selection()->span, (TextSpan{10, 20}));
}

TEST_F(DialogueSelectionTest, ArrowsAreTheParentsUntilACaretIsThere)
{
    view.setDocument(documentOf(3));
    EXPECT_TRUE(passesOn(Qt::Key_Right));
    EXPECT_TRUE(passesOn(Qt::Key_Left));
    EXPECT_TRUE(passesOn(Qt::Key_Escape));
    EXPECT_TRUE(passesOn(Qt::Key_Right, Qt::ControlModifier));
    press(Qt::Key_F7);
    EXPECT_TRUE(view.isCaretActive());
    EXPECT_FALSE(view.selection());
    EXPECT_FALSE(passesOn(Qt::Key_Right, Qt::ControlModifier)); // behind "Turn"
    EXPECT_FALSE(passesOn(Qt::Key_Right));
    press(Qt::Key_Right, words);
    EXPECT_EQ(selected(), "1");
    EXPECT_FALSE(passesOn(Qt::Key_Escape));
    EXPECT_FALSE(view.isCaretActive());
    EXPECT_FALSE(view.selection());
    EXPECT_TRUE(passesOn(Qt::Key_Right));
}

TEST_F(DialogueSelectionTest, AnArrowGoesToTheEndOfTheSelection)
{
    view.setDocument(documentSaying(QStringLiteral("Soul, please")));
    view.setSelection(0, {6, 12});
    press(Qt::Key_Left);
    press(Qt::Key_Left, words);
    EXPECT_EQ(selected(), "Soul, ");
    view.setSelection(0, {0, 4});
    press(Qt::Key_Right);
    press(Qt::Key_Right, words);
    EXPECT_EQ(selected(), ", please");
}

TEST_F(DialogueSelectionTest, AnotherTurnEndsIt)
{
    view.setDocument(documentOf(3));
    QSignalSpy changed(&view, &DialogueView::selectionChanged);
    press(Qt::Key_Right, words);
    EXPECT_EQ(changed.size(), 1);
    press(Qt::Key_Down);
    EXPECT_EQ(view.currentTurn(), 1);
    EXPECT_FALSE(view.selection());
    EXPECT_FALSE(view.isCaretActive());
    press(Qt::Key_Right, words);
    ASSERT_TRUE(view.selection());
    EXPECT_EQ(view.selection()->turn, 1);
}

TEST_F(DialogueSelectionTest, ShiftUpAndDownGoByLine)
{
    QString text;
    for (int i = 0; i < 60; ++i)
        text += QStringLiteral("word%1 ").arg(i, 2, 10, QLatin1Char('0'));
    view.setDocument(documentSaying(text));
    press(Qt::Key_F7);
    press(Qt::Key_Down, shift);
    ASSERT_TRUE(view.selection());
    const qint64 line = view.selection()->span.end;
    EXPECT_GT(line, 30);
    EXPECT_GT(view.characterRect(0, line).top(), view.characterRect(0, 0).top());
    press(Qt::Key_Down, shift);
    EXPECT_GT(view.selection()->span.end, line);
    press(Qt::Key_Up, shift);
    EXPECT_EQ(view.selection()->span.end, line);
    press(Qt::Key_Up, shift);
    EXPECT_FALSE(view.selection());
    for (int i = 0; i < 60; ++i)
        press(Qt::Key_Down, shift);
    EXPECT_EQ(view.selection()->span.end, text.size());
}

TEST_F(DialogueSelectionTest, SetSelectionComesIntoSight)
{
    DialogueDocument document = documentOf(60);
    view.setDocument(document);
    view.setSelection(48, {5, 7});
    EXPECT_EQ(view.currentTurn(), 48);
    EXPECT_EQ(selected(), "49");
    EXPECT_EQ(view.selection(), (DialogueSelection{48, {5, 7}}));
    EXPECT_TRUE(view.viewport()->rect().contains(view.characterRect(48, 5)));
}

// Every place a caret comes to is between two characters, and the span counts code points.
TEST_F(DialogueSelectionTest, SpansStayOnCharacters)
{
    Random random(77);
    for (int round = 0; round < 15; ++round) {
        const QString text = mixedText(random, 25);
        view.setDocument({});
        view.setDocument(documentSaying(text));
        for (int step = 0; step < 30; ++step) {
            const bool back = random.below(3) == 0;
            const bool word = random.below(3) == 0;
            press(back ? Qt::Key_Left : Qt::Key_Right, word ? words : shift);
            const auto selection = view.selection();
            if (!selection)
                continue;
            const auto codePoints =
                text.toUcs4().mid(selection->span.begin, selection->span.end - selection->span.begin);
            ASSERT_EQ(QString::fromUcs4(reinterpret_cast<const char32_t*>(codePoints.constData()),
                                        codePoints.size()),
                      view.selectedText());
            QTextBoundaryFinder characters(QTextBoundaryFinder::Grapheme, text);
            for (const qint64 edge : {selection->span.begin, selection->span.end}) {
                characters.setPosition(utf16Offset(text, edge));
                ASSERT_TRUE(characters.isAtBoundary()) << text.toStdString() << " at " << edge;
            }
        }
    }
}

TEST_F(DialogueSelectionTest, TheMouseSelectsRightToLeftText)
{
    const QString text = QString::fromUtf8("مرحبا بالعالم");
    view.setDocument(documentSaying(text));
    const QRect first = view.characterRect(0, 0);
    const QRect last = view.characterRect(0, text.size() - 1);
    EXPECT_GT(first.left(), last.left());
    QTest::mousePress(view.viewport(), Qt::LeftButton, {}, QPoint(first.right() + 1, first.center().y()));
    const QPoint end(view.characterRect(0, 4).left() - 1, first.center().y());
    QTest::mouseMove(view.viewport(), end);
    QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, end);
    ASSERT_TRUE(view.selection());
    EXPECT_EQ(view.selection()->span, (TextSpan{0, 5}));
}

TEST_F(DialogueSelectionTest, KeysGoOnFromWhereTheMouseWas)
{
    view.setDocument(documentSaying(QStringLiteral("Soul, please. The older the better.")));
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.characterRect(0, 6).topLeft() + QPoint(1, 8));
    EXPECT_FALSE(view.isCaretActive()) << "a click alone leaves the arrows to the parent";
    press(Qt::Key_Right, words);
    EXPECT_EQ(selected(), "please");
}

TEST_F(DialogueSelectionTest, ADoubleClickSelectsAWordWithItsAccents)
{
    const QString text = QString::fromUtf8("the cafe\xcc\x81 again");
    view.setDocument(documentSaying(text));
    QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, middleOf(0, 5));
    EXPECT_EQ(selected(), "cafe\xcc\x81");
}

// The window's keys must not take those that select.
TEST_F(DialogueSelectionTest, SelectingKeysOverrideShortcuts)
{
    view.setDocument(documentOf(2));
    const auto overrides = [this](Qt::Key key, Qt::KeyboardModifiers modifiers) {
        QKeyEvent event(QEvent::ShortcutOverride, key, modifiers);
        event.ignore();
        QApplication::sendEvent(&view, &event);
        return event.isAccepted();
    };
    EXPECT_TRUE(overrides(Qt::Key_Right, words));
    EXPECT_FALSE(overrides(Qt::Key_Right, Qt::NoModifier));
    EXPECT_FALSE(overrides(Qt::Key_Escape, Qt::NoModifier));
    EXPECT_FALSE(overrides(Qt::Key_Down, Qt::ControlModifier));
    press(Qt::Key_F7);
    EXPECT_TRUE(overrides(Qt::Key_Escape, Qt::NoModifier));
    EXPECT_TRUE(overrides(Qt::Key_Right, Qt::NoModifier));
}

TEST_F(DialogueSelectionTest, ALongTurnIsScrolledToTheCaret)
{
    QString text;
    for (int i = 0; i < 3'000; ++i)
        text += QStringLiteral("word%1 ").arg(i);
    view.setDocument(documentSaying(text));
    press(Qt::Key_F7);
    press(Qt::Key_End);
    EXPECT_TRUE(view.viewport()->rect().contains(view.characterRect(0, text.size())));
    press(Qt::Key_Home);
    EXPECT_TRUE(view.viewport()->rect().contains(view.characterRect(0, 0)));
}
