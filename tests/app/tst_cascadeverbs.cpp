// Named cascades on the command line.
#include "core/storage/project.h"
#include "tests/support/program.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace antiphon;
using namespace antiphon::test;

namespace {

class CascadeVerbs : public testing::Test
{
protected:
    void SetUp() override
    {
        QByteArray table("ID\tARTIST\tGENRE\tMOOD\tpopularity\n");
        for (int i = 0; i < 60; ++i)
            table += "t" + QByteArray::number(i) + "\tBand " + QByteArray::number(i % 6) +
                     (i % 2 ? "\trock\t" : "\tpop\t") + (i % 3 ? "sad\t" : "happy\t") +
                     QByteArray::number(i) + '\n';
        const QString path = m_project.writeFile(QStringLiteral("songs.tsv"), table);
        const QString map = m_project.writeFile(
            QStringLiteral("map.json"),
            R"({"id": "ID", "artist": "ARTIST", "attributes": {"genre": {"column": "GENRE"},
                "mood": {"column": "MOOD"}, "popularity": {"column": "popularity", "type": "number"}}})");
        ASSERT_EQ(
            run({QStringLiteral("import"), QStringLiteral("catalogue"), path, QStringLiteral("--map"), map})
                .exitStatus,
            0);
    }
    ProgramRun run(const QStringList& arguments)
    {
        return runProgram(antiphonCli(),
                          arguments + QStringList{QStringLiteral("--project"), m_project.path()});
    }
    QJsonObject json(const char* line)
    {
        const ProgramRun done =
            run(QString::fromUtf8(line).split(u' ') + QStringList{QStringLiteral("--json")});
        EXPECT_EQ(done.exitStatus, 0) << line << ": " << done.err.data();
        return QJsonDocument::fromJson(done.out).object();
    }
    int status(const char* line) { return run(QString::fromUtf8(line).split(u' ')).exitStatus; }

    TemporaryProject m_project;
};

} // namespace

TEST_F(CascadeVerbs, SavesOpensAndComparesNamedCascades)
{
    EXPECT_EQ(json("cascade --filter genre=rock --save rock")[QLatin1String("tracks")].toInt(), 30);
    EXPECT_EQ(json("cascade --name rock --filter mood=sad --save gloom")[QLatin1String("tracks")].toInt(),
              20);
    const QJsonArray listed = json("cascade list")[QLatin1String("cascades")].toArray();
    ASSERT_EQ(listed.size(), 2);
    EXPECT_EQ(listed[0][QLatin1String("sentence")].toString(),
              QStringLiteral("genre is rock, and mood is sad"));
    EXPECT_EQ(json("cascade show rock")[QLatin1String("state")][QLatin1String("filters")][0].toString(),
              QStringLiteral("genre:rock"));
    const QJsonObject compared = json("cascade compare rock gloom");
    EXPECT_EQ(compared[QLatin1String("both")].toInt(), 20);
    EXPECT_NEAR(compared[QLatin1String("jaccard")].toDouble(), 2.0 / 3, 1e-12);
    EXPECT_FALSE(compared[QLatin1String("values")].toArray().isEmpty());
}

TEST_F(CascadeVerbs, RenamingAndRemovingAreUndone)
{
    ASSERT_EQ(status("cascade --filter genre=rock --save rock"), 0);
    EXPECT_EQ(status("cascade rename rock stone"), 0);
    EXPECT_EQ(status("cascade show rock"), 1);
    EXPECT_EQ(status("cascade remove stone"), 0);
    EXPECT_TRUE(json("cascade list")[QLatin1String("cascades")].toArray().isEmpty());
    EXPECT_EQ(status("history --undo"), 0);
    EXPECT_EQ(status("cascade show stone"), 0);
}

TEST_F(CascadeVerbs, TakesSharesAndLikeness)
{
    const QString top = QStringLiteral("popularity=top 10 %");
    const ProgramRun shares =
        run({QStringLiteral("cascade"), QStringLiteral("--filter"), top, QStringLiteral("--json")});
    ASSERT_EQ(shares.exitStatus, 0) << shares.err.data();
    EXPECT_EQ(QJsonDocument::fromJson(shares.out)[QLatin1String("tracks")].toInt(), 6);
    EXPECT_EQ(json("cascade --filter similar_track=t4")[QLatin1String("state")].toString(),
              QStringLiteral("similar to the track t4"));
    EXPECT_EQ(status("cascade --filter similar_track=t99"), 1);
    EXPECT_EQ(status("cascade --name nobody"), 1);
}
