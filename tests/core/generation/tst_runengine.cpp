// The engine of model runs: what it asks, keeps and repeats.
#include "core/generation/endpointstore.h"
#include "core/generation/runstore.h"
#include "tests/core/generation/modelruns.h"
#include "tests/core/generation/runstorm.h"
#include "tests/support/crowdserver.h"
#include "tests/support/resultassertions.h"

#include <QCryptographicHash>
#include <QJsonArray>

#include <map>

using namespace antiphon;
using namespace antiphon::test;

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
        EXPECT_EQ(provenanceOf(project.connection(), QStringLiteral("run 1"), plan).value(digest),
                  provenanceOf(project.connection(), QStringLiteral("run 64"), plan).value(digest));
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
    EXPECT_EQ(provenanceOf(project.connection(), QStringLiteral("again"), 3)
                  .value(QStringLiteral("model_answered")),
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
        const QString digest = provenanceOf(project.connection(), QStringLiteral("r"), plan)
                                   .value(QStringLiteral("request_digest"))
                                   .toString();
        const auto body = requestBody(project.connection(), (*run)->id, digest);
        ASSERT_OK(body);
        EXPECT_EQ(*body, bodies[digest]);
    }
    const QJsonObject kept = provenanceOf(project.connection(), QStringLiteral("r"), 0);
    EXPECT_EQ(kept.value(QStringLiteral("recipe_digest")).toString().size(), 64);
    EXPECT_TRUE(kept.contains(QStringLiteral("recipe")));
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
    const QJsonArray attempts = provenanceOf(project.connection(), QStringLiteral("r"), 0)
                                    .value(QStringLiteral("attempts_kept"))
                                    .toArray();
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
    const QJsonArray attempts = provenanceOf(project.connection(), QStringLiteral("r"), 0)
                                    .value(QStringLiteral("attempts_kept"))
                                    .toArray();
    ASSERT_EQ(attempts.size(), 3);
    EXPECT_EQ(attempts.at(0)[QStringLiteral("reply")].toString(), QStringLiteral("Sorry, no JSON"));
    EXPECT_TRUE(attempts.at(1)[QStringLiteral("repair")].toBool());
    EXPECT_EQ(attempts.at(2)[QStringLiteral("outcome")].toString(), QStringLiteral("truncated"));
    EXPECT_EQ(attempts.at(2)[QStringLiteral("completion_tokens")].toInt(), 7);
    EXPECT_EQ(count(project.connection(), "SELECT count(*) FROM run_reply"), 0); // nothing of it is of use
}

TEST(RunEngine, refusesPromptsThatTheWindowCanNotHold)
{
    const ScriptedServer server([](const ScriptedRequest& request, int) { return obey(request); });
    GenerationProject project;
    project.addPlans(plansName, 3);
    ASSERT_OK(addPricedEndpoint(project, server.baseUrl()));
    const auto setWindow = [&project](int tokens) {
        auto endpoint = endpointByName(project.connection(), local);
        (*endpoint)->contextWindow = tokens;
        return EditHistory(project.connection())
            .record({QStringLiteral("tester")}, QStringLiteral("Window"),
                    [&] { return saveEndpoint(project.connection(), **endpoint); });
    };
    ASSERT_OK(setWindow(100));
    EXPECT_ERROR(project.perform(modelRun()), ErrorCode::InvalidValue);
    EXPECT_EQ(server.requests().size(), 0);
    ASSERT_OK(setWindow(100'000));
    EXPECT_OK(project.perform(modelRun()));
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
    expectNothingLostInAStorm(60);
}
