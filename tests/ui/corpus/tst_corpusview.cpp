#include "core/corpus/corpusstore.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"
#include "ui/corpus/corpusview.h"
#include "ui/corpus/corpusworkspace.h"
#include "ui/corpus/dialoguelist.h"
#include "ui/corpus/dialoguepane.h"
#include "ui/corpus/goalline.h"
#include "ui/corpus/importpanel.h"
#include "ui/corpus/importresult.h"
#include "ui/corpus/sourcepanel.h"
#include "ui/shell/stationstack.h"
#include "ui/widgets/searchfield.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QMimeData>
#include <QPushButton>
#include <QTest>

using namespace antiphon;

namespace {

// Three dialogues in the shape of CPCD; two of them speak of reggae, the second of it twice.
const QByteArray evenings =
    R"({"id": "d1", "turns": [{"user_query": "Something calm, please", "system_response": "Gladly", "search_queries": [], "search_results": [["t1", "t2"]], "liked_results": ["t1"], "disliked_results": ["t2"]}], "tracks": {"t1": {"track_titles": "Slow Water", "track_artists": ["The Quiet"], "track_release_titles": "Lakes"}, "t2": {"track_titles": "Loud Fire", "track_artists": ["Blaze"], "track_release_titles": "Ash"}}, "goal_playlist": ["t1"]}
{"id": "d2", "turns": [{"user_query": "Old reggae and more reggae", "system_response": "Here is reggae", "search_queries": [], "search_results": [], "liked_results": [], "disliked_results": []}], "tracks": {}, "goal_playlist": []}
{"id": "d3", "turns": [{"user_query": "Reggae for a long walk home in the rain", "system_response": "", "search_queries": [], "search_results": [], "liked_results": [], "disliked_results": []}, {"user_query": "Thanks", "system_response": "Welcome", "search_queries": [], "search_results": [], "liked_results": [], "disliked_results": []}], "tracks": {}, "goal_playlist": []}
)";

class CorpusStation : public testing::Test
{
protected:
    void SetUp() override { open(); }
    void TearDown() override { close(); }

    void open()
    {
        m_session = std::make_unique<ProjectSession>(m_project.path(), Actor{QStringLiteral("ada")});
        m_jobs = std::make_unique<JobRunner>();
        m_settings = std::make_unique<WindowSettings>(m_project.filePath(QStringLiteral("settings.ini")));
        m_keys = std::make_unique<KeyMap>(*m_settings);
        m_stack = std::make_unique<StationStack>(QList<WorkspaceFactory>{makeCorpusWorkspace}, *m_settings,
                                                 *m_keys, nullptr);
        FileDialogs files;
        files.openMany = [this](QWidget*, const FileQuestion&, std::function<void(const QStringList&)> take) {
            take(m_chosenFiles);
        };
        files.save = [this](QWidget*, const FileQuestion&, std::function<void(const QString&)> take) {
            take(m_savePath);
        };
        const WorkspaceContext context{
            *m_session,
            *m_jobs,
            [this](const QString& station, const QString& target) { m_navigated << station + u'/' + target; },
            [this](const Notice& notice) { m_notices << notice; },
            [this](const QString& place) { m_place = place; },
            files,
            {}};
        m_stack->open(context);
        m_stack->resize(1216, 720);
        m_stack->show();
        m_stack->showStation(QStringLiteral("corpus"));
        m_stack->activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(m_stack.get()));
        m_view = m_stack->findChild<CorpusView*>();
        ASSERT_NE(m_view, nullptr);
        settle();
    }
    void close()
    {
        m_jobs->waitForAll();
        QCoreApplication::processEvents();
        m_stack->close();
        m_stack.reset();
        m_jobs.reset();
        m_session.reset();
    }
    // Lets jobs, edits and reads come to rest.
    void settle()
    {
        for (int round = 0; round < 4; ++round) {
            m_jobs->waitForAll();
            m_session->drain();
            QTest::qWait(5);
        }
    }
    // Ctrl+I, the file dialog, the panel, Enter.
    void import(const QString& name, const QByteArray& content)
    {
        m_chosenFiles = {m_project.writeFile(name, content)};
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_I, Qt::ControlModifier);
        settle();
        ASSERT_TRUE(m_view->importPanel()->isVisible());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        settle();
    }
    void closePanel()
    {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        ASSERT_FALSE(m_view->importPanel()->isVisible());
    }
    void search(const QString& text)
    {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F, Qt::ControlModifier);
        ASSERT_EQ(QApplication::focusWidget(), m_view->list()->searchField());
        QTest::keyClicks(QApplication::focusWidget(), text);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        settle();
    }
    int rows() const { return m_view->list()->model().rowCount(); }
    QStringList sourceNames() const
    {
        QStringList names;
        for (const Source& source : readySources(m_project.connection()).value_or(QList<Source>()))
            names << source.name;
        return names;
    }

    test::TemporaryProject m_project;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<WindowSettings> m_settings;
    std::unique_ptr<KeyMap> m_keys;
    std::unique_ptr<StationStack> m_stack;
    CorpusView* m_view = nullptr;
    QStringList m_chosenFiles;
    QString m_savePath;
    QStringList m_navigated;
    QList<Notice> m_notices;
    QString m_place;
};

} // namespace

TEST_F(CorpusStation, AnEmptyProjectOffersTheNextStep)
{
    EXPECT_TRUE(m_view->isEmpty());
    QPushButton* link = nullptr;
    for (QPushButton* button : m_view->findChildren<QPushButton*>()) {
        if (button->isVisible() && button->text() == QStringLiteral("Open the sample project"))
            link = button;
    }
    ASSERT_NE(link, nullptr);
    QTest::mouseClick(link, Qt::LeftButton);
    EXPECT_EQ(m_navigated, QStringList{QStringLiteral("shell/sample")});
}

TEST_F(CorpusStation, ImportsAFileByKeys)
{
    import(QStringLiteral("evenings.jsonl"), evenings);
    EXPECT_EQ(sourceNames(), QStringList{QStringLiteral("evenings")});
    EXPECT_TRUE(m_view->importPanel()->result()->text().startsWith(QStringLiteral("3 dialogues, 8 turns")))
        << m_view->importPanel()->result()->text().toStdString();
    EXPECT_FALSE(m_view->isEmpty());
    EXPECT_EQ(rows(), 3);
    closePanel();
    EXPECT_EQ(QApplication::focusWidget(), m_view->list()->table());
}

TEST_F(CorpusStation, TheGuessedFormatAndTheNameCanBeChanged)
{
    m_chosenFiles = {m_project.writeFile(QStringLiteral("evenings.jsonl"), evenings)};
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_I, Qt::ControlModifier);
    settle();
    EXPECT_EQ(m_view->importPanel()->formatBox()->currentData().toInt(), int(CorpusFormat::Cpcd));
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("human"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    settle();
    EXPECT_EQ(sourceNames(), QStringList{QStringLiteral("human")});
}

TEST_F(CorpusStation, RefusedRowsAreShownCopiedAndSaved)
{
    import(QStringLiteral("evenings.jsonl"), evenings + "{\"id\": \"d4\", \"turns\": [{\"user\n");
    const RejectedRowsModel& rejects = m_view->importPanel()->result()->rejects();
    ASSERT_EQ(rejects.rowCount(), 1);
    EXPECT_EQ(rejects.rows()[0].line, 4);
    m_savePath = m_project.filePath(QStringLiteral("refused.csv"));
    for (QPushButton* button : m_view->importPanel()->findChildren<QPushButton*>()) {
        if (button->isVisible() && button->text().startsWith(QStringLiteral("Copy")))
            QTest::keyClick(button, Qt::Key_Space);
        if (button->isVisible() && button->text().startsWith(QStringLiteral("Save")))
            QTest::keyClick(button, Qt::Key_Space);
    }
    EXPECT_TRUE(QApplication::clipboard()->text().contains(QStringLiteral("evenings.jsonl\t4\t")));
    QFile saved(m_savePath);
    ASSERT_TRUE(saved.open(QIODevice::ReadOnly));
    EXPECT_TRUE(saved.readAll().startsWith("File,Line,Reason\r\nevenings.jsonl,4,"));
}

TEST_F(CorpusStation, AFileThatIsNoCorpusIsRefusedInOneSentence)
{
    import(QStringLiteral("noise.bin"), QByteArray("\x00\x01\x02\x03 nothing", 12));
    EXPECT_TRUE(sourceNames().isEmpty());
    EXPECT_FALSE(m_view->importPanel()->result()->text().isEmpty());
    EXPECT_TRUE(m_view->isEmpty());
}

TEST_F(CorpusStation, DroppedFilesAreOffered)
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(m_project.writeFile(QStringLiteral("evenings.jsonl"), evenings))});
    QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_view, &enter);
    QDropEvent drop(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_view, &drop);
    EXPECT_TRUE(drop.isAccepted());
    EXPECT_EQ(m_view->importPanel()->nameField()->text(), QStringLiteral("evenings"));
}

TEST_F(CorpusStation, SearchMarksHitsAndF3GoesThroughThem)
{
    import(QStringLiteral("evenings.jsonl"), evenings);
    closePanel();
    search(QStringLiteral("reggae"));
    EXPECT_EQ(rows(), 2);
    EXPECT_EQ(m_view->list()->countText(), QStringLiteral("2 found"));
    EXPECT_EQ(m_place, QStringLiteral("evenings d2"));
    const DialogueView& dialogue = *m_view->pane()->view();
    ASSERT_EQ(dialogue.hitCount(), 3);
    EXPECT_EQ(dialogue.currentHit(), 0);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F3);
    EXPECT_EQ(dialogue.currentHit(), 1);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F3);
    EXPECT_EQ(dialogue.currentTurn(), 1);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F3, Qt::ShiftModifier);
    EXPECT_EQ(dialogue.currentHit(), 1);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down); // from the search line into the list
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    settle();
    EXPECT_EQ(m_place, QStringLiteral("evenings d3"));
    EXPECT_EQ(dialogue.hitCount(), 1);
}

TEST_F(CorpusStation, EscapeEmptiesTheSearchAndKeepsTheDialogue)
{
    import(QStringLiteral("evenings.jsonl"), evenings);
    closePanel();
    search(QStringLiteral("rain"));
    EXPECT_EQ(m_place, QStringLiteral("evenings d3"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    settle();
    EXPECT_EQ(rows(), 3);
    EXPECT_EQ(m_place, QStringLiteral("evenings d3"));
    EXPECT_EQ(m_view->pane()->view()->hitCount(), 0);
}

TEST_F(CorpusStation, TheDialogueShowsVerdictsAndTheGoal)
{
    import(QStringLiteral("evenings.jsonl"), evenings);
    const DialogueDocument& document = m_view->pane()->view()->document();
    ASSERT_EQ(document.turns.size(), 2);
    EXPECT_EQ(document.turns[1].tracks, (QStringList{QStringLiteral("✓ Slow Water – The Quiet (liked)"),
                                                     QStringLiteral("✗ Loud Fire – Blaze (disliked)")}));
    EXPECT_EQ(m_view->pane()->goalText(), QStringLiteral("Goal playlist, 1 track: Slow Water – The Quiet"));
}

TEST_F(CorpusStation, ARemovedSourceComesBackByUndo)
{
    import(QStringLiteral("evenings.jsonl"), evenings);
    closePanel();
    QTest::keyClick(m_view->sources()->tree(), Qt::Key_Delete);
    settle();
    EXPECT_TRUE(sourceNames().isEmpty());
    EXPECT_TRUE(m_view->isEmpty());
    ASSERT_FALSE(m_notices.isEmpty());
    ASSERT_TRUE(m_notices.last().action);
    m_notices.last().action();
    settle();
    EXPECT_EQ(sourceNames(), QStringList{QStringLiteral("evenings")});
    EXPECT_EQ(rows(), 3);
}

TEST_F(CorpusStation, ExportsTheListAndTheDialogues)
{
    import(QStringLiteral("evenings.jsonl"), evenings);
    m_savePath = m_project.filePath(QStringLiteral("list.csv"));
    m_view->exportList();
    settle();
    QFile list(m_savePath);
    ASSERT_TRUE(list.open(QIODevice::ReadOnly));
    EXPECT_TRUE(
        list.readAll().startsWith("dialogue,source,turns,tracks,first_words\nd1,evenings,2,2,\"Something"));
    m_savePath = m_project.filePath(QStringLiteral("turns.csv"));
    m_view->exportDialogues(ExportFormat::Csv);
    settle();
    EXPECT_TRUE(QFile::exists(m_savePath));
}

TEST_F(CorpusStation, NavigatesToADialogueOutsideOfTheSearch)
{
    import(QStringLiteral("evenings.jsonl"), evenings);
    closePanel();
    const DialogueId wanted = m_view->list()->model().dialogueAt(0);
    search(QStringLiteral("rain"));
    m_stack->navigate(QStringLiteral("corpus"), QStringLiteral("dialogue/") + wanted.toText());
    settle();
    EXPECT_EQ(m_place, QStringLiteral("evenings d1"));
    EXPECT_EQ(rows(), 3);
    EXPECT_EQ(m_view->list()->selected(), wanted);
}

TEST_F(CorpusStation, TheStateComesBackWithTheProject)
{
    import(QStringLiteral("evenings.jsonl"), evenings);
    closePanel();
    search(QStringLiteral("reggae"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down, Qt::AltModifier);
    settle();
    EXPECT_EQ(m_place, QStringLiteral("evenings d3"));
    close();
    m_place.clear();
    open();
    settle();
    EXPECT_EQ(m_view->list()->model().search(), QStringLiteral("reggae"));
    EXPECT_EQ(m_place, QStringLiteral("evenings d3"));
    ASSERT_TRUE(m_view->sources()->current());
    EXPECT_EQ(m_view->sources()->current()->name, QStringLiteral("evenings"));
}
