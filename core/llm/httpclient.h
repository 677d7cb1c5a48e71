// One HTTP request at a time over libcurl, with limits that each have their own name.
#pragma once

#include "core/base/cancellation.h"
#include "core/llm/endpoint.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <memory>

namespace antiphon {

struct HttpRequest
{
    QByteArray url;
    QByteArray body;      // posted as JSON; empty: a GET
    QByteArray bearerKey; // empty: no Authorization header
};

enum class HttpEnd {
    Answered, // with whatever status
    Cancelled,
    TooLarge,
    ConnectFailed,
    ConnectTimeout,
    FirstByteTimeout,
    SilenceTimeout,
    TotalTimeout,
    Broken,
    CertificateRefused,
    BadAddress
};

struct HttpResponse
{
    HttpEnd end = HttpEnd::Answered;
    int status = 0;
    QByteArray body;
    QHash<QByteArray, QByteArray> headers; // names in lower case; the last of equal names
    QString message;                       // libcurl's words about a failure
};

// Keeps its connection between requests. Follows no redirect, speaks http and https only. One thread at a
// time; cancelling works from any thread and takes effect within 50 ms.
class HttpClient
{
public:
    HttpClient();
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    HttpResponse perform(const HttpRequest& request, const EndpointLimits& limits, const CancelToken& cancel);

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace antiphon
