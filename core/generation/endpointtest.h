// Trying out what an endpoint can do.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/result.h"
#include "core/llm/keyring.h"

namespace antiphon {

struct EndpointReport
{
    QString endpoint;
    QString model;                   // as the server names it
    QList<EndpointFinding> findings; // one for each feature
    int contextWindow = 0;           // 0: the server does not tell
    QStringList models;              // that the server offers
    qint64 chatMs = 0;               // of the first reply
    int requests = 0;
};

// Asks for the models, three short replies, one in pieces, one by a schema, and an embedding: seven requests,
// each with at most 30 s of patience, none repeated. A feature that the server refuses does not work; one
// that could not be tried (no answer, told to wait) is not known. Errors: where the server gives no chat
// reply at all, its trouble as chatError() names it; those of validateEndpoint(); NotFound where the key is
// missing; Cancelled.
Result<EndpointReport> testEndpoint(Endpoint endpoint, const Secret& key, const CancelToken& cancel);
// Likewise, with the key from the keyring or the environment. Errors: also those of keysOf().
Result<EndpointReport> testEndpoint(const Endpoint& endpoint, const std::shared_ptr<KeyRing>& ring,
                                    const CancelToken& cancel);

// "JSON schema obeyed"
QString featureTitle(EndpointFeature feature);
// "local answers as qwen in 0.4 s; 8 of 10 features work."
QString reportSentence(const EndpointReport& report);

} // namespace antiphon
