// What the command line says about a study: its size beforehand, its figures afterwards.
#include "tests/support/commandline.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace antiphon;
using namespace antiphon::test;

TEST(StudyVerbs, PlanSizeNeedsNoProjectAndIsTheSameBySeed)
{
    const QStringList line = words("study plan-size --raters 3,6 --items 5,30 --simulations 100 --seed 4");
    const QJsonObject plan = answer(line);
    const QJsonArray sizes = plan[QLatin1String("sizes")].toArray();
    ASSERT_EQ(sizes.size(), 4);
    const auto equivalent = [&](qsizetype i) {
        return sizes[i][QLatin1String("equivalent")][QLatin1String("value")].toDouble();
    };
    EXPECT_LT(equivalent(0), equivalent(3));
    EXPECT_EQ(sizes[0][QLatin1String("equivalent")][QLatin1String("n")].toInt(), 100);
    EXPECT_EQ(sizes[0][QLatin1String("equivalent")][QLatin1String("seed")].toInt(), 4);
    EXPECT_GT(plan[QLatin1String("first_guess")][QLatin1String("equivalence")].toDouble(), 10.0);
    EXPECT_EQ(answer(line), plan);
}

TEST(StudyVerbs, PlanSizeRefusesWhatItCanNotTake)
{
    for (const char* line : {"study plan-size --raters 1", "study plan-size --shares 0.5,0.6",
                             "study plan-size --margin none", "study plan-size --clusters raters"})
        EXPECT_EQ(runProgram(antiphonCli(), words(line)).exitStatus, 1) << line;
}

TEST(StudyVerbs, ResultsCarryTestsModelAndRaters)
{
    TemporaryProject folder;
    const QString out = folder.filePath(QStringLiteral("demo"));
    ASSERT_EQ(runProgram(antiphonCli(), {QStringLiteral("demo"), QStringLiteral("--out"), out}).exitStatus,
              0);
    const QStringList project{QStringLiteral("--project"), out + QStringLiteral("/demo.antiphon")};
    const QJsonObject json = answer(words("study results --resamples 2000") + project);
    const QJsonArray criteria = json[QLatin1String("criteria")].toArray();
    ASSERT_EQ(criteria.size(), 3);
    for (const QJsonValue& criterion : criteria) {
        const QJsonValue further = criterion[QLatin1String("further")];
        const QJsonValue model = further[QLatin1String("model")];
        EXPECT_TRUE(model[QLatin1String("converged")].toBool());
        EXPECT_EQ(model[QLatin1String("variances")].toArray().size(), 2);
        EXPECT_EQ(model[QLatin1String("log_odds_ratios")].toArray().size(), 1);
        EXPECT_EQ(further[QLatin1String("tests")][QLatin1String("raters")][QLatin1String("n")].toInt(), 3);
        EXPECT_EQ(further[QLatin1String("coefficients")].toArray().size(), 5);
        EXPECT_EQ(further[QLatin1String("by_rater")].toArray().size(), 3);
    }
    const QStringList line = words("study results --further --resamples 2000") + project;
    const QByteArray text = runProgram(antiphonCli(), line).out;
    for (const char* title :
         {"Does any condition differ?", "Agreement", "Model of the answers", "scripted-2"})
        EXPECT_TRUE(text.contains(title)) << title;
}

TEST(StudyVerbs, ReportIsAlsoWrittenAsPages)
{
    TemporaryProject folder;
    const QString out = folder.filePath(QStringLiteral("demo"));
    ASSERT_EQ(runProgram(antiphonCli(), {QStringLiteral("demo"), QStringLiteral("--out"), out}).exitStatus,
              0);
    const QString pdf = folder.filePath(QStringLiteral("report.pdf"));
    const ProgramRun run = runProgram(
        antiphonCli(), words("study report --resamples 2000 --project") +
                           QStringList{out + QStringLiteral("/demo.antiphon"), QStringLiteral("--out"), pdf});
    ASSERT_EQ(run.exitStatus, 0) << run.err.toStdString();
    QFile file(pdf);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    EXPECT_TRUE(bytes.startsWith("%PDF-"));
    EXPECT_TRUE(bytes.contains("%%EOF"));
    EXPECT_GE(bytes.count("/Type /Page\n"), 3);
    EXPECT_GE(bytes.count("/Subtype /Image"), 3); // the charts
}

TEST(StudyVerbs, AnswersAreExportedInBothForms)
{
    TemporaryProject folder;
    const QString out = folder.filePath(QStringLiteral("demo"));
    ASSERT_EQ(runProgram(antiphonCli(), {QStringLiteral("demo"), QStringLiteral("--out"), out}).exitStatus,
              0);
    const QStringList project{QStringLiteral("--project"), out + QStringLiteral("/demo.antiphon")};
    const QString csv = folder.filePath(QStringLiteral("answers.csv"));
    const QString jsonl = folder.filePath(QStringLiteral("answers.jsonl"));
    const QJsonObject rows = answer(words("export answers --out") + QStringList{csv} + project);
    const QJsonObject lines = answer(words("export answers --out") + QStringList{jsonl} + project);
    EXPECT_GT(rows[QLatin1String("answers")].toInt(), 0);
    EXPECT_EQ(lines[QLatin1String("answers")].toInt(), rows[QLatin1String("answers")].toInt());
    QFile file(jsonl);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_TRUE(QJsonDocument::fromJson(file.readLine()).object()[QLatin1String("value")].isDouble());
    EXPECT_EQ(
        runProgram(antiphonCli(), words("export answers --format xml --out") + QStringList{csv} + project)
            .exitStatus,
        1);
}
