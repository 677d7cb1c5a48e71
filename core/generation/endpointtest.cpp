#include "core/generation/endpointtest.h"

#include "core/llm/chatclient.h"

#include <QJsonArray>

namespace antiphon {

namespace {

constexpr int patienceMs = 30'000;

ReplySchema wordSchema()
{
    const QJsonObject word{{QStringLiteral("type"), QStringLiteral("string")}};
    return {QStringLiteral("word"),
            {{QStringLiteral("type"), QStringLiteral("object")},
             {QStringLiteral("properties"), QJsonObject{{QStringLiteral("word"), word}}},
             {QStringLiteral("required"), QJsonArray{QStringLiteral("word")}},
             {QStringLiteral("additionalProperties"), false}}};
}

} // namespace

Result<EndpointAnswer> testEndpoint(Endpoint endpoint, const CancelToken& cancel)
{
    ANTIPHON_TRY(validateEndpoint(endpoint));
    endpoint.limits.attempts = 1;
    endpoint.limits.totalMs = std::min(endpoint.limits.totalMs, patienceMs);
    endpoint.limits.deadlineMs = patienceMs;
    ChatRequest request;
    request.model = endpoint.model;
    request.messages = {
        {QStringLiteral("user"),
         QStringLiteral("Answer with the JSON object {\"word\": \"music\"} and nothing else.")}};
    request.schema = wordSchema();
    request.temperature = 0;
    request.maximumTokens = std::min(endpoint.maximumTokens, 200);
    const ChatResult result = ChatClient(endpoint).ask(request, cancel, 1);
    // A model that talks beside the JSON or at length is there all the same.
    const bool answers = result.outcome == ChatOutcome::Ok ||
                         result.outcome == ChatOutcome::SchemaViolation ||
                         result.outcome == ChatOutcome::Truncated;
    if (!answers)
        return fail(chatError(result, endpoint.name));
    return EndpointAnswer{endpoint.name, result.model, !result.schemaDropped, result.elapsedMs};
}

QString answerSentence(const EndpointAnswer& answer)
{
    return QStringLiteral("%1 answers%2 in %3 s and %4.")
        .arg(answer.endpoint, answer.model.isEmpty() ? QString() : QStringLiteral(" as ") + answer.model,
             QString::number(static_cast<double>(answer.elapsedMs) / 1000.0, 'f', 1),
             answer.takesSchema ? QStringLiteral("takes a JSON schema")
                                : QStringLiteral("takes no JSON schema; replies are checked all the same"));
}

} // namespace antiphon
