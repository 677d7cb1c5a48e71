// HTTP requests and how they end, as values.
#pragma once

#include "core/base/secret.h"

#include <QByteArray>
#include <QHash>
#include <QString>

namespace antiphon {

struct HttpRequest
{
    QByteArray url;
    QByteArray body = {};     // posted; empty: a GET
    Secret bearerKey = {};    // empty: no Authorization header
    bool wantsStream = false; // asks for text/event-stream
    QByteArray caFile = {};   // certificates to trust besides the system's; empty: only those
    QByteArray proxy = {};    // empty: as the environment says; never for this computer itself
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
    QByteArray body;                       // empty where its pieces were handed on as they came
    QHash<QByteArray, QByteArray> headers; // names in lower case; the last of equal names
    QString message;                       // libcurl's words about a failure
};

} // namespace antiphon
