#include "core/base/random.h"
#include "core/generation/reply.h"
#include "core/generation/writer.h"

#include <QCryptographicHash>

namespace antiphon {

namespace {

constexpr quint64 seedMask = 0x7fffffff; // what every server takes

bool isTransient(ChatOutcome outcome)
{
    switch (outcome) {
    case ChatOutcome::ConnectFailed:
    case ChatOutcome::ConnectTimeout:
    case ChatOutcome::FirstByteTimeout:
    case ChatOutcome::SilenceTimeout:
    case ChatOutcome::TotalTimeout:
    case ChatOutcome::ConnectionBroken:
    case ChatOutcome::RateLimited:
    case ChatOutcome::ServerFailed:
    case ChatOutcome::ErrorInReply:
    case ChatOutcome::HalfStream:
        return true;
    default:
        return false;
    }
}

class ModelWriter final : public Writer
{
public:
    explicit ModelWriter(ModelWriterParts parts) : m_parts(std::move(parts)), m_client(m_parts.pool) {}
    Written write(const Plan& plan, const CancelToken& cancel) override;

private:
    ChatRequest requestFor(const Plan& plan) const;
    // Takes a result's costs into the item; the texts when it can be used.
    Result<QStringList> judge(const ChatResult& result, const Plan& plan) const;
    void note(Written& written, const ChatRequest& request, const ChatResult& result, int repairs) const;

    ModelWriterParts m_parts;
    ChatClient m_client;
};

ChatRequest ModelWriter::requestFor(const Plan& plan) const
{
    ChatRequest request;
    request.model = m_parts.endpoint.model;
    request.messages = wholeMessages(m_parts.prompt, plan, *m_parts.tracks, *m_parts.book);
    request.schema = dialogueSchema();
    request.temperature = m_parts.endpoint.temperature;
    request.maximumTokens = m_parts.endpoint.maximumTokens;
    request.seed = static_cast<qint64>(
        Random::forKey(m_parts.seed, static_cast<quint64>(plan.ordinal)).next() & seedMask);
    return request;
}

Result<QStringList> ModelWriter::judge(const ChatResult& result, const Plan& plan) const
{
    if (result.outcome == ChatOutcome::Ok)
        return textsOfReply(result.content, plan);
    return fail(chatError(result, m_parts.endpoint.name));
}

void ModelWriter::note(Written& written, const ChatRequest& request, const ChatResult& result,
                       int repairs) const
{
    const auto add = [&written](const char* name, const QJsonValue& value) {
        written.provenance.insert(QLatin1String(name), value);
    };
    const auto sum = [&written](const char* name, qint64 value) {
        return written.provenance.value(QLatin1String(name)).toInteger() + value;
    };
    add("endpoint", result.endpoint);
    add("model_answered", result.model);
    add("fingerprint", result.fingerprint);
    add("request_id", result.requestId);
    add("request_digest",
        QString::fromLatin1(QCryptographicHash::hash(result.body, QCryptographicHash::Sha256).toHex()));
    add("item_seed", request.seed.value_or(0));
    add("outcome", outcomeWord(result.outcome));
    add("status", result.status);
    add("prompt_tokens", sum("prompt_tokens", result.tokens.prompt));
    add("completion_tokens", sum("completion_tokens", result.tokens.completion));
    add("attempts", sum("attempts", result.attempts));
    add("waits", sum("waits", result.waits));
    add("elapsed_ms", sum("elapsed_ms", result.elapsedMs));
    add("repairs", repairs);
    if (result.tokensEstimated)
        add("tokens_estimated", true);
    if (result.schemaDropped)
        add("schema", QStringLiteral("left out"));
    written.tokens.prompt += result.tokens.prompt;
    written.tokens.completion += result.tokens.completion;
}

Written ModelWriter::write(const Plan& plan, const CancelToken& cancel)
{
    Written written;
    ChatRequest request = requestFor(plan);
    const quint64 jitter = static_cast<quint64>(plan.ordinal) + 1;
    ChatResult result = m_client.ask(request, cancel, jitter);
    note(written, request, result, 0);
    auto texts = judge(result, plan);
    const bool unusable = result.outcome == ChatOutcome::SchemaViolation || result.outcome == ChatOutcome::Ok;
    if (!texts && unusable) {
        const QString fault = texts.error().detail;
        request.messages = repairMessages(request.messages, result.content.left(20'000), fault,
                                          m_parts.prompt, plan.turns.size());
        result = m_client.ask(request, cancel, jitter + 1);
        note(written, request, result, 1);
        texts = judge(result, plan);
    }
    if (texts) {
        written.texts = *texts;
        return written;
    }
    const bool stops = stopsEndpoint(result.outcome) || result.outcome == ChatOutcome::Cancelled;
    written.end = stops ? Written::End::Stopped : Written::End::SetAside;
    written.error = texts.error();
    written.kind = result.outcome == ChatOutcome::Ok ? outcomeWord(ChatOutcome::SchemaViolation)
                                                     : outcomeWord(result.outcome);
    written.transient = isTransient(result.outcome);
    return written;
}

} // namespace

std::unique_ptr<Writer> makeModelWriter(ModelWriterParts parts)
{
    return std::make_unique<ModelWriter>(std::move(parts));
}

} // namespace antiphon
