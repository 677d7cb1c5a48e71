// Propositions on the command line: proposed, weighed, answered, removed.
#include "core/base/linereader.h"
#include "core/coding/coderstore.h"
#include "core/coding/comparisonstore.h"
#include "core/coding/propositionstore.h"
#include "tests/core/coding/codingproject.h"
#include "tests/support/program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace antiphon;
using namespace antiphon::test;

namespace {

class PropositionVerbs : public CodingProject
{
protected:
    ProgramRun run(const char* verb, const QStringList& arguments = {})
    {
        return runProgram(antiphonCli(), QString::fromLatin1(verb).split(u' ') + arguments +
                                             QStringList{QStringLiteral("--project"), m_project.path()});
    }
    QJsonObject json(const char* verb, const QStringList& arguments = {})
    {
        const ProgramRun done = run(verb, arguments + QStringList{QStringLiteral("--json")});
        EXPECT_EQ(done.exitStatus, 0) << done.err.data();
        return QJsonDocument::fromJson(done.out).object();
    }
    void propose()
    {
        ASSERT_EQ(run("proposition add --coder ada --code greeting", {QStringLiteral("Greeting comes first")})
                      .exitStatus,
                  0);
    }
};

} // namespace

TEST_F(PropositionVerbs, WeighsEvidence)
{
    propose();
    EXPECT_EQ(run("proposition evidence 1 for --dialogue a --turn 1 --coder ada").exitStatus, 0);
    const QJsonObject counts =
        json("proposition evidence 1 against --dialogue a --turn 3 --coder bea")[QLatin1String("counts")]
            .toObject();
    EXPECT_EQ(counts[QLatin1String("for")].toInt(), 1);
    EXPECT_EQ(counts[QLatin1String("open")].toInt(), 1);
    QJsonObject listed = json("proposition list")[QLatin1String("propositions")][0].toObject();
    EXPECT_EQ(listed[QLatin1String("text")].toString(), QStringLiteral("Greeting comes first"));
    EXPECT_EQ(listed[QLatin1String("codes")][0].toString(), QStringLiteral("greeting"));
    const QJsonObject first = listed[QLatin1String("evidence")][0].toObject();
    EXPECT_EQ(first[QLatin1String("place")].toString(), QStringLiteral("Turn 3 of a"));
    EXPECT_TRUE(first[QLatin1String("open")].toBool());
    EXPECT_EQ(json("negatives")[QLatin1String("open")].toInt(), 1);
    EXPECT_EQ(json("negatives --coder ada")[QLatin1String("open")].toInt(), 0);
    EXPECT_EQ(json("proposition answer 1.1", {QStringLiteral("a late guest")})[QLatin1String("open")].toInt(),
              0);
    const QString file = m_project.filePath(QStringLiteral("propositions.csv"));
    EXPECT_EQ(run("proposition list --out", {file}).exitStatus, 0);
    EXPECT_TRUE(readWholeFile(file)->contains(",greeting,against,turn,a,3,"));
    EXPECT_TRUE(readWholeFile(file)->contains("a late guest,bea,"));
    EXPECT_EQ(run("proposition remove 1.2").exitStatus, 0);
    listed = json("proposition list")[QLatin1String("propositions")][0].toObject();
    EXPECT_EQ(listed[QLatin1String("evidence")].toArray().size(), 1);
    EXPECT_EQ(run("proposition remove 1").exitStatus, 0);
    EXPECT_TRUE(listPropositions(db(), {})->isEmpty());
    EXPECT_EQ(EditHistory(db()).entries(1)->first().label,
              QStringLiteral("Delete the proposition “Greeting comes first”"));
}

TEST_F(PropositionVerbs, ListsNegativeCasesOfCodes)
{
    const Coder ada = ensureCoder(db(), QStringLiteral("ada")).value();
    ASSERT_OK(edit(QStringLiteral("Compare"), [&] {
        Comparison comparison;
        comparison.code = code(Facet::Intent, QStringLiteral("greeting")).id;
        comparison.coder = ada.id;
        comparison.turn = place(QStringLiteral("a"), 2).turn;
        comparison.against = place(QStringLiteral("b"), 0).turn;
        comparison.verdict = ComparisonVerdict::Negative;
        return giveVerdict(db(), comparison);
    }));
    QJsonObject answer = json("negatives");
    ASSERT_EQ(answer[QLatin1String("open")].toInt(), 1);
    EXPECT_EQ(answer[QLatin1String("cases")][0][QLatin1String("about")].toString(), QStringLiteral("code"));
    propose();
    EXPECT_EQ(run("proposition evidence 1 against --dialogue a --turn 3 --coder ada").exitStatus, 0);
    answer = json("negatives");
    ASSERT_EQ(answer[QLatin1String("open")].toInt(), 1);
    EXPECT_EQ(answer[QLatin1String("cases")][0][QLatin1String("about")].toString(),
              QStringLiteral("proposition"));
}

TEST_F(PropositionVerbs, SaysWhatItCanNotDo)
{
    propose();
    EXPECT_EQ(run("proposition add --coder ada --code nothing", {QStringLiteral("x")}).exitStatus, 1);
    EXPECT_EQ(run("proposition add --coder ada", {QStringLiteral(" ")}).exitStatus, 1);
    EXPECT_EQ(run("proposition add", {QStringLiteral("x")}).exitStatus, 2);
    EXPECT_EQ(run("proposition evidence 2 for --dialogue a --coder ada").exitStatus, 1);
    EXPECT_EQ(run("proposition evidence 1 maybe --dialogue a --coder ada").exitStatus, 1);
    EXPECT_EQ(run("proposition evidence 1 for --dialogue a --turn 99 --coder ada").exitStatus, 1);
    EXPECT_EQ(run("proposition answer 1.1", {QStringLiteral("x")}).exitStatus, 1);
    EXPECT_EQ(run("proposition evidence 1 for --dialogue a --coder ada").exitStatus, 0);
    EXPECT_EQ(run("proposition answer 1.1", {QStringLiteral("x")}).exitStatus, 1); // it speaks for it
    EXPECT_EQ(listPropositions(db(), {})->size(), 1);
}
