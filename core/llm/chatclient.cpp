#include "core/llm/chatclient.h"

#include "core/base/clock.h"
#include "core/llm/chatwire.h"
#include "core/llm/retry.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QUrl>

#include <chrono>
#include <thread>

namespace antiphon {

namespace {

// Sleeps unless cancelled first; false when cancelled.
bool waitFor(qint64 ms, const CancelToken& cancel)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < ms) {
        if (cancel.isCancelled())
            return false;
        std::this_thread::sleep_for(
            std::chrono::milliseconds(std::min<qint64>(20, ms - timer.elapsed() + 1)));
    }
    return !cancel.isCancelled();
}

QByteArray completionsUrl(const QString& baseUrl)
{
    QString base = baseUrl;
    while (base.endsWith(QLatin1Char('/')))
        base.chop(1);
    return (base + QStringLiteral("/chat/completions")).toUtf8();
}

// What has been spent on one question so far.
struct Ledger
{
    int attempts = 0;
    int waits = 0;
    bool schemaDropped = false;
    TokenCounts tokens;
};

void enter(Ledger& ledger, const ChatResult& result)
{
    ledger.tokens.prompt += result.tokens.prompt;
    ledger.tokens.completion += result.tokens.completion;
    if (result.outcome == ChatOutcome::RateLimited)
        ++ledger.waits;
    else
        ++ledger.attempts;
}

ChatResult closed(ChatResult result, const Ledger& ledger, const QElapsedTimer& timer)
{
    result.attempts = ledger.attempts;
    result.waits = ledger.waits;
    result.tokens = ledger.tokens;
    result.schemaDropped = ledger.schemaDropped;
    result.elapsedMs = timer.elapsed();
    return result;
}

} // namespace

ChatClient::ChatClient(Endpoint endpoint, std::shared_ptr<EndpointKnowledge> knowledge)
    : m_endpoint(std::move(endpoint)), m_knowledge(std::move(knowledge))
{
}

ChatResult ChatClient::attempt(const ChatRequest& request, const QByteArray& key, const CancelToken& cancel,
                               HttpResponse& response)
{
    const SchemaUse schema = m_knowledge->refusesSchema ? SchemaUse::LeftOut : SchemaUse::Sent;
    response = m_http.perform({completionsUrl(m_endpoint.baseUrl), chatBody(request, schema), key},
                              m_endpoint.limits, cancel);
    return readChatAnswer(response, request.schema.has_value(), key);
}

ChatResult ChatClient::ask(const ChatRequest& request, const CancelToken& cancel, quint64 jitterSeed)
{
    QElapsedTimer timer;
    timer.start();
    const QByteArray key = m_endpoint.keyVariable.isEmpty()
                               ? QByteArray()
                               : qgetenv(m_endpoint.keyVariable.toUtf8().constData()).trimmed();
    Ledger ledger;
    if (key.isEmpty() && !m_endpoint.keyVariable.isEmpty()) {
        ChatResult missing;
        missing.outcome = ChatOutcome::KeyMissing;
        missing.message = m_endpoint.keyVariable;
        return missing;
    }
    Random jitter(jitterSeed);
    for (;;) {
        HttpResponse response;
        ChatResult result = attempt(request, key, cancel, response);
        if (request.schema && !m_knowledge->refusesSchema && refusesSchema(result)) {
            m_knowledge->refusesSchema = true;
            ledger.schemaDropped = true;
            continue;
        }
        enter(ledger, result);
        if (!worthRetrying(result, response) || ledger.attempts >= m_endpoint.limits.attempts)
            return closed(std::move(result), ledger, timer);
        const int failures = std::max(0, ledger.attempts + ledger.waits - 1);
        const qint64 wait = toldWaitMs(response, now()).value_or(backoffMs(failures, jitter));
        if (timer.elapsed() + wait > m_endpoint.limits.deadlineMs)
            return closed(std::move(result), ledger, timer);
        if (!waitFor(wait, cancel)) {
            result.outcome = ChatOutcome::Cancelled;
            return closed(std::move(result), ledger, timer);
        }
    }
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
    if (endpoint.concurrency < 1 || endpoint.concurrency > 64)
        return invalid(endpoint.name, QStringLiteral("requests at the same time must be 1 to 64"));
    if (!(endpoint.temperature >= 0 && endpoint.temperature <= 2))
        return invalid(endpoint.name, QStringLiteral("the temperature must be 0 to 2"));
    if (endpoint.maximumTokens < 1)
        return invalid(endpoint.name, QStringLiteral("the token limit must be above 0"));
    return {};
}

} // namespace antiphon
