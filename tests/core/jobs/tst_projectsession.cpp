#include "core/jobs/projectsession.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

#include <QTest>

using namespace antiphon;
using namespace antiphon::test;

namespace {

Result<void> addCoder(const Connection& connection, const QString& name)
{
    ANTIPHON_TRY_ASSIGN(auto insert, connection.prepare("INSERT INTO coder (id, name) VALUES (?, ?)"));
    return insert.bind(1, timeOrderedIdBytes()).bind(2, name).run();
}

} // namespace

TEST(ProjectSession, EditsAreOnDiskWhenTheyAreReported)
{
    TemporaryProject project;
    ProjectSession session(project.path(), {QStringLiteral("ada")});
    bool reported = false;
    session.edit(
        QStringLiteral("Add one"), [](const Connection& c) { return addCoder(c, QStringLiteral("one")); },
        &session, [&](Result<void> result) { reported = result.has_value(); });
    ASSERT_TRUE(QTest::qWaitFor([&] { return reported; }));
    EXPECT_EQ(project.connection().integer("SELECT count(*) FROM coder").value(), 1);
    ASSERT_TRUE(
        QTest::qWaitFor([&] { return session.historyState().undoLabel == QStringLiteral("Add one"); }));
    session.undo();
    ASSERT_TRUE(
        QTest::qWaitFor([&] { return session.historyState().redoLabel == QStringLiteral("Add one"); }));
    EXPECT_EQ(project.connection().integer("SELECT count(*) FROM coder").value(), 0);
}

TEST(ProjectSession, AFailedEditIsTold)
{
    TemporaryProject project;
    ProjectSession session(project.path(), {QStringLiteral("ada")});
    QString told;
    QObject::connect(&session, &ProjectSession::editFailed, &session,
                     [&](const QString& label, const Error&) { told = label; });
    session.edit(QStringLiteral("Impossible"),
                 [](const Connection&) { return Result<void>(fail(ErrorCode::NotPossible)); });
    ASSERT_TRUE(QTest::qWaitFor([&] { return told == QStringLiteral("Impossible"); }));
}

TEST(ProjectSession, SupersededQuestionsNeverAnswer)
{
    TemporaryProject project;
    ProjectSession session(project.path(), {QStringLiteral("ada")});
    QList<int> answers;
    for (int i = 0; i < 50; ++i) {
        session.read<int>(
            &session,
            [i](const Connection&) -> Result<int> {
                QThread::msleep(2);
                return i;
            },
            [&](Result<int> answer) { answers << *answer; }, QStringLiteral("same"));
    }
    ASSERT_TRUE(QTest::qWaitFor([&] { return answers.contains(49); }));
    EXPECT_LT(answers.size(), 10);
    EXPECT_EQ(answers.last(), 49);
}

TEST(ProjectSession, ALongQuestionAsideHoldsNobodyUp)
{
    TemporaryProject project;
    ProjectSession session(project.path(), {QStringLiteral("ada")});
    std::atomic<bool> mayEnd = false;
    bool longAnswered = false;
    bool shortAnswered = false;
    session.readAside<bool>(
        &session,
        [&](const Connection&) -> Result<bool> {
            while (!mayEnd)
                QThread::msleep(1);
            return true;
        },
        [&](Result<bool>) { longAnswered = true; });
    session.read<qint64>(
        &session, [](const Connection& c) { return c.integer("SELECT count(*) FROM coder"); },
        [&](Result<qint64>) { shortAnswered = true; });
    EXPECT_TRUE(QTest::qWaitFor([&] { return shortAnswered; }));
    EXPECT_FALSE(longAnswered);
    mayEnd = true;
    EXPECT_TRUE(QTest::qWaitFor([&] { return longAnswered; }));
}

TEST(ProjectSession, TellsOfAnOwnEditOnce)
{
    TemporaryProject project;
    ProjectSession session(project.path(), {QStringLiteral("ada")});
    QTest::qWait(1200); // the first look fixes where it starts from
    int changes = 0;
    QObject::connect(&session, &ProjectSession::changed, &session, [&] { ++changes; });
    session.edit(QStringLiteral("Add one"),
                 [](const Connection& c) { return addCoder(c, QStringLiteral("one")); });
    QTest::qWait(2200); // two more looks
    EXPECT_EQ(changes, 1);
}

TEST(ProjectSession, NoticesAnotherProgram)
{
    TemporaryProject project;
    ProjectSession session(project.path(), {QStringLiteral("ada")});
    QTest::qWait(1200); // the first look fixes where it starts from
    int changes = 0;
    QObject::connect(&session, &ProjectSession::changed, &session, [&] { ++changes; });
    ASSERT_OK(addCoder(project.connection(), QStringLiteral("cli")));
    EXPECT_TRUE(QTest::qWaitFor([&] { return changes > 0; }));
}
