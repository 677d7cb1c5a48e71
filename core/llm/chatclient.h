// One question at a time, for those that can wait.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/result.h"
#include "core/llm/chatpool.h"
#include "core/llm/endpointfaults.h"

namespace antiphon {

// For those that can wait for an answer. One thread at a time; several clients may share a pool.
class ChatClient
{
public:
    explicit ChatClient(std::shared_ptr<ChatPool> pool) : m_pool(std::move(pool)) {}
    explicit ChatClient(const Endpoint& endpoint)
        : m_pool(std::make_shared<ChatPool>(QList<Endpoint>{endpoint}))
    {
    }

    // Waits for the end of a question to the pool. Never throws, never blocks beyond the limits; a cancel
    // takes effect within 100 ms. `jitterSeed` only spreads the waits.
    ChatResult ask(const ChatRequest& request, const CancelToken& cancel, quint64 jitterSeed);

private:
    std::shared_ptr<ChatPool> m_pool;
};

// Whether prompts of so many tokens, by estimate, and the longest reply go into the model's window, as far as
// the server told it. Errors: InvalidValue with both numbers and what to change.
Result<void> contextFits(const Endpoint& endpoint, qint64 estimatedPromptTokens);

} // namespace antiphon
