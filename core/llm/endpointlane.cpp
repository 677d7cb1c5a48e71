#include "core/llm/endpointlane.h"

#include <algorithm>

namespace antiphon {

namespace {

constexpr int equalEndsToStop = 20;
constexpr qint64 shortestRestMs = 1'000;
constexpr qint64 longestRestMs = 60'000;

PacedEnd pacedEnd(ChatOutcome outcome)
{
    if (outcome == ChatOutcome::RateLimited)
        return PacedEnd::RateLimited;
    return outcome == ChatOutcome::Ok ? PacedEnd::Success : PacedEnd::Failed;
}

bool didNotReach(ChatOutcome outcome)
{
    return outcome == ChatOutcome::ConnectFailed || outcome == ChatOutcome::ConnectTimeout ||
           outcome == ChatOutcome::FirstByteTimeout;
}

} // namespace

EndpointLane::EndpointLane(Endpoint endpoint, bool rests)
    : m_endpoint(std::move(endpoint)),
      m_pacer({m_endpoint.concurrency, m_endpoint.requestsPerMinute, m_endpoint.tokensPerMinute}),
      m_rests(rests)
{
    refusesSchema = standingOf(m_endpoint, EndpointFeature::SchemaAccepted) == Standing::Fails;
}

std::optional<qint64> EndpointLane::waitMs(qint64 at, qint64 tokens) const
{
    if (isStopped() || (isResting() && running() > 0))
        return std::nullopt;
    const auto wait = m_pacer.waitMs(at, tokens);
    return wait && isResting() ? std::max(*wait, m_restUntil - at) : wait;
}

double EndpointLane::load() const
{
    return static_cast<double>(running() + 1) / std::max(1, m_endpoint.weight);
}

void EndpointLane::requestEnded(quint64 request, const ChatResult& result, qint64 at,
                                std::optional<qint64> toldWaitMs)
{
    m_pacer.end(request, pacedEnd(result.outcome));
    if (toldWaitMs)
        m_pacer.holdUntil(at + *toldWaitMs);
    if (stopsEndpoint(result.outcome) && !m_stoppedBy)
        stopBy(result);
    if (!didNotReach(result.outcome)) {
        m_failures = 0;
        return;
    }
    ++m_failures;
    const int rests = std::clamp(m_failures - failuresToRest, 0, 10);
    m_restUntil = at + std::min(longestRestMs, shortestRestMs << rests);
}

// Other questions end by it, too, so what the server said to this one stays out.
void EndpointLane::stopBy(const ChatResult& result)
{
    m_stoppedBy = result;
    m_stoppedBy->content.clear();
    m_stoppedBy->body.clear();
    m_stoppedBy->requestId.clear();
}

void EndpointLane::questionEnded(const ChatResult& result)
{
    m_equalEnds = result.outcome == m_lastEnd ? m_equalEnds + 1 : 1;
    m_lastEnd = result.outcome;
    const bool isFailure = result.outcome != ChatOutcome::Ok && result.outcome != ChatOutcome::Cancelled;
    if (!isFailure || m_equalEnds < equalEndsToStop || m_stoppedBy)
        return;
    stopBy(result);
    m_stoppedBy->message = QStringLiteral("%1 replies in a row failed in the same way: %2")
                               .arg(QString::number(m_equalEnds), result.message);
}

} // namespace antiphon
