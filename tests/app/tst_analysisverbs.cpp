// Questions to all codings on the command line.
#include "tests/support/commandline.h"
#include "tests/support/resultassertions.h"
#include "tests/support/workbookcells.h"

#include <QFile>
#include <QJsonArray>

using namespace antiphon;
using namespace antiphon::test;

namespace {

// Two dialogues: ada coded three turns of the first and one of the second, ben one turn.
class AnalysisVerbs : public VerbTest
{
protected:
    AnalysisVerbs() : VerbTest("coded.antiphon")
    {
        const QByteArray talk = R"({"id":"%","messages":[{"role":"user","content":"Calm piano"},)"
                                R"({"role":"assistant","content":"Yes"},{"role":"user","content":"Thanks"}]})"
                                "\n";
        const QString corpus =
            m_project.writeFile(QStringLiteral("talk.jsonl"),
                                QByteArray(talk).replace('%', 'a') + QByteArray(talk).replace('%', 'b'));
        EXPECT_EQ(runProgram(antiphonCli(), {QStringLiteral("new"), path()}).exitStatus, 0);
        EXPECT_EQ(cli(QStringLiteral("import corpus %1 --format chat --name talk").arg(corpus)).exitStatus,
                  0);
        code("a", 1, "add_filter", "ada");
        code("a", 1, "genre", "ada");
        code("a", 2, "passive_recommend", "ada");
        code("a", 3, "accept_response", "ada");
        code("b", 1, "add_filter", "ada");
        code("a", 1, "greeting", "ben");
    }
    void code(const char* dialogue, int turn, const char* name, const char* coder) const
    {
        const QString line = QStringLiteral("code --dialogue %1 --turn %2 --code %3 --coder %4")
                                 .arg(QLatin1String(dialogue), QString::number(turn), QLatin1String(name),
                                      QLatin1String(coder));
        EXPECT_EQ(cli(line).exitStatus, 0);
    }
};

} // namespace

TEST_F(AnalysisVerbs, TellWhichCodesStandTogether)
{
    const QJsonObject said = json(QStringLiteral("cooccurrence --coder ada"));
    EXPECT_EQ(said[QLatin1String("n")].toInt(), 4);
    const QJsonArray pairs = said[QLatin1String("pairs")].toArray();
    ASSERT_EQ(pairs.size(), 1);
    EXPECT_EQ(pairs[0][QLatin1String("code")].toString(), QStringLiteral("add_filter"));
    EXPECT_EQ(pairs[0][QLatin1String("with")].toString(), QStringLiteral("genre"));
    EXPECT_DOUBLE_EQ(pairs[0][QLatin1String("jaccard")].toDouble(), 0.5);
}

TEST_F(AnalysisVerbs, TellWhichCodesFollowWhich)
{
    const QString table = m_project.filePath(QStringLiteral("t.csv"));
    const QJsonObject said =
        json(QStringLiteral("transitions --coder ada --step user-system --from intent --out ") + table);
    EXPECT_EQ(said[QLatin1String("n")].toInt(), 1);
    EXPECT_EQ(said[QLatin1String("missing")].toInt(), 1); // the second dialogue's reply has no code
    const QJsonArray rows = said[QLatin1String("transitions")].toArray();
    ASSERT_EQ(rows.size(), 1);
    EXPECT_EQ(rows[0][QLatin1String("to")].toString(), QStringLiteral("passive_recommend"));
    EXPECT_EQ(rows[0][QLatin1String("count")].toInt(), 1);
    EXPECT_TRUE(rows[0][QLatin1String("residual")].isNull()); // one cell: undefined, not 0
    QFile written(table);
    ASSERT_TRUE(written.open(QIODevice::ReadOnly));
    EXPECT_TRUE(
        written.readAll().contains("intent,add_filter,action,passive_recommend,1,1.000000,1.000000,"));
}

TEST_F(AnalysisVerbs, TellWhetherNewCodesStillCome)
{
    const QJsonObject said = json(QStringLiteral("saturation --coder ada --base 1 --run 1"));
    EXPECT_EQ(said[QLatin1String("dialogues")].toInt(), 2);
    EXPECT_EQ(said[QLatin1String("baseCodes")].toInt(), 4);
    EXPECT_EQ(said[QLatin1String("reached")].toInt(), 1); // the second brings none
    EXPECT_EQ(said[QLatin1String("curve")].toArray().size(), 2);
    EXPECT_TRUE(json(QStringLiteral("saturation --coder ada"))[QLatin1String("reached")].isNull());
}

TEST_F(AnalysisVerbs, RefuseWhatTheyCanNotTell)
{
    const ProgramRun several = cli(QStringLiteral("cooccurrence"));
    EXPECT_EQ(several.exitStatus, 1);
    EXPECT_TRUE(several.err.contains("--coder")) << several.err.toStdString();
    EXPECT_EQ(cli(QStringLiteral("cooccurrence --coder zoe")).exitStatus, 1);
    EXPECT_EQ(cli(QStringLiteral("transitions --coder ada --step sideways")).exitStatus, 1);
    EXPECT_EQ(cli(QStringLiteral("transitions --coder ada --from mood")).exitStatus, 1);
    EXPECT_EQ(cli(QStringLiteral("saturation --coder ada --base 0")).exitStatus, 1);
}

TEST_F(AnalysisVerbs, TellHowFarCodersAgree)
{
    code("a", 1, "add_filter", "ben"); // as ada; his greeting and her genre differ
    const QString table = m_project.filePath(QStringLiteral("agreement.csv"));
    const QJsonObject said = json(QStringLiteral("agreement --coders ada,ben --folds 200 --out ") + table);
    EXPECT_EQ(said[QLatin1String("disagreements")].toInt(), 3); // the first turn, and the two he left out
    QJsonObject add;
    for (const QJsonValue& row : said[QLatin1String("codes")].toArray()) {
        if (row[QLatin1String("code")].toString() == QLatin1String("add_filter"))
            add = row.toObject();
    }
    EXPECT_EQ(add[QLatin1String("turns")].toInt(), 2);   // the user's turns of the dialogue that both coded
    EXPECT_EQ(add[QLatin1String("missing")].toInt(), 2); // hers of the other, which he did not touch
    EXPECT_EQ(add[QLatin1String("given")].toArray(), (QJsonArray{2, 1}));
    EXPECT_DOUBLE_EQ(add[QLatin1String("percent")][QLatin1String("value")].toDouble(), 1);
    EXPECT_DOUBLE_EQ(add[QLatin1String("cohen")][QLatin1String("value")].toDouble(), 1);
    const QJsonObject all = said[QLatin1String("sets")][0][QLatin1String("masi")].toObject();
    EXPECT_TRUE(all[QLatin1String("value")].isDouble());
    EXPECT_FALSE(all.contains(QLatin1String("low"))); // one dialogue: nothing to resample
    QFile written(table);
    ASSERT_TRUE(written.open(QIODevice::ReadOnly));
    EXPECT_TRUE(
        written.readAll().startsWith("facet,code,turns,missing,ada,ben,percent,cohen,fleiss,ac1,alpha"));
    const QJsonObject pooled = said[QLatin1String("pooled")][0].toObject();
    EXPECT_EQ(pooled[QLatin1String("codes")].toString(), QStringLiteral("All codes"));
    EXPECT_TRUE(pooled[QLatin1String("ac1")][QLatin1String("value")].isDouble());
    EXPECT_EQ(cli(QStringLiteral("agreement")).exitStatus, 1);
    EXPECT_EQ(cli(QStringLiteral("agreement --coders ada,ben --unit word")).exitStatus, 1);
    EXPECT_EQ(cli(QStringLiteral("agreement --coders ada")).exitStatus, 1);
    EXPECT_EQ(cli(QStringLiteral("agreement --coders ada,zoe")).exitStatus, 1);
}

TEST_F(AnalysisVerbs, TellAgreementOfSpansAndDialogues)
{
    code("a", 1, "add_filter", "ben");
    const auto rowOf = [](const QJsonObject& said, QLatin1String name) {
        for (const QJsonValue& row : said[QLatin1String("codes")].toArray()) {
            if (row[QLatin1String("code")].toString() == name)
                return row.toObject();
        }
        return QJsonObject();
    };
    const QJsonObject spans = json(QStringLiteral("agreement --coders ada,ben --unit span --folds 200"));
    EXPECT_EQ(spans[QLatin1String("unit")].toString(), QStringLiteral("span"));
    EXPECT_TRUE(spans[QLatin1String("sets")].toArray().isEmpty());
    const QJsonObject inSpans = rowOf(spans, QLatin1String("add_filter"));
    EXPECT_GT(inSpans[QLatin1String("units")].toInt(), 2); // characters of the same two turns
    EXPECT_DOUBLE_EQ(inSpans[QLatin1String("alpha")][QLatin1String("value")].toDouble(), 1);
    EXPECT_TRUE(inSpans[QLatin1String("alpha")][QLatin1String("method")].toString().contains(
        QLatin1String("unitizing")));
    const QJsonObject whole = json(QStringLiteral("agreement --coders ada,ben --unit dialogue --folds 200"));
    const QJsonObject inDialogues = rowOf(whole, QLatin1String("add_filter"));
    EXPECT_EQ(inDialogues[QLatin1String("units")].toInt(), 1); // the dialogue that both coded
    EXPECT_EQ(inDialogues[QLatin1String("given")].toArray(), (QJsonArray{2, 1}));
    EXPECT_DOUBLE_EQ(inDialogues[QLatin1String("percent")][QLatin1String("value")].toDouble(), 1);
}

TEST_F(AnalysisVerbs, TakeOnlyCodesThatBeginAlike)
{
    const QJsonObject all = json(QStringLiteral("agreement --coders ada,ben --folds 200"));
    const QJsonObject some = json(QStringLiteral("agreement --coders ada,ben --folds 200 --codes add_"));
    const QJsonArray rows = some[QLatin1String("codes")].toArray();
    ASSERT_EQ(rows.size(), 1);
    EXPECT_EQ(rows[0][QLatin1String("code")].toString(), QStringLiteral("add_filter"));
    for (const QJsonValue& row : all[QLatin1String("codes")].toArray()) {
        if (row[QLatin1String("code")] == rows[0][QLatin1String("code")]) {
            EXPECT_EQ(row.toObject(), rows[0].toObject());
        }
    }
    EXPECT_EQ(cli(QStringLiteral("agreement --coders ada,ben --codes zzz")).exitStatus, 1);
}

TEST_F(AnalysisVerbs, ExplainCoefficients)
{
    const QJsonObject said = json(QStringLiteral("agreement --explain AC1"));
    EXPECT_EQ(said[QLatin1String("name")].toString(), QStringLiteral("Gwet's AC1"));
    for (const char* part : {"formula", "source", "misleads"})
        EXPECT_FALSE(said[QLatin1String(part)].toString().isEmpty()) << part;
    const ProgramRun unknown = cli(QStringLiteral("agreement --explain magic"));
    EXPECT_EQ(unknown.exitStatus, 1);
    EXPECT_TRUE(unknown.err.contains("u-alpha")) << unknown.err.toStdString();
}

TEST_F(AnalysisVerbs, WriteTheirTablesAsCsvOrWorkbookByTheEnding)
{
    const auto written = [this](const QString& verb, const char* name) {
        const QString out = m_project.filePath(QLatin1String(name));
        const ProgramRun run = cli(verb + QStringLiteral(" --out ") + out);
        EXPECT_EQ(run.exitStatus, 0) << run.err.toStdString();
        QFile file(out);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << verb.toStdString();
        return file.readAll();
    };
    for (const char* verb :
         {"frequencies --coder ada", "cooccurrence --coder ada", "transitions --coder ada",
          "saturation --coder ada --base 1 --run 1", "density --coder ada", "crosstab --by role --coder ada",
          "crosstab --by coder", "agreement --coders ada,ben", "export codings",
          "export codings --format matrix"}) {
        const QByteArray csv = written(QLatin1String(verb), "table.csv");
        const auto rows = workbookRows(written(QLatin1String(verb), "table.xlsx"));
        ASSERT_GT(rows.size(), 1) << verb;
        EXPECT_EQ(rows.size(), csv.count('\n')) << verb;
        EXPECT_EQ(rows[0].size(), csv.left(csv.indexOf('\n')).count(',') + 1) << verb;
    }
    const auto matrix =
        workbookRows(written(QStringLiteral("export codings --format matrix"), "matrix.xlsx"));
    const qsizetype genre = matrix[0].indexOf(QStringLiteral("'attribute:genre"));
    ASSERT_GE(genre, 0);
    EXPECT_EQ(matrix[1][genre], QStringLiteral("1"));
    EXPECT_EQ(matrix[2][genre], QStringLiteral("0"));
}

TEST_F(AnalysisVerbs, SetCodesAgainstWhatElseIsKnownOfATurn)
{
    const QJsonObject said = json(QStringLiteral("crosstab --by position --coder ada --facet intent"));
    EXPECT_EQ(said[QLatin1String("n")].toInt(), 4);
    EXPECT_EQ(said[QLatin1String("missing")].toInt(), 2);
    const QJsonArray codes = said[QLatin1String("codes")].toArray();
    ASSERT_EQ(codes.size(), 2); // add_filter and accept_response
    const QJsonObject filter = codes[0].toObject();
    EXPECT_EQ(filter[QLatin1String("code")].toString(), QStringLiteral("add_filter"));
    const QJsonArray cells = filter[QLatin1String("cells")].toArray();
    ASSERT_EQ(cells.size(), 3);
    EXPECT_EQ(cells[0][QLatin1String("value")].toString(), QStringLiteral("turn 1"));
    EXPECT_EQ(cells[0][QLatin1String("count")].toInt(), 2);
    EXPECT_EQ(cells[0][QLatin1String("n")].toInt(), 2);
    EXPECT_DOUBLE_EQ(cells[0][QLatin1String("expected")].toDouble(), 1);
    EXPECT_NEAR(filter[QLatin1String("test")][QLatin1String("chiSquare")].toDouble(), 4, 1e-12);
    EXPECT_EQ(filter[QLatin1String("test")][QLatin1String("df")].toInt(), 2);
    EXPECT_EQ(cli(QStringLiteral("crosstab --by weather --coder ada")).exitStatus, 1);
    EXPECT_EQ(cli(QStringLiteral("crosstab --by role")).exitStatus, 1); // two coders
}

TEST_F(AnalysisVerbs, TellHowMuchStandsBehindEachCode)
{
    const QJsonArray codes = json(QStringLiteral("density --coder ada"))[QLatin1String("codes")].toArray();
    qint64 incidents = 0;
    for (const QJsonValue& code : codes) {
        if (code[QLatin1String("code")].toString() != QLatin1String("add_filter"))
            continue;
        incidents = code[QLatin1String("incidents")].toInteger();
        EXPECT_EQ(code[QLatin1String("dialogues")].toInt(), 2);
        EXPECT_FALSE(code[QLatin1String("thin")].toArray().isEmpty());
    }
    EXPECT_EQ(incidents, 2);
}
