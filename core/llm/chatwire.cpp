#include "core/llm/chatwire.h"

#include "core/llm/redaction.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace antiphon {

namespace {

constexpr qsizetype messageLimit = 300;

QString shortened(const QString& text, QByteArrayView key)
{
    const QString clean = redacted(text, key).simplified();
    return clean.size() <= messageLimit ? clean : clean.left(messageLimit) + QStringLiteral("...");
}

bool looksLikeHtml(const HttpResponse& response)
{
    const QByteArray start = response.body.left(512).trimmed().toLower();
    return response.headers.value("content-type").toLower().startsWith("text/html") ||
           start.startsWith("<!doctype") || start.startsWith("<html");
}

// What an error body says: {"error": {...}}, Ollama's {"error": "..."}, or plain text.
struct ServerError
{
    QString message;
    QString type;
    QString code;
};

ServerError serverError(const QJsonObject& object, const QByteArray& body)
{
    const QJsonValue error = object.value(QStringLiteral("error"));
    if (error.isString())
        return {error.toString(), {}, {}};
    if (error.isObject()) {
        const QJsonObject inner = error.toObject();
        return {inner.value(QStringLiteral("message")).toString(),
                inner.value(QStringLiteral("type")).toString(),
                inner.value(QStringLiteral("code")).toVariant().toString()};
    }
    return {QString::fromUtf8(body.left(4096)), {}, {}};
}

bool isContextError(const ServerError& error)
{
    return error.code == QLatin1String("context_length_exceeded") ||
           error.type == QLatin1String("exceed_context_size_error") ||
           error.message.contains(QLatin1String("maximum context length"), Qt::CaseInsensitive);
}

ChatOutcome outcomeOfStatus(int status, const ServerError& error)
{
    const QString quota = QStringLiteral("insufficient_quota");
    if (error.code == quota || error.type == quota)
        return ChatOutcome::QuotaExhausted;
    if (status == 401 || status == 403)
        return ChatOutcome::KeyRefused;
    if (status == 404)
        return ChatOutcome::ModelMissing;
    if (status == 429)
        return ChatOutcome::RateLimited;
    if (status == 402)
        return ChatOutcome::QuotaExhausted;
    if (status == 413 || isContextError(error))
        return ChatOutcome::ContextTooLong;
    if (status >= 500 || status == 408 || status == 409)
        return ChatOutcome::ServerFailed;
    return ChatOutcome::RequestRefused;
}

ChatOutcome readChoice(const QJsonObject& choice, ChatResult& result)
{
    const QJsonObject said = choice.value(QStringLiteral("message")).toObject();
    result.content = said.value(QStringLiteral("content")).toString();
    const QString refusal = said.value(QStringLiteral("refusal")).toString();
    if (!refusal.isEmpty())
        result.message = refusal;
    return outcomeOfReply(result.content, refusal, choice.value(QStringLiteral("finish_reason")).toString());
}

void readCompletion(const QJsonObject& object, bool wantsJson, ChatResult& result)
{
    result.tokens = tokensOf(object.value(QStringLiteral("usage")).toObject());
    result.model = object.value(QStringLiteral("model")).toString();
    result.fingerprint = object.value(QStringLiteral("system_fingerprint")).toString();
    const QJsonArray choices = object.value(QStringLiteral("choices")).toArray();
    result.outcome =
        choices.isEmpty() ? ChatOutcome::UnreadableReply : readChoice(choices.first().toObject(), result);
    if (wantsJson)
        checkJson(result);
}

} // namespace

ChatOutcome outcomeOfEnd(HttpEnd end)
{
    switch (end) {
    case HttpEnd::Cancelled:
        return ChatOutcome::Cancelled;
    case HttpEnd::TooLarge:
        return ChatOutcome::TooLarge;
    case HttpEnd::ConnectFailed:
        return ChatOutcome::ConnectFailed;
    case HttpEnd::ConnectTimeout:
        return ChatOutcome::ConnectTimeout;
    case HttpEnd::FirstByteTimeout:
        return ChatOutcome::FirstByteTimeout;
    case HttpEnd::SilenceTimeout:
        return ChatOutcome::SilenceTimeout;
    case HttpEnd::TotalTimeout:
        return ChatOutcome::TotalTimeout;
    case HttpEnd::CertificateRefused:
        return ChatOutcome::CertificateRefused;
    case HttpEnd::BadAddress:
        return ChatOutcome::ModelMissing;
    case HttpEnd::Broken:
    case HttpEnd::Answered:
        break;
    }
    return ChatOutcome::ConnectionBroken;
}

ChatOutcome outcomeOfReply(const QString& content, const QString& refusal, const QString& finishReason)
{
    if (!refusal.isEmpty())
        return ChatOutcome::Refused;
    if (finishReason == QLatin1String("length"))
        return ChatOutcome::Truncated;
    if (finishReason == QLatin1String("content_filter"))
        return ChatOutcome::Filtered;
    return content.trimmed().isEmpty() ? ChatOutcome::EmptyReply : ChatOutcome::Ok;
}

TokenCounts tokensOf(const QJsonObject& usage)
{
    return {usage.value(QStringLiteral("prompt_tokens")).toInteger(),
            usage.value(QStringLiteral("completion_tokens")).toInteger()};
}

QString serverMessage(const QJsonObject& errorAnswer)
{
    return serverError(errorAnswer, {}).message;
}

QString requestIdOf(const HttpResponse& response)
{
    return QString::fromUtf8(response.headers.value("x-request-id")).left(200);
}

void checkJson(ChatResult& result)
{
    if (result.outcome != ChatOutcome::Ok)
        return;
    result.content = withoutCodeFence(result.content);
    QJsonParseError parse;
    QJsonDocument::fromJson(result.content.toUtf8(), &parse);
    if (parse.error == QJsonParseError::NoError)
        return;
    result.outcome = ChatOutcome::SchemaViolation;
    result.message = QStringLiteral("%1 at byte %2").arg(parse.errorString()).arg(parse.offset);
}

void takeOutKey(ChatResult& result, QByteArrayView key)
{
    result.message = shortened(result.message, key);
    result.model = redacted(result.model, key).left(200);
    for (QString* text : {&result.content, &result.fingerprint, &result.requestId})
        takeOut(*text, key);
}

QByteArray chatBody(const ChatRequest& request, SchemaUse schema)
{
    QJsonArray messages;
    for (const ChatMessage& message : request.messages)
        messages << QJsonObject{{QStringLiteral("role"), message.role},
                                {QStringLiteral("content"), message.content}};
    QJsonObject body{{QStringLiteral("model"), request.model},
                     {QStringLiteral("messages"), messages},
                     {QStringLiteral("temperature"), request.temperature}};
    if (request.maximumTokens > 0)
        body.insert(QStringLiteral("max_tokens"), request.maximumTokens);
    if (request.stream) {
        body.insert(QStringLiteral("stream"), true);
        body.insert(QStringLiteral("stream_options"), QJsonObject{{QStringLiteral("include_usage"), true}});
    }
    if (request.seed)
        body.insert(QStringLiteral("seed"), *request.seed);
    if (request.schema && schema == SchemaUse::Sent)
        body.insert(QStringLiteral("response_format"),
                    QJsonObject{{QStringLiteral("type"), QStringLiteral("json_schema")},
                                {QStringLiteral("json_schema"),
                                 QJsonObject{{QStringLiteral("name"), request.schema->name},
                                             {QStringLiteral("strict"), true},
                                             {QStringLiteral("schema"), request.schema->schema}}}});
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

namespace {

ChatResult readAnswer(const HttpResponse& response, bool wantsJson, QByteArrayView key)
{
    ChatResult result;
    result.status = response.status;
    result.requestId = requestIdOf(response);
    if (response.end != HttpEnd::Answered) {
        result.outcome = outcomeOfEnd(response.end);
        result.message = shortened(response.message, key);
        return result;
    }
    const QJsonObject object = QJsonDocument::fromJson(response.body).object();
    const bool html = looksLikeHtml(response);
    if (response.status < 200 || response.status >= 300) {
        const ServerError error = html ? ServerError{} : serverError(object, response.body);
        result.outcome = response.status >= 300 && response.status < 400
                             ? ChatOutcome::ModelMissing
                             : outcomeOfStatus(response.status, error);
        result.message = html ? QStringLiteral("a web page came") : shortened(error.message, key);
        return result;
    }
    if (html) {
        result.outcome = ChatOutcome::HtmlPage;
    } else if (object.contains(QStringLiteral("error")) && !object.value(QStringLiteral("error")).isNull()) {
        result.outcome = ChatOutcome::ErrorInReply;
        result.message = serverError(object, response.body).message;
    } else if (object.isEmpty()) {
        result.outcome = ChatOutcome::UnreadableReply;
    } else {
        readCompletion(object, wantsJson, result);
    }
    return result;
}

} // namespace

// Whatever came: a server may tell the key in any of its texts.
ChatResult readChatAnswer(const HttpResponse& response, bool wantsJson, QByteArrayView key)
{
    ChatResult result = readAnswer(response, wantsJson, key);
    takeOutKey(result, key);
    return result;
}

bool refusesSchema(const ChatResult& result)
{
    if (result.outcome != ChatOutcome::RequestRefused && result.status != 501)
        return false;
    for (const char* word : {"response_format", "json_schema", "schema", "grammar"}) {
        if (result.message.contains(QLatin1String(word), Qt::CaseInsensitive))
            return true;
    }
    return false;
}

QString withoutCodeFence(const QString& text)
{
    const QString trimmed = text.trimmed();
    const QString fence = QStringLiteral("```");
    if (!trimmed.startsWith(fence) || !trimmed.endsWith(fence) || trimmed.size() < 6)
        return trimmed;
    const qsizetype lineEnd = trimmed.indexOf(QLatin1Char('\n'));
    if (lineEnd < 0)
        return trimmed;
    return trimmed.mid(lineEnd + 1, trimmed.size() - 3 - lineEnd - 1).trimmed();
}

} // namespace antiphon
