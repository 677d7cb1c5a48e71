// A model server: where it is, which model it is asked for, where its key is found, what it may take.
#pragma once

#include "core/base/id.h"

#include <QString>

namespace antiphon {

using EndpointId = Id<struct EndpointTag>;

// Times in milliseconds, all above 0. A server may queue a request for long before its first byte.
struct EndpointLimits
{
    int connectMs = 10'000;
    int firstByteMs = 300'000;
    int silenceMs = 60'000;     // between two pieces of an answer
    int totalMs = 600'000;      // one request
    int deadlineMs = 1'800'000; // one item with all its attempts and waits
    int attempts = 3;           // requests that may fail; being told to wait is not a failure
    qint64 bodyBytes = 4 * 1024 * 1024;
};

struct Endpoint
{
    EndpointId id;
    QString name;
    QString baseUrl; // up to and with /v1
    QString model;
    QString keyVariable;          // the environment variable that holds the key; empty: the server wants none
    double temperature = 0.8;     // 0 to 2
    int maximumTokens = 2048;     // of one answer
    int concurrency = 4;          // requests at the same time, 1 to 256
    qint64 requestsPerMinute = 0; // 0: no limit of ours
    qint64 tokensPerMinute = 0;   // 0: no limit of ours
    int weight = 1;               // share of the requests where several endpoints serve one run, 1 to 100
    QString caFile;               // certificates to trust besides the system's; empty: only those
    QString proxy;                // empty: as the environment says
    bool streams = false;         // replies are asked for in pieces
    EndpointLimits limits;
};

} // namespace antiphon
