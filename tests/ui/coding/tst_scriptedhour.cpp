// An hour of work without one pointer event: a project is opened, read, coded, compared, corrected and
// exported by key alone. What came of it is read from the project file.
#include "core/coding/codestore.h"
#include "core/coding/codingstore.h"
#include "core/coding/comparisonstore.h"
#include "core/coding/memostore.h"
#include "core/corpus/corpusstore.h"
#include "tests/core/coding/codingproject.h"
#include "ui/coding/codefinder.h"
#include "ui/coding/codingview.h"
#include "ui/coding/codingworkspace.h"
#include "ui/coding/incidentmodel.h"
#include "ui/coding/incidentpage.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/icons.h"
#include "ui/widgets/dialogueview.h"

#include <QAccessible>
#include <QLineEdit>
#include <QTest>

using namespace antiphon;
using namespace antiphon::test;

namespace {

// Counts what a mouse, a finger or a pen does anywhere in the program.
class PointerWatch : public QObject
{
public:
    int events() const { return m_events; }
    bool eventFilter(QObject*, QEvent* event) override
    {
        switch (event->type()) {
        case QEvent::MouseButtonPress:
        case QEvent::MouseButtonRelease:
        case QEvent::MouseButtonDblClick:
        case QEvent::MouseMove:
        case QEvent::Wheel:
        case QEvent::TouchBegin:
        case QEvent::TabletPress:
        case QEvent::Drop:
            ++m_events;
            break;
        default:
            break;
        }
        return false;
    }

private:
    int m_events = 0;
};

class ScriptedHour : public CodingProject
{
protected:
    ScriptedHour() : m_theme(*qApp), m_settings(m_project.filePath(QStringLiteral("settings.ini")))
    {
        initIconResources();
        m_settings.setActor(m_ada);
        qApp->installEventFilter(&m_pointer);
    }
    ~ScriptedHour() override
    {
        qApp->removeEventFilter(&m_pointer);
        EXPECT_EQ(m_pointer.events(), 0);
    }

    void openWindow()
    {
        FileDialogs files;
        files.open = [this](QWidget*, const FileQuestion&, const std::function<void(const QString&)>& then) {
            then(m_project.path());
        };
        files.save = [this](QWidget*, const FileQuestion&, const std::function<void(const QString&)>& then) {
            then(m_exported);
        };
        m_window = std::make_unique<MainWindow>(
            WindowParts{m_theme, m_settings, {makeCodingWorkspace}, files, {}, {}});
        m_window->show();
        m_window->activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(m_window.get()));
        press(Qt::Key_O, Qt::ControlModifier);
        ASSERT_TRUE(QTest::qWaitFor([&] {
            m_dialogue = m_window->findChild<DialogueView*>();
            return m_dialogue && m_dialogue->turnCount() > 0;
        }));
        settle();
    }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget* focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : m_window.get(), key, modifiers);
    }
    void type(const QString& text)
    {
        for (const QChar character : text) {
            QWidget* focus = QApplication::focusWidget();
            QTest::keyClick(focus ? focus : m_window.get(), character.toLatin1());
        }
    }
    // Until all that was asked for is on disk and shown.
    void settle()
    {
        for (int i = 0; i < 3; ++i) {
            if (m_window->session())
                m_window->session()->drain();
            QTest::qWait(20);
        }
    }
    void undo() { press(Qt::Key_Z, Qt::ControlModifier), settle(); }
    void redo() { press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier), settle(); }
    // By the palette, as a person finds what has no key.
    void command(const QString& title)
    {
        press(Qt::Key_K, Qt::ControlModifier);
        auto* palette = m_window->findChild<CommandPalette*>();
        ASSERT_TRUE(palette->isVisible());
        type(title);
        ASSERT_FALSE(palette->shownTitles().isEmpty()) << title.toStdString();
        press(Qt::Key_Return);
        settle();
    }

    CodingDesk& desk() { return m_window->findChild<CodingView*>()->desk(); }
    QList<Coding> codings(const QString& dialogue)
    {
        settle();
        return codingsOfDialogue(db(), place(dialogue, 0).dialogue, coder(m_ada).id).value();
    }
    QString nameOf(CodeId id)
    {
        const QList<Code> codes = readCodes(db()).value();
        const auto found =
            std::find_if(codes.begin(), codes.end(), [id](const Code& c) { return c.id == id; });
        return found == codes.end() ? QString() : found->name;
    }
    // Tab until the field of that name has the focus.
    void tabTo(const QString& name)
    {
        for (int i = 0; i < 40; ++i) {
            const QWidget* focus = QApplication::focusWidget();
            if (focus && focus->accessibleName() == name)
                return;
            press(Qt::Key_Tab);
        }
        ADD_FAILURE() << "Tab does not lead to " << name.toStdString();
    }
    // "exchange add_filter", "span genre: the words", sorted.
    QStringList all(const QString& dialogue)
    {
        QStringList texts;
        const Dialogue read = readDialogue(db(), place(dialogue, 0).dialogue).value();
        for (const Coding& coding : codings(dialogue)) {
            QString text = targetWord(coding.target.kind()) + QLatin1Char(' ') + nameOf(coding.code);
            for (const Turn& turn : read.turns) {
                if (coding.target.span && coding.target.turn == turn.id)
                    text += QStringLiteral(": ") + spanText(turn.text, *coding.target.span);
            }
            texts << text;
        }
        texts.sort();
        return texts;
    }
    // The codes that lie on the whole turn.
    QStringList on(const QString& dialogue, int turn)
    {
        QStringList names;
        const QList<Coding> all = codings(dialogue);
        for (const Coding& coding : all) {
            if (coding.target.kind() == TargetKind::Turn && coding.target.turn == place(dialogue, turn).turn)
                names << nameOf(coding.code);
        }
        return names;
    }

    const QString m_ada = QStringLiteral("ada");
    const QString m_exported = m_project.filePath(QStringLiteral("codings.csv"));
    PointerWatch m_pointer;
    Theme m_theme;
    WindowSettings m_settings;
    std::unique_ptr<MainWindow> m_window;
    DialogueView* m_dialogue = nullptr;
};

} // namespace

TEST_F(ScriptedHour, PassesWithoutAPointer)
{
    openWindow();

    // Reading and coding turns: keys of codes, the finder, the last code again, taking off, undo and redo.
    type(QStringLiteral("12g"));
    EXPECT_EQ(on(QStringLiteral("a"), 0),
              (QStringList{QStringLiteral("initial_query"), QStringLiteral("add_filter"),
                           QStringLiteral("genre")}));
    press(Qt::Key_Delete);
    EXPECT_EQ(on(QStringLiteral("a"), 0).size(), 2);
    undo();
    EXPECT_EQ(on(QStringLiteral("a"), 0).size(), 3);
    redo();
    EXPECT_EQ(on(QStringLiteral("a"), 0).size(), 2);
    press(Qt::Key_Down);
    type(QStringLiteral("q"));
    EXPECT_EQ(on(QStringLiteral("a"), 1), QStringList{QStringLiteral("passive_recommend")});
    press(Qt::Key_Down);
    press(Qt::Key_Return);
    type(QStringLiteral("rem"));
    press(Qt::Key_Return);
    EXPECT_EQ(on(QStringLiteral("a"), 2), QStringList{QStringLiteral("remove_filter")});
    press(Qt::Key_Down);
    press(Qt::Key_Down);
    type(QStringLiteral("."));
    EXPECT_EQ(on(QStringLiteral("a"), 4), QStringList{QStringLiteral("remove_filter")});

    // A verdict over the turn in hand and the earlier incident, which the comparison has opened by itself.
    settle();
    QTest::qWait(300);
    press(Qt::Key_F, Qt::AltModifier);
    settle();
    const QList<ComparisonRow> verdicts = comparisonsOf(db(), coder(m_ada).id).value();
    ASSERT_EQ(verdicts.size(), 1);
    EXPECT_EQ(verdicts.first().comparison.turn, place(QStringLiteral("a"), 4).turn);
    EXPECT_EQ(verdicts.first().comparison.against, place(QStringLiteral("a"), 2).turn);
    EXPECT_EQ(verdicts.first().comparison.verdict, ComparisonVerdict::Fits);

    // A memo.
    press(Qt::Key_M);
    type(QStringLiteral("takes back what was asked"));
    press(Qt::Key_Return, Qt::ControlModifier);
    settle();
    const QList<Memo> memos = memosOnTurn(db(), place(QStringLiteral("a"), 4).turn, coder(m_ada).id).value();
    ASSERT_EQ(memos.size(), 1);
    EXPECT_EQ(memos.first().text, QStringLiteral("takes back what was asked"));

    // On to what is uncoded, and to the next dialogue.
    press(Qt::Key_Home);
    press(Qt::Key_Down, Qt::ControlModifier);
    settle();
    EXPECT_EQ(m_dialogue->currentTurn(), 3);
    press(Qt::Key_PageDown, Qt::ControlModifier);
    settle();
    EXPECT_EQ(desk().dialogue().externalId, QStringLiteral("b"));
    type(QStringLiteral("3"));
    EXPECT_EQ(on(QStringLiteral("b"), 0).size(), 1);

    // A new code with a key of its own, at once of use.
    const qsizetype codesBefore = readCodes(db())->size();
    press(Qt::Key_Insert);
    type(QStringLiteral("asks twice"));
    press(Qt::Key_Return, Qt::ControlModifier);
    settle();
    EXPECT_EQ(readCodes(db())->size(), codesBefore + 1);

    // The whole hour can be taken back and done again.
    const QString end = dumpOfRecordedTables(db());
    const qint64 acts = EditHistory(db()).state()->undoSequence;
    for (int i = 0; i < 5; ++i)
        undo();
    EXPECT_LT(EditHistory(db()).state()->undoSequence, acts);
    for (int i = 0; i < 5; ++i)
        redo();
    EXPECT_EQ(dumpOfRecordedTables(db()), end);

    // And leaves the house.
    command(QStringLiteral("Export codings"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return QFile::exists(m_exported); }));
    settle();
    QFile file(m_exported);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray csv = file.readAll();
    EXPECT_EQ(csv.count("remove_filter"), 2) << csv.toStdString();
    EXPECT_TRUE(checkIntegrity(db())->isEmpty());
}

TEST_F(ScriptedHour, CodesWordsExchangesAndDialoguesAndShapesTheCodebook)
{
    addTalk(QStringLiteral("words"), QStringLiteral("w"),
            {QStringLiteral("play slow piano music"), QStringLiteral("here is some"),
             QStringLiteral("more of that piano")});
    openWindow();
    desk().chooseSource(sourceByName(db(), QStringLiteral("words")).value()->id);
    ASSERT_TRUE(QTest::qWaitFor([&] { return desk().dialogue().externalId == QLatin1String("w"); }));
    const auto words = Qt::ControlModifier | Qt::ShiftModifier;

    // The last word with a key, then one more at its begin; the two before it in vivo.
    press(Qt::Key_Left, words);
    type(QStringLiteral("g"));
    press(Qt::Key_F5, Qt::ControlModifier);
    EXPECT_EQ(all(QStringLiteral("w")), QStringList{QStringLiteral("span genre: piano music")});
    for (int i = 0; i < 3; ++i)
        press(Qt::Key_Left, words);
    press(Qt::Key_Right, words);
    press(Qt::Key_Escape);
    press(Qt::Key_Left, words);
    press(Qt::Key_I, Qt::ShiftModifier);
    EXPECT_TRUE(all(QStringLiteral("w")).contains(QStringLiteral("span music: music")));

    // The exchange, the dialogue, and whole turns to come.
    press(Qt::Key_E, Qt::ShiftModifier);
    type(QStringLiteral("2"));
    press(Qt::Key_D, Qt::ShiftModifier);
    type(QStringLiteral("t"));
    const QStringList four = all(QStringLiteral("w"));
    EXPECT_EQ(four,
              (QStringList{QStringLiteral("dialogue theme"), QStringLiteral("exchange add_filter"),
                           QStringLiteral("span genre: piano music"), QStringLiteral("span music: music")}));

    // Merge the code in hand into another; undo brings both back.
    press(Qt::Key_Down);
    press(Qt::Key_Down);
    type(QStringLiteral("2"));
    settle();
    press(Qt::Key_M, Qt::ControlModifier);
    type(QStringLiteral("accept"));
    press(Qt::Key_Return, Qt::ControlModifier);
    ASSERT_TRUE(QTest::qWaitFor([&] {
        settle();
        return on(QStringLiteral("w"), 2) == QStringList{QStringLiteral("accept_response")};
    }));
    EXPECT_TRUE(all(QStringLiteral("w")).contains(QStringLiteral("exchange accept_response")));
    undo();
    EXPECT_EQ(on(QStringLiteral("w"), 2), QStringList{QStringLiteral("add_filter")});
    redo();

    // Split what is ticked of its codings off to a new code.
    for (int pane = 0; pane < 4 && !m_dialogue->hasFocus(); ++pane)
        press(Qt::Key_F6);
    ASSERT_TRUE(m_dialogue->hasFocus());
    type(QStringLiteral("3")); // accept_response in hand, and off the turn
    type(QStringLiteral("3")); // and on it again
    settle();
    press(Qt::Key_M, words);
    ASSERT_TRUE(QTest::qWaitFor([&] {
        const auto* page = m_window->findChild<IncidentPage*>();
        return page && page->isVisible() && page->findChild<IncidentModel*>()->rowCount() == 2;
    }));
    press(Qt::Key_Home, Qt::ControlModifier);
    press(Qt::Key_Space);
    tabTo(QStringLiteral("Name of the new code"));
    type(QStringLiteral("thanks"));
    press(Qt::Key_Return);
    settle();
    EXPECT_EQ(all(QStringLiteral("w")).filter(QStringLiteral(" thanks")).size(), 1);
    EXPECT_EQ(all(QStringLiteral("w")).filter(QStringLiteral("accept_response")).size(), 1);

    // All of it can be taken back.
    while (EditHistory(db()).state()->undoLabel != QStringLiteral("Import"))
        undo();
    EXPECT_TRUE(all(QStringLiteral("w")).isEmpty());
}

TEST_F(ScriptedHour, EveryTurnTellsItsTextAndCodes)
{
    openWindow();
    type(QStringLiteral("1g"));
    press(Qt::Key_Down);
    type(QStringLiteral("q"));
    settle();
    QAccessibleInterface* view = QAccessible::queryAccessibleInterface(m_dialogue);
    ASSERT_TRUE(view);
    ASSERT_EQ(view->childCount(), m_dialogue->turnCount());
    const QList<Code> codes = readCodes(db()).value();
    for (int turn = 0; turn < m_dialogue->turnCount(); ++turn) {
        QAccessibleInterface* child = view->child(turn);
        ASSERT_TRUE(child);
        const QString told = child->text(QAccessible::Name) + child->text(QAccessible::Value) +
                             child->text(QAccessible::Description);
        EXPECT_TRUE(told.contains(desk().dialogue().turns[turn].text)) << told.toStdString();
        const QStringList names = on(QStringLiteral("a"), turn);
        for (const QString& name : names)
            EXPECT_TRUE(told.contains(name)) << told.toStdString();
    }
    EXPECT_EQ(on(QStringLiteral("a"), 0).size() + on(QStringLiteral("a"), 1).size(), 3);
}
