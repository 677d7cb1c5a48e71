// Single requests to one endpoint, for finding out what it can do.
#pragma once

#include "core/base/cancellation.h"
#include "core/llm/chat.h"
#include "core/llm/endpoint.h"
#include "core/llm/networkloop.h"

namespace antiphon {

// Each call sends one request, as it is told, and waits for its end within the endpoint's limits; nothing is
// asked again. A cancel takes effect within 50 ms. Used by one thread.
class EndpointProbe
{
public:
    EndpointProbe(Endpoint endpoint, Secret key, CancelToken cancel);

    // `path` below the base address: "models".
    HttpResponse get(const QString& path);
    HttpResponse post(const QString& path, const QJsonObject& body);
    // An answer of that kind, read for its failure; Ok where the status is 2xx and no web page came.
    ChatResult failureOf(const HttpResponse& response) const;

    ChatResult chat(const ChatRequest& request);
    struct Streamed
    {
        ChatResult result;
        bool inPieces = false;  // else the reply came whole
        qint64 firstTextMs = 0; // after the request was sent
        qint64 lastTextMs = 0;
    };
    Streamed stream(ChatRequest request);

    int requests() const { return m_requests; }
    qint64 lastElapsedMs() const { return m_lastElapsedMs; }
    // "limit-requests" and the like with their values, as the last answer that had any told them.
    const QMap<QString, QString>& rateLimits() const { return m_rateLimits; }

private:
    HttpResponse send(HttpRequest request, std::function<void(const QByteArray&)> piece = {});
    QByteArray urlOf(const QString& path) const;
    void noteRateLimits(const HttpResponse& response);

    Endpoint m_endpoint;
    Secret m_key;
    CancelToken m_cancel;
    NetworkLoop m_loop;
    int m_requests = 0;
    qint64 m_lastElapsedMs = 0;
    QMap<QString, QString> m_rateLimits;
};

} // namespace antiphon
