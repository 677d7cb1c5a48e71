// Samples on the command line: lists, verdicts, pairs, audits.
#include "tests/core/generation/generationproject.h"
#include "tests/support/program.h"
#include "tests/support/resultassertions.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace antiphon;
using namespace antiphon::test;

namespace {

class SampleVerbs : public testing::Test
{
protected:
    SampleVerbs()
    {
        m_project.addPlans(QStringLiteral("p"), 30);
        EXPECT_OK(m_project.perform(templateRun(QStringLiteral("first"), QStringLiteral("p"))));
        RunRequest second = templateRun(QStringLiteral("second"), QStringLiteral("p"));
        second.seed = 5;
        EXPECT_OK(m_project.perform(second));
    }
    ProgramRun cli(const QStringList& words) const
    {
        return runProgram(antiphonCli(), words + QStringList{QStringLiteral("--actor"), QStringLiteral("ada"),
                                                             QStringLiteral("--project"), m_project.path()});
    }
    QJsonObject json(const QString& line) const
    {
        const ProgramRun run = cli(line.split(QLatin1Char(' ')) + QStringList{QStringLiteral("--json")});
        EXPECT_EQ(run.exitStatus, 0) << qPrintable(line) << run.err.constData();
        return QJsonDocument::fromJson(run.out).object();
    }
    GenerationProject m_project;
};

} // namespace

TEST_F(SampleVerbs, ListSortsFiltersAndFollowsVerdicts)
{
    const QJsonObject all = json(QStringLiteral("sample list --source first --sort -words --limit 30"));
    EXPECT_EQ(all[QLatin1String("samples")].toInt(), 30);
    const QJsonArray rows = all[QLatin1String("rows")].toArray();
    ASSERT_EQ(rows.size(), 30);
    for (qsizetype i = 1; i < rows.size(); ++i)
        EXPECT_LE(rows[i][QLatin1String("words")].toInt(), rows[i - 1][QLatin1String("words")].toInt());
    EXPECT_EQ(
        json(QStringLiteral("sample list --source first --where words<0"))[QLatin1String("found")].toInt(),
        0);
    EXPECT_EQ(
        json(QStringLiteral("sample list --source first --where words>0"))[QLatin1String("found")].toInt(),
        30);
    json(QStringLiteral("sample accept 4 --source first"));
    json(QStringLiteral("sample set-aside 5 --source first --reason dull"));
    json(QStringLiteral("sample comment 5 --source first --text duller"));
    const QJsonObject aside = json(QStringLiteral("sample list --source first --state set-aside"));
    ASSERT_EQ(aside[QLatin1String("found")].toInt(), 1);
    const QJsonValue verdict = aside[QLatin1String("rows")].toArray()[0][QLatin1String("verdict")];
    EXPECT_EQ(verdict[QLatin1String("comment")].toString(), QStringLiteral("duller"));
    EXPECT_EQ(verdict[QLatin1String("person")].toString(), QStringLiteral("ada"));
    EXPECT_EQ(cli({QStringLiteral("history"), QStringLiteral("--undo")}).exitStatus, 0);
    const QJsonObject shown = json(QStringLiteral("sample show 5 --source first"));
    EXPECT_EQ(shown[QLatin1String("verdicts")].toArray()[0][QLatin1String("comment")].toString(),
              QStringLiteral("dull"));
    EXPECT_FALSE(shown[QLatin1String("turns")].toArray().isEmpty());
    json(QStringLiteral("sample reopen 4 --source first"));
    EXPECT_EQ(json(QStringLiteral("sample list --source first --state open"))[QLatin1String("found")].toInt(),
              29);
}

TEST_F(SampleVerbs, RefuseWhatIsNotThere)
{
    const auto status = [this](const QString& line) { return cli(line.split(QLatin1Char(' '))).exitStatus; };
    EXPECT_EQ(status(QStringLiteral("sample list --source nobody")), 1);
    EXPECT_EQ(status(QStringLiteral("sample list --source first --where leeks>0")), 1);
    EXPECT_EQ(status(QStringLiteral("sample list --source first --state odd")), 1);
    EXPECT_EQ(status(QStringLiteral("sample show 30 --source first")), 1);
    EXPECT_EQ(status(QStringLiteral("sample accept first --source first")), 1);
    EXPECT_EQ(status(QStringLiteral("sample list")), 2);
}

TEST_F(SampleVerbs, CompareGivesPairsWithIntervalsAndSaysWhatItIsNot)
{
    const QJsonObject said = json(QStringLiteral("sample compare --a first --b second --seed 3"));
    EXPECT_EQ(said[QLatin1String("pairs")].toInt(), 30);
    EXPECT_TRUE(said[QLatin1String("note")].toString().contains(QLatin1String("no blinded rating")));
    const QJsonObject words = said[QLatin1String("measures")][QLatin1String("words")].toObject();
    const QJsonObject difference = words[QLatin1String("difference")].toObject();
    EXPECT_EQ(difference[QLatin1String("n")].toInt(), 30);
    EXPECT_EQ(difference[QLatin1String("seed")].toInt(), 3);
    EXPECT_LE(difference[QLatin1String("low")].toDouble(), difference[QLatin1String("value")].toDouble());
    EXPECT_NEAR(difference[QLatin1String("value")].toDouble(),
                words[QLatin1String("a")][QLatin1String("value")].toDouble() -
                    words[QLatin1String("b")][QLatin1String("value")].toDouble(),
                1e-9);
    EXPECT_EQ(json(QStringLiteral("sample compare --a first --b second --seed 3")), said);
}

TEST_F(SampleVerbs, AuditIsDrawnOnceAndGoneOnWith)
{
    const QJsonObject drawn =
        json(QStringLiteral("sample audit --source first --count 10 --seed 2 --name monday"));
    EXPECT_EQ(drawn[QLatin1String("samples")].toInt(), 10);
    EXPECT_TRUE(drawn[QLatin1String("share")][QLatin1String("value")].isNull());
    const int plan = drawn[QLatin1String("items")].toArray()[0][QLatin1String("plan")].toInt();
    json(QStringLiteral("sample set-aside %1 --source first").arg(plan));
    const QJsonObject now = json(QStringLiteral("sample audit show monday"));
    EXPECT_EQ(now[QLatin1String("judged")].toInt(), 1);
    EXPECT_EQ(now[QLatin1String("share")][QLatin1String("value")].toDouble(), 1.0);
    EXPECT_EQ(now[QLatin1String("share")][QLatin1String("missing")].toInt(), 9);
    EXPECT_EQ(json(QStringLiteral("sample audit show"))[QLatin1String("audits")].toArray().size(), 1);
    EXPECT_EQ(cli({QStringLiteral("sample"), QStringLiteral("audit"), QStringLiteral("--source"),
                   QStringLiteral("first"), QStringLiteral("--name"), QStringLiteral("monday")})
                  .exitStatus,
              1);
}
