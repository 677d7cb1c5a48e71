#include "core/base/random.h"
#include "core/storage/edithistory.h"
#include "tests/support/queryplans.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

const Actor ada{QStringLiteral("ada")};

class EditHistoryTest : public testing::Test
{
protected:
    Result<void> addCoder(const QString& name)
    {
        return EditHistory(m_project.connection())
            .record(ada, QStringLiteral("Add ") + name, [&]() -> Result<void> {
                ANTIPHON_TRY_ASSIGN(auto insert, m_project.connection().prepare(
                                                     "INSERT INTO coder (id, name) VALUES (?, ?)"));
                return insert.bind(1, timeOrderedIdBytes()).bind(2, name).run();
            });
    }

    // One random insert, update or delete.
    Result<void> randomEdit(Random& random, int step)
    {
        const QString sql[] = {
            QStringLiteral("INSERT INTO coder (id, name) VALUES (randomblob(16), 'c%1')"),
            QStringLiteral(
                "UPDATE coder SET name = name || '%1' WHERE rowid = (SELECT min(rowid) FROM coder)"),
            QStringLiteral(
                "DELETE FROM coder WHERE rowid = (SELECT max(rowid) FROM coder WHERE rowid % 3 = %1 % 3)")};
        const QByteArray text = sql[random.below(3)].arg(step).toUtf8();
        return EditHistory(m_project.connection()).record(ada, QStringLiteral("Step %1").arg(step), [&] {
            return m_project.connection().execute(text.constData());
        });
    }

    QString dump() const { return dumpOfRecordedTables(m_project.connection()); }
    TemporaryProject m_project;
};

} // namespace

TEST_F(EditHistoryTest, UndoAndRedoSurviveARestart)
{
    ASSERT_OK(addCoder(QStringLiteral("one")));
    const QString one = dump();
    ASSERT_OK(addCoder(QStringLiteral("two")));
    const QString two = dump();

    m_project.restart();
    EXPECT_EQ(EditHistory(m_project.connection()).state()->undoLabel, QStringLiteral("Add two"));
    ASSERT_OK(EditHistory(m_project.connection()).undo(ada));
    EXPECT_EQ(dump(), one);

    m_project.restart();
    EXPECT_EQ(EditHistory(m_project.connection()).state()->redoLabel, QStringLiteral("Add two"));
    ASSERT_OK(EditHistory(m_project.connection()).redo(ada));
    EXPECT_EQ(dump(), two);
}

TEST_F(EditHistoryTest, ANewEditEndsTheRedoLine)
{
    EditHistory history(m_project.connection());
    ASSERT_OK(addCoder(QStringLiteral("one")));
    ASSERT_OK(history.undo(ada));
    ASSERT_OK(addCoder(QStringLiteral("two")));
    EXPECT_ERROR(history.redo(ada), ErrorCode::NotPossible);
    ASSERT_OK(history.undo(ada));
    EXPECT_ERROR(history.undo(ada), ErrorCode::NotPossible);
    EXPECT_EQ(history.entries(100)->size(), 4); // two edits, two undos: nothing is forgotten
}

TEST_F(EditHistoryTest, StepsToAnyPointAndBack)
{
    EditHistory history(m_project.connection());
    QStringList states{dump()};
    for (const char* name : {"one", "two", "three", "four"}) {
        ASSERT_OK(addCoder(QString::fromLatin1(name)));
        states << dump();
    }
    for (const int to : {2, 4, 0, 3, 1, 4}) {
        // Points forward are reached by the edit itself, the beginning by 0.
        ASSERT_OK(history.stepTo(ada, to));
        EXPECT_EQ(dump(), states[to]) << to;
        EXPECT_EQ(history.stepsTo(to).value_or(-99), 0);
    }
    ASSERT_OK(history.stepTo(ada, 1));
    ASSERT_OK(addCoder(QStringLiteral("other")));
    EXPECT_ERROR(history.stepTo(ada, 3), ErrorCode::NotPossible); // a later edit made its undo final
    EXPECT_ERROR(history.stepTo(ada, 5), ErrorCode::NotPossible); // an undo is no point to go to
    EXPECT_ERROR(history.stepTo(ada, 9999), ErrorCode::NotPossible);
}

TEST_F(EditHistoryTest, StepsNowhereWhenOneStepFails)
{
    ASSERT_OK(addCoder(QStringLiteral("one")));
    ASSERT_OK(addCoder(QStringLiteral("two")));
    ASSERT_OK(m_project.connection().execute("UPDATE coder SET name = 'other' WHERE name = 'one'"));
    const QString before = dump();
    EXPECT_ERROR(EditHistory(m_project.connection()).stepTo(ada, 0), ErrorCode::NotPossible);
    EXPECT_EQ(dump(), before) << "the first of the two undos is taken back as well";
}

TEST_F(EditHistoryTest, FiltersByActorObjectChangeAndWords)
{
    EditHistory history(m_project.connection());
    const Connection& db = m_project.connection();
    ASSERT_OK(addCoder(QStringLiteral("one")));
    ASSERT_OK(history.record(Actor{QStringLiteral("ben")}, QStringLiteral("Rename it"),
                             [&] { return db.execute("UPDATE coder SET name = 'uno'"); }));
    ASSERT_OK(
        history.record(ada, QStringLiteral("Take it away"), [&] { return db.execute("DELETE FROM coder"); }));
    ASSERT_OK(history.undo(ada));
    const auto labels = [&](const HistoryQuery& query) {
        QStringList found;
        for (const HistoryEntry& entry : history.entries(query).value_or(QList<HistoryEntry>()))
            found << entry.label;
        return found;
    };
    HistoryQuery query;
    EXPECT_EQ(labels(query).size(), 4);
    query.actor = QStringLiteral("ben");
    EXPECT_EQ(labels(query), QStringList{QStringLiteral("Rename it")});
    query = {};
    query.object = QStringLiteral("coder");
    query.change = HistoryChange::Added;
    EXPECT_EQ(labels(query), QStringList{QStringLiteral("Add one")});
    query.change = HistoryChange::Changed;
    EXPECT_EQ(labels(query), QStringList{QStringLiteral("Rename it")});
    query.object = QStringLiteral("memo");
    EXPECT_TRUE(labels(query).isEmpty());
    query = {};
    query.kind = HistoryKind::Undo;
    EXPECT_EQ(labels(query), QStringList{QStringLiteral("Take it away")});
    query = {};
    query.text = QStringLiteral("RENAME");
    EXPECT_EQ(labels(query), QStringList{QStringLiteral("Rename it")});
    EXPECT_EQ(history.actors().value_or(QStringList()), (QStringList{ada.name, QStringLiteral("ben")}));
    EXPECT_EQ(history.objects().value_or(QStringList()), QStringList{QStringLiteral("coder")});
}

TEST_F(EditHistoryTest, AFailedEditLeavesNothing)
{
    ASSERT_OK(addCoder(QStringLiteral("one")));
    const QString before = dump();
    EditHistory history(m_project.connection());
    const auto result = history.record(ada, QStringLiteral("Fails"), [&]() -> Result<void> {
        ANTIPHON_TRY(
            m_project.connection().execute("INSERT INTO coder (id, name) VALUES (randomblob(16), 'two')"));
        return fail(ErrorCode::NotPossible);
    });
    EXPECT_ERROR(result, ErrorCode::NotPossible);
    EXPECT_EQ(dump(), before);
    EXPECT_EQ(history.entries(100)->size(), 1);
}

// What an act costs must not grow with the history.
TEST_F(EditHistoryTest, NoActWalksThroughTheHistory)
{
    const QueryPlans plans(m_project.connection());
    ASSERT_OK(addCoder(QStringLiteral("one")));
    ASSERT_OK(EditHistory(m_project.connection()).undo(ada));
    ASSERT_OK(EditHistory(m_project.connection()).redo(ada));
    ASSERT_OK(EditHistory(m_project.connection()).state());
    const QStringList tables = recordedTables(); // looked through for what points to a deleted row
    EXPECT_EQ(plans.walks(QSet<QString>(tables.begin(), tables.end())), QStringList());
}

TEST_F(EditHistoryTest, AnEditThatChangesNothingIsNotRecorded)
{
    EditHistory history(m_project.connection());
    ASSERT_OK(history.record(ada, QStringLiteral("Nothing"), [] { return Result<void>(); }));
    EXPECT_TRUE(history.entries(100)->isEmpty());
}

TEST_F(EditHistoryTest, RefusesToUndoOverForeignChanges)
{
    ASSERT_OK(addCoder(QStringLiteral("one")));
    ASSERT_OK(m_project.connection().execute("UPDATE coder SET name = 'other'"));
    const QString before = dump();
    EXPECT_ERROR(EditHistory(m_project.connection()).undo(ada), ErrorCode::NotPossible);
    EXPECT_EQ(dump(), before);
}

// The definition itself: undoing everything gives back each earlier state in turn, redoing each later one.
TEST_F(EditHistoryTest, UndoAllAndRedoAllOverRandomEdits)
{
    Random random(11);
    QStringList states{dump()};
    for (int step = 0; step < 300; ++step) {
        ASSERT_OK(randomEdit(random, step));
        if (const QString state = dump(); state != states.last())
            states << state;
    }
    ASSERT_GT(states.size(), 100);
    EditHistory history(m_project.connection());
    for (qsizetype i = states.size() - 1; i > 0; --i) {
        ASSERT_OK(history.undo(ada));
        ASSERT_EQ(dump(), states[i - 1]) << "after undo " << i;
        if (i == states.size() / 2)
            m_project.restart();
    }
    EXPECT_ERROR(history.undo(ada), ErrorCode::NotPossible);
    for (qsizetype i = 1; i < states.size(); ++i) {
        ASSERT_OK(history.redo(ada));
        ASSERT_EQ(dump(), states[i]) << "after redo " << i;
    }
}
