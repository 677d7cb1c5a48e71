// Practice in the rater's window: by real keys, read from the file.
#include "tests/support/resultassertions.h"
#include "tests/ui/rating/raterstage.h"
#include "ui/rating/raterpages.h"

#include <QLabel>
#include <QPushButton>

using namespace antiphon;
using namespace antiphon::test;

namespace {

class RaterPracticeTest : public testing::Test
{
protected:
    // So many practice dialogues before `items` others.
    void open(int practice, int items, double told = 0.0)
    {
        stage.write(practice + items);
        KnownAnswers known;
        known.expected = {{QStringLiteral("consistency"), {4}}, {QStringLiteral("relevance"), {2, 3}}};
        known.why = QStringLiteral("The wish is met, but late.");
        known.reasons = {{QStringLiteral("relevance"), QStringLiteral("One reply ignores the wish.")}};
        for (int i = 0; i < practice; ++i)
            stage.packet.items[i].practice = known;
        stage.packet.qualification = told;
        stage.packet.allowsSkip = true;
        stage.writePacket();
        stage.reopen();
        stage.press(Qt::Key_Return);
    }

    RaterPlace place() const { return stage.window->place(); }
    QString text() const
    {
        QStringList texts;
        const auto labels = stage.window->textPage()->findChildren<QLabel*>();
        for (const QLabel* label : labels)
            texts << label->text();
        return texts.join(u'\n');
    }
    QString topLine() const
    {
        const auto labels = stage.window->questionPage()->findChildren<QLabel*>();
        for (const QLabel* label : labels) {
            if (label->text().contains(QStringLiteral(" of ")))
                return label->text();
        }
        return {};
    }
    QList<GivenNote> notes() { return readAnswers(stage.answersPath(), stage.packet.answerKey)->notes; }
    void answerOne() { stage.pressAll({Qt::Key_4, Qt::Key_5, Qt::Key_3}); }

    RaterStage stage;
};

} // namespace

TEST_F(RaterPracticeTest, SaysWhatWasExpectedOnceADialogueIsAnswered)
{
    open(2, 2);
    ASSERT_EQ(place(), RaterPlace::Rating);
    EXPECT_EQ(topLine(), QStringLiteral("Practice 1 of 2"));
    answerOne();
    ASSERT_EQ(place(), RaterPlace::Feedback);
    const QString said = text();
    for (const char* part : {"Practice 1 of 2", "The wish is met, but late.", "✓ As expected",
                             "≠ 2 points away", "4, mostly", "2 or 3", "One reply ignores the wish.",
                             "No answer is better than another", "Your answers stay as you gave them."})
        EXPECT_TRUE(said.contains(QString::fromUtf8(part))) << part << '\n' << said.toStdString();
    EXPECT_TRUE(notes().isEmpty());
    stage.press(Qt::Key_Return);
    EXPECT_EQ(place(), RaterPlace::Rating);
    EXPECT_EQ(topLine(), QStringLiteral("Practice 2 of 2"));
    ASSERT_EQ(notes().size(), 1);
    EXPECT_EQ(static_cast<int>(notes().constFirst().kind), static_cast<int>(NoteKind::Feedback));
    EXPECT_EQ(notes().constFirst().item, stage.packet.order.constFirst());
}

TEST_F(RaterPracticeTest, NoKeyAnswersOrLeavesTheFeedbackButEnterAndSpace)
{
    open(1, 1);
    answerOne();
    ASSERT_EQ(place(), RaterPlace::Feedback);
    const qsizetype given = stage.answers().size();
    stage.pressAll({Qt::Key_1, Qt::Key_Backspace, Qt::Key_Left, Qt::Key_End, Qt::Key_S, Qt::Key_P});
    EXPECT_EQ(place(), RaterPlace::Feedback);
    EXPECT_EQ(stage.answers().size(), given);
    stage.press(Qt::Key_Space);
    EXPECT_EQ(place(), RaterPlace::PracticeOver);
    stage.press(Qt::Key_Space);
    EXPECT_EQ(place(), RaterPlace::Rating);
    EXPECT_EQ(topLine(), QStringLiteral("Dialogue 1 of 1"));
}

TEST_F(RaterPracticeTest, WhatIsBehindIsNotChanged)
{
    open(1, 2);
    answerOne();
    stage.pressAll({Qt::Key_Return, Qt::Key_Return});
    ASSERT_EQ(place(), RaterPlace::Rating);
    stage.pressAll({Qt::Key_Backspace, Qt::Key_Left, Qt::Key_Up});
    EXPECT_EQ(topLine(), QStringLiteral("Dialogue 1 of 2"));
    stage.press(Qt::Key_2);
    for (const GivenAnswer& answer : stage.answers().mid(3))
        EXPECT_NE(answer.item, stage.packet.order.constFirst());
}

TEST_F(RaterPracticeTest, IsNotSkipped)
{
    open(1, 1);
    stage.press(Qt::Key_S);
    EXPECT_FALSE(stage.window->questionPage()->isWriting());
    answerOne();
    stage.pressAll({Qt::Key_Return, Qt::Key_Return, Qt::Key_S});
    EXPECT_TRUE(stage.window->questionPage()->isWriting());
}

TEST_F(RaterPracticeTest, TheFeedbackComesBackUntilItIsRead)
{
    open(2, 1);
    answerOne();
    ASSERT_EQ(place(), RaterPlace::Feedback);
    const QString said = text();
    stage.reopen();
    EXPECT_EQ(place(), RaterPlace::Welcome);
    stage.press(Qt::Key_Return);
    ASSERT_EQ(place(), RaterPlace::Feedback);
    EXPECT_EQ(text(), said);
    stage.press(Qt::Key_Return);
    EXPECT_EQ(topLine(), QStringLiteral("Practice 2 of 2"));
    stage.reopen();
    stage.press(Qt::Key_Return);
    EXPECT_EQ(place(), RaterPlace::Rating);
    EXPECT_EQ(topLine(), QStringLiteral("Practice 2 of 2"));
}

TEST_F(RaterPracticeTest, ItsEndIsSaidOnceAndAgainAfterAKill)
{
    open(1, 2);
    answerOne();
    stage.press(Qt::Key_Return);
    ASSERT_EQ(place(), RaterPlace::PracticeOver);
    EXPECT_TRUE(text().contains(QStringLiteral("From here on there is no feedback")));
    EXPECT_FALSE(text().contains(u'%')); // nobody said that raters are told
    stage.reopen();
    stage.press(Qt::Key_Return);
    ASSERT_EQ(place(), RaterPlace::PracticeOver);
    stage.press(Qt::Key_Return);
    ASSERT_EQ(place(), RaterPlace::Rating);
    stage.pressAll({Qt::Key_P, Qt::Key_P}); // a pause does not say it again
    EXPECT_EQ(place(), RaterPlace::Rating);
    answerOne();
    EXPECT_EQ(topLine(), QStringLiteral("Dialogue 2 of 2"));
    stage.reopen();
    stage.press(Qt::Key_Return);
    EXPECT_EQ(place(), RaterPlace::Rating);
}

TEST_F(RaterPracticeTest, TellsTheQualificationWhereThePacketDoes)
{
    open(1, 1, 0.8);
    answerOne();
    stage.press(Qt::Key_Return);
    EXPECT_TRUE(
        text().contains(QStringLiteral("1 of your 2 answers were as expected. The study asks for 80 %.")))
        << text().toStdString();
    EXPECT_TRUE(text().contains(QStringLiteral("not reached")));
}

TEST_F(RaterPracticeTest, AScreenReaderHearsAllOfItAtTheButton)
{
    open(1, 1);
    answerOne();
    const auto* button = qobject_cast<QPushButton*>(QApplication::focusWidget());
    ASSERT_TRUE(button);
    const QString said = button->accessibleDescription();
    for (const char* part : {"Practice 1 of 1", "Consistency: ✓ As expected. Your answer: 4, mostly.",
                             "Relevance: ≠ 2 points away. Your answer: 5, fully. Expected: 2 or 3.",
                             "One reply ignores the wish."})
        EXPECT_TRUE(said.contains(QString::fromUtf8(part))) << part << '\n' << said.toStdString();
}

// The time that feedback is read does not count as time on the next dialogue.
TEST_F(RaterPracticeTest, TheClockStandsStillMeanwhile)
{
    open(1, 1);
    answerOne();
    QTest::qWait(300);
    stage.pressAll({Qt::Key_Return, Qt::Key_Return, Qt::Key_4});
    EXPECT_LT(stage.answers().constLast().activeMs, 250);
}

TEST_F(RaterPracticeTest, LargeTextStaysInTheWindow)
{
    open(1, 1);
    answerOne();
    stage.theme.apply({SchemeChoice::Dark, 200});
    stage.window->resize(560, 480);
    stage.settle();
    TextPage* page = stage.window->textPage();
    EXPECT_LE(page->widget()->width(), page->viewport()->width());
    stage.press(Qt::Key_Return);
    EXPECT_EQ(place(), RaterPlace::PracticeOver);
}
