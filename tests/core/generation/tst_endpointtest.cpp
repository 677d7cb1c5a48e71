#include "core/generation/endpointtest.h"
#include "core/llm/chatclient.h"
#include "core/llm/endpointpresets.h"
#include "core/llm/servermodels.h"
#include "tests/support/memorykeyring.h"
#include "tests/support/resultassertions.h"
#include "tests/support/scriptedserver.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>

#include <thread>

using namespace antiphon;
using namespace antiphon::test;

namespace {

constexpr const char* modelList =
    R"({"object":"list","data":[{"id":"qwen","meta":{"n_ctx":8192,"n_ctx_train":32768}},{"id":"big","max_model_len":131072}]})";
constexpr const char* pieces =
    "data: {\"model\":\"qwen\",\"choices\":[{\"delta\":{\"content\":\"Blue \"}}]}\n\n"
    "data: {\"choices\":[{\"delta\":{\"content\":\"Night\"},\"finish_reason\":\"stop\"}]}\n\n"
    "data: [DONE]\n\n";

ScriptedReply refusal(int status, const char* message)
{
    return {status, QByteArray("{\"error\":{\"message\":\"") + message + "\"}}"};
}

// A server that does everything: a reply for each seed, the schema, embeddings, rate limits.
ScriptedReply capable(const ScriptedRequest& request, int)
{
    if (request.head.startsWith("GET /v1/models "))
        return {200, modelList};
    if (request.head.startsWith("POST /v1/embeddings "))
        return {200, R"({"data":[{"index":0,"embedding":[0.1,0.2,0.3]}]})"};
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    if (body.value(QStringLiteral("stream")).toBool())
        return {200, pieces, "text/event-stream"};
    ScriptedReply reply{
        200,
        completionBody(QStringLiteral("Song number %1").arg(body.value(QStringLiteral("seed")).toInteger()))};
    if (body.contains(QStringLiteral("response_format")))
        reply.body = completionBody(QStringLiteral("{\"instrument\": \"oud\"}"));
    reply.headers = {"x-ratelimit-limit-requests: 60", "x-ratelimit-remaining-requests: 59"};
    return reply;
}

// A server that knows nothing but chat, and no seed.
ScriptedReply plain(const ScriptedRequest& request, int number)
{
    if (!request.head.startsWith("POST /v1/chat/completions "))
        return refusal(404, "no such route");
    if (request.body.contains("response_format"))
        return refusal(400, "response_format is not supported");
    return {200, completionBody(QStringLiteral("Song number %1").arg(number))};
}

Endpoint endpointAt(const ScriptedServer& server)
{
    Endpoint endpoint;
    endpoint.id = EndpointId::create();
    endpoint.name = QStringLiteral("local");
    endpoint.baseUrl = server.baseUrl();
    endpoint.model = QStringLiteral("qwen");
    return endpoint;
}

Standing standing(const EndpointReport& report, EndpointFeature feature)
{
    Endpoint endpoint;
    endpoint.findings = report.findings;
    return standingOf(endpoint, feature);
}

QString detail(const EndpointReport& report, EndpointFeature feature)
{
    for (const EndpointFinding& finding : report.findings) {
        if (finding.feature == feature)
            return finding.detail;
    }
    return {};
}

} // namespace

TEST(EndpointTest, findsEverythingAtACapableServer)
{
    const ScriptedServer server(capable);
    const auto report = testEndpoint(endpointAt(server), Secret(), {});
    ASSERT_OK(report);
    EXPECT_EQ(report->findings.size(), 10);
    for (const EndpointFinding& finding : report->findings)
        EXPECT_EQ(finding.standing, Standing::Works)
            << featureTitle(finding.feature).toStdString() << ": " << finding.detail.toStdString();
    EXPECT_EQ(report->contextWindow, 8192);
    EXPECT_EQ(report->models, (QStringList{QStringLiteral("big"), QStringLiteral("qwen")}));
    EXPECT_EQ(detail(*report, EndpointFeature::Embeddings), QStringLiteral("3 numbers a text"));
    EXPECT_TRUE(detail(*report, EndpointFeature::RateLimits).contains(QStringLiteral("60 requests")));
    EXPECT_EQ(report->requests, 7);
    EXPECT_EQ(server.requests().size(), 7);
}

TEST(EndpointTest, tellsWhatAPlainServerLacks)
{
    const ScriptedServer server(plain);
    const auto report = testEndpoint(endpointAt(server), Secret(), {});
    ASSERT_OK(report);
    EXPECT_EQ(standing(*report, EndpointFeature::Reachable), Standing::Works);
    EXPECT_EQ(standing(*report, EndpointFeature::Chat), Standing::Works);
    EXPECT_EQ(standing(*report, EndpointFeature::Models), Standing::Fails);
    EXPECT_EQ(standing(*report, EndpointFeature::Stream), Standing::Fails);
    EXPECT_EQ(standing(*report, EndpointFeature::SchemaAccepted), Standing::Fails);
    EXPECT_EQ(standing(*report, EndpointFeature::SchemaObeyed), Standing::Unknown);
    EXPECT_EQ(standing(*report, EndpointFeature::Seed), Standing::Fails);
    EXPECT_EQ(standing(*report, EndpointFeature::Embeddings), Standing::Fails);
    EXPECT_EQ(standing(*report, EndpointFeature::RateLimits), Standing::Unknown);
    EXPECT_EQ(standing(*report, EndpointFeature::ContextWindow), Standing::Unknown);
    EXPECT_TRUE(detail(*report, EndpointFeature::SchemaAccepted).contains(QStringLiteral("response_format")));
}

TEST(EndpointTest, doesNotTakeEqualRepliesForAnHonouredSeed)
{
    const ScriptedServer server(QList<ScriptedReply>{{200, completionBody(QStringLiteral("Always this"))}});
    const auto report = testEndpoint(endpointAt(server), Secret(), {});
    ASSERT_OK(report);
    EXPECT_EQ(standing(*report, EndpointFeature::Seed), Standing::Unknown);
    EXPECT_EQ(standing(*report, EndpointFeature::SchemaAccepted), Standing::Works);
    EXPECT_EQ(standing(*report, EndpointFeature::SchemaObeyed), Standing::Fails);
}

TEST(EndpointTest, givesTheTroubleWhereNoReplyComes)
{
    const ScriptedServer server(QList<ScriptedReply>{refusal(401, "bad key")});
    EXPECT_ERROR(testEndpoint(endpointAt(server), Secret(), {}), ErrorCode::PermissionDenied);
    Endpoint nowhere = endpointAt(server);
    nowhere.baseUrl = QStringLiteral("http://127.0.0.1:1/v1");
    EXPECT_ERROR(testEndpoint(nowhere, Secret(), {}), ErrorCode::NetworkFailed);
    Endpoint keyless = endpointAt(server);
    keyless.keyVariable = QStringLiteral("ANTIPHON_TEST_UNSET");
    const auto before = server.requests().size();
    EXPECT_ERROR(testEndpoint(keyless, std::make_shared<MemoryKeyRing>(), {}), ErrorCode::NotFound);
    EXPECT_EQ(server.requests().size(), before);
}

TEST(EndpointTest, takesTheKeyFromTheRing)
{
    const ScriptedServer server(capable);
    const auto ring = std::make_shared<MemoryKeyRing>();
    Endpoint endpoint = endpointAt(server);
    endpoint.keyInKeyring = true;
    EXPECT_ERROR(testEndpoint(endpoint, ring, {}), ErrorCode::NotFound);
    ASSERT_OK(ring->write(keyAccount(endpoint.id), Secret("sk-ring"), {}));
    ASSERT_OK(testEndpoint(endpoint, ring, {}));
    const QList<ScriptedRequest> requests = server.requests();
    ASSERT_EQ(requests.size(), 7);
    for (const ScriptedRequest& request : requests)
        EXPECT_TRUE(request.head.contains("Authorization: Bearer sk-ring")) << request.head.toStdString();
}

TEST(EndpointTest, isCancelledWithinARequest)
{
    const ScriptedServer server([](const ScriptedRequest&, int) {
        ScriptedReply slow{200, modelList};
        slow.delayMs = 20'000;
        return slow;
    });
    const CancelToken cancel;
    std::thread person([&] {
        while (server.requests().isEmpty())
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        cancel.cancel();
    });
    QElapsedTimer timer;
    timer.start();
    EXPECT_ERROR(testEndpoint(endpointAt(server), Secret(), cancel), ErrorCode::Cancelled);
    EXPECT_LT(timer.elapsed(), 10'000);
    person.join();
}

TEST(ServerModels, areListedWithoutAModelOrAName)
{
    const ScriptedServer server(capable);
    Endpoint endpoint;
    endpoint.baseUrl = server.baseUrl();
    const auto models = listModels(endpoint, Secret(), {});
    ASSERT_OK(models);
    ASSERT_EQ(models->size(), 2);
    EXPECT_EQ(models->first().id, QStringLiteral("big"));
    EXPECT_EQ(models->first().contextWindow, 131072);
    EXPECT_EQ(models->last().contextWindow, 8192);
    EXPECT_ERROR(readModels("{\"models\": []}"), ErrorCode::WrongFormat);
    EXPECT_ERROR(readModels("no JSON"), ErrorCode::WrongFormat);
    endpoint.baseUrl = QStringLiteral("nowhere");
    EXPECT_ERROR(listModels(endpoint, Secret(), {}), ErrorCode::InvalidValue);
}

TEST(EndpointPresets, makeValidEndpointsOnceNamed)
{
    const QList<EndpointPreset> presets = endpointPresets();
    EXPECT_GE(presets.size(), 5);
    for (const EndpointPreset& preset : presets) {
        Endpoint endpoint = preset.values;
        endpoint.name = preset.id;
        endpoint.model = QStringLiteral("m");
        EXPECT_OK(validateEndpoint(endpoint));
        EXPECT_FALSE(preset.lacks.isEmpty());
        EXPECT_TRUE(presetCalled(preset.id).has_value());
    }
    EXPECT_FALSE(presetCalled(QStringLiteral("none")).has_value());
}
