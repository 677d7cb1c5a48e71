#include "core/coding/codestore.h"
#include "core/coding/codetreestore.h"
#include "core/coding/codingstore.h"
#include "core/jobs/jobrunner.h"
#include "tests/core/coding/codingproject.h"
#include "ui/coding/codebookpane.h"
#include "ui/coding/codefinder.h"
#include "ui/coding/codetreeview.h"
#include "ui/coding/codingview.h"
#include "ui/coding/codingworkspace.h"
#include "ui/coding/incidentmodel.h"
#include "ui/coding/incidentpage.h"
#include "ui/coding/mergepanel.h"
#include "ui/theme/icons.h"
#include "ui/widgets/searchfield.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QTest>

using namespace antiphon;

namespace {

// The coding station with its keys, on a real project file.
class CodeTreeTest : public test::CodingProject
{
protected:
    CodeTreeTest() : m_session(m_project.path(), m_actor)
    {
        initIconResources();
        m_files.save = [this](QWidget*, const FileQuestion&,
                              const std::function<void(const QString&)>& answer) {
            answer(m_project.filePath(QStringLiteral("out.csv")));
        };
    }
    WorkspaceContext context()
    {
        return {m_session,
                m_jobs,
                [this](const QString&, const QString& target) {
                    m_navigated = target;
                    if (m_view)
                        m_view->navigate(target);
                },
                [this](const Notice& notice) { m_notices << notice.text; },
                [](const QString&) {},
                m_files};
    }
    void open()
    {
        m_station = makeCodingWorkspace();
        m_view = qobject_cast<CodingView*>(m_station->createView(&m_window, context()));
        // As the shell does it: the commands' keys work in the view.
        for (const Command& command : m_station->commands()) {
            if (command.reach != KeyReach::Station)
                continue;
            auto* action = new QAction(command.title, m_view);
            action->setShortcut(command.shortcut);
            action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
            QObject::connect(action, &QAction::triggered, m_view, [command] {
                if (!command.isEnabled || command.isEnabled())
                    command.run();
            });
            m_view->addAction(action);
        }
        m_window.resize(1200, 800);
        m_view->resize(1200, 800);
        m_window.show();
        QApplication::setActiveWindow(&m_window);
        ASSERT_TRUE(QTest::qWaitForWindowActive(&m_window));
        ASSERT_TRUE(settled([&] { return m_view->desk().isLoaded(); }));
        m_tree = m_view->codebook().tree();
        ASSERT_TRUE(settled([&] { return m_tree->rows()->rowCount() > 0 && m_view->isCoding(); }));
        m_tree->setFocus();
    }
    bool settled(const std::function<bool()>& condition) { return QTest::qWaitFor(condition, 5000); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget* focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : m_tree, key, modifiers);
        // A form that the key closed did not see it go up.
        if (QGuiApplication::keyboardModifiers() != Qt::NoModifier)
            QTest::keyRelease(&m_window, Qt::Key_Control);
    }
    void type(const QString& text) { QTest::keyClicks(QApplication::focusWidget(), text); }
    CodeId idOf(const char* name, Facet facet = Facet::Attribute) const
    {
        return code(facet, QLatin1String(name)).id;
    }
    void take(const char* name, Facet facet = Facet::Attribute) { m_tree->setCurrentCode(idOf(name, facet)); }
    void takeToo(const char* name)
    {
        m_tree->selectionModel()->select(m_tree->rows()->indexOf(idOf(name)), QItemSelectionModel::Select);
    }
    QStringList namesIn(const char* parent) const
    {
        m_session.drain();
        const Codebook codebook = readCodebook(db()).value();
        QStringList names;
        for (const CodeNode& node : nodesIn(codebook, Facet::Attribute, idOf(parent)))
            names << codeIn(codebook.codes, node.code)->name +
                         (node.reference.isNull() ? QString() : QStringLiteral("*"));
        return names;
    }
    QModelIndex row(const char* name) const { return m_tree->rows()->indexOf(idOf(name)); }
    // A drag as the window system tells it.
    void drop(const QMimeData& data, const QPoint& at, Qt::DropAction action, Qt::KeyboardModifiers keys)
    {
        QDragEnterEvent enter(at, Qt::MoveAction | Qt::CopyAction, &data, Qt::LeftButton, keys);
        enter.setDropAction(action);
        QApplication::sendEvent(m_tree->viewport(), &enter);
        QDragMoveEvent move(at, Qt::MoveAction | Qt::CopyAction, &data, Qt::LeftButton, keys);
        move.setDropAction(action);
        QApplication::sendEvent(m_tree->viewport(), &move);
        QDropEvent event(at, Qt::MoveAction | Qt::CopyAction, &data, Qt::LeftButton, keys);
        event.setDropAction(action);
        QApplication::sendEvent(m_tree->viewport(), &event);
    }
    void putOn(const char* name, const QList<int>& turns)
    {
        for (const int turn : turns)
            put(place(QStringLiteral("a"), turn), code(Facet::Attribute, QLatin1String(name)), m_actor.name);
    }

    mutable ProjectSession m_session;
    JobRunner m_jobs;
    FileDialogs m_files;
    QString m_navigated;
    QStringList m_notices;
    QWidget m_window;
    std::unique_ptr<Workspace> m_station;
    CodingView* m_view = nullptr;
    CodeTree* m_tree = nullptr;
};

} // namespace

TEST_F(CodeTreeTest, ArrowsWithAltMoveCodes)
{
    open();
    const QStringList before = namesIn("Metadata");
    ASSERT_GE(before.size(), 3);
    m_tree->setCurrentCode(code(Facet::Attribute, before[1]).id);
    press(Qt::Key_Up, Qt::AltModifier);
    QStringList moved = before;
    moved.swapItemsAt(0, 1);
    EXPECT_EQ(namesIn("Metadata"), moved);
    ASSERT_TRUE(settled([&] { return m_tree->currentIndex().row() == 0; }));
    press(Qt::Key_Down, Qt::AltModifier);
    EXPECT_EQ(namesIn("Metadata"), before);
    ASSERT_TRUE(settled([&] { return m_tree->currentIndex().row() == 1; }));
    press(Qt::Key_Right, Qt::AltModifier);
    m_session.drain();
    EXPECT_EQ(code(Facet::Attribute, before[1]).parent, code(Facet::Attribute, before[0]).id);
    ASSERT_TRUE(settled([&] { return m_tree->rows()->rowAt(m_tree->currentIndex()).depth == 3; }));
    press(Qt::Key_Left, Qt::AltModifier);
    EXPECT_EQ(namesIn("Metadata"), before);
    m_session.undo();
    m_session.undo();
    m_session.drain();
    EXPECT_EQ(namesIn("Metadata"), before);
}

TEST_F(CodeTreeTest, CutAndPutMovesSeveral)
{
    open();
    take("mood");
    takeToo("theme");
    press(Qt::Key_X, Qt::ControlModifier);
    EXPECT_EQ(m_view->desk().tree().cutNodes().size(), 2);
    take("Metadata");
    press(Qt::Key_V, Qt::ControlModifier);
    QStringList inside = namesIn("Metadata");
    EXPECT_TRUE(inside.contains(QStringLiteral("mood")) && inside.contains(QStringLiteral("theme")));
    EXPECT_TRUE(m_view->desk().tree().cutNodes().isEmpty());
    EXPECT_EQ(EditHistory(db()).entries(1)->first().label, QStringLiteral("Move 2 codes"));
}

TEST_F(CodeTreeTest, DragMovesAndWithCtrlShowsASecondTime)
{
    open();
    take("Metadata");
    m_tree->scrollTo(row("Metadata"));
    const std::unique_ptr<QMimeData> data(m_tree->rows()->mimeData({row("mood")}));
    drop(*data, m_tree->visualRect(row("Metadata")).center(), Qt::CopyAction, Qt::ControlModifier);
    ASSERT_TRUE(namesIn("Metadata").contains(QStringLiteral("mood*")));
    drop(*data, m_tree->visualRect(row("Metadata")).center(), Qt::MoveAction, {});
    const QStringList inside = namesIn("Metadata");
    EXPECT_TRUE(inside.contains(QStringLiteral("mood")));
    EXPECT_FALSE(inside.contains(QStringLiteral("mood*"))); // it is there itself now
    ASSERT_TRUE(settled([&] { return row("mood").parent() == row("Metadata"); }));
    // Onto what lies in it: refused, nothing happens.
    const QString before = test::dumpOfRecordedTables(db());
    const std::unique_ptr<QMimeData> family(m_tree->rows()->mimeData({row("Metadata")}));
    m_tree->scrollTo(row("mood"));
    drop(*family, m_tree->visualRect(row("mood")).center(), Qt::MoveAction, {});
    m_session.drain();
    EXPECT_EQ(test::dumpOfRecordedTables(db()), before);
}

TEST_F(CodeTreeTest, MoveToFindsThePlace)
{
    open();
    take("mood");
    press(Qt::Key_X, Qt::ControlModifier | Qt::ShiftModifier);
    type(QStringLiteral("meta"));
    press(Qt::Key_Return);
    EXPECT_TRUE(namesIn("Metadata").contains(QStringLiteral("mood")));
}

TEST_F(CodeTreeTest, WhatIsFoldedStaysFolded)
{
    open();
    m_tree->setExpanded(row("Metadata"), false);
    EXPECT_EQ(m_tree->folded(), QStringList{idOf("Metadata").toText()});
    take("mood");
    press(Qt::Key_Up, Qt::AltModifier); // the codebook changes
    m_session.drain();
    take("genre", Facet::Attribute);
    QTest::qWait(50);
    EXPECT_FALSE(m_tree->isExpanded(row("Metadata")));
    // A filter opens what it finds, and gives back what was.
    m_view->codebook().filterCodes();
    type(QStringLiteral("artist"));
    ASSERT_TRUE(settled([&] { return m_tree->isFiltered(); }));
    EXPECT_TRUE(m_tree->isExpanded(row("Metadata")));
    press(Qt::Key_Down);
    EXPECT_TRUE(m_tree->hasFocus());
    ASSERT_TRUE(m_tree->currentCode());
    EXPECT_EQ(m_tree->currentCode()->name, QStringLiteral("artist"));
    m_view->codebook().findChild<SearchField*>()->setSearch({});
    EXPECT_FALSE(m_tree->isExpanded(row("Metadata")));
    const QJsonObject state = m_view->saveState();
    m_tree->setAllFolded(false);
    EXPECT_TRUE(m_tree->isExpanded(row("Metadata")));
    m_view->restoreState(state);
    EXPECT_FALSE(m_tree->isExpanded(row("Metadata")));
}

TEST_F(CodeTreeTest, KeysFoldAndOpenTheTree)
{
    open();
    take("Metadata");
    press(Qt::Key_Left);
    EXPECT_FALSE(m_tree->isExpanded(row("Metadata")));
    press(Qt::Key_Right);
    EXPECT_TRUE(m_tree->isExpanded(row("Metadata")));
    press(Qt::Key_Down);
    press(Qt::Key_Left); // to its parent
    EXPECT_EQ(m_tree->currentIndex(), row("Metadata"));
    press(Qt::Key_Down, Qt::ShiftModifier);
    EXPECT_EQ(m_tree->chosenNodes().size(), 2);
}

TEST_F(CodeTreeTest, MergesByTheForm)
{
    putOn("mood", {0, 2, 4});
    putOn("theme", {0});
    open();
    ASSERT_TRUE(settled([&] { return m_view->desk().codingCount(idOf("mood")) == 3; }));
    take("theme");
    takeToo("mood");
    press(Qt::Key_M, Qt::ControlModifier);
    auto* panel = m_view->findChild<MergePanel*>();
    ASSERT_TRUE(panel->isVisible());
    EXPECT_FALSE(m_view->isCoding()); // keys must not code behind the form
    EXPECT_EQ(panel->findChild<QComboBox*>()->currentText(), QStringLiteral("mood")); // has most
    ASSERT_TRUE(settled([&] {
        const auto labels = panel->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
            return label->text().startsWith(QStringLiteral("3 codings afterwards"));
        });
    }));
    press(Qt::Key_Return, Qt::ControlModifier);
    EXPECT_FALSE(panel->isVisible());
    m_session.drain();
    EXPECT_EQ(codings(), 3);
    ASSERT_TRUE(settled([&] { return !m_notices.isEmpty(); }));
    EXPECT_EQ(m_notices.last(), QStringLiteral("Merged theme into mood: 1 became one with another."));
    m_session.undo();
    m_session.drain();
    EXPECT_EQ(codings(), 4);
}

TEST_F(CodeTreeTest, SplitsWhatIsTicked)
{
    putOn("mood", {0, 2, 4});
    open();
    take("mood");
    ASSERT_TRUE(settled([&] { return m_view->desk().codingCount(idOf("mood")) == 3; }));
    press(Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    auto* page = m_view->findChild<IncidentPage*>();
    ASSERT_TRUE(settled([&] {
        page = m_view->findChild<IncidentPage*>();
        return page && page->isVisible();
    }));
    auto* model = page->findChild<IncidentModel*>();
    ASSERT_TRUE(settled([&] { return model->rowCount() == 3; }));
    QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    ASSERT_TRUE(
        settled([&] { return model->incidentAt(0) != nullptr || !model->index(0, 0).data().isNull(); }));
    press(Qt::Key_Home, Qt::ControlModifier);
    press(Qt::Key_Space);
    press(Qt::Key_Down);
    press(Qt::Key_Space);
    EXPECT_EQ(model->ticked().size(), 2);
    auto* name = page->findChild<QLineEdit*>({}, Qt::FindDirectChildrenOnly);
    for (auto* field : page->findChildren<QLineEdit*>()) {
        if (field->accessibleName() == QStringLiteral("Name of the new code"))
            name = field;
    }
    ASSERT_TRUE(name);
    name->setFocus();
    type(QStringLiteral("mood")); // taken
    press(Qt::Key_Return);
    EXPECT_EQ(codingCounts(db(), {})->value(idOf("mood")), 3);
    type(QStringLiteral(" at home"));
    press(Qt::Key_Return);
    m_session.drain();
    EXPECT_EQ(codingCounts(db(), {})->value(idOf("mood")), 1);
    EXPECT_EQ(codingCounts(db(), {})->value(idOf("mood at home")), 2);
    ASSERT_TRUE(settled([&] { return model->rowCount() == 1; }));
}

TEST_F(CodeTreeTest, IncidentsAreTakenOffRecodedCopiedAndWritten)
{
    putOn("mood", {0, 2, 4});
    open();
    take("mood");
    m_view->setPage(QStringLiteral("incidents"));
    auto* page = m_view->findChild<IncidentPage*>();
    auto* model = page->findChild<IncidentModel*>();
    auto* table = page->findChild<IncidentTable*>();
    ASSERT_TRUE(settled([&] { return model->rowCount() == 3; }));
    table->setFocus();
    table->selectRow(0);
    press(Qt::Key_C, Qt::ControlModifier);
    ASSERT_TRUE(settled(
        [&] { return QApplication::clipboard()->text().startsWith(QStringLiteral("a\t1\t\tturn 1 of a")); }));
    press(Qt::Key_Delete);
    m_session.drain();
    EXPECT_EQ(codings(), 2);
    ASSERT_TRUE(settled([&] { return model->rowCount() == 2; }));
    table->selectAll();
    for (auto* button : page->findChildren<QPushButton*>()) {
        if (button->text() == QStringLiteral("Re-code …"))
            QTest::keyClick(button, Qt::Key_Space);
    }
    type(QStringLiteral("theme"));
    press(Qt::Key_Return);
    m_session.drain();
    EXPECT_EQ(codingCounts(db(), {})->value(idOf("theme")), 2);
    ASSERT_TRUE(settled([&] { return model->rowCount() == 0; }));
    m_view->desk().tree().takeInHand(idOf("theme"));
    ASSERT_TRUE(settled([&] { return model->rowCount() == 2 && model->incidentAt(1); }));
    for (auto* button : page->findChildren<QPushButton*>()) {
        if (button->text() == QStringLiteral("Export table"))
            QTest::keyClick(button, Qt::Key_Space);
    }
    ASSERT_TRUE(settled(
        [&] { return !m_notices.isEmpty() && m_notices.last().startsWith(QStringLiteral("Wrote")); }));
    QFile file(m_project.filePath(QStringLiteral("out.csv")));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(file.readAll().count('\n'), 3);
    table->setFocus();
    table->selectRow(1);
    press(Qt::Key_Return);
    EXPECT_TRUE(m_navigated.endsWith(QStringLiteral("/turn/5")));
    EXPECT_TRUE(m_view->isCoding());
}

TEST_F(CodeTreeTest, DeletesWithItsCodingsAndSaysSo)
{
    putOn("mood", {0, 2});
    open();
    take("mood");
    press(Qt::Key_Delete, Qt::ShiftModifier);
    m_session.drain();
    EXPECT_EQ(codings(), 0);
    ASSERT_TRUE(settled([&] { return !m_notices.isEmpty(); }));
    EXPECT_EQ(m_notices.last(), QStringLiteral("Deleted mood with 2 codings. Undo brings all back."));
    ASSERT_TRUE(settled([&] { return m_view->desk().codes().size() == 36; }));
    m_session.undo();
    m_session.drain();
    EXPECT_EQ(codings(), 2);
}

TEST_F(CodeTreeTest, TheFormSaysWhatIsSimilarAndMovesACode)
{
    open();
    take("mood");
    press(Qt::Key_Insert);
    type(QStringLiteral("Moods"));
    const auto labels = m_view->findChildren<QLabel*>();
    EXPECT_TRUE(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
        return label->isVisible() && label->text() == QStringLiteral("Similar: mood");
    }));
    press(Qt::Key_Return);
    m_session.drain();
    EXPECT_EQ(code(Facet::Attribute, QStringLiteral("Moods")).parent,
              code(Facet::Attribute, QStringLiteral("mood")).parent);
    ASSERT_TRUE(settled(
        [&] { return m_tree->currentCode() && m_tree->currentCode()->name == QStringLiteral("Moods"); }));
}

TEST_F(CodeTreeTest, ColoursSeveral)
{
    open();
    take("mood");
    takeToo("theme");
    const QList<Command> commands = m_station->commands();
    for (const Command& command : commands) {
        if (command.id == QStringLiteral("colour-codes-6"))
            command.run();
    }
    m_session.drain();
    EXPECT_EQ(code(Facet::Attribute, QStringLiteral("mood")).colour, 6);
    EXPECT_EQ(code(Facet::Attribute, QStringLiteral("theme")).colour, 6);
}
