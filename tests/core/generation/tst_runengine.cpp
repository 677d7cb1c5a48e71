// The engine of model runs: what it asks, keeps, repeats, spends; how a person holds it.
#include "core/corpus/corpusstore.h"
#include "core/generation/endpointstore.h"
#include "core/generation/leasestore.h"
#include "core/generation/runstore.h"
#include "tests/core/generation/generationproject.h"
#include "tests/core/generation/modelreplies.h"
#include "tests/core/generation/runstorm.h"
#include "tests/support/crowdserver.h"
#include "tests/support/resultassertions.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <map>
#include <thread>

using namespace antiphon;
using namespace antiphon::test;

namespace {

const QString plansName = QStringLiteral("p");
const QString local = QStringLiteral("local");

RunRequest modelRun(const QString& name = QStringLiteral("r"))
{
    RunRequest request = templateRun(name, plansName);
    request.writer = local;
    return request;
}

RunRequest resumed(const QString& name = QStringLiteral("r"))
{
    RunRequest request = modelRun(name);
    request.start = RunStart::Resume;
    return request;
}

QJsonObject provenanceOf(const Connection& connection, const QString& name, qint64 ordinal)
{
    const auto run = runByName(connection, name);
    const auto item = runItem(connection, (*run)->id, ordinal);
    return item && *item ? QJsonDocument::fromJson((*item)->provenance).object() : QJsonObject();
}

// Each item costs 1: its seven completion tokens at this price.
Result<void> addPricedEndpoint(const GenerationProject& project, const QString& baseUrl)
{
    ANTIPHON_TRY(project.addEndpoint(local, baseUrl));
    ANTIPHON_TRY_ASSIGN(auto endpoint, endpointByName(project.connection(), local));
    endpoint->completionPrice = 1e6 / 7.0;
    endpoint->maximumTokens = 21;
    endpoint->concurrency = 2;
    return EditHistory(project.connection()).record({QStringLiteral("tester")}, QStringLiteral("Price"), [&] {
        return saveEndpoint(project.connection(), *endpoint);
    });
}

qint64 count(const Connection& connection, const char* sql)
{
    const auto number = connection.integer(sql);
    return number ? *number : -1;
}

} // namespace

TEST(RunEngine, sendsTheSameBodiesOneByOneAndManyAtOnce)
{
    GenerationProject project;
    project.addPlans(plansName, 60);
    std::map<QString, std::vector<QByteArray>> bodies;
    for (const int concurrency : {1, 64}) {
        std::vector<QByteArray> seen; // the server's thread writes, and has ended when we read
        {
            const CrowdServer server([&seen](const ScriptedRequest& request, int) {
                seen.push_back(request.body);
                return obey(request);
            });
            if (concurrency == 1)
                ASSERT_OK(project.addEndpoint(local, server.baseUrl()));
            auto endpoint = endpointByName(project.connection(), local);
            (*endpoint)->baseUrl = server.baseUrl();
            ASSERT_OK(EditHistory(project.connection())
                          .record({QStringLiteral("tester")}, QStringLiteral("Move"),
                                  [&] { return saveEndpoint(project.connection(), **endpoint); }));
            RunRequest request = modelRun(QStringLiteral("run %1").arg(concurrency));
            request.concurrency = concurrency;
            request.useCache = false;
            ASSERT_OK(project.perform(request));
        }
        std::sort(seen.begin(), seen.end());
        bodies[QString::number(concurrency)] = seen;
    }
    EXPECT_EQ(bodies[QStringLiteral("1")].size(), 60U);
    EXPECT_EQ(bodies[QStringLiteral("1")], bodies[QStringLiteral("64")]);
    for (qint64 plan = 0; plan < 60; ++plan) {
        const QString digest = QStringLiteral("request_digest");
        EXPECT_EQ(provenanceOf(project.connection(), QStringLiteral("run 1"), plan)[digest],
                  provenanceOf(project.connection(), QStringLiteral("run 64"), plan)[digest]);
    }
}

TEST(RunEngine, asksNothingAgainThatItHasAReplyTo)
{
    std::atomic<int> spoiled = 0;
    const CrowdServer server([&spoiled](const ScriptedRequest& request, int number) -> ScriptedReply {
        if (number % 5 != 0)
            return obey(request);
        ++spoiled;
        return {200, completionBody(QStringLiteral("no JSON at all"))};
    });
    GenerationProject project;
    project.addPlans(plansName, 40);
    ASSERT_OK(addPricedEndpoint(project, server.baseUrl()));
    const auto first = project.perform(modelRun());
    ASSERT_OK(first);
    ASSERT_EQ(first->tally.samples, 40);
    EXPECT_GT(spoiled, 0);
    EXPECT_GT(first->tally.repaired, 0);
    EXPECT_GE(first->tally.trouble.value(QStringLiteral("schema_violation")), spoiled.load());
    EXPECT_NEAR(first->tally.spent.value_or(0), static_cast<double>(server.requests()), 1e-6);
    const int asked = server.requests();

    const auto again = project.perform(modelRun(QStringLiteral("again")));
    ASSERT_OK(again);
    EXPECT_EQ(again->tally.samples, 40);
    EXPECT_EQ(server.requests(), asked);
    EXPECT_EQ(again->tally.requests, 0);
    EXPECT_EQ(again->tally.fromCache, asked);
    EXPECT_EQ(again->tally.spent.value_or(-1), 0);
    EXPECT_EQ(
        provenanceOf(project.connection(), QStringLiteral("again"), 3)[QStringLiteral("model_answered")],
        QJsonValue(QStringLiteral("answered-model")));

    RunRequest anew = modelRun(QStringLiteral("anew"));
    anew.useCache = false;
    ASSERT_OK(project.perform(anew));
    EXPECT_GE(server.requests(), asked + 40);
}

TEST(RunEngine, keepsTheExactBytesOfTheLastRequest)
{
    std::map<QString, QByteArray> bodies;
    GenerationProject project;
    project.addPlans(plansName, 8);
    {
        const CrowdServer server([&bodies](const ScriptedRequest& request, int) {
            bodies.emplace(QString::fromLatin1(
                               QCryptographicHash::hash(request.body, QCryptographicHash::Sha256).toHex()),
                           request.body);
            return obey(request);
        });
        ASSERT_OK(project.addEndpoint(local, server.baseUrl()));
        ASSERT_OK(project.perform(modelRun()));
    }
    ASSERT_EQ(bodies.size(), 8U);
    const auto run = runByName(project.connection(), QStringLiteral("r"));
    for (qint64 plan = 0; plan < 8; ++plan) {
        const QString digest =
            provenanceOf(project.connection(), QStringLiteral("r"), plan)[QStringLiteral("request_digest")]
                .toString();
        const auto body = requestBody(project.connection(), (*run)->id, digest);
        ASSERT_OK(body);
        EXPECT_EQ(*body, bodies[digest]);
    }
    EXPECT_ERROR(requestBody(project.connection(), (*run)->id, QStringLiteral("00")), ErrorCode::NotFound);
}

TEST(RunEngine, beginsAnewWithAnotherSeedAfterARefusal)
{
    const ScriptedServer server([](const ScriptedRequest& request, int number) -> ScriptedReply {
        if (number == 0)
            return {200, R"({"object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant",)"
                         R"("content":null,"refusal":"I will not."},"finish_reason":"stop"}]})"};
        return obey(request);
    });
    GenerationProject project;
    project.addPlans(plansName, 1);
    ASSERT_OK(project.addEndpoint(local, server.baseUrl()));
    const auto outcome = project.perform(modelRun());
    ASSERT_OK(outcome);
    EXPECT_EQ(outcome->tally.samples, 1);
    EXPECT_EQ(outcome->tally.freshTries, 1);
    EXPECT_EQ(outcome->tally.repaired, 0);
    EXPECT_EQ(outcome->tally.trouble.value(QStringLiteral("refused")), 1);
    const QJsonArray attempts =
        provenanceOf(project.connection(), QStringLiteral("r"), 0)[QStringLiteral("attempts_kept")].toArray();
    ASSERT_EQ(attempts.size(), 2);
    EXPECT_EQ(attempts.at(0)[QStringLiteral("outcome")].toString(), QStringLiteral("refused"));
    EXPECT_TRUE(attempts.at(0)[QStringLiteral("fault")].toString().contains(QLatin1String("I will not.")));
    EXPECT_NE(attempts.at(0)[QStringLiteral("seed")], attempts.at(1)[QStringLiteral("seed")]);
    EXPECT_EQ(attempts.at(1)[QStringLiteral("outcome")].toString(), QStringLiteral("ok"));
}

TEST(RunEngine, keepsEveryAttemptOfWhatIsSetAside)
{
    const ScriptedServer server(QList<ScriptedReply>{
        {200, completionBody(QStringLiteral("Sorry, no JSON"))},
        {200, completionBody(QStringLiteral("{\"turns\": []}"))},
        {200, completionBody(QStringLiteral("{\"turns\": [{\"role\": \"us"), QStringLiteral("length"))}});
    GenerationProject project;
    project.addPlans(plansName, 1);
    ASSERT_OK(project.addEndpoint(local, server.baseUrl()));
    const auto outcome = project.perform(modelRun());
    ASSERT_OK(outcome);
    EXPECT_EQ(outcome->tally.failures.value(QStringLiteral("truncated")), 1);
    const QJsonArray attempts =
        provenanceOf(project.connection(), QStringLiteral("r"), 0)[QStringLiteral("attempts_kept")].toArray();
    ASSERT_EQ(attempts.size(), 3);
    EXPECT_EQ(attempts.at(0)[QStringLiteral("reply")].toString(), QStringLiteral("Sorry, no JSON"));
    EXPECT_TRUE(attempts.at(1)[QStringLiteral("repair")].toBool());
    EXPECT_EQ(attempts.at(2)[QStringLiteral("outcome")].toString(), QStringLiteral("truncated"));
    EXPECT_EQ(attempts.at(2)[QStringLiteral("completion_tokens")].toInt(), 7);
    EXPECT_EQ(count(project.connection(), "SELECT count(*) FROM run_reply"), 0); // nothing of it is of use
}

TEST(RunEngine, asksNothingWhilePaused)
{
    const ScriptedServer server([](const ScriptedRequest& request, int) { return obey(request); });
    GenerationProject project;
    project.addPlans(plansName, 6);
    ASSERT_OK(project.addEndpoint(local, server.baseUrl()));
    RunRequest request = modelRun();
    request.control.pause();
    int looks = 0;
    const auto outcome = project.perform(request, {}, [&](const RunTally& tally) {
        if (!tally.paused)
            return;
        EXPECT_EQ(server.requests().size(), 0);
        EXPECT_EQ(tally.inFlight, 0);
        if (++looks == 4)
            request.control.resume();
    });
    ASSERT_OK(outcome);
    EXPECT_GE(looks, 4);
    EXPECT_EQ(outcome->tally.samples, 6);
}

TEST(RunEngine, followsAnotherConcurrency)
{
    const ScriptedServer server([](const ScriptedRequest& request, int) {
        ScriptedReply reply = obey(request);
        reply.delayMs = 300;
        return reply;
    });
    GenerationProject project;
    project.addPlans(plansName, 24);
    ASSERT_OK(project.addEndpoint(local, server.baseUrl())); // three at once
    RunRequest request = modelRun();
    int allowed = 0;
    const auto outcome = project.perform(request, {}, [&](const RunTally& tally) {
        request.control.setConcurrency(12);
        allowed = std::max(allowed, tally.allowed);
    });
    ASSERT_OK(outcome);
    EXPECT_GT(server.mostAtOnce(), 3);
    EXPECT_LE(server.mostAtOnce(), 12);
    EXPECT_EQ(allowed, 12);
}

TEST(RunEngine, endsBeforeItsBudgetIsPassedAndGoesOnWithMore)
{
    const ScriptedServer server([](const ScriptedRequest& request, int) { return obey(request); });
    GenerationProject project;
    project.addPlans(plansName, 20);
    ASSERT_OK(addPricedEndpoint(project, server.baseUrl()));
    RunRequest request = modelRun();
    request.control.setBudget(10.5);
    const auto first = project.perform(request);
    ASSERT_OK(first);
    EXPECT_EQ(first->run.state, RunState::Stopped);
    EXPECT_TRUE(first->note.contains(QLatin1String("budget"))) << first->note.toStdString();
    EXPECT_EQ(first->tally.samples, 10);
    EXPECT_NEAR(first->tally.spent.value_or(0), 10, 1e-6);

    RunRequest more = resumed();
    more.control.setBudget(100);
    const auto second = project.perform(more);
    ASSERT_OK(second);
    EXPECT_EQ(second->run.state, RunState::Ready);
    EXPECT_EQ(second->tally.finished, 10);
    EXPECT_NEAR(second->tally.spent.value_or(0), 20, 1e-6);
    EXPECT_EQ(server.requests().size(), 20);

    RunRequest poor = modelRun(QStringLiteral("poor"));
    poor.useCache = false;
    poor.control.setBudget(0.1);
    EXPECT_ERROR(project.perform(poor), ErrorCode::NotPossible);
    EXPECT_EQ(server.requests().size(), 20);
}

TEST(RunEngine, takesNoBudgetWithoutAPrice)
{
    GenerationProject project;
    project.addPlans(plansName, 2);
    ASSERT_OK(project.addEndpoint(local, QStringLiteral("http://127.0.0.1:1/v1")));
    RunRequest request = modelRun();
    request.control.setBudget(1);
    EXPECT_ERROR(project.perform(request), ErrorCode::InvalidValue);
}

TEST(RunEngine, writesAPilotSpreadOverThePlansAndEstimatesTheRest)
{
    const ScriptedServer server([](const ScriptedRequest& request, int) { return obey(request); });
    GenerationProject project;
    project.addPlans(plansName, 100);
    ASSERT_OK(addPricedEndpoint(project, server.baseUrl()));
    RunRequest request = modelRun();
    request.pilot = 10;
    request.goOnAfterPilot = false;
    const auto pilot = project.perform(request);
    ASSERT_OK(pilot);
    EXPECT_EQ(pilot->run.state, RunState::Stopped);
    EXPECT_EQ(server.requests().size(), 10);
    const auto run = runByName(project.connection(), QStringLiteral("r"));
    const auto written = finishedOrdinals(project.connection(), (*run)->id);
    ASSERT_OK(written);
    EXPECT_EQ(*written, (std::vector<qint64>{5, 15, 25, 35, 45, 55, 65, 75, 85, 95}));
    ASSERT_TRUE(pilot->tally.estimate.has_value());
    const RunEstimate& estimate = *pilot->tally.estimate;
    EXPECT_EQ(estimate.items, 10);
    EXPECT_DOUBLE_EQ(estimate.promptTokens.value, 1'100);
    ASSERT_TRUE(estimate.cost.has_value());
    EXPECT_NEAR(estimate.cost->value, 100, 1e-6);
    EXPECT_LE(estimate.seconds.low, estimate.seconds.value);
    EXPECT_GE(estimate.seconds.high, estimate.seconds.value);

    const auto rest = project.perform(resumed());
    ASSERT_OK(rest);
    EXPECT_EQ(rest->tally.samples, 100);
    EXPECT_EQ(server.requests().size(), 100);
}

TEST(RunEngine, tellsWhatADeadProgramHadInHand)
{
    GenerationProject project;
    project.addPlans(plansName, 50);
    RunRequest request = templateRun(QStringLiteral("r"), plansName);
    request.limit = 20;
    const auto first = project.perform(request);
    ASSERT_OK(first);
    EXPECT_EQ(count(project.connection(), "SELECT count(*) FROM run_lease"), 0);
    const std::vector<Lease> left{{10, 24}, {30, 31}}; // ten of them are finished
    ASSERT_OK(takeLeases(project.connection(), first->run.id, left));
    request.start = RunStart::Resume;
    request.limit = 50;
    const auto second = project.perform(request);
    ASSERT_OK(second);
    EXPECT_EQ(second->tally.finished, 20);
    EXPECT_EQ(second->tally.repeated, 7);
    EXPECT_EQ(second->tally.samples, 50);
    EXPECT_EQ(count(project.connection(), "SELECT count(*) FROM run_lease"), 0);
}

TEST(RunEngine, leasesWhatIsAskedUntilItIsStored)
{
    std::atomic<qint64> leased = -1;
    GenerationProject project;
    const QString path = project.path();
    const ScriptedServer server([&](const ScriptedRequest& request, int) {
        const auto connection = Connection::open(path, Access::ReadOnly);
        if (connection && leased < 0)
            leased = count(*connection, "SELECT count(*) FROM run_lease");
        return obey(request);
    });
    project.addPlans(plansName, 5);
    ASSERT_OK(project.addEndpoint(local, server.baseUrl()));
    ASSERT_OK(project.perform(modelRun()));
    EXPECT_GE(leased, 1);
    EXPECT_EQ(count(project.connection(), "SELECT count(*) FROM run_lease"), 0);
}

TEST(RunEngine, letsTheHighestPriorityGoFirst)
{
    GenerationProject project;
    project.addPlans(plansName, 3);
    auto busy = BulkLock::acquire(project.connection(), QStringLiteral("run"));
    ASSERT_OK(busy);
    EXPECT_ERROR(project.perform(templateRun(QStringLiteral("now"), plansName)), ErrorCode::ProjectBusy);
    std::vector<std::thread> programs;
    for (const int priority : {0, 5, 2}) {
        programs.emplace_back([&project, priority] {
            RunRequest request = templateRun(QString::number(priority), plansName);
            request.wait = true;
            request.priority = priority;
            EXPECT_OK(project.perform(request));
        });
    }
    while (count(project.connection(), "SELECT count(*) FROM run_turn") < 3)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    {
        const BulkLock released = std::move(*busy);
    }
    for (std::thread& program : programs)
        program.join();
    const auto runs = listRuns(project.connection()); // newest first
    ASSERT_OK(runs);
    QStringList names;
    for (const auto& run : *runs)
        names.prepend(run.name);
    EXPECT_EQ(names, (QStringList{QStringLiteral("5"), QStringLiteral("2"), QStringLiteral("0")}));
    EXPECT_EQ(count(project.connection(), "SELECT count(*) FROM run_turn"), 0);
}

TEST(RunEngine, leavesEverythingQueuedWhereAWebPageAnswers)
{
    const ScriptedServer server(
        QList<ScriptedReply>{{200, "<!doctype html><title>Sign in</title>", "text/html"}});
    GenerationProject project;
    project.addPlans(plansName, 30);
    ASSERT_OK(project.addEndpoint(local, server.baseUrl()));
    EXPECT_ERROR(project.perform(modelRun()), ErrorCode::ServerRefused);
    EXPECT_LE(server.requests().size(), 3);
    EXPECT_EQ(count(project.connection(), "SELECT count(*) FROM run_item"), 0);
}

TEST(RunEngine, losesNothingInAStorm)
{
    expectNothingLostInAStorm(150, 1);
}
