// The design of a study on the command line: proof, anchor, late and dropped raters, exclusions,
// declarations.
#include "tests/support/commandline.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace antiphon;
using namespace antiphon::test;

namespace {

// One demonstration for all tests of this file, each of which works on a copy.
class StudyDesignVerbs : public testing::Test
{
protected:
    static void SetUpTestSuite()
    {
        s_folder = std::make_unique<TemporaryProject>();
        const QString out = s_folder->filePath(QStringLiteral("demo"));
        ASSERT_EQ(
            runProgram(antiphonCli(), {QStringLiteral("demo"), QStringLiteral("--out"), out}).exitStatus, 0);
    }
    static void TearDownTestSuite() { s_folder.reset(); }
    void SetUp() override
    {
        m_project = m_folder.filePath(QStringLiteral("copy.antiphon"));
        ASSERT_TRUE(QFile::copy(s_folder->filePath(QStringLiteral("demo/demo.antiphon")), m_project));
    }

    QString file(const char* name) { return m_folder.filePath(QLatin1String(name)); }
    ProgramRun run(const QStringList& arguments)
    {
        return runProgram(antiphonCli(), arguments + QStringList{QStringLiteral("--project"), m_project});
    }
    QJsonObject answer(const QStringList& arguments)
    {
        const ProgramRun done = run(arguments + QStringList{QStringLiteral("--json")});
        EXPECT_EQ(done.exitStatus, 0) << done.err.toStdString();
        return QJsonDocument::fromJson(done.out).object();
    }

    static std::unique_ptr<TemporaryProject> s_folder;
    TemporaryProject m_folder;
    QString m_project;
};

std::unique_ptr<TemporaryProject> StudyDesignVerbs::s_folder;

} // namespace

TEST_F(StudyDesignVerbs, ProofHoldsForTheDemonstration)
{
    const QJsonObject proof = answer(words("study proof"));
    EXPECT_TRUE(proof[QLatin1String("holds")].toBool());
    EXPECT_TRUE(proof[QLatin1String("complete")].toBool());
    EXPECT_EQ(proof[QLatin1String("most_ratings")].toInt(), 3);
    const QJsonArray orders = proof[QLatin1String("orders")].toArray();
    ASSERT_EQ(orders.size(), 3);
    for (const QJsonValue& order : orders)
        EXPECT_EQ(order[QLatin1String("answered")].toInt(), 40);
    const QByteArray csv = run(words("study proof --csv")).out;
    EXPECT_TRUE(csv.startsWith("table,row,column,count\n"));
    EXPECT_GT(csv.count('\n'), 80);
}

TEST_F(StudyDesignVerbs, MatchedDialoguesShowAlike)
{
    const QJsonArray lengths =
        answer(words("study audit --permutations 99"))[QLatin1String("lengths")].toArray();
    ASSERT_EQ(lengths.size(), 3);
    for (const QJsonValue& length : lengths)
        EXPECT_LT(length[QLatin1String("value")].toDouble(), 0.25)
            << QJsonDocument(length.toObject()).toJson().toStdString();
}

TEST_F(StudyDesignVerbs, AStudyWithAnchorAndChecksFromEndToEnd)
{
    const QJsonObject made = answer(words("study anchor --source sample --name low --seed 3"));
    EXPECT_GT(made[QLatin1String("swapped")].toInt(), 10);
    QFile definition(file("study.json"));
    ASSERT_TRUE(definition.open(QIODevice::WriteOnly));
    definition.write(
        R"({"name": "anchored", "sources": ["sample", "demo run", "low"], "items": 6, "raters": 4,
        "ratings_per_item": 2, "overlap": 1, "reference": "sample", "anchor": "low", "attention_checks": 1,
        "exclusions": {"attention_failures": 1}, "hypotheses": ["Runs are as good."],
        "stopping_rule": "all packets are in"})");
    definition.close();
    ASSERT_EQ(run({QStringLiteral("study"), QStringLiteral("create"), definition.fileName()}).exitStatus, 0);
    const QJsonObject frozen = answer(words("study freeze"));
    EXPECT_TRUE(frozen[QLatin1String("frozen")][QLatin1String("gaps")].isObject());
    const QString packets = file("packets");
    const QStringList packetsLine = words("study packets --out") << packets;
    EXPECT_EQ(answer(packetsLine)[QLatin1String("packets")].toArray().size(), 4);
    const QString answers = file("one.antiphon-answers");
    ASSERT_EQ(
        runProgram(antiphonCli(),
                   {QStringLiteral("rate"), packets + QStringLiteral("/rater-1.antiphon-packet"),
                    QStringLiteral("--answers"), answers, QStringLiteral("--scripted"), QStringLiteral("5")})
            .exitStatus,
        0);
    ASSERT_EQ(run({QStringLiteral("study"), QStringLiteral("collect"), answers}).exitStatus, 0);
    const QJsonObject dropped = answer(words("study drop rater-2 --reason ill"));
    EXPECT_EQ(dropped[QLatin1String("items")].toInt(), 0);
    EXPECT_GT(dropped[QLatin1String("open")].toInt(), 8);
    EXPECT_EQ(answer(packetsLine + words("--late rater-9"))[QLatin1String("packets")].toArray().size(), 5);
    const QJsonArray raters = answer(words("study exclusions"))[QLatin1String("raters")].toArray();
    ASSERT_EQ(raters.size(), 1);
    EXPECT_EQ(raters[0][QLatin1String("attention")].toInt(), 1);
    EXPECT_EQ(run(words("study exclude rater-1 --reason missed")).exitStatus, 0);
    EXPECT_EQ(run(words("study exclude rater-1 --reason missed")).exitStatus, 1);
    EXPECT_EQ(run(words("study exclude rater-1 --undo --reason mistaken")).exitStatus, 0);
}

TEST_F(StudyDesignVerbs, WritesPreregistrationAndDatasheet)
{
    const QString plan = file("plan.md");
    EXPECT_EQ(answer(words("study preregister --out") << plan)[QLatin1String("not_declared")].toInt(), 2);
    EXPECT_GT(QFile(plan).size(), 500);
    const QString sheet = file("heds.json");
    const QJsonObject written = answer(words("study heds --out") << sheet);
    EXPECT_GE(written[QLatin1String("filled_section_3")].toDouble(), 0.7);
    EXPECT_GE(written[QLatin1String("filled_section_4")].toDouble(), 0.8);
    EXPECT_GE(written[QLatin1String("filled")].toDouble(), 0.8);
    QFile read(sheet);
    ASSERT_TRUE(read.open(QIODevice::ReadOnly));
    EXPECT_EQ(QJsonDocument::fromJson(read.readAll()).object()[QLatin1String("version")].toString(),
              QStringLiteral("3.0"));
}
