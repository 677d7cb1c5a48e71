// The rater's window by real keys; what counts is read from the answers file.
#include "core/base/linereader.h"
#include "tests/support/resultassertions.h"
#include "tests/ui/rating/raterstage.h"
#include "ui/rating/raterpages.h"
#include "ui/widgets/dialogueview.h"

#include <QClipboard>
#include <QElapsedTimer>
#include <QPushButton>
#include <QScrollBar>

#include <sys/resource.h>

#include <algorithm>
#include <csignal>

using namespace antiphon;
using namespace antiphon::test;

namespace {

class RaterWindowTest : public testing::Test
{
protected:
    RaterStage stage;
};

// Counts what a mouse, a pen or a finger does anywhere in the program.
class PointerWatch : public QObject
{
public:
    PointerWatch() { qApp->installEventFilter(this); }
    int seen() const { return m_seen; }

protected:
    bool eventFilter(QObject*, QEvent* event) override
    {
        switch (event->type()) {
        case QEvent::MouseButtonPress:
        case QEvent::MouseButtonRelease:
        case QEvent::MouseButtonDblClick:
        case QEvent::MouseMove:
        case QEvent::Wheel:
        case QEvent::TabletPress:
        case QEvent::TouchBegin:
            ++m_seen;
            break;
        default:
            break;
        }
        return false;
    }

private:
    int m_seen = 0;
};

} // namespace

TEST_F(RaterWindowTest, DigitsAnswerAndGoOn)
{
    stage.open(2);
    ASSERT_EQ(stage.window->place(), RaterPlace::Welcome);
    stage.press(Qt::Key_Return);
    ASSERT_EQ(stage.window->place(), RaterPlace::Rating);
    stage.press(Qt::Key_4);
    EXPECT_EQ(stage.window->questionPage()->sheet().criterion, 1);
    EXPECT_EQ(stage.window->questionPage()->row(0)->value(), 4);
    EXPECT_TRUE(stage.window->questionPage()->row(0)->button(4)->isChecked());
    stage.press(Qt::Key_5);
    stage.press(Qt::Key_3);
    EXPECT_EQ(stage.window->questionPage()->sheet().number, 2);
    EXPECT_EQ(stage.window->questionPage()->row(0)->value(), 0);
    EXPECT_EQ(stage.window->questionPage()->confirmation(), QStringLiteral("Dialogue 1 saved: 4 · 5 · 3"));

    const QList<GivenAnswer> given = stage.answers();
    ASSERT_EQ(given.size(), 3);
    EXPECT_EQ(given[0].item, stage.packet.order[0]);
    EXPECT_EQ(given[0].criterion, stage.packet.criteria[0].key);
    EXPECT_EQ(given[0].value, 4);
    EXPECT_EQ(given[1].value, 5);
    EXPECT_EQ(given[2].value, 3);
    EXPECT_GE(given[0].activeMs, 0);
    EXPECT_LT(given[0].activeMs, 60'000);
}

TEST_F(RaterWindowTest, OnlyPointsOfTheScaleAreAnswers)
{
    stage.begin(1);
    for (const auto key : {Qt::Key_0, Qt::Key_6, Qt::Key_9, Qt::Key_A, Qt::Key_Return})
        stage.press(key);
    EXPECT_TRUE(stage.answers().isEmpty());
    QKeyEvent held(QEvent::KeyPress, Qt::Key_3, Qt::NoModifier, QStringLiteral("3"), true);
    QApplication::sendEvent(QApplication::focusWidget(), &held);
    stage.settle();
    EXPECT_TRUE(stage.answers().isEmpty());
}

TEST_F(RaterWindowTest, ChangesAnAnswerAndComesBack)
{
    stage.begin(3);
    stage.pressAll({Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_4});
    EXPECT_EQ(stage.window->questionPage()->sheet().number, 2);
    stage.pressAll({Qt::Key_Backspace, Qt::Key_Backspace});
    EXPECT_EQ(stage.window->questionPage()->sheet().number, 1);
    EXPECT_EQ(stage.window->questionPage()->sheet().criterion, 2);
    stage.press(Qt::Key_5); // instead of 3
    EXPECT_EQ(stage.window->questionPage()->sheet().number, 2);
    stage.press(Qt::Key_End);
    EXPECT_EQ(stage.window->questionPage()->sheet().criterion, 1);

    const AnswerFile file = readAnswers(stage.answersPath(), stage.packet.answerKey).value();
    EXPECT_EQ(file.given.size(), 5);
    ASSERT_EQ(file.inEffect().size(), 4);
    EXPECT_EQ(file.inEffect()[2].value, 5);
}

TEST_F(RaterWindowTest, ArrowsGoThroughAnsweredDialoguesOnly)
{
    stage.begin(3);
    stage.pressAll({Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_4});
    stage.press(Qt::Key_Left);
    EXPECT_EQ(stage.window->questionPage()->sheet().number, 1);
    EXPECT_EQ(stage.window->questionPage()->sheet().criterion, 0);
    stage.press(Qt::Key_Left);
    EXPECT_EQ(stage.window->questionPage()->sheet().number, 1);
    stage.press(Qt::Key_Right);
    EXPECT_EQ(stage.window->questionPage()->sheet().number, 2);
    stage.pressAll({Qt::Key_Right, Qt::Key_Right});
    EXPECT_EQ(stage.window->questionPage()->sheet().number, 2);
    EXPECT_EQ(stage.window->questionPage()->sheet().criterion, 1);
}

TEST_F(RaterWindowTest, ResumesAtTheSameQuestion)
{
    stage.begin(4);
    stage.pressAll({Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_4, Qt::Key_5});
    const QStringList turns = stage.turnsInSight();
    stage.reopen();
    ASSERT_EQ(stage.window->place(), RaterPlace::Welcome);
    stage.press(Qt::Key_Return);
    EXPECT_EQ(stage.window->questionPage()->sheet().number, 2);
    EXPECT_EQ(stage.window->questionPage()->sheet().criterion, 2);
    EXPECT_EQ(stage.turnsInSight(), turns);
    EXPECT_EQ(stage.window->questionPage()->row(0)->value(), 4);
    stage.press(Qt::Key_1);
    EXPECT_EQ(stage.answers().size(), 6);
}

TEST_F(RaterWindowTest, EndsWithTheFileToSendBack)
{
    stage.begin(1);
    stage.pressAll({Qt::Key_1, Qt::Key_2, Qt::Key_3});
    ASSERT_EQ(stage.window->place(), RaterPlace::Done);
    stage.press(Qt::Key_Return); // copies the path
    EXPECT_EQ(QApplication::clipboard()->text(), stage.answersPath());
    stage.press(Qt::Key_Backspace);
    ASSERT_EQ(stage.window->place(), RaterPlace::Rating);
    stage.press(Qt::Key_5);
    EXPECT_EQ(stage.window->place(), RaterPlace::Done);
    EXPECT_EQ(stage.answers().last().value, 5);
    stage.reopen();
    EXPECT_EQ(stage.window->place(), RaterPlace::Done);
}

TEST_F(RaterWindowTest, APauseHidesTheDialogueAndTakesNoAnswer)
{
    QElapsedTimer whole;
    whole.start();
    stage.begin(2);
    stage.press(Qt::Key_P);
    QElapsedTimer pause;
    pause.start();
    ASSERT_EQ(stage.window->place(), RaterPlace::Paused);
    EXPECT_FALSE(stage.window->questionPage()->isVisible());
    stage.press(Qt::Key_3);
    EXPECT_TRUE(stage.answers().isEmpty());
    QTest::qWait(200);
    const qint64 paused = pause.elapsed();
    stage.press(Qt::Key_Escape);
    ASSERT_EQ(stage.window->place(), RaterPlace::Rating);
    stage.press(Qt::Key_3);
    ASSERT_EQ(stage.answers().size(), 1);
    const qint64 rounding = 5;
    EXPECT_LE(stage.answers()[0].activeMs, whole.elapsed() - paused + rounding);
}

TEST_F(RaterWindowTest, AnEditedPacketIsRefused)
{
    stage.write(1);
    QByteArray bytes = readWholeFile(stage.packetPath()).value();
    bytes.replace("A wish", "A hope");
    stage.project.writeFile(QStringLiteral("rater-1.antiphon-packet"), bytes);
    stage.reopen();
    EXPECT_EQ(stage.window->place(), RaterPlace::Refused);
    stage.pressAll({Qt::Key_Return, Qt::Key_3});
    EXPECT_EQ(stage.window->place(), RaterPlace::Refused);
    EXPECT_FALSE(QFileInfo::exists(stage.answersPath()));
    EXPECT_TRUE(stage.window->textPage()->findChildren<QPushButton*>().isEmpty());
}

TEST_F(RaterWindowTest, OtherFilesAreRefused)
{
    for (const QByteArray& bytes : {QByteArray(), QByteArray("{}"), QByteArray("\xff\xfe nothing", 10)}) {
        stage.project.writeFile(QStringLiteral("rater-1.antiphon-packet"), bytes);
        stage.reopen();
        EXPECT_EQ(stage.window->place(), RaterPlace::Refused);
    }
}

TEST_F(RaterWindowTest, AsksForAnotherPlaceAndRemembersIt)
{
    stage.write(2);
    QDir().mkpath(stage.answersPath()); // a folder where the file belongs
    const QString other = stage.project.filePath(QStringLiteral("elsewhere.antiphon-answers"));
    stage.toSave = other;
    stage.reopen();
    ASSERT_EQ(stage.window->place(), RaterPlace::NoPlace);
    stage.press(Qt::Key_Return);
    ASSERT_EQ(stage.window->place(), RaterPlace::Welcome);
    stage.pressAll({Qt::Key_Return, Qt::Key_2});
    EXPECT_EQ(readAnswers(other, stage.packet.answerKey)->given.size(), 1);
    stage.toSave.clear();
    stage.reopen();
    EXPECT_EQ(stage.window->place(), RaterPlace::Welcome);
}

TEST_F(RaterWindowTest, WhatTheDiskRefusesIsNotTaken)
{
    stage.begin(2);
    stage.press(Qt::Key_4);
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    rlimit full = before;
    full.rlim_cur = static_cast<rlim_t>(QFileInfo(stage.answersPath()).size());
    setrlimit(RLIMIT_FSIZE, &full);
    stage.press(Qt::Key_5);
    setrlimit(RLIMIT_FSIZE, &before);
    EXPECT_EQ(stage.window->questionPage()->sheet().criterion, 1);
    EXPECT_EQ(stage.window->questionPage()->row(1)->value(), 0);
    ASSERT_EQ(stage.window->notices().size(), 1);
    EXPECT_EQ(stage.window->notices()[0].kind, NoticeKind::Error);
    EXPECT_EQ(stage.answers().size(), 1);
    stage.press(Qt::Key_5);
    EXPECT_TRUE(stage.window->notices().isEmpty());
    EXPECT_EQ(stage.answers().size(), 2);
}

TEST_F(RaterWindowTest, KeysThatComeTooEarlyDoNotRateWhatWasNotSeen)
{
    stage.begin(2);
    for (int i = 0; i < 5; ++i) // faster than the disk
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_4, Qt::NoModifier, -1);
    stage.settle();
    const QList<GivenAnswer> given = stage.answers();
    for (const GivenAnswer& answer : given)
        EXPECT_EQ(answer.value, 4);
    // Each key was given to what was in sight then, or to nothing.
    EXPECT_GE(given.size(), 3);
    EXPECT_EQ(stage.window->pass()->itemNumber(), given.size() == 3 ? 2 : stage.window->pass()->itemNumber());
}

TEST_F(RaterWindowTest, ScrollsLongDialogues)
{
    stage.turns = 60;
    stage.begin(1);
    QScrollBar* bar = stage.window->questionPage()->dialogueView()->verticalScrollBar();
    ASSERT_GT(bar->maximum(), 0);
    stage.press(Qt::Key_Space);
    const int page = bar->value();
    EXPECT_GT(page, 100);
    stage.press(Qt::Key_Down);
    EXPECT_GT(bar->value(), page);
    stage.press(Qt::Key_PageUp);
    stage.press(Qt::Key_Up);
    stage.press(Qt::Key_Up);
    EXPECT_EQ(bar->value(), 0);
    EXPECT_TRUE(stage.answers().isEmpty());
}

TEST_F(RaterWindowTest, TabAndEnterRateToo)
{
    stage.begin(1);
    for (int i = 0; i < 40 && !qobject_cast<AnswerButton*>(QApplication::focusWidget()); ++i)
        stage.press(Qt::Key_Tab);
    ASSERT_TRUE(qobject_cast<AnswerButton*>(QApplication::focusWidget()));
    stage.press(Qt::Key_Return);
    ASSERT_EQ(stage.answers().size(), 1);
    EXPECT_EQ(QApplication::focusWidget(),
              stage.window->questionPage()->row(1)->button(stage.answers()[0].value));
    stage.press(Qt::Key_Space);
    EXPECT_EQ(stage.answers().size(), 2);
}

TEST_F(RaterWindowTest, ClicksRateToo)
{
    stage.begin(1);
    const auto click = [this](int row, int value) {
        QTest::mouseClick(stage.window->questionPage()->row(row)->button(value), Qt::LeftButton);
        stage.settle();
    };
    click(2, 4); // not before its turn
    EXPECT_TRUE(stage.answers().isEmpty());
    click(0, 4);
    click(1, 2);
    click(0, 5);
    click(2, 1);
    ASSERT_EQ(stage.answers().size(), 4);
    EXPECT_EQ(stage.window->place(), RaterPlace::Done);
    EXPECT_EQ(readAnswers(stage.answersPath(), stage.packet.answerKey)->inEffect()[0].value, 5);
}

TEST_F(RaterWindowTest, NamesEverythingForScreenReaders)
{
    stage.begin(2);
    QuestionPage* page = stage.window->questionPage();
    EXPECT_EQ(page->row(1)->button(4)->accessibleName(), QStringLiteral("Relevance: 4, mostly"));
    EXPECT_TRUE(page->dialogueView()->accessibleDescription().contains(QStringLiteral("User: A wish")));
    stage.press(Qt::Key_3);
    bool found = false;
    for (const QLabel* label : page->findChildren<QLabel*>())
        found =
            found || label->accessibleName() == QStringLiteral("Dialogue 1 of 2, question 2 of 3: Relevance");
    EXPECT_TRUE(found);
}

TEST_F(RaterWindowTest, RemembersTextSizeAndScheme)
{
    stage.begin(1);
    stage.press(Qt::Key_Plus, Qt::ControlModifier);
    stage.press(Qt::Key_Plus, Qt::ControlModifier);
    stage.press(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(stage.kept.textScale, 120);
    EXPECT_EQ(stage.kept.scheme, SchemeChoice::Dark);
    stage.press(Qt::Key_0, Qt::ControlModifier);
    EXPECT_EQ(stage.kept.textScale, 100);
    EXPECT_TRUE(stage.answers().isEmpty());
}

TEST_F(RaterWindowTest, AWholePassByKeysAlone)
{
    constexpr int items = 200;
    const PointerWatch pointer;
    stage.begin(items);
    std::vector<double> times;
    while (stage.window->place() == RaterPlace::Rating && times.size() < 3 * items) {
        QElapsedTimer clock;
        clock.start();
        stage.press(static_cast<Qt::Key>(Qt::Key_1 + times.size() % 5));
        stage.window->repaint();
        times.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }
    ASSERT_EQ(stage.window->place(), RaterPlace::Done);
    EXPECT_EQ(pointer.seen(), 0);
    const QList<GivenAnswer> answers = readAnswers(stage.answersPath(), stage.packet.answerKey)->inEffect();
    ASSERT_EQ(answers.size(), 3 * items);
    for (qsizetype i = 0; i < answers.size(); ++i) {
        EXPECT_EQ(answers[i].item, stage.packet.order[i / 3]);
        EXPECT_EQ(answers[i].value, 1 + i % 5);
    }
    std::sort(times.begin(), times.end());
    std::printf("key press to next question on screen, answer flushed: median %.1f ms, p95 %.1f ms, longest "
                "%.1f ms\n",
                times[times.size() / 2], times[times.size() * 95 / 100], times.back());
    EXPECT_LT(times[times.size() / 2], 50.0);
    QTest::mouseClick(stage.window.get(), Qt::LeftButton); // which the watch would have seen
    EXPECT_GT(pointer.seen(), 0);
}
