#include "core/generation/itemtalk.h"

#include "core/generation/modelrequest.h"
#include "core/generation/sample.h"
#include "core/llm/tokenestimate.h"

#include <QCryptographicHash>
#include <QJsonArray>

namespace antiphon {

namespace {

constexpr qsizetype longestKept = 20'000;

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

// Another seed may bring another reply.
bool isWorthAFreshTry(ChatOutcome outcome)
{
    switch (outcome) {
    case ChatOutcome::Ok: // but no dialogue of this plan
    case ChatOutcome::SchemaViolation:
    case ChatOutcome::Truncated:
    case ChatOutcome::Refused:
    case ChatOutcome::Filtered:
    case ChatOutcome::EmptyReply:
    case ChatOutcome::TooLarge:
        return true;
    default:
        return false;
    }
}

bool isUnusable(ChatOutcome outcome)
{
    return outcome == ChatOutcome::Ok || outcome == ChatOutcome::SchemaViolation;
}

// A reply that was Ok for the pool but is no dialogue of the plan.
ChatOutcome lastingOutcome(ChatOutcome outcome)
{
    return outcome == ChatOutcome::Ok ? ChatOutcome::SchemaViolation : outcome;
}

// No request was sent: the endpoint gets none any more.
bool isShutOut(const ChatResult& result)
{
    return wasNotAsked(result) && result.outcome != ChatOutcome::RateLimited;
}

QString digestOf(const QByteArray& body)
{
    return QString::fromLatin1(QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex());
}

} // namespace

bool wasNotAsked(const ChatResult& result)
{
    return result.outcome != ChatOutcome::Ok && result.attempts == 0 && result.waits == 0;
}

double costOf(const Endpoint& endpoint, const TokenCounts& tokens)
{
    constexpr double million = 1e6;
    return (static_cast<double>(tokens.prompt) * endpoint.promptPrice +
            static_cast<double>(tokens.completion) * endpoint.completionPrice) /
           million;
}

ItemTalk::ItemTalk(const ModelWriterParts& parts, Plan plan) : m_parts(parts), m_plan(std::move(plan))
{
    begin(0);
}

quint64 ItemTalk::jitterSeed() const
{
    return static_cast<quint64>(m_plan.ordinal) + 1 + static_cast<quint64>(m_attempts.size());
}

void ItemTalk::begin(int freshTry)
{
    m_freshTry = freshTry;
    m_step = 0;
    m_isRepair = false;
    m_script = makeDialogueScript(m_parts.prompt, m_plan, *m_parts.tracks, *m_parts.book);
    m_over = !goOn();
}

// Puts the script's next question; false when there is none.
bool ItemTalk::goOn()
{
    auto asked = m_script->next();
    if (!asked)
        return false;
    m_question =
        itemRequest(m_parts.endpoint, std::move(*asked), m_parts.seed, m_plan.ordinal, m_freshTry, m_step);
    return true;
}

const Endpoint& ItemTalk::endpointOf(const ChatResult& result) const
{
    for (const Endpoint& endpoint : m_parts.endpoints) {
        if (endpoint.name == result.endpoint)
            return endpoint;
    }
    return m_parts.endpoints.first();
}

void ItemTalk::take(const ChatResult& result, bool wasKept)
{
    Result<void> taken = result.outcome == ChatOutcome::Ok
                             ? m_script->take(result.content)
                             : Result<void>(fail(chatError(result, endpointOf(result).name)));
    const QString fault = taken ? QString() : taken.error().detail;
    note(result, wasKept);
    noteAttempt(result, fault, wasKept);
    if (taken) {
        ++m_step;
        m_isRepair = false;
        m_over = !goOn();
        return;
    }
    if (isUnusable(result.outcome) && !m_isRepair && m_freshTry == 0) {
        m_isRepair = true;
        ++m_repairs;
        m_question = itemRequest(m_parts.endpoint, m_script->repaired(result.content, fault), m_parts.seed,
                                 m_plan.ordinal, m_freshTry, m_step);
        return;
    }
    if (isWorthAFreshTry(result.outcome) && !isShutOut(result) && m_freshTry == 0)
        return begin(1);
    giveUp(result, taken.error());
}

void ItemTalk::giveUp(const ChatResult& result, Error why)
{
    const bool stops =
        stopsEndpoint(result.outcome) || result.outcome == ChatOutcome::Cancelled || isShutOut(result);
    m_written.end = stops ? Written::End::Stopped : Written::End::SetAside;
    m_written.error = std::move(why);
    m_written.kind = outcomeWord(lastingOutcome(result.outcome));
    m_written.transient = isTransient(result.outcome);
    m_over = true;
}

void ItemTalk::note(const ChatResult& result, bool wasKept)
{
    QJsonObject& provenance = m_written.provenance;
    const auto add = [&provenance](const char* name, const QJsonValue& value) {
        provenance.insert(QLatin1String(name), value);
    };
    const auto sum = [&provenance](const char* name, qint64 value) {
        return provenance.value(QLatin1String(name)).toInteger() + value;
    };
    add("endpoint", result.endpoint);
    add("model_answered", result.model);
    add("fingerprint", result.fingerprint);
    add("request_id", result.requestId);
    add("request_digest", digestOf(result.body));
    add("item_seed", m_question.seed.value_or(0));
    add("outcome", outcomeWord(result.outcome));
    add("status", result.status);
    add("prompt_tokens", sum("prompt_tokens", result.tokens.prompt));
    add("completion_tokens", sum("completion_tokens", result.tokens.completion));
    add("prompt_tokens_guessed", sum("prompt_tokens_guessed", estimatedTokens(m_question)));
    add("attempts", sum("attempts", result.attempts));
    add("waits", sum("waits", result.waits));
    add("elapsed_ms", sum("elapsed_ms", result.elapsedMs));
    if (result.tokensEstimated)
        add("tokens_estimated", true);
    if (result.schemaDropped)
        add("schema", QStringLiteral("left out"));
    m_written.elapsedMs += static_cast<double>(result.elapsedMs);
    if (!result.body.isEmpty())
        m_written.body = result.body;
    if (wasKept)
        return add("from_cache", sum("from_cache", 1));
    m_written.tokens.prompt += result.tokens.prompt;
    m_written.tokens.completion += result.tokens.completion;
    m_written.cost += costOf(endpointOf(result), result.tokens);
    if (result.outcome == ChatOutcome::Ok || isWorthAFreshTry(result.outcome))
        m_written.replies.push_back(keptReply(endpointOf(result), result));
}

void ItemTalk::noteAttempt(const ChatResult& result, const QString& fault, bool wasKept)
{
    QJsonObject attempt{{QStringLiteral("request_digest"), digestOf(result.body)},
                        {QStringLiteral("seed"), m_question.seed.value_or(0)},
                        {QStringLiteral("outcome"),
                         outcomeWord(fault.isEmpty() ? result.outcome : lastingOutcome(result.outcome))},
                        {QStringLiteral("status"), result.status},
                        {QStringLiteral("prompt_tokens"), result.tokens.prompt},
                        {QStringLiteral("completion_tokens"), result.tokens.completion},
                        {QStringLiteral("ms"), result.elapsedMs}};
    if (!fault.isEmpty()) {
        attempt.insert(QStringLiteral("fault"), fault);
        attempt.insert(QStringLiteral("reply"), result.content.left(longestKept));
    }
    if (m_isRepair)
        attempt.insert(QStringLiteral("repair"), true);
    if (wasKept)
        attempt.insert(QStringLiteral("from_cache"), true);
    m_attempts << attempt;
}

LineItem ItemTalk::item(const TrackFacts& tracks)
{
    LineItem item;
    item.ordinal = m_plan.ordinal;
    QJsonObject& provenance = m_written.provenance;
    provenance.insert(QStringLiteral("repairs"), m_repairs);
    if (m_freshTry > 0)
        provenance.insert(QStringLiteral("fresh_tries"), m_freshTry);
    if (m_written.cost > 0)
        provenance.insert(QStringLiteral("cost"), m_written.cost);
    const bool isSample = m_written.end == Written::End::Sample;
    // What a sample that came at once would say here stands above already.
    if (!isSample || m_repairs > 0 || m_freshTry > 0) {
        QJsonArray kept;
        for (const QJsonObject& attempt : std::as_const(m_attempts))
            kept << attempt;
        provenance.insert(QStringLiteral("attempts_kept"), kept);
    }
    if (isSample) {
        m_written.texts = m_script->texts();
        item.sample = sampleOf(m_plan, m_written.texts, tracks);
        item.plan = std::make_shared<const Plan>(m_plan);
    } else {
        m_written.replies.clear();
    }
    item.written = std::move(m_written);
    return item;
}

} // namespace antiphon
