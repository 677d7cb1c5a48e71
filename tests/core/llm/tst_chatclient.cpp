#include "core/llm/chatclient.h"
#include "tests/support/resultassertions.h"
#include "tests/support/scriptedserver.h"

#include <QElapsedTimer>

using namespace antiphon;
using namespace antiphon::test;

namespace {

constexpr const char* keyVariable = "ANTIPHON_TEST_KEY";
constexpr const char* key = "sk-test-0123456789abcdef";

Endpoint endpointAt(const ScriptedServer& server)
{
    Endpoint endpoint;
    endpoint.name = QStringLiteral("local");
    endpoint.baseUrl = server.baseUrl();
    endpoint.model = QStringLiteral("m");
    return endpoint;
}

ChatRequest question()
{
    ChatRequest request;
    request.model = QStringLiteral("m");
    request.messages = {{QStringLiteral("user"), QStringLiteral("Write")}};
    return request;
}

ChatResult ask(const Endpoint& endpoint, const ChatRequest& request = question(),
               const CancelToken& cancel = {})
{
    ChatClient client(endpoint);
    return client.ask(request, cancel, 1);
}

ScriptedReply told(const QByteArray& header)
{
    return {
        429, R"({"error":{"message":"slow down","type":"rate_limit_error"}})", "application/json", {header}};
}

ScriptedReply good(const QString& text = QStringLiteral("hello"))
{
    return {200, completionBody(text)};
}

} // namespace

TEST(ChatClient, asksOnce)
{
    const ScriptedServer server(QList<ScriptedReply>{good()});
    const ChatResult result = ask(endpointAt(server));
    EXPECT_EQ(result.outcome, ChatOutcome::Ok);
    EXPECT_EQ(result.attempts, 1);
    EXPECT_TRUE(server.requests().first().head.startsWith("POST /v1/chat/completions"));
}

TEST(ChatClient, waitsAsToldAndUsesUpNoAttempt)
{
    const ScriptedServer server(QList<ScriptedReply>{told("Retry-After: 0.2"), told("Retry-After-Ms: 200"),
                                                     told("Retry-After: 0.2"), told("Retry-After-Ms: 200"),
                                                     good()});
    const ChatResult result = ask(endpointAt(server));
    EXPECT_EQ(result.outcome, ChatOutcome::Ok);
    EXPECT_EQ(result.attempts, 1);
    EXPECT_EQ(result.waits, 4);
    const auto requests = server.requests();
    for (qsizetype i = 1; i < requests.size(); ++i)
        EXPECT_GE(requests[i].arrivedMs - requests[i - 1].arrivedMs, 195);
}

TEST(ChatClient, givesUpWhenTheToldWaitPassesTheDeadline)
{
    const ScriptedServer server(QList<ScriptedReply>{told("Retry-After: 3600")});
    QElapsedTimer timer;
    timer.start();
    EXPECT_EQ(ask(endpointAt(server)).outcome, ChatOutcome::RateLimited);
    EXPECT_LT(timer.elapsed(), 60'000); // far from the told hour
    EXPECT_EQ(server.requests().size(), 1);
}

TEST(ChatClient, triesAgainAfterAServerFault)
{
    const ScriptedServer server(QList<ScriptedReply>{{500, "{}"}, good()});
    const ChatResult result = ask(endpointAt(server));
    EXPECT_EQ(result.outcome, ChatOutcome::Ok);
    EXPECT_EQ(result.attempts, 2);
}

TEST(ChatClient, stopsAfterItsAttempts)
{
    const ScriptedServer server(QList<ScriptedReply>{{503, "{}"}});
    const ChatResult result = ask(endpointAt(server));
    EXPECT_EQ(result.outcome, ChatOutcome::ServerFailed);
    EXPECT_EQ(result.attempts, 3);
    EXPECT_EQ(server.requests().size(), 3);
}

TEST(ChatClient, doesNotInsistWhenKeyModelOrMoneyIsMissing)
{
    for (const int status : {401, 403, 404, 400}) {
        const ScriptedServer server(QList<ScriptedReply>{{status, "{}"}});
        ask(endpointAt(server));
        EXPECT_EQ(server.requests().size(), 1) << status;
    }
    const ScriptedServer broke(QList<ScriptedReply>{{429, R"({"error":{"code":"insufficient_quota"}})"}});
    EXPECT_EQ(ask(endpointAt(broke)).outcome, ChatOutcome::QuotaExhausted);
    EXPECT_EQ(broke.requests().size(), 1);
}

TEST(ChatClient, asksWithoutASchemaWhereItIsRefusedAndRemembers)
{
    const ScriptedServer server([](const ScriptedRequest& request, int) -> ScriptedReply {
        if (request.body.contains("response_format"))
            return {400, R"({"error":{"message":"response_format json_schema is not supported"}})"};
        return good(QStringLiteral("```json\n{\"turns\": []}\n```"));
    });
    ChatClient client(endpointAt(server));
    ChatRequest request = question();
    request.schema =
        ReplySchema{QStringLiteral("turns"), {{QStringLiteral("type"), QStringLiteral("object")}}};
    const ChatResult first = client.ask(request, {}, 1);
    EXPECT_EQ(first.outcome, ChatOutcome::Ok);
    EXPECT_TRUE(first.schemaDropped);
    EXPECT_EQ(first.content, QStringLiteral("{\"turns\": []}"));
    client.ask(request, {}, 1);
    EXPECT_EQ(server.requests().size(), 3);
}

TEST(ChatClient, sendsTheKeyAndShowsItNowhere)
{
    qputenv(keyVariable, key);
    const ScriptedServer server([](const ScriptedRequest& request, int) -> ScriptedReply {
        return {401, "{\"error\":{\"message\":\"Incorrect key provided: " +
                         request.head.mid(request.head.indexOf("Bearer ") + 7, 24) + "\"}}"};
    });
    Endpoint endpoint = endpointAt(server);
    endpoint.keyVariable = QLatin1String(keyVariable);
    const ChatResult result = ask(endpoint);
    EXPECT_TRUE(server.requests().first().head.contains(key));
    EXPECT_EQ(result.outcome, ChatOutcome::KeyRefused);
    for (const QString& text : {result.message, result.content, result.model, result.requestId,
                                errorSentence(chatError(result, endpoint.name))})
        EXPECT_FALSE(text.contains(QLatin1String(key))) << text.toStdString();
    qunsetenv(keyVariable);
}

TEST(ChatClient, saysThatTheKeyVariableIsNotSet)
{
    const ScriptedServer server(QList<ScriptedReply>{good()});
    Endpoint endpoint = endpointAt(server);
    endpoint.keyVariable = QStringLiteral("ANTIPHON_TEST_UNSET");
    EXPECT_EQ(ask(endpoint).outcome, ChatOutcome::KeyMissing);
    EXPECT_TRUE(server.requests().isEmpty());
}

TEST(ChatClient, cancelsAWaitAtOnce)
{
    const ScriptedServer server(QList<ScriptedReply>{told("Retry-After: 60")});
    const CancelToken cancel;
    std::thread person([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(150));
        cancel.cancel();
    });
    QElapsedTimer timer;
    timer.start();
    EXPECT_EQ(ask(endpointAt(server), question(), cancel).outcome, ChatOutcome::Cancelled);
    EXPECT_LT(timer.elapsed(), 30'000); // half of the told wait
    person.join();
}

TEST(ChatClient, refusesEndpointsThatCanNotWork)
{
    Endpoint endpoint;
    endpoint.name = QStringLiteral("local");
    endpoint.baseUrl = QStringLiteral("http://127.0.0.1:8080/v1");
    endpoint.model = QStringLiteral("m");
    ASSERT_OK(validateEndpoint(endpoint));
    const auto refuses = [&](auto change) {
        Endpoint changed = endpoint;
        change(changed);
        EXPECT_ERROR(validateEndpoint(changed), ErrorCode::InvalidValue);
    };
    refuses([](Endpoint& e) { e.name = QStringLiteral("template"); });
    refuses([](Endpoint& e) { e.baseUrl = QStringLiteral("localhost:8080"); });
    refuses([](Endpoint& e) { e.baseUrl = QStringLiteral("https://me:pass@example.org/v1"); });
    refuses([](Endpoint& e) { e.baseUrl = QStringLiteral("https://example.org/v1?key=1"); });
    refuses([](Endpoint& e) { e.model.clear(); });
    refuses([](Endpoint& e) { e.keyVariable = QStringLiteral("sk-0123"); });
    refuses([](Endpoint& e) { e.keyVariable = QStringLiteral("hf_AbCdEf"); });
    refuses([](Endpoint& e) { e.concurrency = 0; });
}
