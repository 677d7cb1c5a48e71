// Merging on the command line: what it tells, and what it refuses.
#include "core/storage/edithistory.h"
#include "tests/support/program.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace antiphon;
using namespace antiphon::test;

namespace {

class MergeVerbs : public testing::Test
{
protected:
    MergeVerbs()
    {
        act(mine(), "INSERT INTO code (id, facet, name) VALUES (randomblob(16), '', 'longing')");
        EXPECT_OK(mine().backupTo(otherPath()));
        m_other = *openProject(otherPath());
    }
    const Connection& mine() const { return m_project.connection(); }
    QString otherPath() const { return m_project.filePath(QStringLiteral("anna.antiphon")); }
    static void act(const Connection& in, const char* sql)
    {
        EXPECT_OK(EditHistory(in).record({QStringLiteral("anna")}, QStringLiteral("Act"),
                                         [&] { return in.execute(sql); }));
    }
    ProgramRun run(const QStringList& arguments)
    {
        return runProgram(antiphonCli(), QStringList{QStringLiteral("merge")} + arguments +
                                             QStringList{QStringLiteral("--project"), m_project.path()});
    }
    static QJsonObject json(const ProgramRun& answer) { return QJsonDocument::fromJson(answer.out).object(); }
    void conflict()
    {
        act(mine(), "UPDATE code SET definition = 'mine'");
        act(*m_other, "UPDATE code SET definition = 'theirs'");
    }

    TemporaryProject m_project;
    std::optional<Connection> m_other;
};

} // namespace

TEST_F(MergeVerbs, TellsWhatCame)
{
    act(*m_other, "INSERT INTO coder (id, name) VALUES (randomblob(16), 'ben')");
    const auto answer = run({otherPath(), QStringLiteral("--json")});
    EXPECT_EQ(answer.exitStatus, 0) << answer.err.constData();
    const QJsonObject told = json(answer);
    EXPECT_TRUE(told[QLatin1String("common")].toBool());
    EXPECT_EQ(told[QLatin1String("objects")][QLatin1String("coder")][QLatin1String("added")].toInt(), 1);
    EXPECT_EQ(mine().integer("SELECT count(*) FROM coder").value_or(0), 1);
    const auto again = run({otherPath()});
    EXPECT_EQ(again.exitStatus, 0);
    EXPECT_TRUE(again.out.contains("Nothing was new.")) << again.out.constData();
}

TEST_F(MergeVerbs, ConflictsAreListedAndDecided)
{
    conflict();
    const auto merged = run({otherPath()});
    EXPECT_EQ(merged.exitStatus, 3);
    EXPECT_TRUE(
        merged.out.contains("definition of the code longing: mine \"mine\", in anna.antiphon \"theirs\""))
        << merged.out.constData();
    const auto listed = run({QStringLiteral("--conflicts"), QStringLiteral("--json")});
    EXPECT_EQ(listed.exitStatus, 3);
    const QString id = json(listed)[QLatin1String("conflicts")][0][QLatin1String("conflict")].toString();
    ASSERT_FALSE(id.isEmpty());
    const auto decided =
        run({QStringLiteral("--resolve"), id, QStringLiteral("--take"), QStringLiteral("theirs")});
    EXPECT_EQ(decided.exitStatus, 0) << decided.err.constData();
    EXPECT_EQ(mine().integer("SELECT count(*) FROM code WHERE definition = 'theirs'").value_or(0), 1);
    EXPECT_EQ(run({QStringLiteral("--conflicts")}).exitStatus, 0);
}

TEST_F(MergeVerbs, RefusesWithOneSentenceAndChangesNothing)
{
    const QString before = dumpOfAllTables(mine());
    const QString prose = m_project.writeFile(QStringLiteral("prose"), QByteArray(300, 'x'));
    const QList<QStringList> wrong{
        {m_project.path()},
        {m_project.filePath(QStringLiteral("none.antiphon"))},
        {prose},
        {},
        {otherPath(), QStringLiteral("--conflicts")},
        {QStringLiteral("--resolve"), QStringLiteral("x"), QStringLiteral("--take"), QStringLiteral("mine")},
        {QStringLiteral("--resolve"), QStringLiteral("00000000-0000-7000-8000-000000000000"),
         QStringLiteral("--take"), QStringLiteral("mine")},
        {QStringLiteral("--resolve"), QStringLiteral("00000000-0000-7000-8000-000000000000"),
         QStringLiteral("--take"), QStringLiteral("both")}};
    for (const QStringList& arguments : wrong) {
        const auto answer = run(arguments);
        EXPECT_EQ(answer.exitStatus, 1) << qPrintable(arguments.join(QLatin1Char(' ')));
        EXPECT_EQ(answer.err.count('\n'), 1) << answer.err.constData();
    }
    EXPECT_EQ(dumpOfAllTables(mine()), before);
}
