// One endpoint of a pool: its pace, what was learned about it, whether it still gets requests. Inner part of
// ChatPool.
#pragma once

#include "core/llm/chat.h"
#include "core/llm/endpoint.h"
#include "core/llm/pacer.h"

namespace antiphon {

class EndpointLane
{
public:
    // One that `rests` gets a single request at a time, seldom, after five in a row did not reach it; for
    // pools where another can do the work meanwhile.
    EndpointLane(Endpoint endpoint, bool rests);

    const Endpoint& endpoint() const { return m_endpoint; }
    // As Pacer::waitMs(); nothing also for an endpoint that is stopped.
    std::optional<qint64> waitMs(qint64 at, qint64 tokens) const;
    // Requests under way for its weight; the pool asks the lane with the least.
    double load() const;
    quint64 begin(qint64 at, qint64 tokens) { return m_pacer.begin(at, tokens); }
    // One request ended so; `toldWaitMs` as the server told, if it did.
    void requestEnded(quint64 request, const ChatResult& result, qint64 at, std::optional<qint64> toldWaitMs);
    // A question got its last answer here.
    void questionEnded(const ChatResult& result);
    void setMostAtOnce(int number) { m_pacer.setMostAtOnce(number); }

    bool isStopped() const { return m_stoppedBy.has_value(); }
    bool isResting() const { return m_rests && m_failures >= failuresToRest; }
    const std::optional<ChatResult>& stoppedBy() const { return m_stoppedBy; }
    int running() const { return m_pacer.running(); }
    int allowed() const { return m_pacer.allowed(); }

    bool refusesSchema = false; // knows no response_format

private:
    void stopBy(const ChatResult& result);

    static constexpr int failuresToRest = 5;

    Endpoint m_endpoint;
    Pacer m_pacer;
    bool m_rests;
    std::optional<ChatResult> m_stoppedBy;
    int m_failures = 0; // to reach the server, in a row
    qint64 m_restUntil = 0;
    ChatOutcome m_lastEnd = ChatOutcome::Ok;
    int m_equalEnds = 0;
};

} // namespace antiphon
