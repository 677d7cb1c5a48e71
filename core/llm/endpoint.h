// A model server: where it is, which model it is asked for, where its key is found, what it may take.
#pragma once

#include "core/base/id.h"

#include <QList>
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
    bool operator==(const EndpointLimits&) const = default;
};

enum class EndpointFeature {
    Reachable,
    Models,
    Chat,
    Stream,
    SchemaAccepted,
    SchemaObeyed,
    Seed,
    Embeddings,
    RateLimits,
    ContextWindow
};

enum class Standing { Unknown, Works, Fails };

// What a test found out about one feature, with the reason or the measure in a few words.
struct EndpointFinding
{
    EndpointFeature feature = EndpointFeature::Reachable;
    Standing standing = Standing::Unknown;
    QString detail;
    bool operator==(const EndpointFinding&) const = default;
};

struct Endpoint
{
    EndpointId id;
    QString name;
    QString baseUrl; // up to and with /v1
    QString model;
    QString keyVariable;             // the environment variable that holds the key; empty: none does
    bool keyInKeyring = false;       // the system's keyring holds the key under keyAccount(id)
    double temperature = 0.8;        // 0 to 2
    int maximumTokens = 2048;        // of one answer
    int concurrency = 4;             // requests at the same time, 1 to 2,000
    qint64 requestsPerMinute = 0;    // 0: no limit of ours
    qint64 tokensPerMinute = 0;      // 0: no limit of ours
    int weight = 1;                  // share of the requests where several endpoints serve one run, 1 to 100
    QString caFile;                  // certificates to trust besides the system's; empty: only those
    QString proxy;                   // empty: as the environment says
    bool streams = false;            // replies are asked for in pieces
    double promptPrice = 0;          // of a million tokens, in the provider's currency; 0: not known or free
    double completionPrice = 0;      // likewise
    int contextWindow = 0;           // tokens that the model takes in all, as the server said; 0: not known
    QList<EndpointFinding> findings; // of the last test, for this address and model; empty: never tested
    EndpointLimits limits;

    bool operator==(const Endpoint&) const = default;
    bool wantsKey() const { return keyInKeyring || !keyVariable.isEmpty(); }
};

// Under what name the system's keyring holds an endpoint's key: "endpoint-" and the id.
QString keyAccount(EndpointId id);
// What the last test found about a feature; Unknown where it was not tested.
Standing standingOf(const Endpoint& endpoint, EndpointFeature feature);

} // namespace antiphon
