#include "core/storage/blinding.h"
#include "core/storage/edithistory.h"
#include "core/storage/project.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

class Blinding : public testing::Test
{
protected:
    Blinding()
    {
        run("INSERT INTO coder (id, name) VALUES (x'0a000000000000000000000000000000', 'ada'), "
            "(x'0b000000000000000000000000000000', 'eva')");
        run("INSERT INTO source (id, name, kind, format, origin, state, created_at) VALUES (x'51', 's', "
            "'corpus', 'csv', '', 'ready', 1)");
    }
    void run(const QByteArray& sql) { EXPECT_OK(db().execute(sql.constData())); }
    void record(const QString& label, const QByteArray& sql)
    {
        EXPECT_OK(EditHistory(db()).record(m_actor, label, [&] { return db().execute(sql.constData()); }));
    }
    void remember(const QString& coder, const QByteArray& text)
    {
        record(
            QStringLiteral("Memo of ") + coder,
            "INSERT INTO memo (id, target_kind, coder, text, created_at, changed_at) SELECT randomblob(16), "
            "'project', id, '" +
                text + "', 1, 1 FROM coder WHERE name = '" + coder.toUtf8() + "'");
    }
    void choose(const QByteArray& name)
    {
        run("INSERT INTO setting VALUES ('coder', '" + name +
            "') ON CONFLICT (name) DO UPDATE SET value = excluded.value");
    }
    QStringList labels(const Connection& connection)
    {
        QStringList labels;
        for (const HistoryEntry& entry : EditHistory(connection).entries(100).value_or(QList<HistoryEntry>()))
            labels << entry.label;
        return labels;
    }
    const Connection& db() { return m_project.connection(); }

    TemporaryProject m_project;
    Actor m_actor{QStringLiteral("somebody")};
};

} // namespace

TEST_F(Blinding, HidesTheOthersFromABlindCoderAtOnce)
{
    const auto looking = openProject(m_project.path(), Access::ReadOnly);
    ASSERT_OK(looking);
    remember(QStringLiteral("ada"), "of ada");
    remember(QStringLiteral("eva"), "of eva");
    const auto memos = [&] { return looking->integer("SELECT count(*) FROM memo").value_or(-1); };
    EXPECT_EQ(memos(), 2);
    choose("eva");
    EXPECT_EQ(memos(), 2);
    run("UPDATE coder SET blind = 1 WHERE name = 'eva'");
    EXPECT_EQ(memos(), 1);
    EXPECT_EQ(*looking->integer("SELECT text = 'of eva' FROM memo"), 1);
    choose("0b000000000000000000000000000000"); // by her id
    EXPECT_EQ(memos(), 1);
    choose("ada");
    EXPECT_EQ(memos(), 2);
    EXPECT_EQ(*db().integer("SELECT count(*) FROM memo"), 2); // who writes sees all
}

TEST_F(Blinding, KnowsEveryTableThatNamesACoder)
{
    auto tables = db().prepare("SELECT m.name FROM sqlite_schema AS m JOIN pragma_table_info(m.name) AS c "
                               "WHERE m.type = 'table' AND c.name IN ('coder', 'memo')");
    ASSERT_OK(tables);
    const auto looking = openProject(m_project.path(), Access::ReadOnly);
    ASSERT_OK(looking);
    int count = 0;
    for (; tables->step().value_or(false); ++count) {
        const std::string view = "SELECT count(*) FROM temp.sqlite_schema WHERE type = 'view' AND name = '" +
                                 tables->text(0).toStdString() + "'";
        EXPECT_EQ(*looking->integer(view), 1) << view;
    }
    EXPECT_GE(count, 8);
}

TEST_F(Blinding, HidesTheHistoryOfOthers)
{
    remember(QStringLiteral("eva"), "one");
    record(QStringLiteral("Rename a source"), "UPDATE source SET name = 't'");
    remember(QStringLiteral("ada"), "two");
    record(QStringLiteral("Ada changes her memo"), "UPDATE memo SET text = 'three' WHERE text = 'two'");
    record(QStringLiteral("Both"), "UPDATE memo SET changed_at = 2");
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    choose("eva");
    run("UPDATE coder SET blind = 1 WHERE name = 'eva'");
    const auto looking = openProject(m_project.path(), Access::ReadOnly);
    ASSERT_OK(looking);
    EXPECT_EQ(labels(*looking),
              (QStringList{QStringLiteral("Both"), QStringLiteral("Both"), QStringLiteral("Rename a source"),
                           QStringLiteral("Memo of eva")}));
    EXPECT_EQ(labels(db()).size(), 6);
    // Nor is another's act named, or taken back, by undo.
    EditHistory history(db(), EditHistory::Eyes::CoderInHand);
    EXPECT_EQ(history.state()->undoLabel, QString());
    EXPECT_EQ(history.state()->redoLabel, QStringLiteral("Both"));
    EXPECT_ERROR(history.undo(m_actor), ErrorCode::NotPossible);
    remember(QStringLiteral("eva"), "four");
    EXPECT_EQ(history.state()->undoLabel, QStringLiteral("Memo of eva"));
    ASSERT_OK(history.undo(m_actor));
    EXPECT_ERROR(history.undo(m_actor), ErrorCode::NotPossible);
    ASSERT_OK(EditHistory(db()).undo(m_actor)); // who is not blind may
}

TEST_F(Blinding, FindsTheCodersOfOlderHistory)
{
    remember(QStringLiteral("ada"), "one");
    record(QStringLiteral("Rename a source"), "UPDATE source SET name = 't'");
    run("UPDATE history SET coder = NULL");
    ASSERT_OK(findCodersOfHistory(db()));
    EXPECT_EQ(*db().integer("SELECT count(*) FROM history WHERE hex(coder) LIKE '0A%'"), 1);
    EXPECT_EQ(*db().integer("SELECT count(*) FROM history WHERE coder IS NULL"), 1);
}
