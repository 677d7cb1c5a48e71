#include "core/generation/phraseshelf.h"
#include "core/generation/promptshelf.h"
#include "tests/core/generation/generationproject.h"
#include "tests/support/resultassertions.h"
#include "ui/generation/slotedit.h"
#include "ui/generation/textpage.h"
#include "ui/theme/icons.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/dialogueview.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCompleter>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <QTextEdit>

using namespace antiphon;
using namespace antiphon::test;

namespace {

// The real page on a real project file; keys are typed, results are read from the file.
class TextPageTest : public testing::Test
{
protected:
    TextPageTest() { initIconResources(); }

    void open(TextKind kind)
    {
        m_session = std::make_unique<ProjectSession>(m_project.path(), Actor{QStringLiteral("tester")});
        FileDialogs files;
        files.save = [this](QWidget*, const FileQuestion&, std::function<void(const QString&)> answer) {
            answer(m_project.filePath(QStringLiteral("out.txt")));
        };
        files.open = [this](QWidget*, const FileQuestion&, std::function<void(const QString&)> answer) {
            answer(m_import);
        };
        m_page = std::make_unique<WritingPage>(
            WorkspaceContext{*m_session, m_jobs, [](const QString&, const QString&) {},
                             [this](const Notice& notice) { m_notices << notice.text; },
                             [](const QString&) {}, files},
            kind, nullptr);
        connectFailures();
        m_page->resize(1216, 700);
        m_page->show();
        QApplication::setActiveWindow(m_page.get());
        settle();
    }
    void connectFailures()
    {
        QObject::connect(m_session.get(), &ProjectSession::editFailed, m_page.get(),
                         [this](const QString&, const Error& error) { m_notices << errorSentence(error); });
    }
    void settle()
    {
        for (int i = 0; i < 3; ++i) {
            m_session->drain();
            QTest::qWait(20);
        }
    }
    template<typename T>
    T* named(const QString& accessibleName) const
    {
        for (T* candidate : m_page->findChildren<T*>()) {
            if (candidate->accessibleName() == accessibleName)
                return candidate;
        }
        return nullptr;
    }
    QPushButton* button(const QString& text) const
    {
        for (auto* candidate : m_page->findChildren<QPushButton*>()) {
            if (candidate->text() == text)
                return candidate;
        }
        return nullptr;
    }
    SlotEdit* edit() const { return m_page->findChild<SlotEdit*>(); }
    QString messages() const
    {
        return named<QTextEdit>(QStringLiteral("Messages to the model"))->toPlainText();
    }
    // Types at the end of the first line that begins so.
    void typeBehind(const QString& beginning, const QString& keys)
    {
        edit()->setFocus();
        ASSERT_TRUE(edit()->find(beginning) ||
                    (edit()->moveCursor(QTextCursor::Start), edit()->find(beginning)));
        QTest::keyClick(edit(), Qt::Key_End);
        QTest::keyClicks(edit(), keys);
        settle();
    }
    const Connection& db() const { return m_project.connection(); }

    GenerationProject m_project;
    JobRunner m_jobs;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<WritingPage> m_page;
    QStringList m_notices;
    QString m_import;
};

} // namespace

TEST_F(TextPageTest, ACopyOfAShippedPromptIsSavedUndoneAndCompared)
{
    m_project.addPlans(QStringLiteral("plans"), 5);
    open(TextKind::Prompt);
    EXPECT_TRUE(edit()->toPlainText().startsWith(QLatin1String("# version 1\n# system")));
    EXPECT_TRUE(messages().contains(QLatin1String("1. user: ")));
    EXPECT_FALSE(button(QStringLiteral("Save version"))->isEnabled());

    typeBehind(QStringLiteral("You write dialogues"), QStringLiteral(" Be merry."));
    EXPECT_TRUE(messages().contains(QLatin1String("Be merry.")));
    auto* name = named<QLineEdit>(QStringLiteral("Name to save under"));
    name->setFocus();
    name->selectAll();
    QTest::keyClicks(name, QStringLiteral("merry"));
    QTest::keyClicks(named<QLineEdit>(QStringLiteral("Note on this version")), QStringLiteral("a try"));
    m_page->saveVersion();
    settle();
    const auto saved = promptTextNamed(db(), QStringLiteral("merry"));
    ASSERT_OK(saved);
    EXPECT_EQ(saved->note, QStringLiteral("a try"));
    EXPECT_TRUE(saved->body.contains("Be merry."));
    EXPECT_EQ(m_page->desk().inHand().label(), QStringLiteral("merry@1"));

    typeBehind(QStringLiteral("You write dialogues"), QStringLiteral(" Be brief."));
    m_page->saveVersion();
    settle();
    EXPECT_EQ(m_page->desk().inHand().label(), QStringLiteral("merry@2"));
    m_page->showChanges();
    settle();
    const QString changes = named<QTextEdit>(QStringLiteral("Changed lines"))->toPlainText();
    EXPECT_TRUE(changes.contains(QLatin1String("Be brief."))) << changes.toStdString();
    EXPECT_TRUE(changes.contains(QLatin1String("\n- ")));

    m_session->undo();
    settle();
    EXPECT_EQ(promptNamed(db(), QStringLiteral("merry"))->version, 1);
    EXPECT_EQ(m_page->desk().inHand().label(), QStringLiteral("merry@1"));
}

TEST_F(TextPageTest, AFaultIsToldWithItsLineAndNotSaved)
{
    m_project.addPlans(QStringLiteral("plans"), 5);
    open(TextKind::Prompt);
    typeBehind(QStringLiteral("Write the {count}"), QStringLiteral(" {moood} "));
    ASSERT_TRUE(m_page->desk().fault());
    const qint64 line = m_page->desk().fault()->line;
    EXPECT_TRUE(edit()
                    ->document()
                    ->findBlockByNumber(static_cast<int>(line) - 1)
                    .text()
                    .contains(QLatin1String("{moood}")));
    EXPECT_FALSE(button(QStringLiteral("Save version"))->isEnabled());
    m_page->saveVersion();
    settle();
    EXPECT_TRUE(textVersions(db(), TextKind::Prompt)->isEmpty());
    QTest::keyClick(button(QStringLiteral("Revert")), Qt::Key_Space);
    settle();
    EXPECT_FALSE(m_page->desk().fault());
    EXPECT_TRUE(messages().contains(QLatin1String("1. user: ")));
}

TEST_F(TextPageTest, SlotsAreCompletedBehindABrace)
{
    open(TextKind::Prompt);
    typeBehind(QStringLiteral("Write the {count}"), QStringLiteral(" {tax"));
    QCompleter* completer = edit()->completer();
    ASSERT_TRUE(completer->popup()->isVisible());
    EXPECT_EQ(completer->currentCompletion(), QStringLiteral("taxonomy"));
    QTest::keyClick(completer->popup(), Qt::Key_Return);
    settle();
    EXPECT_TRUE(edit()->toPlainText().contains(QLatin1String(" {taxonomy}\n")));
}

TEST_F(TextPageTest, TurnByTurnIsPreviewedTurnAfterTurn)
{
    m_project.addPlans(QStringLiteral("plans"), 5);
    open(TextKind::Prompt);
    m_page->desk().open(QStringLiteral("turn-by-turn@1"));
    settle();
    auto* turn = named<QSpinBox>(QStringLiteral("Turn"));
    ASSERT_TRUE(turn->isVisible());
    EXPECT_TRUE(messages().contains(QLatin1String("nothing yet")));
    turn->setFocus();
    QTest::keyClick(turn, Qt::Key_Up);
    settle();
    EXPECT_EQ(turn->value(), 2);
    EXPECT_TRUE(messages().contains(QLatin1String("2. system")));
    EXPECT_FALSE(messages().contains(QLatin1String("nothing yet")));
}

TEST_F(TextPageTest, WhatIsTypedOutlivesTheProgramAndIsNoEdit)
{
    const qint64 newest = EditHistory(db()).state()->undoSequence;
    open(TextKind::Prompt);
    typeBehind(QStringLiteral("You write dialogues"), QStringLiteral(" Unsaved."));
    m_page.reset();
    m_session->drain();
    EXPECT_EQ(EditHistory(db()).state()->undoSequence, newest);
    m_session.reset();
    open(TextKind::Prompt);
    EXPECT_TRUE(edit()->toPlainText().contains(QLatin1String(" Unsaved.")));
}

TEST_F(TextPageTest, FilesAreImportedAndExported)
{
    open(TextKind::Prompt);
    m_import =
        m_project.writeFile(QStringLiteral("theirs.txt"),
                            shippedPromptText(QStringLiteral("turn-by-turn")).replace("emoji", "hearts"));
    QTest::keyClick(button(QStringLiteral("Import…")), Qt::Key_Space);
    settle();
    EXPECT_EQ(m_page->desk().inHand().label(), QStringLiteral("theirs@1"));
    QTest::keyClick(button(QStringLiteral("Export…")), Qt::Key_Space);
    settle();
    QFile file(m_project.filePath(QStringLiteral("out.txt")));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_TRUE(file.readAll().contains("hearts"));
    m_import = m_project.writeFile(QStringLiteral("bad.txt"), "nothing");
    QTest::keyClick(button(QStringLiteral("Import…")), Qt::Key_Space);
    settle();
    EXPECT_TRUE(m_notices.last().contains(QLatin1String("line 1"))) << m_notices.last().toStdString();
    QTest::keyClick(button(QStringLiteral("Remove")), Qt::Key_Space);
    settle();
    EXPECT_TRUE(textVersions(db(), TextKind::Prompt)->isEmpty());
}

TEST_F(TextPageTest, PhrasesAreTriedOnAPlanAsTheyAreTyped)
{
    m_project.addPlans(QStringLiteral("plans"), 5);
    open(TextKind::Phrases);
    EXPECT_EQ(m_page->desk().inHand().label(), QStringLiteral("en@1"));
    auto* view = m_page->findChild<DialogueView*>();
    ASSERT_GT(view->turnCount(), 2);
    const QString before = view->document().turns.first().text;
    m_page->desk().open(QStringLiteral("de@1"));
    settle();
    EXPECT_NE(view->document().turns.first().text, before);
    const QString german = view->document().turns.first().text;
    QTest::keyClick(named<QSpinBox>(QStringLiteral("Seed")), Qt::Key_Up);
    settle();
    EXPECT_NE(view->document().turns.first().text, german);
    typeBehind(QStringLiteral("\"greeting\""), QStringLiteral(" oops"));
    ASSERT_TRUE(m_page->desk().fault());
    EXPECT_GT(m_page->desk().fault()->line, 1);
}
