#include "core/llm/chatclient.h"

#include <chrono>
#include <future>

namespace antiphon {

namespace {
constexpr auto glance = std::chrono::milliseconds(20);
} // namespace

ChatResult ChatClient::ask(const ChatRequest& request, const CancelToken& cancel, quint64 jitterSeed)
{
    const auto answer = std::make_shared<std::promise<ChatResult>>();
    std::future<ChatResult> future = answer->get_future();
    const ChatPool::Number number =
        m_pool->ask({request, jitterSeed, [answer](const ChatResult& result) { answer->set_value(result); }});
    while (future.wait_for(glance) != std::future_status::ready) {
        if (!cancel.isCancelled())
            continue;
        m_pool->cancel(number);
        break;
    }
    return future.get();
}

Result<void> contextFits(const Endpoint& endpoint, qint64 estimatedPromptTokens)
{
    const qint64 needed = estimatedPromptTokens + endpoint.maximumTokens;
    if (endpoint.contextWindow <= 0 || needed <= endpoint.contextWindow)
        return {};
    return fail(
        ErrorCode::InvalidValue, endpoint.name,
        QStringLiteral("its model takes %L1 tokens in all, but the longest prompt has about %L2 and a "
                       "reply may have %L3; lower the tokens a reply, or choose a shorter prompt or a "
                       "model with a larger window")
            .arg(endpoint.contextWindow)
            .arg(estimatedPromptTokens)
            .arg(endpoint.maximumTokens));
}

} // namespace antiphon
