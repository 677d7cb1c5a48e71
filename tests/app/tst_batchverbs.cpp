// batch export, batch import and export corpus as a person types them.
#include "core/corpus/corpusstore.h"
#include "core/generation/runstore.h"
#include "tests/core/generation/batchprovider.h"
#include "tests/core/generation/generationproject.h"
#include "tests/support/program.h"
#include "tests/support/resultassertions.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace antiphon;
using namespace antiphon::test;

namespace {

class BatchVerbs : public testing::Test
{
protected:
    QStringList words(const QString& line) const
    {
        return line.split(QLatin1Char(' ')) << QStringLiteral("--project") << m_project.path();
    }
    ProgramRun cli(const QString& line) const { return runProgram(antiphonCli(), words(line)); }
    static QJsonObject json(const ProgramRun& run) { return QJsonDocument::fromJson(run.out).object(); }
    QString place(const char* name) const { return m_project.filePath(QLatin1String(name)); }

    // A batch of `count` plans as the run "night", in the folder "out".
    std::vector<BatchLine> sendOut(int count)
    {
        m_project.addPlans(QStringLiteral("p"), count);
        EXPECT_OK(m_project.addEndpoint(QStringLiteral("local"), QStringLiteral("http://127.0.0.1:1/v1")));
        const ProgramRun run =
            cli(QStringLiteral(
                    "batch export --plans p --writer local --name night --max-bytes 10MB --json --out ") +
                place("out"));
        EXPECT_EQ(run.exitStatus, 0) << run.err.toStdString();
        EXPECT_EQ(json(run).value(QStringLiteral("requests")).toInt(), count);
        return batchRequests(place("out"));
    }
    QString answers(const char* name, const std::vector<BatchLine>& requests, QList<QByteArray> lines = {})
    {
        for (const BatchLine& request : requests)
            lines << answeredLine(request, obedientContent(request.body));
        writeLines(place(name), lines);
        return place(name);
    }

    GenerationProject m_project;
};

} // namespace

TEST_F(BatchVerbs, GoesOutAndComesBack)
{
    const auto requests = sendOut(12);
    ASSERT_EQ(requests.size(), 12U);
    const QString file = answers("o.jsonl.zst", requests, {"{\"custom_id\": \"theirs\"}"});
    const ProgramRun in =
        cli(QStringLiteral("batch import %1 --json --rejects %2").arg(file, place("rejects")));
    EXPECT_EQ(in.exitStatus, 3) << in.err.toStdString();
    EXPECT_EQ(json(in).value(QStringLiteral("samples")).toInt(), 12);
    EXPECT_EQ(json(in).value(QStringLiteral("rejected")).toInt(), 1);
    QFile rejects(place("rejects"));
    ASSERT_TRUE(rejects.open(QIODevice::ReadOnly));
    const QJsonObject row = QJsonDocument::fromJson(rejects.readLine()).object();
    EXPECT_EQ(row.value(QStringLiteral("line")).toInt(), 1);
    EXPECT_EQ(row.value(QStringLiteral("file")).toString(), file);
    const ProgramRun again = cli(QStringLiteral("batch export --name night --json --out ") + place("again"));
    EXPECT_EQ(again.exitStatus, 1);
    EXPECT_TRUE(again.err.contains("every plan has its sample")) << again.err.toStdString();
    EXPECT_EQ(cli(QStringLiteral("batch import ") + place("absent")).exitStatus, 1);
}

TEST_F(BatchVerbs, ExportsADataSet)
{
    m_project.addPlans(QStringLiteral("p"), 50, 5);
    ASSERT_OK(m_project.perform(templateRun(QStringLiteral("r"), QStringLiteral("p"))));
    const ProgramRun run = cli(QStringLiteral("export corpus --source r --format chat --split 0.8,0.1,0.1 "
                                              "--compress gz --shards 2 --license cc0-1.0 --json --out ") +
                               place("set"));
    EXPECT_EQ(run.exitStatus, 0) << run.err.toStdString();
    const QJsonArray splits = json(run).value(QStringLiteral("splits")).toArray();
    ASSERT_EQ(splits.size(), 3);
    EXPECT_EQ(splits.at(0)[QStringLiteral("dialogues")].toInt(), 40);
    EXPECT_TRUE(QFile::exists(place("set/data/train-00001-of-00002.jsonl.gz")));
    EXPECT_TRUE(QFile::exists(place("set/README.md")));
    const ProgramRun file =
        cli(QStringLiteral("export corpus --source r --format lp --compress gz --json --out ") +
            place("r.jsonl"));
    EXPECT_EQ(file.exitStatus, 0) << file.err.toStdString();
    EXPECT_TRUE(QFile::exists(place("r.jsonl.gz")));
    EXPECT_EQ(cli(QStringLiteral("export corpus --source r --split 0.5 --out ") + place("wrong")).exitStatus,
              1);
    EXPECT_FALSE(QFile::exists(place("wrong")));
}

TEST_F(BatchVerbs, LosesAndRepeatsNothingWhenAnImportIsKilled)
{
    const QString file = answers("o.jsonl", sendOut(3'000));
    for (const int milliseconds : {150, 400, 900})
        killProgram(antiphonCli(), words(QStringLiteral("batch import ") + file), milliseconds);
    const ProgramRun in = cli(QStringLiteral("batch import --json ") + file);
    EXPECT_EQ(in.exitStatus, 0) << in.err.toStdString();
    EXPECT_EQ(json(in).value(QStringLiteral("rejected")).toInt(), 0);
    EXPECT_EQ(json(in).value(QStringLiteral("samples")).toInt() +
                  json(in).value(QStringLiteral("already")).toInt(),
              3'000);
    m_project.restart();
    const auto run = runByName(m_project.connection(), QStringLiteral("night"));
    ASSERT_OK(run);
    EXPECT_EQ((*run)->samples, 3'000);
    const auto source = sourceByName(m_project.connection(), QStringLiteral("night"));
    ASSERT_TRUE(source->has_value());
    EXPECT_EQ((*source)->dialogues, 3'000);
    EXPECT_EQ(checkIntegrity(m_project.connection()).value_or(QStringList{QStringLiteral("?")}),
              QStringList());
}
