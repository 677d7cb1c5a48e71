// How plans are drawn, on the command line.
#include "tests/support/program.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace antiphon;
using namespace antiphon::test;

namespace {

class PlanVerbs : public testing::Test
{
protected:
    PlanVerbs()
    {
        EXPECT_EQ(
            runProgram(antiphonCli(), {QStringLiteral("new"), path(), QStringLiteral("--sample")}).exitStatus,
            0);
    }
    QString path() const { return m_project.filePath(QStringLiteral("plans.antiphon")); }
    ProgramRun cli(const QString& line) const
    {
        return runProgram(antiphonCli(),
                          line.split(QLatin1Char(' ')) + QStringList{QStringLiteral("--project"), path()});
    }
    QJsonObject json(const QString& line) const
    {
        return QJsonDocument::fromJson(cli(line + QStringLiteral(" --json")).out).object();
    }
    QByteArrayList exported(const char* set) const
    {
        const QString out = m_project.filePath(QStringLiteral("out.jsonl"));
        const auto run =
            cli(QStringLiteral("export plans --source %1 --out %2").arg(QLatin1String(set), out));
        EXPECT_EQ(run.exitStatus, 0);
        QFile file(out);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        return file.readAll().trimmed().split('\n');
    }
    TemporaryProject m_project;
};

} // namespace

TEST_F(PlanVerbs, AGoalStandsInEachExportedPlan)
{
    ASSERT_EQ(cli(QStringLiteral("plan --count 50 --goal track --draw tempered --temperature 3 "
                                 "--lists inverse-propensity --name searches"))
                  .exitStatus,
              0);
    const QByteArrayList lines = exported("searches");
    ASSERT_EQ(lines.size(), 50);
    for (const QByteArray& line : lines) {
        const QJsonObject plan = QJsonDocument::fromJson(line).object();
        const QJsonArray goal = plan[QLatin1String("goal")].toArray();
        ASSERT_EQ(goal.size(), 1);
        const QJsonArray turns = plan[QLatin1String("turns")].toArray();
        const int turn = goal[0][QLatin1String("turn")].toInt(-1);
        ASSERT_GE(turn, turns.size() - 2);
        EXPECT_TRUE(turns[turn][QLatin1String("tracks")].toArray().contains(goal[0][QLatin1String("track")]));
        for (const QJsonValue& each : turns) {
            if (each[QLatin1String("role")].toString() != QLatin1String("user"))
                continue;
            EXPECT_EQ(each[QLatin1String("introducedBy")].toArray().size(),
                      each[QLatin1String("state")].toArray().size());
        }
    }
    ASSERT_EQ(cli(QStringLiteral("plan --count 5 --name plain")).exitStatus, 0);
    EXPECT_FALSE(exported("plain").first().contains("\"goal\""));
}

TEST_F(PlanVerbs, RefusesWhatItCanNotDraw)
{
    for (const char* wrong : {"--draw best", "--temperature 0", "--content-share 2", "--goal set:11",
                              "--goal set:", "--goal album", "--lists top", "--goal track --goal-reply x"}) {
        const auto run = cli(QStringLiteral("plan --count 5 --name no %1").arg(QLatin1String(wrong)));
        EXPECT_EQ(run.exitStatus, 1) << wrong;
    }
    EXPECT_TRUE(cli(QStringLiteral("plan --count 5 --name no --draw best")).err.contains("information-gain"));
}

TEST_F(PlanVerbs, ComparesTheWaysToDrawAndTellsTheBalanceOfPlans)
{
    const QJsonObject drawn = json(QStringLiteral("plan --count 20 --name even --seed 5"));
    const QJsonObject tracks = drawn[QLatin1String("balance")].toObject()[QLatin1String("tracks")].toObject();
    EXPECT_GT(tracks[QLatin1String("coverage")].toDouble(), 0);
    EXPECT_TRUE(tracks[QLatin1String("gini")].isDouble());
    const QJsonObject compared = json(QStringLiteral("plan compare-draws --count 20 --seed 5"));
    const QJsonArray draws = compared[QLatin1String("draws")].toArray();
    ASSERT_EQ(draws.size(), 5);
    // The first is as the plans were drawn.
    EXPECT_EQ(draws[0][QLatin1String("draw")].toString(), QStringLiteral("frequency"));
    EXPECT_EQ(draws[0][QLatin1String("tracks")].toObject(), tracks);
    EXPECT_EQ(draws[2][QLatin1String("temperature")].toDouble(), 3);
    EXPECT_TRUE(draws[4][QLatin1String("values")].toObject().contains(QLatin1String("gini")));
    EXPECT_EQ(
        json(QStringLiteral("plan compare-draws --count 20 --seed 5 --threads 3"))[QLatin1String("draws")],
        compared[QLatin1String("draws")]);
    EXPECT_EQ(cli(QStringLiteral("plan compare-draws --count 0")).exitStatus, 1);
}

TEST_F(PlanVerbs, CalibratesBeforeItDraws)
{
    const QJsonObject drawn = json(QStringLiteral("plan --count 50 --name near --calibrate"));
    EXPECT_EQ(drawn[QLatin1String("plans")].toInt(), 50);
    const QJsonObject calibration = drawn[QLatin1String("calibration")].toObject();
    EXPECT_LE(calibration[QLatin1String("farthestAfter")].toDouble(100),
              calibration[QLatin1String("farthestBefore")].toDouble());
    EXPECT_TRUE(calibration[QLatin1String("shares")][QLatin1String("intents")][QLatin1String("add_filter")]
                    .toObject()
                    .contains(QLatin1String("aim")));
}
