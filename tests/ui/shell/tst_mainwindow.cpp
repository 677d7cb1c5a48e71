// Real keys in a real window, read back from the project file.
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"
#include "ui/home/homeworkspace.h"
#include "ui/home/startpage.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/historymodel.h"
#include "ui/shell/historypanel.h"
#include "ui/shell/jobpanel.h"
#include "ui/shell/jobstrip.h"
#include "ui/shell/keyspage.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/stationstack.h"
#include "ui/shell/topbar.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/panels.h"
#include "ui/widgets/searchfield.h"

#include <QApplication>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <gtest/gtest.h>

using namespace antiphon;

namespace {

// A station with one page of notes: its command and its key add a coder, which is an edit like any other.
class NotesStation : public Workspace
{
public:
    static inline int runs = 0;
    static inline QString lastTarget;

    QString id() const override { return QStringLiteral("notes"); }
    QString title() const override { return QStringLiteral("Notes"); }
    QString iconName() const override { return QStringLiteral("memo"); }
    QWidget* createView(QWidget* parent, const WorkspaceContext& context) override
    {
        m_session = &context.session;
        m_view = new QLineEdit(parent);
        return m_view;
    }
    QList<Command> commands() override
    {
        return {{QStringLiteral("add"), QStringLiteral("Add a note"),
                 QKeySequence(QStringLiteral("Ctrl+Shift+A")), [this] { add(); }}};
    }
    QJsonObject saveState() const override { return {{QStringLiteral("text"), m_view->text()}}; }
    void restoreState(const QJsonObject& state) override
    {
        m_view->setText(state[QStringLiteral("text")].toString());
    }
    void navigate(const QString& target) override { lastTarget = target; }

private:
    void add()
    {
        const QString name = QStringLiteral("note %1").arg(++runs);
        m_session->edit(
            QStringLiteral("Add %1").arg(name), [name](const Connection& connection) -> Result<void> {
                ANTIPHON_TRY_ASSIGN(Statement statement,
                                    connection.prepare("INSERT INTO coder (id, name) VALUES (?, ?)"));
                statement.bind(1, timeOrderedIdBytes()).bind(2, name);
                return statement.run();
            });
    }
    ProjectSession* m_session = nullptr;
    QLineEdit* m_view = nullptr;
};

class MainWindowTest : public testing::Test
{
protected:
    void SetUp() override
    {
        NotesStation::runs = 0;
        NotesStation::lastTarget.clear();
        makeWindow();
    }

    void TearDown() override { window.reset(); }

    void makeWindow()
    {
        WindowParts parts{
            theme,     settings,      {makeHomeWorkspace, [] { return std::make_unique<NotesStation>(); }},
            dialogs(), makeStartPage, {}};
        window = std::make_unique<MainWindow>(std::move(parts));
        window->show();
        window->activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
    }

    FileDialogs dialogs()
    {
        FileDialogs seam;
        seam.save = [this](QWidget*, const FileQuestion&, std::function<void(const QString&)> then) {
            then(project.filePath(QStringLiteral("fresh")));
        };
        seam.open = [this](QWidget*, const FileQuestion&, std::function<void(const QString&)> then) {
            then(project.path());
        };
        return seam;
    }

    void open()
    {
        QSignalSpy opened(window.get(), &MainWindow::projectOpened);
        window->openProject(project.path());
        ASSERT_TRUE(opened.wait(5000));
    }

    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QWidget* target = QApplication::focusWidget() ? QApplication::focusWidget() : window.get();
        QTest::keyClick(target, static_cast<Qt::Key>(key), modifiers);
        settle();
    }

    void settle()
    {
        for (int i = 0; i < 2; ++i) {
            if (window->session())
                window->session()->drain();
            QTest::qWait(30);
        }
    }

    qint64 coders()
    {
        const auto count = project.connection().integer("SELECT count(*) FROM coder");
        return count ? *count : -1;
    }

    void showKeyOf(const QString& act)
    {
        window->showKeys();
        settle();
        part<KeysPage>()->findChild<SearchField*>()->setSearch(act);
        CalmTable* table = part<KeysPage>()->table();
        ASSERT_EQ(table->model()->rowCount(), 1);
        table->selectRow(0);
        table->setFocus();
    }

    bool saysOfKeys(const QString& words) const
    {
        const auto labels = part<KeysPage>()->template findChildren<TextLabel*>();
        return std::any_of(labels.begin(), labels.end(),
                           [&words](const TextLabel* label) { return label->text().contains(words); });
    }

    template<typename T>
    T* part() const
    {
        return window->findChild<T*>();
    }

    test::TemporaryProject project;
    Theme theme{*qApp};
    WindowSettings settings{project.filePath(QStringLiteral("settings.ini"))};
    std::unique_ptr<MainWindow> window;
};

} // namespace

TEST_F(MainWindowTest, AltAndANumberGoToAStation)
{
    open();
    EXPECT_EQ(window->stations().currentId(), QStringLiteral("home"));
    press(Qt::Key_2, Qt::AltModifier);
    EXPECT_EQ(window->stations().currentId(), QStringLiteral("notes"));
    EXPECT_EQ(part<TopBar>()->placeText(), QStringLiteral("/  Notes"));
    press(Qt::Key_1, Qt::AltModifier);
    EXPECT_EQ(window->stations().currentId(), QStringLiteral("home"));
}

TEST_F(MainWindowTest, ThePaletteFindsAndRunsACommand)
{
    open();
    press(Qt::Key_K, Qt::ControlModifier);
    auto* palette = part<CommandPalette>();
    ASSERT_TRUE(palette->isVisible());
    QTest::keyClicks(palette->field(), QStringLiteral("addno"));
    ASSERT_FALSE(palette->shownTitles().isEmpty());
    EXPECT_EQ(palette->shownTitles().constFirst(), QStringLiteral("Add a note"));
    press(Qt::Key_Return);
    EXPECT_FALSE(palette->isVisible());
    EXPECT_EQ(coders(), 1);
    EXPECT_EQ(window->stations().currentId(), QStringLiteral("notes")); // the station is shown before it acts
    EXPECT_EQ(settings.recentCommands().constFirst(), QStringLiteral("notes/add"));
}

TEST_F(MainWindowTest, UndoAndRedoByKeysReachTheFile)
{
    open();
    press(Qt::Key_2, Qt::AltModifier);
    press(Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    press(Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(coders(), 2);
    press(Qt::Key_1, Qt::AltModifier); // a field of text keeps Ctrl+Z for its own typing
    press(Qt::Key_Z, Qt::ControlModifier);
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(coders(), 0);
    press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(coders(), 1);
    EXPECT_EQ(window->session()->historyState().undoLabel, QStringLiteral("Add note 1"));
}

TEST_F(MainWindowTest, TheHistoryUndoesToAnAct)
{
    open();
    press(Qt::Key_2, Qt::AltModifier);
    for (int i = 0; i < 4; ++i)
        press(Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    ASSERT_EQ(coders(), 4);
    press(Qt::Key_F9);
    auto* history = part<HistoryPanel>();
    ASSERT_TRUE(history->isVisible());
    ASSERT_EQ(history->model()->entries().size(), 4);
    history->list()->setCurrentIndex(history->model()->indexOf(1));
    press(Qt::Key_Return);
    settle();
    EXPECT_EQ(coders(), 1);
    press(Qt::Key_F9);
    EXPECT_FALSE(history->isVisible());
}

TEST_F(MainWindowTest, TheStripShowsAndStopsAJob)
{
    auto* strip = part<JobStrip>();
    QSignalSpy ended(&window->jobs(), &JobRunner::ended); // comes also when it is stopped before it began
    const JobNumber job =
        window->jobs().start<int>(QStringLiteral("Counting"), window.get(),
                                  [](const JobContext& context) -> Result<int> {
                                      for (qint64 i = 0; !context.cancel.isCancelled(); ++i) {
                                          report(context.progress, i, 100000);
                                          QThread::msleep(1);
                                      }
                                      return fail(ErrorCode::Cancelled);
                                  },
                                  {});
    ASSERT_TRUE(QTest::qWaitFor(
        [strip, job] { return strip->lineCount() == 1 && strip->stopButton(job)->isVisible(); }));
    QTest::mouseClick(strip->stopButton(job), Qt::LeftButton);
    EXPECT_TRUE(QTest::qWaitFor([&ended] { return !ended.isEmpty(); }));
    EXPECT_TRUE(QTest::qWaitFor([strip] { return strip->lineCount() == 0; }));
    EXPECT_TRUE(part<JobPanel>()->logText().contains(QStringLiteral("stopped")));
}

TEST_F(MainWindowTest, AFailedJobIsABannerWithDetails)
{
    window->jobs().start<int>(
        QStringLiteral("Importing x.tsv"), nullptr,
        [](const JobContext&) -> Result<int> { return fail(ErrorCode::EmptyFile, QStringLiteral("x.tsv")); },
        {});
    ASSERT_TRUE(QTest::qWaitFor([this] { return !window->notices().isEmpty(); }));
    EXPECT_EQ(window->notices().constFirst().kind, NoticeKind::Error);
    EXPECT_TRUE(window->notices().constFirst().text.contains(QStringLiteral("x.tsv")));
    EXPECT_FALSE(window->notices().constFirst().details.isEmpty());
}

TEST_F(MainWindowTest, TheSchemeSwitchesAtOnceAndIsKept)
{
    const Scheme before = theme.scheme();
    press(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_NE(theme.scheme(), before);
    EXPECT_EQ(schemeOf(window->palette()), theme.scheme());
    EXPECT_EQ(settings.appearance().scheme, theme.appearance().scheme);
}

TEST_F(MainWindowTest, TextScalesWithinItsLimits)
{
    const qreal usual = QApplication::font().pointSizeF();
    for (int i = 0; i < 15; ++i)
        press(Qt::Key_Plus, Qt::ControlModifier);
    EXPECT_EQ(theme.appearance().textScale, largestTextScale);
    EXPECT_NEAR(QApplication::font().pointSizeF(), 2 * usual, 0.2);
    press(Qt::Key_0, Qt::ControlModifier);
    EXPECT_NEAR(QApplication::font().pointSizeF(), usual, 0.01);
}

TEST_F(MainWindowTest, StateIsThereAfterARestart)
{
    open();
    press(Qt::Key_2, Qt::AltModifier);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("warm and slow"));
    press(Qt::Key_F9);
    window->close();
    window.reset();
    makeWindow();
    EXPECT_TRUE(part<HistoryPanel>()->isVisibleTo(window.get()));
    open();
    EXPECT_EQ(window->stations().currentId(), QStringLiteral("notes"));
    auto* field = qobject_cast<QLineEdit*>(window->stations().currentWidget());
    ASSERT_TRUE(field);
    EXPECT_EQ(field->text(), QStringLiteral("warm and slow"));
}

TEST_F(MainWindowTest, ANewProjectIsMadeAndOpened)
{
    QSignalSpy opened(window.get(), &MainWindow::projectOpened);
    press(Qt::Key_N, Qt::ControlModifier);
    ASSERT_TRUE(opened.size() == 1 || opened.wait(5000));
    EXPECT_TRUE(window->session()->path().endsWith(QStringLiteral("fresh.antiphon")));
    EXPECT_EQ(settings.recentProjects().size(), 1);
    press(Qt::Key_W, Qt::ControlModifier);
    EXPECT_EQ(window->session(), nullptr);
}

TEST_F(MainWindowTest, AFileThatIsNoProjectIsRefusedInOneSentence)
{
    const QString path =
        project.writeFile(QStringLiteral("letter.antiphon"), "Dear reader, this is no project at all.");
    window->openProject(path);
    ASSERT_TRUE(QTest::qWaitFor([this] { return !window->notices().isEmpty(); }));
    EXPECT_TRUE(window->notices().constFirst().text.contains(QStringLiteral("letter.antiphon")));
    EXPECT_EQ(window->notices().size(), 1);
    EXPECT_EQ(window->session(), nullptr);
}

TEST_F(MainWindowTest, NavigateHandsOverTheTarget)
{
    open();
    window->navigate(QStringLiteral("notes"), QStringLiteral("dialogue/17"));
    EXPECT_EQ(NotesStation::lastTarget, QStringLiteral("dialogue/17"));
}

TEST_F(MainWindowTest, QuestionMarkListsTheKeys)
{
    open();
    press(Qt::Key_Question);
    EXPECT_EQ(part<TopBar>()->placeText(), QStringLiteral("/  Keys"));
    press(Qt::Key_Escape);
    EXPECT_EQ(part<TopBar>()->placeText(), QStringLiteral("/  Home"));
}

TEST_F(MainWindowTest, AnotherKeyIsTypedIntoTheKeyMap)
{
    open();
    showKeyOf(QStringLiteral("Add a note"));
    press(Qt::Key_Return);
    ASSERT_TRUE(part<KeysPage>()->isRecording());
    press(Qt::Key_Z, Qt::ControlModifier); // undo's, and it is not undone
    EXPECT_TRUE(saysOfKeys(QStringLiteral("Undo"))) << "a refusal names the rival";
    EXPECT_TRUE(part<KeysPage>()->isRecording()) << "and another press is another try";
    press(Qt::Key_B, Qt::ControlModifier | Qt::AltModifier);
    EXPECT_FALSE(part<KeysPage>()->isRecording());
    press(Qt::Key_2, Qt::AltModifier);
    press(Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(coders(), 0) << "the former key does nothing";
    press(Qt::Key_B, Qt::ControlModifier | Qt::AltModifier);
    EXPECT_EQ(coders(), 1);

    window->close();
    window.reset();
    makeWindow();
    open();
    press(Qt::Key_2, Qt::AltModifier);
    press(Qt::Key_B, Qt::ControlModifier | Qt::AltModifier);
    EXPECT_EQ(coders(), 2) << "the choice outlives the window";
    showKeyOf(QStringLiteral("Add a note"));
    press(Qt::Key_Backspace);
    press(Qt::Key_2, Qt::AltModifier);
    press(Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(coders(), 3) << "back to the key that it comes with";
}

TEST_F(MainWindowTest, TheHistoryIsFilteredAndStepsBothWays)
{
    open();
    press(Qt::Key_2, Qt::AltModifier);
    for (int i = 0; i < 4; ++i)
        press(Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    press(Qt::Key_F9);
    auto* history = part<HistoryPanel>();
    history->findChild<SearchField*>()->setSearch(QStringLiteral("NOTE 2"));
    settle();
    ASSERT_EQ(history->model()->entries().size(), 1);
    history->list()->setCurrentIndex(history->model()->indexOf(2));
    history->list()->setFocus();
    press(Qt::Key_Return);
    EXPECT_EQ(coders(), 2) << "the acts that the filter hides are undone, too";
    history->findChild<SearchField*>()->setSearch(QStringLiteral("Add note 4"));
    settle();
    history->list()->setCurrentIndex(history->model()->indexOf(4));
    press(Qt::Key_Return);
    EXPECT_EQ(coders(), 4) << "forward again";
    history->findChild<SearchField*>()->setSearch(QStringLiteral("no such act"));
    settle();
    EXPECT_EQ(history->model()->entries().size(), 0);
}

TEST_F(MainWindowTest, WorkThatRunsDelaysTheClosing)
{
    window->jobs().start<int>(QStringLiteral("Counting"), nullptr,
                              [](const JobContext& context) -> Result<int> {
                                  while (!context.cancel.isCancelled())
                                      QThread::msleep(1);
                                  return fail(ErrorCode::Cancelled);
                              },
                              {});
    EXPECT_FALSE(window->close());
    ASSERT_EQ(window->notices().size(), 1);
    EXPECT_EQ(window->notices().constFirst().actionTitle, QStringLiteral("Stop and close"));
}
