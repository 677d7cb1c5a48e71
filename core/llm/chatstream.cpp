#include "core/llm/chatstream.h"

#include "core/llm/tokenestimate.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace antiphon {

QString ChatStream::feed(const QByteArray& bytes)
{
    QString fresh;
    m_anyByte = m_anyByte || !bytes.isEmpty();
    m_reader.feed(bytes, [this, &fresh](const QByteArray& data) { take(data, fresh); });
    return fresh;
}

void ChatStream::take(const QByteArray& data, QString& fresh)
{
    if (data.trimmed() == "[DONE]") {
        m_done = true;
        return;
    }
    const QJsonObject chunk = QJsonDocument::fromJson(data).object();
    if (chunk.isEmpty())
        return;
    m_anyEvent = true;
    const QJsonValue error = chunk.value(QStringLiteral("error"));
    if (!error.isUndefined() && !error.isNull()) {
        m_hasError = true;
        m_error = serverMessage(chunk);
    }
    if (m_model.isEmpty())
        m_model = chunk.value(QStringLiteral("model")).toString();
    if (m_fingerprint.isEmpty())
        m_fingerprint = chunk.value(QStringLiteral("system_fingerprint")).toString();
    if (const QJsonValue usage = chunk.value(QStringLiteral("usage")); usage.isObject())
        m_usage = tokensOf(usage.toObject());
    const QJsonArray choices = chunk.value(QStringLiteral("choices")).toArray();
    if (!choices.isEmpty())
        takeChoice(choices.first().toObject(), fresh);
}

void ChatStream::takeChoice(const QJsonObject& choice, QString& fresh)
{
    const QJsonObject delta = choice.value(QStringLiteral("delta")).toObject();
    const QString piece = delta.value(QStringLiteral("content")).toString();
    m_content += piece;
    fresh += piece;
    m_refusal += delta.value(QStringLiteral("refusal")).toString();
    if (const QString reason = choice.value(QStringLiteral("finish_reason")).toString(); !reason.isEmpty())
        m_finishReason = reason;
}

ChatOutcome ChatStream::outcome(const HttpResponse& response) const
{
    if (m_hasError)
        return ChatOutcome::ErrorInReply;
    if (!m_done && m_finishReason.isEmpty()) {
        const bool brokeOff = response.end == HttpEnd::Answered || response.end == HttpEnd::Broken;
        if (brokeOff)
            return m_anyEvent ? ChatOutcome::HalfStream : ChatOutcome::EmptyReply;
        return outcomeOfEnd(response.end);
    }
    return outcomeOfReply(m_content, m_refusal, m_finishReason);
}

ChatResult ChatStream::finish(const HttpResponse& response, const ChatRequest& request,
                              QByteArrayView key) const
{
    ChatResult result;
    result.status = response.status;
    result.requestId = requestIdOf(response);
    result.content = m_content;
    result.model = m_model;
    result.fingerprint = m_fingerprint;
    result.outcome = outcome(response);
    result.tokens = m_usage.value_or(TokenCounts{estimatedTokens(request), estimatedTokens(m_content)});
    result.tokensEstimated = !m_usage.has_value();
    if (result.outcome == ChatOutcome::ErrorInReply)
        result.message = m_error;
    else if (result.outcome == ChatOutcome::Refused)
        result.message = m_refusal;
    else if (result.outcome != ChatOutcome::Ok)
        result.message = response.message;
    if (request.schema)
        checkJson(result);
    takeOutKey(result, key);
    return result;
}

} // namespace antiphon
