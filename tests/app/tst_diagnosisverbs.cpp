// Measuring plans and damaging catalogues on the command line.
#include "tests/support/commandline.h"
#include "tests/support/resultassertions.h"

#include <QFile>
#include <QJsonArray>

using namespace antiphon;
using namespace antiphon::test;

namespace {

// 300 tracks, 40 plans, and a dialogue that ada coded.
class DiagnosisVerbs : public VerbTest
{
protected:
    DiagnosisVerbs() : VerbTest("plans.antiphon")
    {
        QByteArray table("ID\tGENRE\tMOOD\n");
        for (int i = 0; i < 300; ++i)
            table += "t" + QByteArray::number(i) + "\tg" + QByteArray::number(i % 7) + "\tm" +
                     QByteArray::number(i % 5) + '\n';
        const QString tracks = m_project.writeFile(QStringLiteral("songs.tsv"), table);
        const QString map = m_project.writeFile(QStringLiteral("map.json"),
                                                R"({"id":"ID","attributes":{"genre":{"column":"GENRE"},)"
                                                R"("mood":{"column":"MOOD"}}})");
        const QString corpus = m_project.writeFile(
            QStringLiteral("talk.jsonl"), R"({"id":"a","messages":[{"role":"user","content":"Calm piano"},)"
                                          R"({"role":"assistant","content":"Yes"}]})"
                                          "\n");
        EXPECT_EQ(runProgram(antiphonCli(), {QStringLiteral("new"), path()}).exitStatus, 0);
        EXPECT_EQ(cli(QStringLiteral("import catalogue %1 --map %2").arg(tracks, map)).exitStatus, 0);
        EXPECT_EQ(cli(QStringLiteral("import corpus %1 --format chat --name talk").arg(corpus)).exitStatus,
                  0);
        EXPECT_EQ(cli(QStringLiteral("code --dialogue a --turn 1 --code add_filter --coder ada")).exitStatus,
                  0);
        EXPECT_EQ(cli(QStringLiteral("plan --count 40 --name evening")).exitStatus, 0);
    }
};

} // namespace

TEST_F(DiagnosisVerbs, MeasurePlansAgainstTheirRecipeAndACoding)
{
    const QJsonObject said = json(QStringLiteral("plan diagnose evening --shuffles 9 --seed 4"));
    EXPECT_EQ(said[QLatin1String("plans")].toInt(), 40);
    EXPECT_EQ(said[QLatin1String("reference")].toString(), QStringLiteral("the recipe human shares"));
    EXPECT_EQ(said[QLatin1String("distances")].toArray().size(), 13);
    const QJsonObject lift = said[QLatin1String("coherence")].toObject()[QLatin1String("lift")].toObject();
    EXPECT_EQ(lift[QLatin1String("seed")].toInt(), 4);
    EXPECT_EQ(lift[QLatin1String("shuffles")].toInt(), 9);
    for (const char* key : {"value", "n", "missing", "method", "p"})
        EXPECT_TRUE(lift.contains(QLatin1String(key))) << key;

    const QJsonObject coded = json(QStringLiteral("plan diagnose evening --shuffles 0 --coder ada"));
    EXPECT_EQ(coded[QLatin1String("reference")].toString(), QStringLiteral("the coding of ada"));
    const QJsonObject first = coded[QLatin1String("distances")].toArray()[0].toObject();
    EXPECT_EQ(first[QLatin1String("referenceN")].toInt(), 1);
    EXPECT_TRUE(
        cli(QStringLiteral("plan diagnose evening --shuffles 9")).out.contains("Coherence of values"));
    EXPECT_EQ(cli(QStringLiteral("plan diagnose nowhere")).exitStatus, 1);
}

TEST_F(DiagnosisVerbs, RunExperimentsIntoAFolder)
{
    const QString out = m_project.filePath(QStringLiteral("figures"));
    const QString few = QStringLiteral(" --cascades 20 --plans 10 --seeds 2 --out ") + out;
    const QJsonObject said = json(QStringLiteral("experiment noise --rates 0,1 --kinds drop") + few);
    EXPECT_EQ(said[QLatin1String("seeds")].toInt(), 2);
    EXPECT_EQ(said[QLatin1String("rows")].toArray().size(), 2 * 8);
    for (const char* end : {"csv", "xlsx", "json", "svg"})
        EXPECT_GT(QFile(out + QStringLiteral("/noise.") + QLatin1String(end)).size(), 500) << end;
    EXPECT_EQ(cli(QStringLiteral("experiment sparsity --rates 0.5") + few).exitStatus, 0);
    EXPECT_TRUE(QFile::exists(out + QStringLiteral("/sparsity.csv")));
    EXPECT_EQ(cli(QStringLiteral("experiment noise --rates 0,2") + few).exitStatus, 1);
    EXPECT_EQ(cli(QStringLiteral("experiment noise --kinds burn") + few).exitStatus, 1);
}

TEST_F(DiagnosisVerbs, ExperimentsStayInTheProject)
{
    const QString few = QStringLiteral("--rates 0,1 --kinds drop --cascades 20 --plans 10 --seeds 2");
    const QJsonObject first = json(QStringLiteral("experiment noise ") + few);
    ASSERT_EQ(first[QLatin1String("name")].toString(), QStringLiteral("noise 1"));
    ASSERT_EQ(cli(QStringLiteral("experiment noise --seed 2 --name again ") + few).exitStatus, 0);
    const QJsonArray listed = json(QStringLiteral("experiment list"))[QLatin1String("experiments")].toArray();
    ASSERT_EQ(listed.size(), 2);
    EXPECT_EQ(listed[0].toObject()[QLatin1String("name")].toString(), QStringLiteral("again"));
    for (const char* key : {"catalogue", "recipe", "date", "seed", "seeds"})
        EXPECT_FALSE(listed[0].toObject()[QLatin1String(key)].isNull()) << key;

    // What is shown later is what was said then.
    ASSERT_EQ(cli(QStringLiteral("experiment noise --name former ") + few).exitStatus, 0);
    const QJsonObject former = json(QStringLiteral("experiment show former"));
    EXPECT_EQ(former[QLatin1String("rows")], first[QLatin1String("rows")]);
    const QString out = m_project.filePath(QStringLiteral("shown"));
    ASSERT_EQ(cli(QStringLiteral("experiment show again --out ") + out).exitStatus, 0);
    for (const char* end : {"csv", "xlsx", "json", "svg"})
        EXPECT_GT(QFile(out + QStringLiteral("/again.") + QLatin1String(end)).size(), 500) << end;
    const auto compared = cli(QStringLiteral("experiment compare former again"));
    EXPECT_EQ(compared.exitStatus, 0);
    EXPECT_TRUE(compared.out.contains("pool Jaccard"));
    EXPECT_EQ(cli(QStringLiteral("experiment compare former nothing")).exitStatus, 1);

    ASSERT_EQ(cli(QStringLiteral("experiment remove again")).exitStatus, 0);
    EXPECT_EQ(cli(QStringLiteral("experiment show again")).exitStatus, 1);
    ASSERT_EQ(cli(QStringLiteral("history --undo")).exitStatus, 0);
    EXPECT_EQ(cli(QStringLiteral("experiment show again")).exitStatus, 0);
}
