#include "core/llm/endpointprobe.h"

#include "core/llm/chatstream.h"
#include "core/llm/chatwire.h"

#include <QElapsedTimer>
#include <QJsonDocument>

#include <chrono>
#include <future>

namespace antiphon {

namespace {
constexpr auto glance = std::chrono::milliseconds(20);
}

EndpointProbe::EndpointProbe(Endpoint endpoint, Secret key, CancelToken cancel)
    : m_endpoint(std::move(endpoint)), m_key(std::move(key)), m_cancel(std::move(cancel))
{
}

QByteArray EndpointProbe::urlOf(const QString& path) const
{
    QString base = m_endpoint.baseUrl;
    while (base.endsWith(QLatin1Char('/')))
        base.chop(1);
    return (base + QLatin1Char('/') + path).toUtf8();
}

HttpResponse EndpointProbe::send(HttpRequest request, std::function<void(const QByteArray&)> piece)
{
    request.bearerKey = m_key;
    request.caFile = m_endpoint.caFile.toUtf8();
    request.proxy = m_endpoint.proxy.toUtf8();
    const auto answer = std::make_shared<std::promise<HttpResponse>>();
    std::future<HttpResponse> future = answer->get_future();
    QElapsedTimer timer;
    timer.start();
    ++m_requests;
    const NetworkLoop::Number number = m_loop.start(
        std::move(request), m_endpoint.limits,
        {[answer](HttpResponse response) { answer->set_value(std::move(response)); }, std::move(piece)});
    while (future.wait_for(glance) != std::future_status::ready) {
        if (!m_cancel.isCancelled())
            continue;
        m_loop.cancel(number);
        break;
    }
    HttpResponse response = future.get();
    m_lastElapsedMs = timer.elapsed();
    noteRateLimits(response);
    return response;
}

void EndpointProbe::noteRateLimits(const HttpResponse& response)
{
    const QByteArray prefix = "x-ratelimit-";
    QMap<QString, QString> limits;
    for (auto header = response.headers.begin(); header != response.headers.end(); ++header) {
        if (header.key().startsWith(prefix))
            limits.insert(QString::fromUtf8(header.key().mid(prefix.size())),
                          QString::fromUtf8(header.value()).left(40));
    }
    if (!limits.isEmpty())
        m_rateLimits = limits;
}

HttpResponse EndpointProbe::get(const QString& path)
{
    return send({urlOf(path)});
}

HttpResponse EndpointProbe::post(const QString& path, const QJsonObject& body)
{
    return send({urlOf(path), QJsonDocument(body).toJson(QJsonDocument::Compact)});
}

ChatResult EndpointProbe::failureOf(const HttpResponse& response) const
{
    ChatResult result = readChatAnswer(response, false, m_key.bytes());
    const bool answered =
        response.end == HttpEnd::Answered && response.status >= 200 && response.status < 300;
    if (answered && result.outcome != ChatOutcome::HtmlPage && result.outcome != ChatOutcome::ErrorInReply)
        result.outcome = ChatOutcome::Ok;
    return result;
}

ChatResult EndpointProbe::chat(const ChatRequest& request)
{
    const HttpResponse response =
        send({urlOf(QStringLiteral("chat/completions")), chatBody(request, SchemaUse::Sent)});
    ChatResult result = readChatAnswer(response, request.schema.has_value(), m_key.bytes());
    result.elapsedMs = m_lastElapsedMs;
    return result;
}

EndpointProbe::Streamed EndpointProbe::stream(ChatRequest request)
{
    request.stream = true;
    HttpRequest asked{urlOf(QStringLiteral("chat/completions")), chatBody(request, SchemaUse::Sent)};
    asked.wantsStream = true;
    Streamed streamed;
    ChatStream reader;
    QElapsedTimer timer;
    timer.start();
    const HttpResponse response = send(std::move(asked), [&](const QByteArray& bytes) {
        if (reader.feed(bytes).isEmpty())
            return;
        streamed.lastTextMs = timer.elapsed();
        if (streamed.firstTextMs == 0)
            streamed.firstTextMs = std::max<qint64>(1, streamed.lastTextMs);
    });
    streamed.inPieces = reader.hasBegun();
    streamed.result = streamed.inPieces ? reader.finish(response, request, m_key.bytes())
                                        : readChatAnswer(response, false, m_key.bytes());
    return streamed;
}

} // namespace antiphon
