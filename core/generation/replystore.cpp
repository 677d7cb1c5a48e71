#include "core/generation/replystore.h"

#include "core/base/packedbytes.h"

#include <QCryptographicHash>
#include <QJsonDocument>

namespace antiphon {

namespace {

const QString outcomeKey = QStringLiteral("outcome");
const QString contentKey = QStringLiteral("content");
const QString messageKey = QStringLiteral("message");
const QString modelKey = QStringLiteral("model");
const QString fingerprintKey = QStringLiteral("fingerprint");
const QString requestKey = QStringLiteral("request_id");
const QString endpointKey = QStringLiteral("endpoint");
const QString statusKey = QStringLiteral("status");
const QString promptKey = QStringLiteral("prompt_tokens");
const QString completionKey = QStringLiteral("completion_tokens");
const QString estimatedKey = QStringLiteral("estimated");

// Of the outcomes that are a reply of a model; others are never kept.
constexpr ChatOutcome replies[] = {ChatOutcome::Ok, ChatOutcome::SchemaViolation, ChatOutcome::Truncated,
                                   ChatOutcome::Refused, ChatOutcome::Filtered};

QByteArray digestOf(const QByteArray& bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

std::optional<ChatResult> readReply(const QByteArray& packed)
{
    const auto bytes = unpackedBytes(packed);
    const QJsonObject json = bytes ? QJsonDocument::fromJson(*bytes).object() : QJsonObject();
    for (const ChatOutcome outcome : replies) {
        if (outcomeWord(outcome) != json.value(outcomeKey).toString())
            continue;
        ChatResult result;
        result.outcome = outcome;
        result.content = json.value(contentKey).toString();
        result.message = json.value(messageKey).toString();
        result.model = json.value(modelKey).toString();
        result.fingerprint = json.value(fingerprintKey).toString();
        result.requestId = json.value(requestKey).toString();
        result.endpoint = json.value(endpointKey).toString();
        result.status = json.value(statusKey).toInt();
        result.tokens = {json.value(promptKey).toInteger(), json.value(completionKey).toInteger()};
        result.tokensEstimated = json.value(estimatedKey).toBool();
        return result;
    }
    return std::nullopt;
}

} // namespace

QByteArray replyKey(const Endpoint& endpoint, const QByteArray& body)
{
    return digestOf(endpoint.baseUrl.toUtf8() + '\n' + body);
}

KeptReply keptReply(const Endpoint& endpoint, const ChatResult& result)
{
    const QJsonObject json{{outcomeKey, outcomeWord(result.outcome)},
                           {contentKey, result.content},
                           {messageKey, result.message},
                           {modelKey, result.model},
                           {fingerprintKey, result.fingerprint},
                           {requestKey, result.requestId},
                           {endpointKey, result.endpoint},
                           {statusKey, result.status},
                           {promptKey, result.tokens.prompt},
                           {completionKey, result.tokens.completion},
                           {estimatedKey, result.tokensEstimated}};
    return {replyKey(endpoint, result.body), packedBytes(QJsonDocument(json).toJson(QJsonDocument::Compact))};
}

Result<ReplyReader> ReplyReader::prepare(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT reply FROM run_reply WHERE key = ?"));
    return ReplyReader(std::move(select));
}

Result<std::optional<ChatResult>> ReplyReader::find(const QByteArray& key)
{
    m_select.reset().bind(1, key);
    ANTIPHON_TRY_ASSIGN(const bool found, m_select.step());
    auto reply = found ? readReply(m_select.blob(0)) : std::nullopt;
    m_select.reset();
    return reply;
}

Result<ReplyWriter> ReplyWriter::prepare(const Connection& connection, RunId run)
{
    ANTIPHON_TRY_ASSIGN(
        auto reply, connection.prepare("INSERT OR IGNORE INTO run_reply (key, at, reply) VALUES (?, ?, ?)"));
    ANTIPHON_TRY_ASSIGN(auto body, connection.prepare("INSERT OR IGNORE INTO run_request (run, digest, base, "
                                                      "body) VALUES (?, ?, ?, ?)"));
    ReplyWriter writer(run, std::move(reply), std::move(body));
    ANTIPHON_TRY_ASSIGN(
        auto first,
        connection.prepare("SELECT digest, body FROM run_request WHERE run = ? AND base IS NULL LIMIT 1"));
    ANTIPHON_TRY_ASSIGN(const bool found, first.bind(1, run).step());
    if (!found)
        return writer;
    ANTIPHON_TRY_ASSIGN(writer.m_base, unpackedBytes(first.blob(1)));
    writer.m_baseDigest = first.blob(0);
    return writer;
}

Result<void> ReplyWriter::keep(const KeptReply& reply)
{
    return m_reply.bind(1, reply.key).bind(2, now()).bind(3, reply.packed).run();
}

Result<void> ReplyWriter::keepBody(const QByteArray& body)
{
    const QByteArray digest = digestOf(body);
    m_body.bind(1, m_run).bind(2, digest);
    if (m_base.isEmpty()) {
        ANTIPHON_TRY(m_body.bindNull(3).bind(4, packedBytes(body)).run());
        m_base = body;
        m_baseDigest = digest;
        return {};
    }
    return m_body.bind(3, m_baseDigest).bind(4, packedBytes(body, m_base)).run();
}

Result<QByteArray> requestBody(const Connection& connection, RunId run, const QString& digest)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT mine.body, base.body FROM run_request AS mine LEFT JOIN "
                                           "run_request AS base ON base.run = mine.run AND base.digest = "
                                           "mine.base WHERE mine.run = ? AND mine.digest = ?"));
    ANTIPHON_TRY_ASSIGN(const bool found,
                        select.bind(1, run).bind(2, QByteArray::fromHex(digest.toLatin1())).step());
    if (!found)
        return fail(ErrorCode::NotFound, QStringLiteral("the request %1").arg(digest));
    if (select.isNull(1))
        return unpackedBytes(select.blob(0));
    ANTIPHON_TRY_ASSIGN(const QByteArray base, unpackedBytes(select.blob(1)));
    return unpackedBytes(select.blob(0), base);
}

} // namespace antiphon
