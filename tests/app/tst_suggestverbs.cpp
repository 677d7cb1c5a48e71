// Suggestions on the command line: trained, evaluated, applied; never a coding.
#include "tests/support/commandline.h"
#include "tests/support/resultassertions.h"

#include <QJsonArray>

using namespace antiphon;
using namespace antiphon::test;

namespace {

// Thirty dialogues whose first turn asks and whose third thanks; ada coded both in twenty of them.
class SuggestVerbs : public VerbTest
{
protected:
    SuggestVerbs() : VerbTest("suggest.antiphon")
    {
        QByteArray corpus;
        QByteArray codings = "dialogue,turn,role,facet,code\n";
        for (int i = 0; i < 30; ++i) {
            const QByteArray id = "d" + QByteArray::number(i);
            const QByteArray genre = i % 2 == 0 ? "jazz" : "folk";
            corpus += R"({"id":")" + id + R"(","messages":[{"role":"user","content":"Please play some )" +
                      genre +
                      R"( now"},{"role":"assistant","content":"Here it is"},{"role":"user","content":"Thank )"
                      R"(you, I like these"}]})"
                      "\n";
            if (i < 20)
                codings += id + ",1,user,intent,add_filter\n" + id + ",3,user,intent,accept_response\n";
        }
        EXPECT_EQ(runProgram(antiphonCli(), {QStringLiteral("new"), path()}).exitStatus, 0);
        EXPECT_EQ(cli(QStringLiteral("import corpus %1 --format chat --name talk")
                          .arg(m_project.writeFile(QStringLiteral("talk.jsonl"), corpus)))
                      .exitStatus,
                  0);
        EXPECT_EQ(cli(QStringLiteral("import codings %1 --format csv --coder ada")
                          .arg(m_project.writeFile(QStringLiteral("codings.csv"), codings)))
                      .exitStatus,
                  0);
    }
};

} // namespace

TEST_F(SuggestVerbs, TrainAndApplyStoreSuggestionsAndNoCoding)
{
    const ProgramRun early = cli(QStringLiteral("suggest apply --coder ada"));
    EXPECT_EQ(early.exitStatus, 1) << "nothing was trained";
    const QJsonObject trained = json(QStringLiteral("suggest train --coder ada"));
    EXPECT_EQ(trained[QLatin1String("turns")].toInt(), 40);
    EXPECT_EQ(trained[QLatin1String("codes")].toArray().size(), 2);
    const qint64 before = openProject(path())->integer("SELECT count(*) FROM coding").value();
    const QJsonObject applied = json(QStringLiteral("suggest apply --coder ada --source talk"));
    EXPECT_EQ(applied[QLatin1String("dialogues")].toInt(), 30);
    EXPECT_EQ(applied[QLatin1String("turns")].toInt(), 50);
    EXPECT_GE(applied[QLatin1String("suggestions")].toInt(), 20);
    const Connection project = openProject(path()).value();
    EXPECT_EQ(project.integer("SELECT count(*) FROM coding").value(), before);
    EXPECT_EQ(project.integer("SELECT count(*) FROM suggestion").value(),
              applied[QLatin1String("suggestions")].toInt());
}

TEST_F(SuggestVerbs, EvaluatePrintsTheSameFactsForPeopleAndPrograms)
{
    const QString line = QStringLiteral("suggest evaluate --coder ada --folds 4 --seed 7");
    const QJsonObject first = json(line);
    QJsonObject second = json(line);
    EXPECT_EQ(first[QLatin1String("macro_f1")], second[QLatin1String("macro_f1")]) << "by the seed alone";
    const QJsonObject macro = first[QLatin1String("macro_f1")][QLatin1String("intent")].toObject();
    EXPECT_GT(macro[QLatin1String("value")].toDouble(), 0.95);
    for (const char* key : {"value", "n", "missing", "method", "low", "high", "seed"})
        EXPECT_TRUE(macro.contains(QLatin1String(key))) << key;
    EXPECT_EQ(first[QLatin1String("folds")].toInt(), 4);
    const QString text = QString::fromUtf8(cli(line).out);
    EXPECT_TRUE(text.contains(QStringLiteral("macro F1 of 2 codes")));
    EXPECT_TRUE(text.contains(QStringLiteral("accept_response")));
}

TEST_F(SuggestVerbs, SayWhatIsWrong)
{
    const ProgramRun unknown = cli(QStringLiteral("suggest train --coder eve"));
    EXPECT_EQ(unknown.exitStatus, 1);
    EXPECT_TRUE(unknown.err.contains("eve"));
    EXPECT_EQ(cli(QStringLiteral("suggest train")).exitStatus, 2) << "--coder is missing";
    const ProgramRun folds = cli(QStringLiteral("suggest evaluate --coder ada --folds 50"));
    EXPECT_EQ(folds.exitStatus, 1);
    EXPECT_TRUE(folds.err.contains("50 folds"));
}
