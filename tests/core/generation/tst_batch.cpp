#include "core/base/linereader.h"
#include "core/corpus/corpusstore.h"
#include "core/generation/endpointstore.h"
#include "core/generation/runstore.h"
#include "tests/core/generation/batchprovider.h"
#include "tests/core/generation/batchroundtrip.h"
#include "tests/support/resultassertions.h"
#include "tests/support/scriptedserver.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <set>

using namespace antiphon;
using namespace antiphon::test;

namespace {

const QString runName = QStringLiteral("r");

class Batch : public testing::Test
{
protected:
    void SetUp() override
    {
        m_project.addPlans(QStringLiteral("p"), 30);
        ASSERT_OK(m_project.addEndpoint(QStringLiteral("local"), QStringLiteral("http://127.0.0.1:1/v1"),
                                        QStringLiteral("ANTIPHON_TEST_BATCH_KEY")));
    }

    QString folder(const char* name = "out") const { return m_project.filePath(QLatin1String(name)); }
    std::vector<BatchLine> sendOut(const char* name = "out")
    {
        EXPECT_OK(exportBatch(m_project.path(), batchRequest(folder(name)), batchActor, {}));
        return batchRequests(folder(name));
    }
    QString file(const char* name, const QList<QByteArray>& lines) const
    {
        const QString path = m_project.filePath(QLatin1String(name));
        writeLines(path, lines);
        return path;
    }
    Result<BatchImportReport> bringIn(const QStringList& files, double factor = 0.5)
    {
        return importBatch(m_project.path(), {files, factor}, batchActor, {});
    }
    antiphon::Run run() const
    {
        const auto found = runByName(m_project.connection(), runName);
        return found && *found ? **found : antiphon::Run();
    }
    static QByteArray obey(const BatchLine& request)
    {
        return answeredLine(request, obedientContent(request.body));
    }

    GenerationProject m_project;
};

} // namespace

TEST_F(Batch, SendsTheBytesOfALiveRun)
{
    const ScriptedServer server([](const ScriptedRequest& request, int) {
        return ScriptedReply{200, completionBody(QString::fromUtf8(obedientContent(request.body)))};
    });
    ASSERT_OK(m_project.addEndpoint(QStringLiteral("live"), server.baseUrl()));
    RunRequest live = templateRun(QStringLiteral("live"), QStringLiteral("p"));
    live.writer = QStringLiteral("live");
    ASSERT_OK(m_project.perform(live));
    std::multiset<QByteArray> sent, written;
    const auto asked = server.requests();
    for (const ScriptedRequest& request : asked)
        sent.insert(request.body);
    for (const BatchLine& line : sendOut())
        written.insert(line.body);
    EXPECT_EQ(sent.size(), 30U);
    EXPECT_EQ(sent, written);
}

TEST_F(Batch, KeepsTheLimitsOfAFileAndTellsDigests)
{
    BatchExportRequest request = batchRequest(folder());
    request.maximumLines = 7;
    const auto byLines = exportBatch(m_project.path(), request, batchActor, {});
    ASSERT_OK(byLines);
    ASSERT_EQ(byLines->parts.size(), 5);
    EXPECT_EQ(byLines->parts.last().requests, 2);
    const auto text = readWholeFile(folder() + QStringLiteral("/manifest.json"));
    ASSERT_OK(text);
    const QJsonObject manifest = QJsonDocument::fromJson(*text).object();
    EXPECT_EQ(manifest.value(QStringLiteral("requests")).toInt(), 30);
    const QJsonArray files = manifest.value(QStringLiteral("files")).toArray();
    ASSERT_EQ(files.size(), 5);
    for (const QJsonValue& each : files) {
        const auto part =
            readWholeFile(folder() + QLatin1Char('/') + each[QStringLiteral("file")].toString());
        ASSERT_OK(part);
        EXPECT_EQ(QString::fromLatin1(QCryptographicHash::hash(*part, QCryptographicHash::Sha256).toHex()),
                  each[QStringLiteral("sha256")].toString());
    }
    request.folder = folder("small");
    request.maximumLines = 50'000;
    request.maximumBytes = 20'000;
    const auto byBytes = exportBatch(m_project.path(), request, batchActor, {});
    ASSERT_OK(byBytes);
    EXPECT_GT(byBytes->parts.size(), 2);
    for (const BatchPart& part : byBytes->parts)
        EXPECT_LE(part.bytes, 20'000);
}

TEST_F(Batch, ReadsNoKey)
{
    const QByteArray key = "sk-verysecretkey";
    qputenv("ANTIPHON_TEST_BATCH_KEY", key);
    sendOut();
    qunsetenv("ANTIPHON_TEST_BATCH_KEY");
    QStringList files = partFiles(folder());
    files << folder() + QStringLiteral("/manifest.json");
    for (const QString& path : std::as_const(files)) {
        const auto text = readWholeFile(path);
        ASSERT_OK(text);
        EXPECT_FALSE(text->contains(key));
        EXPECT_FALSE(text->contains("\"stream\""));
    }
}

TEST_F(Batch, BringsEveryItemToItsEnd)
{
    GenerationProject project;
    project.addPlans(QStringLiteral("p"), 3'000);
    ASSERT_OK(project.addEndpoint(QStringLiteral("local"), QStringLiteral("http://127.0.0.1:1/v1")));
    goRound(project, 3'000);
}

TEST_F(Batch, KeepsWhereASampleComesFrom)
{
    const auto requests = sendOut();
    ASSERT_OK(bringIn({file("o.jsonl", {obey(requests[4])})}));
    EXPECT_EQ(run().state, RunState::Stopped);
    const auto item = runItem(m_project.connection(), run().id, 4);
    ASSERT_OK(item);
    ASSERT_TRUE(item->has_value());
    const QJsonObject kept = QJsonDocument::fromJson((*item)->provenance).object();
    EXPECT_EQ(kept.value(QStringLiteral("model")).toString(), QStringLiteral("asked-model"));
    EXPECT_EQ(kept.value(QStringLiteral("model_answered")).toString(), QStringLiteral("answering-model"));
    EXPECT_EQ(kept.value(QStringLiteral("prompt_tokens")).toInt(), 1000);
    EXPECT_TRUE(kept.value(QStringLiteral("batch")).toBool());
    EXPECT_EQ(kept.value(QStringLiteral("request_digest")).toString().toUtf8(),
              QCryptographicHash::hash(requests[4].body, QCryptographicHash::Sha256).toHex());
    const auto sample = readDialogue(m_project.connection(), (*item)->dialogue);
    ASSERT_OK(sample);
    EXPECT_EQ(sample->turns.first().text, QStringLiteral("Ask."));
    EXPECT_EQ(sample->externalId, QStringLiteral("4"));
}

TEST_F(Batch, SetsUnusableRepliesApartAndQueuesFailures)
{
    const auto requests = sendOut();
    const auto report = bringIn(
        {file("o.jsonl", {answeredLine(requests[0], "no JSON"), answeredLine(requests[1], "{\"turns\":[]}"),
                          answeredLine(requests[2], "{\"turns\":[{\"role\"", "length"),
                          refusedLine(requests[3], 400, "bad schema"), refusedLine(requests[4], 429, "slow"),
                          expiredLine(requests[5])})});
    ASSERT_OK(report);
    EXPECT_EQ(report->setAside, 4);
    EXPECT_EQ(report->failed, 2);
    EXPECT_EQ(report->failures.value(QStringLiteral("truncated")), 1);
    EXPECT_EQ(report->failures.value(QStringLiteral("schema_violation")), 2);
    const auto cut = runItem(m_project.connection(), run().id, 2);
    ASSERT_OK(cut);
    EXPECT_TRUE((*cut)->error.contains(QStringLiteral("token limit"))) << (*cut)->error.toStdString();
    const auto expired = runItem(m_project.connection(), run().id, 5);
    EXPECT_TRUE((*expired)->error.contains(QStringLiteral("window expired")));

    std::set<qint64> next;
    for (const BatchLine& line : sendOut("next"))
        next.insert(line.plan());
    EXPECT_FALSE(next.contains(0) || next.contains(1) || next.contains(2) || next.contains(3));
    EXPECT_TRUE(next.contains(4) && next.contains(5) && next.contains(29));
    BatchExportRequest all = batchRequest(folder("all"));
    all.run.retrySetAside = true;
    EXPECT_EQ(exportBatch(m_project.path(), all, batchActor, {})->requests, 30);
}

TEST_F(Batch, LetsAGoodReplyTakeTheFailedOnesPlaceInAnyOrder)
{
    const auto requests = sendOut();
    const QString good = file("good.jsonl", {obey(requests[0]), obey(requests[1])});
    const QString bad = file("bad.jsonl", {expiredLine(requests[0]), expiredLine(requests[1])});
    const auto badFirst = bringIn({bad, good});
    ASSERT_OK(badFirst);
    EXPECT_EQ(badFirst->samples, 2);
    EXPECT_EQ(badFirst->failed, 0);
    EXPECT_EQ(badFirst->rejected, 0);
    EXPECT_EQ(run().samples, 2);
    EXPECT_EQ(run().setAside, 0);
    const QString later = file("later.jsonl", {obey(requests[2])});
    const auto goodFirst = bringIn({later, file("late.jsonl", {expiredLine(requests[2])})});
    ASSERT_OK(goodFirst);
    EXPECT_EQ(goodFirst->samples, 1);
    EXPECT_EQ(run().setAside, 0);
}

TEST_F(Batch, ListsDoublesForeignAndDamagedLines)
{
    const auto requests = sendOut();
    BatchLine foreign = requests[3];
    foreign.customId = "request-3";
    BatchLine other = requests[3];
    other.customId = RunId::create().toText().toUtf8() + "-3-0123456789abcdef";
    BatchLine beyond = requests[3];
    beyond.customId = run().id.toText().toUtf8() + "-30-0123456789abcdef";
    const QString path =
        file("o.jsonl", {obey(requests[0]), obey(requests[0]), obey(foreign), obey(other), obey(beyond),
                         obey(requests[1]).left(200), "", "\xff\xfe", obey(requests[2])});
    const auto report = bringIn({path});
    ASSERT_OK(report);
    EXPECT_EQ(report->samples, 2);
    QList<qint64> lines;
    for (const RejectedRow& row : report->rejects) {
        EXPECT_EQ(row.file, path);
        EXPECT_FALSE(row.reason.isEmpty());
        lines << row.line;
    }
    EXPECT_EQ(lines, (QList<qint64>{2, 3, 4, 5, 6, 8}));
    const QString part = partFiles(folder()).first();
    EXPECT_ERROR(bringIn({part}), ErrorCode::NotFound);
}

TEST_F(Batch, RepeatsNothingWhenImportedAgain)
{
    const auto requests = sendOut();
    const QString path =
        file("o.jsonl.gz", {obey(requests[0]), answeredLine(requests[1], "no"), expiredLine(requests[2])});
    ASSERT_OK(bringIn({path}));
    const QString before = dumpOfAllTables(m_project.connection());
    const auto again = bringIn({path});
    ASSERT_OK(again);
    EXPECT_EQ(again->already, 3);
    EXPECT_EQ(again->rejected, 0);
    EXPECT_EQ(dumpOfAllTables(m_project.connection()), before);
}

TEST_F(Batch, SaysWhichRepliesWereAskedDifferently)
{
    const auto requests = sendOut();
    const auto endpoint = endpointByName(m_project.connection(), QStringLiteral("local"));
    ASSERT_OK(endpoint);
    Endpoint warmer = **endpoint;
    warmer.temperature = 1.5;
    ASSERT_OK(EditHistory(m_project.connection()).record(batchActor, QStringLiteral("Warmer"), [&] {
        return saveEndpoint(m_project.connection(), warmer);
    }));
    const auto report = bringIn({file("o.jsonl", {obey(requests[0])})});
    ASSERT_OK(report);
    EXPECT_EQ(report->samples, 1);
    EXPECT_EQ(report->changed, 1);
}

TEST_F(Batch, CostsAShareOfThePrice)
{
    const auto endpoint = endpointByName(m_project.connection(), QStringLiteral("local"));
    ASSERT_OK(endpoint);
    Endpoint priced = **endpoint;
    priced.promptPrice = 2;
    priced.completionPrice = 10;
    ASSERT_OK(EditHistory(m_project.connection()).record(batchActor, QStringLiteral("Price"), [&] {
        return saveEndpoint(m_project.connection(), priced);
    }));
    const auto requests = sendOut();
    const auto report = bringIn({file("o.jsonl", {obey(requests[0]), answeredLine(requests[1], "no")})}, 0.5);
    ASSERT_OK(report);
    EXPECT_EQ(report->tokens.prompt, 2000);
    ASSERT_TRUE(report->cost.has_value());
    EXPECT_NEAR(*report->cost, 0.5 * (2000 * 2 + 200 * 10) / 1e6, 1e-12);
    const auto spent = spentOn(m_project.connection(), run().id);
    ASSERT_OK(spent);
    EXPECT_NEAR(*spent, *report->cost, 1e-12);

    // What was set aside is asked for again: both replies were paid.
    const auto again = bringIn({file("p.jsonl", {obey(requests[1])})}, 0.5);
    ASSERT_OK(again);
    ASSERT_EQ(again->samples, 1);
    const auto inAll = spentOn(m_project.connection(), run().id);
    ASSERT_OK(inAll);
    EXPECT_GT(*again->cost, 0);
    EXPECT_NEAR(*inAll, *report->cost + *again->cost, 1e-12);
}

TEST_F(Batch, NeedsNoKeyringAndNoPromptOfManyQuestions)
{
    const auto endpoint = endpointByName(m_project.connection(), QStringLiteral("local"));
    ASSERT_OK(endpoint);
    Endpoint ringed = **endpoint;
    ringed.keyVariable.clear();
    ringed.keyInKeyring = true;
    ASSERT_OK(EditHistory(m_project.connection()).record(batchActor, QStringLiteral("Keyring"), [&] {
        return saveEndpoint(m_project.connection(), ringed);
    }));
    const auto requests = sendOut();
    EXPECT_OK(bringIn({file("o.jsonl", {obey(requests[0])})}));
    BatchExportRequest byTurns = batchRequest(folder("turns"));
    byTurns.run.name = QStringLiteral("by turns");
    byTurns.run.prompt = QStringLiteral("turn-by-turn");
    EXPECT_ERROR(exportBatch(m_project.path(), byTurns, batchActor, {}), ErrorCode::NotPossible);
}

TEST_F(Batch, IsTakenBackByUndo)
{
    const auto requests = sendOut();
    ASSERT_OK(bringIn({file("o.jsonl", {obey(requests[0])})}));
    EXPECT_TRUE((*sourceByName(m_project.connection(), runName)).has_value());
    ASSERT_OK(EditHistory(m_project.connection()).undo(batchActor));
    EXPECT_FALSE((*sourceByName(m_project.connection(), runName)).has_value());
    ASSERT_OK(EditHistory(m_project.connection()).redo(batchActor));
    const auto source = sourceByName(m_project.connection(), runName);
    ASSERT_TRUE(source->has_value());
    EXPECT_EQ((*source)->dialogues, 1);
}

TEST_F(Batch, KeepsWhatACancelledImportHadStored)
{
    const auto requests = sendOut();
    QList<QByteArray> lines;
    for (const BatchLine& request : requests)
        lines << obey(request);
    const QString path = file("o.jsonl", lines);
    const CancelToken cancel;
    cancel.cancel();
    EXPECT_ERROR(importBatch(m_project.path(), {{path}}, batchActor, cancel), ErrorCode::Cancelled);
    const auto rest = bringIn({path});
    ASSERT_OK(rest);
    EXPECT_EQ(run().samples, 30);
    EXPECT_EQ(run().state, RunState::Ready);
}

TEST_F(Batch, RefusesWhatHasNoBatchAndLeavesNothing)
{
    const QString before = dumpOfAllTables(m_project.connection());
    BatchExportRequest byTemplate = batchRequest(folder());
    byTemplate.run.writer = templateWriterName;
    EXPECT_ERROR(exportBatch(m_project.path(), byTemplate, batchActor, {}), ErrorCode::NotPossible);
    QDir().mkpath(folder("full"));
    m_project.writeFile(QStringLiteral("full/x"), "x");
    EXPECT_ERROR(exportBatch(m_project.path(), batchRequest(folder("full")), batchActor, {}),
                 ErrorCode::AlreadyExists);
    const CancelToken cancel;
    cancel.cancel();
    EXPECT_ERROR(exportBatch(m_project.path(), batchRequest(folder()), batchActor, cancel),
                 ErrorCode::Cancelled);
    EXPECT_FALSE(QFileInfo::exists(folder()));
    EXPECT_EQ(dumpOfAllTables(m_project.connection()), before);

    sendOut();
    BatchExportRequest other = batchRequest(folder("other"));
    m_project.addPlans(QStringLiteral("q"), 3);
    other.run.planSet = QStringLiteral("q");
    EXPECT_ERROR(exportBatch(m_project.path(), other, batchActor, {}), ErrorCode::InvalidValue);
}
