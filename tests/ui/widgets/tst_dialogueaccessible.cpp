// What a screen reader is told of a dialogue.
#include "tests/ui/widgets/dialoguefixtures.h"
#include "ui/widgets/dialogueview.h"

#include <QAccessible>
#include <QApplication>
#include <QTest>

#include <gtest/gtest.h>

using namespace antiphon;
using namespace antiphon::test;

namespace {

struct Told
{
    QAccessible::Event type;
    int child;
    QString name;
};
DialogueDocument codedDocument()
{
    DialogueDocument document = documentOf(4);
    document.chips = {{QStringLiteral("weekend"), 1}};
    document.turns[0].chips = {{QStringLiteral("initial_query"), 0},
                               {QStringLiteral("mood 0.77"), -1, ChipStyle::Ghost}};
    document.turns[0].stripes = {spanStripe(16, 20, 3)};
    document.turns[2].text = QString::fromUtf8("👩🏽‍🎤 sings مرحبا");
    document.turns[2].stripes = {spanStripe(5, 10, 2)};
    return document;
}

class DialogueAccessibleTest : public testing::Test
{
protected:
    void SetUp() override
    {
        view.resize(700, 500);
        view.setDocument(codedDocument());
        view.show();
        view.activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&view));
        view.setFocus();
        view.setAnnouncer([this](QAccessibleEvent& event) {
            QAccessibleInterface* about = event.accessibleInterface();
            told << Told{event.type(), event.child(), about ? about->text(QAccessible::Name) : QString()};
        });
    }
    bool wasTold(QAccessible::Event type, int turn) const
    {
        return std::any_of(told.cbegin(), told.cend(),
                           [&](const Told& event) { return event.type == type && event.child == turn; });
    }
    QAccessibleInterface* list() { return QAccessible::queryAccessibleInterface(&view); }

    QList<Told> told;
    DialogueView view;
};

} // namespace

TEST_F(DialogueAccessibleTest, EveryTurnHasItsTextAndItsCodes)
{
    ASSERT_NE(list(), nullptr);
    EXPECT_EQ(list()->role(), QAccessible::List);
    EXPECT_EQ(list()->text(QAccessible::Value), QStringLiteral("weekend"));
    ASSERT_EQ(list()->childCount(), view.turnCount());
    for (int i = 0; i < view.turnCount(); ++i) {
        QAccessibleInterface* turn = list()->child(i);
        ASSERT_NE(turn, nullptr);
        ASSERT_TRUE(turn->isValid());
        EXPECT_EQ(turn->role(), QAccessible::ListItem);
        EXPECT_EQ(turn->parent(), list());
        EXPECT_EQ(list()->indexOfChild(turn), i);
        const DialogueTurn& value = view.document().turns[i];
        const QString role =
            value.speaker == Speaker::User ? QStringLiteral("User") : QStringLiteral("System");
        const QString name = turn->text(QAccessible::Name);
        EXPECT_TRUE(name.startsWith(QStringLiteral("%1 %2: ").arg(i + 1).arg(role))) << name.toStdString();
        EXPECT_TRUE(name.contains(value.text));
        for (const DialogueChip& chip : value.chips)
            EXPECT_TRUE(turn->text(QAccessible::Description).contains(chip.text));
        for (const DialogueStripe& stripe : value.stripes)
            EXPECT_TRUE(turn->text(QAccessible::Description).contains(stripe.text));
    }
    EXPECT_EQ(list()->child(0)->text(QAccessible::Description),
              QStringLiteral("initial_query, mood 0.77 (suggested), code 3 on “some”"));
    EXPECT_EQ(list()->child(2)->text(QAccessible::Description), QStringLiteral("code 2 on “sings”"));
    EXPECT_TRUE(list()->child(1)->text(QAccessible::Name).contains(QStringLiteral("2 tracks: Tramp")));
    EXPECT_EQ(list()->child(4), nullptr);
    EXPECT_EQ(list()->child(-1), nullptr);
}

TEST_F(DialogueAccessibleTest, MovingTellsTheCurrentTurn)
{
    ASSERT_TRUE(view.hasFocus());
    QTest::keyClick(&view, Qt::Key_Down);
    EXPECT_TRUE(wasTold(QAccessible::Focus, 1));
    EXPECT_TRUE(wasTold(QAccessible::Selection, 1));
    EXPECT_EQ(list()->focusChild(), list()->child(1));
    EXPECT_TRUE(list()->child(1)->state().focused);
    EXPECT_TRUE(list()->child(1)->state().selected);
    EXPECT_FALSE(list()->child(0)->state().focused);
    ASSERT_FALSE(told.isEmpty());
    EXPECT_TRUE(told.constFirst().name.startsWith(QStringLiteral("2 System: ")));
}

TEST_F(DialogueAccessibleTest, TextIsReadAndSelected)
{
    QAccessibleTextInterface* text = list()->child(2)->textInterface();
    ASSERT_NE(text, nullptr);
    const QString& whole = view.document().turns[2].text;
    EXPECT_EQ(text->characterCount(), whole.size());
    EXPECT_EQ(text->text(0, text->characterCount()), whole);
    view.setCurrentTurn(2);
    told.clear();
    QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
    EXPECT_TRUE(wasTold(QAccessible::TextSelectionChanged, 2));
    EXPECT_TRUE(wasTold(QAccessible::TextCaretMoved, 2));
    ASSERT_EQ(text->selectionCount(), 1);
    int begin = -1;
    int end = -1;
    text->selection(0, &begin, &end);
    EXPECT_EQ(whole.mid(begin, end - begin), QString::fromUtf8("👩🏽‍🎤"));
    EXPECT_EQ(text->cursorPosition(), end);
    text->setSelection(0, static_cast<int>(whole.indexOf(u's')), static_cast<int>(whole.indexOf(u's')) + 5);
    EXPECT_EQ(view.selection(), (DialogueSelection{2, {5, 10}}));
    text->removeSelection(0);
    EXPECT_EQ(text->selectionCount(), 0);
}

TEST_F(DialogueAccessibleTest, CodedStretchesAreAttributes)
{
    QAccessibleTextInterface* text = list()->child(2)->textInterface();
    const auto sings = static_cast<int>(view.document().turns[2].text.indexOf(QStringLiteral("sings")));
    int begin = -1;
    int end = -1;
    EXPECT_FALSE(text->attributes(sings + 2, &begin, &end).isEmpty());
    EXPECT_EQ(begin, sings);
    EXPECT_EQ(end, sings + 5);
    EXPECT_TRUE(text->attributes(0, &begin, &end).isEmpty());
    EXPECT_EQ(begin, 0);
    EXPECT_EQ(end, sings);
}

TEST_F(DialogueAccessibleTest, PlacesAreThoseOnTheScreen)
{
    QAccessibleInterface* turn = list()->child(0);
    EXPECT_EQ(turn->rect().size(), view.turnRect(0).size());
    EXPECT_EQ(list()->childAt(turn->rect().center().x(), turn->rect().center().y()), turn);
    QAccessibleTextInterface* text = turn->textInterface();
    for (const int offset : {0, 7, 30}) {
        const QRect place = text->characterRect(offset);
        EXPECT_TRUE(turn->rect().contains(place));
        EXPECT_EQ(text->offsetAtPoint(QPoint(place.left() + 1, place.center().y())), offset);
    }
    turn->actionInterface()->doAction(QAccessibleActionInterface::setFocusAction());
    EXPECT_EQ(view.currentTurn(), 0);
}

TEST_F(DialogueAccessibleTest, AnotherDialogueLeavesNoOldTurns)
{
    QAccessibleInterface* third = list()->child(2);
    view.setDocument(documentOf(1));
    EXPECT_EQ(list()->childCount(), 1);
    EXPECT_FALSE(third->isValid());
    EXPECT_TRUE(third->text(QAccessible::Name).isEmpty());
    EXPECT_TRUE(list()->child(0)->text(QAccessible::Name).startsWith(QStringLiteral("1 User: Turn 1")));
}

TEST_F(DialogueAccessibleTest, ALongDialogueIsNotMadeAtOnce)
{
    view.setDocument(documentOf(20'000));
    EXPECT_EQ(list()->childCount(), 20'000);
    EXPECT_TRUE(list()->child(19'999)->text(QAccessible::Name).startsWith(QStringLiteral("20000 System: ")));
    EXPECT_EQ(list()->child(19'999), list()->child(19'999));
}
