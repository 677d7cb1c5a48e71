#include "core/coding/codestore.h"
#include "core/coding/codingstore.h"
#include "core/coding/memostore.h"
#include "core/corpus/corpusstore.h"
#include "core/jobs/jobrunner.h"
#include "tests/ui/coding/codingviewtest.h"
#include "ui/coding/codefinder.h"
#include "ui/coding/codingview.h"
#include "ui/coding/codingworkspace.h"
#include "ui/coding/findings/frequencypage.h"
#include "ui/panes/chartpane.h"
#include "ui/theme/icons.h"
#include "ui/widgets/dialogueview.h"
#include "ui/widgets/panels.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>

using namespace antiphon;

using CodingViewTest = test::CodingViewTest;

TEST_F(CodingViewTest, KeysCodeTheCurrentTurn)
{
    open();
    type(QStringLiteral("12g"));
    EXPECT_EQ(shown(0), (QStringList{QStringLiteral("initial_query"), QStringLiteral("add_filter"),
                                     QStringLiteral("genre")})); // at once, before the disk answers
    EXPECT_EQ(stored(QStringLiteral("a"), 0, m_ada), shown(0));
    type(QStringLiteral("2"));
    EXPECT_EQ(stored(QStringLiteral("a"), 0, m_ada),
              (QStringList{QStringLiteral("initial_query"), QStringLiteral("genre")}));
    press(Qt::Key_Delete);
    EXPECT_EQ(stored(QStringLiteral("a"), 0, m_ada), QStringList{QStringLiteral("initial_query")});
    EXPECT_EQ(EditHistory(db()).entries(1)->first().label, QStringLiteral("Take genre off turn 1"));
}

TEST_F(CodingViewTest, CodesStayOnTheirRolesTurns)
{
    open();
    press(Qt::Key_Down);
    type(QStringLiteral("2q"));
    EXPECT_EQ(stored(QStringLiteral("a"), 1, m_ada), QStringList{QStringLiteral("passive_recommend")});
    press(Qt::Key_Down);
    type(QStringLiteral("."));
    EXPECT_TRUE(stored(QStringLiteral("a"), 2, m_ada).isEmpty());
    press(Qt::Key_Down);
    type(QStringLiteral("."));
    EXPECT_EQ(stored(QStringLiteral("a"), 3, m_ada), QStringList{QStringLiteral("passive_recommend")});
}

TEST_F(CodingViewTest, TheFinderTakesThreeLetters)
{
    open();
    press(Qt::Key_Return);
    auto* finder = m_view->findChild<CodeFinder*>();
    ASSERT_TRUE(finder->isVisible());
    type(QStringLiteral("rem"));
    press(Qt::Key_Return);
    EXPECT_FALSE(finder->isVisible());
    EXPECT_TRUE(m_dialogue->hasFocus());
    EXPECT_EQ(stored(QStringLiteral("a"), 0, m_ada), QStringList{QStringLiteral("remove_filter")});
    press(Qt::Key_Return);
    type(QStringLiteral("zzz"));
    press(Qt::Key_Return);
    press(Qt::Key_Escape);
    EXPECT_FALSE(finder->isVisible());
    EXPECT_EQ(stored(QStringLiteral("a"), 0, m_ada).size(), 1);
}

TEST_F(CodingViewTest, GoesToUncodedTurnsAndDialogues)
{
    open();
    type(QStringLiteral("g"));
    press(Qt::Key_Down, Qt::ControlModifier);
    EXPECT_EQ(m_dialogue->currentTurn(), 1);
    for (int i = 1; i < 6; ++i) {
        type(QStringLiteral("g"));
        press(Qt::Key_Down, Qt::ControlModifier);
    }
    ASSERT_TRUE(
        settled([&] { return m_view->desk().dialogueNumber() == 2 && m_dialogue->turnCount() == 4; }));
    press(Qt::Key_PageUp, Qt::ControlModifier);
    ASSERT_TRUE(settled([&] { return m_dialogue->turnCount() == 6; }));
    press(Qt::Key_PageDown, Qt::ControlModifier);
    ASSERT_TRUE(settled([&] { return m_dialogue->turnCount() == 4; }));
    type(QStringLiteral("7"));
    EXPECT_EQ(stored(QStringLiteral("b"), 0, m_ada), QStringList{QStringLiteral("greeting")});
}

TEST_F(CodingViewTest, UndoTakesBackWhatIsShown)
{
    open();
    type(QStringLiteral("12"));
    m_session.undo();
    ASSERT_TRUE(settled([&] { return shown(0) == QStringList{QStringLiteral("initial_query")}; }));
    m_session.redo();
    ASSERT_TRUE(settled([&] { return shown(0).size() == 2; }));
}

TEST_F(CodingViewTest, FiftyKeysAreUndoneAfterReopening)
{
    open();
    type(QStringLiteral("1"));
    m_session.drain();
    const QString before = test::dumpOfRecordedTables(db());
    const QString keys = QStringLiteral("2345678924569");
    int edits = 0;
    for (int turn = 0; edits < 50; turn += 2) {
        m_dialogue->setCurrentTurn(turn % 6);
        for (int i = 0; i < keys.size() && edits < 50; ++i, ++edits)
            type(keys.mid(i, 1));
    }
    m_session.drain();
    EXPECT_NE(test::dumpOfRecordedTables(db()), before);
    m_view.reset();
    m_project.restart();
    EditHistory history(db());
    for (int i = 0; i < 50; ++i)
        ASSERT_OK(history.undo(m_actor));
    EXPECT_EQ(test::dumpOfRecordedTables(db()), before);
}

TEST_F(CodingViewTest, AFailureTakesTheChipBack)
{
    open();
    const Code code = this->code(Facet::Intent, QStringLiteral("greeting"));
    ASSERT_OK(edit(QStringLiteral("Delete"), [&] { return deleteUnusedCode(db(), code.id); }));
    QStringList failed;
    QObject::connect(&m_session, &ProjectSession::editFailed, m_view.get(),
                     [&](const QString& label) { failed << label; });
    type(QStringLiteral("7"));
    ASSERT_TRUE(settled([&] { return !failed.isEmpty(); }));
    EXPECT_EQ(failed, QStringList{QStringLiteral("Code turn 1 with greeting")});
    ASSERT_TRUE(settled([&] { return shown(0).isEmpty(); }));
}

TEST_F(CodingViewTest, ACoderSeesOnlyHerOwnCodings)
{
    put(place(QStringLiteral("a"), 0), code(Facet::Intent, QStringLiteral("greeting")),
        QStringLiteral("ben"));
    put(place(QStringLiteral("a"), 0), code(Facet::Intent, QStringLiteral("add_filter")), m_ada);
    open();
    ASSERT_TRUE(settled([&] { return shown(0) == QStringList{QStringLiteral("add_filter")}; }));
    m_view->desk().chooseCoder(QStringLiteral("ben"));
    ASSERT_TRUE(settled([&] { return shown(0) == QStringList{QStringLiteral("greeting")}; }));
    m_view->desk().chooseCoder(QStringLiteral("cleo"));
    ASSERT_TRUE(
        settled([&] { return m_view->desk().coder() == QStringLiteral("cleo") && shown(0).isEmpty(); }));
    type(QStringLiteral("2"));
    EXPECT_EQ(stored(QStringLiteral("a"), 0, QStringLiteral("cleo")),
              QStringList{QStringLiteral("add_filter")});
}

TEST_F(CodingViewTest, WritesAMemoWithoutCodingTheTurn)
{
    open();
    type(QStringLiteral("m"));
    ASSERT_TRUE(qobject_cast<QPlainTextEdit*>(focus()));
    type(QStringLiteral("12g thanks"));
    press(Qt::Key_Return, Qt::ControlModifier);
    EXPECT_TRUE(m_dialogue->hasFocus());
    m_session.drain();
    EXPECT_EQ(codings(), 0);
    const auto memos =
        memosOf(db(), MemoTarget::Turn, place(QStringLiteral("a"), 0).turn.bytes(), coder(m_ada).id);
    ASSERT_EQ(memos->size(), 1);
    EXPECT_EQ(memos->first().text, QStringLiteral("12g thanks"));
    ASSERT_TRUE(settled([&] { return m_view->desk().memoCount(0) == 1; }));
}

TEST_F(CodingViewTest, AddsACodeWithAKeyAndUsesIt)
{
    open();
    press(Qt::Key_Insert);
    type(QStringLiteral("thanks"));
    auto* key = m_view->findChild<QLineEdit*>(QStringLiteral("codeKey"));
    ASSERT_TRUE(key);
    key->setFocus();
    type(QStringLiteral("7")); // greeting has it
    press(Qt::Key_Return);
    EXPECT_TRUE(key->isVisible());
    press(Qt::Key_Backspace);
    type(QStringLiteral("0"));
    press(Qt::Key_Return);
    EXPECT_FALSE(key->isVisible());
    ASSERT_TRUE(settled([&] { return m_view->desk().codes().size() == 38; }));
    type(QStringLiteral("0"));
    EXPECT_EQ(stored(QStringLiteral("a"), 0, m_ada), QStringList{QStringLiteral("thanks")});
    press(Qt::Key_F2);
    EXPECT_TRUE(key->isVisible());
    type(QStringLiteral("12"));
    press(Qt::Key_Escape);
    EXPECT_FALSE(key->isVisible());
    EXPECT_EQ(stored(QStringLiteral("a"), 0, m_ada).size(), 1);
}

TEST_F(CodingViewTest, ShowsFrequencies)
{
    put(place(QStringLiteral("a"), 0), code(Facet::Intent, QStringLiteral("add_filter")), m_ada);
    open();
    m_view->setPage(QStringLiteral("findings"));
    auto* page = m_view->findChild<FrequencyPage*>();
    EXPECT_TRUE(page->isVisible());
    ASSERT_TRUE(settled([&] { return !page->rows().isEmpty(); }));
    EXPECT_EQ(page->rows().first().code.name, QStringLiteral("add_filter"));
    const QList<QStringList>& bars = page->pane()->chart().rows; // codes that were given
    ASSERT_EQ(bars.size(), 1);
    EXPECT_EQ(bars[0][0], QStringLiteral("add_filter"));
    EXPECT_EQ(bars[0][1], QStringLiteral("1.000000"));
    page->findChild<QComboBox*>()->setCurrentIndex(1);
    ASSERT_TRUE(settled([&] { return page->pane()->chart().columns.size() == 2; })); // one turn
    EXPECT_EQ(page->pane()->chart().rows[0],
              (QStringList{QStringLiteral("add_filter"), QStringLiteral("100")}));
}

// A command's key must not code a turn that nobody sees.
TEST_F(CodingViewTest, CommandsThatCodeRestOnOtherPages)
{
    const auto workspace = makeCodingWorkspace();
    QWidget parent;
    auto* view = qobject_cast<CodingView*>(workspace->createView(&parent, context()));
    parent.show();
    ASSERT_TRUE(settled([&] { return view->isCoding(); }));
    const auto enabled = [&](const QString& id) {
        const QList<Command> commands = workspace->commands();
        const auto found = std::find_if(commands.begin(), commands.end(),
                                        [&](const Command& command) { return command.id == id; });
        return !found->isEnabled || found->isEnabled();
    };
    EXPECT_TRUE(enabled(QStringLiteral("take-off")));
    view->setPage(QStringLiteral("findings"));
    EXPECT_FALSE(enabled(QStringLiteral("take-off")));
    EXPECT_FALSE(enabled(QStringLiteral("next-dialogue")));
    EXPECT_TRUE(enabled(QStringLiteral("new-code")));
    view->newCode();
    EXPECT_FALSE(enabled(QStringLiteral("memo")));
}

TEST_F(CodingViewTest, RemembersItsPlace)
{
    open();
    m_view->desk().showDialogue(1);
    ASSERT_TRUE(settled([&] { return m_dialogue->turnCount() == 4; }));
    m_dialogue->setCurrentTurn(2);
    const QJsonObject state = m_view->saveState();
    m_view = std::make_unique<CodingView>(context(), nullptr);
    m_view->restoreState(state);
    m_view->show();
    m_dialogue = m_view->findChild<DialogueView*>();
    ASSERT_TRUE(settled([&] { return m_dialogue->turnCount() == 4 && m_dialogue->currentTurn() == 2; }));
}

TEST_F(CodingViewTest, AnEmptyProjectOffersTheImport)
{
    EditHistory history(db());
    ASSERT_OK(history.undo(m_actor)); // the codebook
    ASSERT_OK(history.undo(m_actor)); // the source
    const auto workspace = makeCodingWorkspace();
    QWidget parent;
    QWidget* view = workspace->createView(&parent, context());
    parent.show();
    auto* empty = view->findChild<EmptyView*>();
    ASSERT_TRUE(settled([&] { return empty->isVisible(); }));
    empty->button()->click();
    EXPECT_EQ(m_navigated, QStringLiteral("corpus"));
    EXPECT_GE(workspace->commands().size(), 12);
}

TEST_F(CodingViewTest, ACodeTakesNoKeyThatWasGivenToAnAct)
{
    m_commandOfKeys = [](const QString& station, const QKeySequence& keys) {
        const bool given = station == QLatin1String("code") && keys == QKeySequence(Qt::Key_J);
        return given ? QStringLiteral("Write a memo") : QString();
    };
    open();
    const qsizetype before = readCodes(db())->size();
    press(Qt::Key_Insert);
    type(QStringLiteral("yes again"));
    QLineEdit* key = nullptr;
    for (auto* field : m_view->findChildren<QLineEdit*>()) {
        if (field->accessibleName() == QLatin1String("Key"))
            key = field;
    }
    ASSERT_TRUE(key);
    key->setFocus();
    type(QStringLiteral("j"));
    press(Qt::Key_Return, Qt::ControlModifier);
    m_session.drain();
    EXPECT_EQ(readCodes(db())->size(), before);
    const auto labels = m_view->findChildren<QLabel*>();
    EXPECT_TRUE(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
        return label->isVisible() &&
               label->text().contains(QLatin1String("The key j belongs to \"Write a memo\""));
    }));
    press(Qt::Key_Backspace);
    press(Qt::Key_Return, Qt::ControlModifier);
    ASSERT_TRUE(settled([&] { return readCodes(db())->size() == before + 1; }));
}
