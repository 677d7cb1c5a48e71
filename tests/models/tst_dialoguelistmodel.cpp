#include "core/corpus/sourcestore.h"
#include "core/corpus/sourcewriter.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"
#include "ui/models/dialoguelistmodel.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace antiphon;

namespace {

// Dialogue n: n % 5 + 1 turns, n % 3 tracks; every tenth speaks of reggae.
Dialogue numbered(int n)
{
    Dialogue dialogue;
    dialogue.externalId = QStringLiteral("d%1").arg(n, 6, 10, QLatin1Char('0'));
    for (int i = 0; i <= n % 5; ++i) {
        Turn turn;
        turn.role = i % 2 == 0 ? Role::User : Role::System;
        turn.text = i == 0 && n % 10 == 0 ? QStringLiteral("Some reggae for evening %1").arg(n)
                                          : QStringLiteral("Something calm, number %1").arg(n);
        dialogue.turns << turn;
    }
    for (int i = 0; i < n % 3; ++i)
        dialogue.turns.last().tracks << TrackReference{QStringLiteral("t%1").arg(i), Verdict::Shown};
    return dialogue;
}

class DialogueListModelTest : public testing::Test
{
protected:
    SourceId write(const QString& name, int count)
    {
        const Connection& db = m_project.connection();
        Source source;
        source.name = name;
        source.format = QStringLiteral("chat");
        auto writer = SourceWriter::begin(db, source);
        EXPECT_OK(writer);
        for (int n = 0; n < count; ++n)
            EXPECT_OK(writer->add(numbered(n), n));
        const auto finished = writer->finish();
        EXPECT_OK(finished);
        EXPECT_OK(EditHistory(db).record(m_actor, QStringLiteral("Import"),
                                         [&] { return publishSource(db, *finished); }));
        return finished->id;
    }
    void open()
    {
        m_session = std::make_unique<ProjectSession>(m_project.path(), m_actor);
        m_model = std::make_unique<DialogueListModel>(*m_session);
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        settle();
    }
    void TearDown() override
    {
        m_tester.reset();
        m_model.reset();
        m_session.reset();
    }
    void settle()
    {
        ASSERT_TRUE(QTest::qWaitFor([this] { return !m_model->isLoading(); }));
    }
    QString cell(int row, int column)
    {
        const QModelIndex index = m_model->index(row, column);
        EXPECT_TRUE(QTest::qWaitFor([&] { return index.data().isValid(); }));
        return index.data().toString();
    }
    QStringList firstIds(int rows)
    {
        QStringList ids;
        for (int row = 0; row < rows; ++row)
            ids << cell(row, DialogueListModel::IdColumn);
        return ids;
    }

    const Actor m_actor{QStringLiteral("ada")};
    test::TemporaryProject m_project;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<DialogueListModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

} // namespace

TEST_F(DialogueListModelTest, AnEmptyProjectHasNoRows)
{
    open();
    EXPECT_EQ(m_model->rowCount(), 0);
    EXPECT_TRUE(m_model->dialogueAt(0).isNull());
}

TEST_F(DialogueListModelTest, RowsFillInByThemselves)
{
    write(QStringLiteral("evenings"), 20);
    open();
    ASSERT_EQ(m_model->rowCount(), 20);
    EXPECT_EQ(cell(3, DialogueListModel::IdColumn), QStringLiteral("d000003"));
    EXPECT_EQ(cell(3, DialogueListModel::SourceColumn), QStringLiteral("evenings"));
    EXPECT_EQ(cell(3, DialogueListModel::TurnsColumn), QStringLiteral("4"));
    EXPECT_EQ(cell(2, DialogueListModel::TracksColumn), QStringLiteral("2"));
    EXPECT_EQ(cell(10, DialogueListModel::FirstWordsColumn), QStringLiteral("Some reggae for evening 10"));
}

TEST_F(DialogueListModelTest, OnlyAFewPagesStayInMemory)
{
    const int pages = 20;
    write(QStringLiteral("many"), pages * DialogueListModel::pageSize);
    open();
    for (int page = 0; page < pages; ++page)
        cell(page * DialogueListModel::pageSize + 5, DialogueListModel::IdColumn);
    EXPECT_LE(m_model->keptRows(), DialogueListModel::keptPages * DialogueListModel::pageSize);
    EXPECT_EQ(cell(1, DialogueListModel::IdColumn), QStringLiteral("d000001"));
}

TEST_F(DialogueListModelTest, PagesPassedByAreNotRead)
{
    write(QStringLiteral("many"), 20 * DialogueListModel::pageSize);
    open();
    for (int row = 0; row < m_model->rowCount(); row += DialogueListModel::pageSize)
        m_model->index(row, 0).data();
    const int last = m_model->rowCount() - 1;
    EXPECT_EQ(cell(last, 0), QStringLiteral("d%1").arg(last, 6, 10, QLatin1Char('0')));
    EXPECT_LE(m_model->keptRows(), DialogueListModel::keptPages * DialogueListModel::pageSize);
    EXPECT_EQ(m_model->summaryAt(5 * DialogueListModel::pageSize), nullptr);
}

TEST_F(DialogueListModelTest, SortsByColumnBothWays)
{
    write(QStringLiteral("evenings"), 12);
    open();
    m_model->sort(DialogueListModel::TurnsColumn, Qt::DescendingOrder);
    settle();
    EXPECT_EQ(cell(0, DialogueListModel::TurnsColumn), QStringLiteral("5"));
    m_model->sort(DialogueListModel::IdColumn, Qt::DescendingOrder);
    settle();
    EXPECT_EQ(firstIds(2), (QStringList{QStringLiteral("d000011"), QStringLiteral("d000010")}));
    m_model->sort(DialogueListModel::notSorted, Qt::AscendingOrder);
    settle();
    EXPECT_EQ(firstIds(1), QStringList{QStringLiteral("d000000")});
}

TEST_F(DialogueListModelTest, SearchKeepsWhatHoldsTheWords)
{
    write(QStringLiteral("evenings"), 35);
    open();
    m_model->setSearch(QStringLiteral("reggae"));
    settle();
    EXPECT_EQ(m_model->rowCount(), 4);
    EXPECT_EQ(m_model->query().sort, DialogueSort::Relevance);
    m_model->setSearch(QStringLiteral("polka"));
    settle();
    EXPECT_EQ(m_model->rowCount(), 0);
    m_model->setSearch({});
    settle();
    EXPECT_EQ(m_model->rowCount(), 35);
}

TEST_F(DialogueListModelTest, OnlyTheLastOfQuickSearchesIsShown)
{
    write(QStringLiteral("evenings"), 35);
    open();
    QSignalSpy loaded(m_model.get(), &DialogueListModel::loaded);
    for (const char* typed : {"r", "re", "reg", "calm", "reggae 2"})
        m_model->setSearch(QString::fromLatin1(typed));
    settle();
    m_session->drain();
    QTest::qWait(10);
    EXPECT_EQ(loaded.count(), 1);
    EXPECT_EQ(m_model->rowCount(), 1);
}

TEST_F(DialogueListModelTest, ASourceIsShownAlone)
{
    write(QStringLiteral("evenings"), 5);
    const SourceId second = write(QStringLiteral("mornings"), 3);
    open();
    EXPECT_EQ(m_model->rowCount(), 8);
    m_model->setSource(second);
    settle();
    EXPECT_EQ(m_model->rowCount(), 3);
    EXPECT_EQ(cell(0, DialogueListModel::SourceColumn), QStringLiteral("mornings"));
}

TEST_F(DialogueListModelTest, FollowsARemovedSourceAndItsUndo)
{
    write(QStringLiteral("evenings"), 5);
    const SourceId second = write(QStringLiteral("mornings"), 3);
    open();
    m_session->edit(QStringLiteral("Remove mornings"), [second](const Connection& db) {
        return setSourceState(db, second, SourceState::Removed);
    });
    EXPECT_TRUE(QTest::qWaitFor([this] { return m_model->rowCount() == 5; }));
    m_session->undo();
    EXPECT_TRUE(QTest::qWaitFor([this] { return m_model->rowCount() == 8; }));
}

TEST_F(DialogueListModelTest, AnEditThatLeavesTheSourcesAloneResetsNothing)
{
    write(QStringLiteral("evenings"), 5);
    open();
    cell(0, 0);
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    m_session->noteChange();
    m_session->drain();
    QTest::qWait(20);
    EXPECT_EQ(reset.count(), 0);
    EXPECT_NE(m_model->summaryAt(0), nullptr);
}

TEST_F(DialogueListModelTest, FindsTheRowOfADialogue)
{
    write(QStringLiteral("evenings"), 300);
    open();
    const DialogueId id = m_model->dialogueAt(250);
    EXPECT_EQ(m_model->rowOf(id), 250);
    EXPECT_EQ(m_model->rowOf(DialogueId::create()), -1);
    EXPECT_EQ(m_model->rowOf({}), -1);
}

// A person reads and selects on the first page while the rest of the order is still being read.
TEST_F(DialogueListModelTest, TheFirstPageIsThereBeforeTheRest)
{
    constexpr int rows = 3 * DialogueListModel::pageSize + 7;
    write(QStringLiteral("many"), rows);
    open();
    QSignalSpy first(m_model.get(), &DialogueListModel::firstPageShown);
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    m_model->sort(DialogueListModel::IdColumn, Qt::DescendingOrder);
    ASSERT_TRUE(first.wait());
    EXPECT_TRUE(m_model->isLoading());
    ASSERT_EQ(m_model->rowCount(), DialogueListModel::pageSize);
    const QPersistentModelIndex held = m_model->index(9, 0);
    ASSERT_NE(m_model->summaryAt(9), nullptr); // needs no question of its own
    const QString externalId = QStringLiteral("d%1").arg(rows - 10, 6, 10, QLatin1Char('0'));
    EXPECT_EQ(m_model->summaryAt(9)->externalId, externalId);

    settle();
    EXPECT_EQ(m_model->rowCount(), rows);
    EXPECT_EQ(reset.count(), 1); // the rest joined, nothing was laid out anew
    ASSERT_TRUE(held.isValid());
    EXPECT_EQ(cell(held.row(), DialogueListModel::IdColumn), externalId);
    EXPECT_EQ(cell(rows - 1, DialogueListModel::IdColumn), QStringLiteral("d000000"));
}

TEST_F(DialogueListModelTest, AFullFirstPageMayBeTheWhole)
{
    write(QStringLiteral("evenings"), DialogueListModel::pageSize);
    open();
    EXPECT_EQ(m_model->rowCount(), DialogueListModel::pageSize);
    EXPECT_EQ(cell(DialogueListModel::pageSize - 1, 0), QStringLiteral("d000127"));
}

TEST_F(DialogueListModelTest, AChangeBehindTheFirstPageIsShown)
{
    const SourceId first = write(QStringLiteral("evenings"), 2 * DialogueListModel::pageSize);
    write(QStringLiteral("mornings"), 3);
    open();
    QSignalSpy shown(m_model.get(), &DialogueListModel::firstPageShown);
    m_model->sort(DialogueListModel::IdColumn, Qt::AscendingOrder);
    ASSERT_TRUE(shown.wait());
    m_session->edit(QStringLiteral("Remove evenings"), [first](const Connection& db) {
        return setSourceState(db, first, SourceState::Removed);
    });
    EXPECT_TRUE(QTest::qWaitFor([this] { return !m_model->isLoading() && m_model->rowCount() == 3; }));
    EXPECT_EQ(firstIds(3),
              (QStringList{QStringLiteral("d000000"), QStringLiteral("d000001"), QStringLiteral("d000002")}));
}
