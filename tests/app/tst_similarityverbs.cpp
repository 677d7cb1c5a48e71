// Nearest tracks and artists, and joined catalogues, on the command line.
#include "tests/support/program.h"
#include "tests/support/temporaryproject.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <gtest/gtest.h>

using namespace antiphon::test;

namespace {

class SimilarityVerbs : public testing::Test
{
protected:
    void SetUp() override
    {
        ASSERT_EQ(runProgram(antiphonCli(), {QStringLiteral("new"), path()}).exitStatus, 0);
        ASSERT_EQ(import(QStringLiteral("songs"), "ID\tTITLE\tARTIST\tGENRE\n"
                                                  "t1\tRed\tAda\trock,pop\nt2\tBlue\tBen\trock\n"
                                                  "t3\tGreen\tCleo\trock,pop\nt4\tGrey\tDora\tjazz\n"),
                  0);
    }
    int import(const QString& name, const QByteArray& table)
    {
        const QString map = m_project.writeFile(
            QStringLiteral("map.json"),
            R"({"id":"ID","title":"TITLE","artist":"ARTIST","attributes":{"genre":{"column":"GENRE","split":","}}})");
        return cli(QStringLiteral("import|catalogue|%1|--map|%2|--name|%3")
                       .arg(m_project.writeFile(name + QStringLiteral(".tsv"), table), map, name))
            .exitStatus;
    }
    QString path() const { return m_project.filePath(QStringLiteral("near.antiphon")); }
    ProgramRun cli(const QString& line) const
    {
        return runProgram(antiphonCli(),
                          line.split(QLatin1Char('|')) + QStringList{QStringLiteral("--project"), path()});
    }
    QStringList nearest(const QString& line) const
    {
        QStringList ids;
        const ProgramRun run = cli(QStringLiteral("catalogue|nearest|") + line + QStringLiteral("|--json"));
        EXPECT_EQ(run.exitStatus, 0) << run.err.constData();
        const QJsonArray near = QJsonDocument::fromJson(run.out).object()[QLatin1String("nearest")].toArray();
        for (const QJsonValue& each : near)
            ids << each[QLatin1String("id")].toString();
        return ids;
    }
    QString file(const QString& name, const QByteArray& text) { return m_project.writeFile(name, text); }
    TemporaryProject m_project;
};

} // namespace

TEST_F(SimilarityVerbs, NearestByAttributesOfTracksAndOfArtists)
{
    EXPECT_EQ(nearest(QStringLiteral("t1")), (QStringList{QStringLiteral("t3"), QStringLiteral("t2")}));
    EXPECT_EQ(nearest(QStringLiteral("Ada|--for|artists|--top|1")), QStringList{QStringLiteral("Cleo")});
    EXPECT_EQ(nearest(QStringLiteral("t4")), QStringList());
    EXPECT_EQ(cli(QStringLiteral("catalogue|nearest|t9")).exitStatus, 1);
}

TEST_F(SimilarityVerbs, AnImportedListAnswersAndIsTakenBack)
{
    const QString list = file(QStringLiteral("l.csv"), "id,other,weight\nt1,t4,0.9\nt1,t2,0.5\nt1,t9,1\n");
    const ProgramRun run = cli(QStringLiteral("import|similarity|%1|--name|heard|--json").arg(list));
    const QJsonObject answer = QJsonDocument::fromJson(run.out).object();
    EXPECT_EQ(answer[QLatin1String("items")].toInt(), 1) << run.err.constData();
    EXPECT_EQ(answer[QLatin1String("rejected")].toInt(), 1);
    EXPECT_EQ(nearest(QStringLiteral("t1|--by|heard")),
              (QStringList{QStringLiteral("t4"), QStringLiteral("t2")}));
    EXPECT_EQ(cli(QStringLiteral("import|similarity|%1|--name|heard").arg(list)).exitStatus, 1);
    EXPECT_EQ(cli(QStringLiteral("import|similarity|%1|--name|attributes").arg(list)).exitStatus, 1);
    const ProgramRun silent = cli(QStringLiteral("catalogue|nearest|t4|--by|heard"));
    EXPECT_EQ(silent.exitStatus, 1);
    EXPECT_TRUE(silent.out.isEmpty());
    ASSERT_EQ(cli(QStringLiteral("history|--undo")).exitStatus, 0);
    const ProgramRun gone = cli(QStringLiteral("catalogue|nearest|t1|--by|heard"));
    EXPECT_EQ(gone.exitStatus, 1);
    EXPECT_TRUE(gone.err.contains("none have been imported yet")) << gone.err.constData();
}

TEST_F(SimilarityVerbs, ImportedVectorsOfArtistsAnswer)
{
    const QString vectors = file(QStringLiteral("v.jsonl"), R"({"id":"Ada","vector":[1,0]}
{"id":"Ben","vector":[1,0.1]}
{"id":"Cleo","vector":[0,1]}
{"id":"Zoe","vector":[0,1]}
)");
    ASSERT_EQ(cli(QStringLiteral("import|embeddings|%1|--for|artists|--name|space").arg(vectors)).exitStatus &
                  ~3,
              0); // 3 where rows were refused
    EXPECT_EQ(nearest(QStringLiteral("Ada|--for|artists|--by|space")),
              (QStringList{QStringLiteral("Ben"), QStringLiteral("Cleo")}));
    const QString broken = file(QStringLiteral("b.npy"), "no matrix");
    EXPECT_EQ(cli(QStringLiteral("import|embeddings|%1|--name|other|--ids|%1").arg(broken)).exitStatus, 1);
}

TEST_F(SimilarityVerbs, TwoCataloguesAreJoined)
{
    ASSERT_EQ(import(QStringLiteral("others"), "ID\tTITLE\tARTIST\tGENRE\n"
                                               "x1\tRED\tada\tpunk\nx2\tNew\tEve\tfolk\n"),
              0);
    const ProgramRun run =
        cli(QStringLiteral("catalogue|join|--into|songs|--with|others|--by|title-artist|--name|both|--json"));
    ASSERT_EQ(run.exitStatus, 0) << run.err.constData();
    const QJsonObject answer = QJsonDocument::fromJson(run.out).object();
    EXPECT_EQ(answer[QLatin1String("tracks")].toInt(), 4);
    EXPECT_EQ(answer[QLatin1String("matched")].toInt(), 1);
    EXPECT_EQ(answer[QLatin1String("unmatched")].toInt(), 3);
    EXPECT_EQ(answer[QLatin1String("unused")].toInt(), 1);
    EXPECT_EQ(cli(QStringLiteral("catalogue|join|--into|nowhere|--with|others|--name|more")).exitStatus, 1);
    EXPECT_EQ(cli(QStringLiteral("catalogue|join|--into|songs|--with|others|--by|mood|--name|m")).exitStatus,
              1);
}
