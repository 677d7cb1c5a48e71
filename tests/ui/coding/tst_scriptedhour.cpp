// An hour of work without one pointer event: a project is opened, read, coded, compared, corrected and
// exported by key alone. What came of it is read from the project file.
#include "core/coding/codestore.h"
#include "core/coding/codingstore.h"
#include "core/coding/comparisonstore.h"
#include "core/coding/memostore.h"
#include "tests/core/coding/codingproject.h"
#include "ui/coding/codefinder.h"
#include "ui/coding/codingview.h"
#include "ui/coding/codingworkspace.h"
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
