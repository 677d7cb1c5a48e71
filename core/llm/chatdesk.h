// The questions of a pool and the endpoints that they wait for. Inner part of ChatPool.
#pragma once

#include "core/base/random.h"
#include "core/llm/chatpool.h"
#include "core/llm/chatstream.h"
#include "core/llm/endpointlane.h"

#include <deque>
#include <mutex>
#include <unordered_map>

namespace antiphon {

// Works in the network thread, but for standing().
class ChatDesk
{
public:
    ChatDesk(const QList<Endpoint>& endpoints, ChatPool::KeySource keys, NetworkLoop& loop);

    void ask(ChatPool::Number number, ChatPool::Question question);
    void cancel(ChatPool::Number number);
    void cancelAll();
    void setConcurrency(int number);
    QList<EndpointStanding> standing() const;
    void close() { m_closing = true; }

private:
    using Number = ChatPool::Number;
    struct Open
    {
        ChatPool::Question question;
        Random jitter;
        std::optional<qint64> firstRequestAt;
        std::optional<size_t> lane; // the last one that was asked
        quint64 paced = 0;
        NetworkLoop::Number request = 0;
        bool underWay = false;
        bool retried = false;
        bool cancelled = false;
        ChatStream stream;
        QByteArray body;
        Secret key;
        ChatResult spent; // attempts, waits and tokens so far
        ChatResult last;
    };
    struct Choice
    {
        std::optional<size_t> lane;
        std::optional<qint64> waitMs; // without a lane: when to look again
    };

    void pump();
    Choice choose(const Open& open, qint64 at) const;
    void send(Number number, size_t lane);
    void ended(Number number, const HttpResponse& response);
    void retryOrFinish(Number number, const HttpResponse& response);
    void queueAfter(Number number, qint64 ms);
    void finish(Number number, ChatResult result);
    bool finishHopeless(Number number, qint64 at);
    bool finishTooLate(Number number, qint64 at, qint64 waitMs);
    size_t lanesLeft() const;
    void pumpAfter(qint64 ms);
    void noteStanding();

    NetworkLoop& m_loop;
    ChatPool::KeySource m_keys;
    std::vector<EndpointLane> m_lanes;
    std::unordered_map<Number, Open> m_open;
    std::deque<Number> m_queue;
    qint64 m_pumpAt = 0; // the nearest look ahead that is ordered; 0: none
    bool m_closing = false;
    mutable std::mutex m_standingMutex;
    QList<EndpointStanding> m_standing;
};

} // namespace antiphon
