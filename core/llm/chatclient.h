// Asks one endpoint, as often as it takes and as the rules allow.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/llm/chat.h"
#include "core/llm/httpclient.h"

#include <atomic>
#include <memory>

namespace antiphon {

// What the clients of one endpoint have learned about it, shared between threads.
struct EndpointKnowledge
{
    std::atomic<bool> refusesSchema = false;
};

// One client per working thread. The key is read from the environment at each question and lives no longer.
class ChatClient
{
public:
    ChatClient(Endpoint endpoint, std::shared_ptr<EndpointKnowledge> knowledge);

    // Sends the request and retries by the rules of retry.h: a told wait (429) uses up no attempt but must
    // fit the endpoint's deadline. Never throws, never blocks beyond the limits; a cancel takes effect within
    // 100 ms. `jitterSeed` only spreads the waits.
    ChatResult ask(const ChatRequest& request, const CancelToken& cancel, quint64 jitterSeed);

private:
    ChatResult attempt(const ChatRequest& request, const QByteArray& key, const CancelToken& cancel,
                       HttpResponse& response);

    Endpoint m_endpoint;
    std::shared_ptr<EndpointKnowledge> m_knowledge;
    HttpClient m_http;
};

// What is wrong with an endpoint as it was entered. Errors: InvalidValue with what to change.
Result<void> validateEndpoint(const Endpoint& endpoint);

} // namespace antiphon
