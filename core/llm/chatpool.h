// Questions to one or several endpoints, hundreds at once, each asked as often as it takes and as the rules
// allow.
#pragma once

#include "core/llm/chat.h"
#include "core/llm/networkloop.h"

#include <atomic>
#include <functional>
#include <memory>

namespace antiphon {

class ChatDesk;

// How an endpoint of a pool stands; see ChatPool::standing().
struct EndpointStanding
{
    QString name;
    int running = 0;      // requests under way
    int allowed = 0;      // requests that it gets at once just now
    bool resting = false; // failed too often; one request at a time is let through until one succeeds
    std::optional<ChatOutcome> stoppedBy; // no request can succeed until a person changes something
};

// Everything may be called from any thread; what a question brings is told in the network thread, where it
// must be brief.
//
// A question goes to the endpoint that has the fewest requests under way for its weight. A request that fails
// in a way that may pass is sent again, at once to another endpoint where there is one, by the rules of
// retry.h and pacer.h: a told wait (429) holds the whole endpoint, uses up no attempt, but must fit the
// question's deadline, which runs from its first request. An endpoint whose trouble will not pass (key
// refused, no credit) or that ended 20 questions in the same way gets no further request; when none is left,
// every question ends so.
class ChatPool
{
public:
    // The key of an endpoint; asked for at each request and kept no longer. Empty: there is none.
    using KeySource = std::function<Secret(const Endpoint& endpoint)>;
    struct Question
    {
        ChatRequest request;                                 // `model` is put in by the endpoint that gets it
        quint64 jitterSeed = 0;                              // spreads the waits
        std::function<void(const ChatResult& result)> done;  // told once
        std::function<void(const QString& text)> piece = {}; // of a streamed reply; a new attempt begins anew
    };

    // At least one endpoint, each valid (validateEndpoint()).
    explicit ChatPool(QList<Endpoint> endpoints, KeySource keys = keyFromEnvironment);
    ~ChatPool(); // cancels what runs; each question still open is told
    ChatPool(const ChatPool&) = delete;
    ChatPool& operator=(const ChatPool&) = delete;

    using Number = quint64;
    Number ask(Question question);
    // Ends one question as Cancelled, unless it ended before.
    void cancel(Number number);
    // Ends every question asked so far as Cancelled; connections of those under way are closed.
    void cancelAll();
    // Requests at once to each endpoint.
    void setConcurrency(int number);
    QList<EndpointStanding> standing() const;

    static Secret keyFromEnvironment(const Endpoint& endpoint);

private:
    std::unique_ptr<NetworkLoop> m_loop;
    std::atomic<Number> m_lastNumber = 0;
    std::unique_ptr<ChatDesk> m_desk; // the loop's thread works at it until the loop has ended
};

} // namespace antiphon
