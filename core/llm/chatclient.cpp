#include "core/llm/chatclient.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <chrono>
#include <future>

namespace antiphon {

namespace {
constexpr auto glance = std::chrono::milliseconds(20);
constexpr int mostAtOnce = 2'000;
constexpr double highestPrice = 1e6;

bool isPrice(double price)
{
    return price >= 0 && price <= highestPrice;
}
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

Result<void> validateEndpoint(const Endpoint& endpoint)
{
    const QUrl url(endpoint.baseUrl, QUrl::StrictMode);
    const auto invalid = [](const QString& subject, const QString& detail) {
        return fail(ErrorCode::InvalidValue, subject, detail);
    };
    if (endpoint.name.trimmed().isEmpty() || endpoint.name == QLatin1String("template"))
        return invalid(endpoint.name, QStringLiteral("an endpoint needs a name other than \"template\""));
    if (!url.isValid() || url.host().isEmpty() ||
        (url.scheme() != QLatin1String("http") && url.scheme() != QLatin1String("https")))
        return invalid(endpoint.baseUrl, QStringLiteral("the address must begin with http:// or https://"));
    if (!url.userInfo().isEmpty() || url.hasQuery())
        return invalid(url.host(),
                       QStringLiteral("the address must hold no password and no key; name an environment "
                                      "variable instead"));
    if (endpoint.model.trimmed().isEmpty())
        return invalid(endpoint.name, QStringLiteral("the model's name is missing"));
    static const QRegularExpression variable(QStringLiteral("^[A-Z_][A-Z0-9_]{0,63}$"));
    if (!endpoint.keyVariable.isEmpty() && !variable.match(endpoint.keyVariable).hasMatch())
        return invalid(
            QStringLiteral("key variable"),
            QStringLiteral("give the name of an environment variable in capitals, not the key itself"));
    if (endpoint.concurrency < 1 || endpoint.concurrency > mostAtOnce)
        return invalid(endpoint.name, QStringLiteral("requests at the same time must be 1 to 2,000"));
    if (!(endpoint.temperature >= 0 && endpoint.temperature <= 2))
        return invalid(endpoint.name, QStringLiteral("the temperature must be 0 to 2"));
    if (endpoint.requestsPerMinute < 0 || endpoint.tokensPerMinute < 0)
        return invalid(endpoint.name,
                       QStringLiteral("requests and tokens a minute must be 0 (no limit) or more"));
    if (endpoint.weight < 1 || endpoint.weight > 100)
        return invalid(endpoint.name, QStringLiteral("the weight must be 1 to 100"));
    if (!endpoint.proxy.isEmpty() && !QUrl(endpoint.proxy, QUrl::StrictMode).userInfo().isEmpty())
        return invalid(endpoint.name,
                       QStringLiteral("the proxy's address must hold no password; let the environment "
                                      "name such a proxy (https_proxy)"));
    if (!isPrice(endpoint.promptPrice) || !isPrice(endpoint.completionPrice))
        return invalid(endpoint.name, QStringLiteral("a price must be 0 to 1,000,000 a million tokens"));
    if (endpoint.keyInKeyring && !endpoint.keyVariable.isEmpty())
        return invalid(endpoint.name,
                       QStringLiteral("the key is either in the keyring or in an environment variable"));
    const EndpointLimits& limits = endpoint.limits;
    if (std::min({limits.connectMs, limits.firstByteMs, limits.silenceMs, limits.totalMs}) < 1)
        return invalid(endpoint.name, QStringLiteral("a time limit must be above 0"));
    if (endpoint.maximumTokens < 1)
        return invalid(endpoint.name, QStringLiteral("the token limit must be above 0"));
    return {};
}

} // namespace antiphon
