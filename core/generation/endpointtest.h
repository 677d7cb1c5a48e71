// Trying out an endpoint with one short question.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/result.h"
#include "core/llm/endpoint.h"

namespace antiphon {

struct EndpointAnswer
{
    QString endpoint;
    QString model;            // as the server names it
    bool takesSchema = false; // it accepts response_format with a JSON schema
    qint64 elapsedMs = 0;
};

// Asks for a tiny JSON object, with at most 30 s of patience and one attempt. Errors: the endpoint's failure
// as chatError() names it; those of validateEndpoint().
Result<EndpointAnswer> testEndpoint(Endpoint endpoint, const CancelToken& cancel);

// "local answers as qwen in 0.4 s and takes a JSON schema."
QString answerSentence(const EndpointAnswer& answer);

} // namespace antiphon
