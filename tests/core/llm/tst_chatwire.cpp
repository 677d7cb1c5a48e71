#include "core/llm/chatwire.h"
#include "tests/support/resultassertions.h"
#include "tests/support/scriptedserver.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <set>

using namespace antiphon;
using antiphon::test::completionBody;

namespace {

ChatResult answer(int status, const QByteArray& body, const QByteArray& type = "application/json",
                  bool json = false)
{
    HttpResponse response;
    response.status = status;
    response.body = body;
    response.headers.insert("content-type", type);
    return readChatAnswer(response, json, "sk-secret-key");
}

ChatOutcome outcome(int status, const QByteArray& body, const QByteArray& type = "application/json")
{
    return answer(status, body, type).outcome;
}

} // namespace

TEST(ChatWire, writesTheBodyOfARequest)
{
    ChatRequest request;
    request.model = QStringLiteral("m");
    request.messages = {{QStringLiteral("user"), QStringLiteral("Hi")}};
    request.maximumTokens = 50;
    request.seed = 9;
    request.schema =
        ReplySchema{QStringLiteral("turns"), {{QStringLiteral("type"), QStringLiteral("object")}}};
    const QJsonObject sent = QJsonDocument::fromJson(chatBody(request, SchemaUse::Sent)).object();
    EXPECT_EQ(sent.value(QStringLiteral("model")).toString(), QStringLiteral("m"));
    EXPECT_EQ(sent.value(QStringLiteral("max_tokens")).toInt(), 50);
    EXPECT_EQ(sent.value(QStringLiteral("seed")).toInt(), 9);
    EXPECT_EQ(sent.value(QStringLiteral("messages")).toArray().size(), 1);
    EXPECT_EQ(
        sent.value(QStringLiteral("response_format")).toObject().value(QStringLiteral("type")).toString(),
        QStringLiteral("json_schema"));
    EXPECT_FALSE(chatBody(request, SchemaUse::LeftOut).contains("response_format"));
    EXPECT_EQ(chatBody(request, SchemaUse::Sent), chatBody(request, SchemaUse::Sent));
}

TEST(ChatWire, readsACompletion)
{
    const ChatResult result = answer(200, completionBody(QStringLiteral("hello")));
    EXPECT_EQ(result.outcome, ChatOutcome::Ok);
    EXPECT_EQ(result.content, QStringLiteral("hello"));
    EXPECT_EQ(result.model, QStringLiteral("answered-model"));
    EXPECT_EQ(result.tokens.prompt, 11);
    EXPECT_EQ(result.tokens.completion, 7);
}

TEST(ChatWire, givesEachKindOfEndItsName)
{
    EXPECT_EQ(outcome(200, completionBody(QStringLiteral("cut"), QStringLiteral("length"))),
              ChatOutcome::Truncated);
    EXPECT_EQ(outcome(200, completionBody(QStringLiteral("x"), QStringLiteral("content_filter"))),
              ChatOutcome::Filtered);
    EXPECT_EQ(
        outcome(200, R"({"choices":[{"message":{"content":null,"refusal":"no"},"finish_reason":"stop"}]})"),
        ChatOutcome::Refused);
    EXPECT_EQ(outcome(200, completionBody(QStringLiteral("  "))), ChatOutcome::EmptyReply);
    EXPECT_EQ(outcome(200, R"({"error":{"message":"overloaded"}})"), ChatOutcome::ErrorInReply);
    EXPECT_EQ(outcome(200, R"({"hello":1})"), ChatOutcome::UnreadableReply);
    EXPECT_EQ(outcome(200, "not json"), ChatOutcome::UnreadableReply);
    EXPECT_EQ(outcome(200, "<!DOCTYPE html><html>", "text/html; charset=utf-8"), ChatOutcome::HtmlPage);
    EXPECT_EQ(outcome(200, " <html><body>Sign in</body>"), ChatOutcome::HtmlPage);
    EXPECT_EQ(outcome(401, R"({"error":{"message":"bad","code":"invalid_api_key"}})"),
              ChatOutcome::KeyRefused);
    EXPECT_EQ(outcome(403, "{}"), ChatOutcome::KeyRefused);
    EXPECT_EQ(outcome(404, R"({"error":"model not found"})"), ChatOutcome::ModelMissing);
    EXPECT_EQ(outcome(302, ""), ChatOutcome::ModelMissing);
    EXPECT_EQ(outcome(429, R"({"error":{"type":"rate_limit_error"}})"), ChatOutcome::RateLimited);
    EXPECT_EQ(outcome(429, R"({"error":{"code":"insufficient_quota"}})"), ChatOutcome::QuotaExhausted);
    EXPECT_EQ(outcome(400, R"({"error":{"code":400,"type":"exceed_context_size_error"}})"),
              ChatOutcome::ContextTooLong);
    EXPECT_EQ(outcome(400, R"({"error":{"message":"bad"}})"), ChatOutcome::RequestRefused);
    EXPECT_EQ(outcome(503, "<html>down</html>", "text/html"), ChatOutcome::ServerFailed);
}

TEST(ChatWire, asksForJsonAndSaysWhereItBreaks)
{
    EXPECT_EQ(
        answer(200, completionBody(QStringLiteral("{\"turns\": []}")), "application/json", true).outcome,
        ChatOutcome::Ok);
    const ChatResult broken =
        answer(200, completionBody(QStringLiteral("{\"turns\": [")), "application/json", true);
    EXPECT_EQ(broken.outcome, ChatOutcome::SchemaViolation);
    EXPECT_FALSE(broken.message.isEmpty());
}

TEST(ChatWire, takesOffOnlyAFenceThatIsAllThereIs)
{
    EXPECT_EQ(withoutCodeFence(QStringLiteral("```json\n{\"a\": 1}\n```\n")), QStringLiteral("{\"a\": 1}"));
    EXPECT_EQ(withoutCodeFence(QStringLiteral("```\n{}\n```")), QStringLiteral("{}"));
    EXPECT_EQ(withoutCodeFence(QStringLiteral(" {} ")), QStringLiteral("{}"));
    EXPECT_EQ(withoutCodeFence(QStringLiteral("``````")), QStringLiteral("``````"));
    EXPECT_EQ(withoutCodeFence(QStringLiteral("see ```x```")), QStringLiteral("see ```x```"));
}

TEST(ChatWire, keepsNoKeyThatAServerEchoes)
{
    const ChatResult result = answer(401, R"({"error":{"message":"Incorrect key: sk-secret-key"}})");
    EXPECT_FALSE(result.message.contains(QLatin1String("sk-secret-key")));
    EXPECT_FALSE(
        errorSentence(chatError(result, QStringLiteral("e"))).contains(QLatin1String("sk-secret-key")));
}

TEST(ChatWire, boundsWhatAServerSays)
{
    EXPECT_LE(answer(500, QByteArray(100'000, 'x')).message.size(), 310);
}

TEST(ChatWire, knowsWhenTheSchemaIsTheTrouble)
{
    EXPECT_TRUE(refusesSchema(answer(400, R"({"error":{"message":"response_format is not supported"}})")));
    EXPECT_FALSE(refusesSchema(answer(400, R"({"error":{"message":"temperature too high"}})")));
    EXPECT_FALSE(refusesSchema(answer(500, R"({"error":{"message":"schema"}})")));
}

TEST(ChatWire, everyOutcomeHasAWordOfItsOwn)
{
    std::set<QString> words;
    const int last = static_cast<int>(ChatOutcome::QuotaExhausted);
    for (int i = 0; i <= last; ++i)
        words.insert(outcomeWord(static_cast<ChatOutcome>(i)));
    EXPECT_EQ(words.size(), static_cast<size_t>(last + 1));
}
