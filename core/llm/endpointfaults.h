// What is wrong with an endpoint as it was entered, field by field.
#pragma once

#include "core/base/result.h"
#include "core/llm/endpoint.h"

namespace antiphon {

enum class EndpointField {
    Name,
    Address,
    Model,
    Key,
    Temperature,
    Tokens,
    Concurrency,
    Rates,
    Weight,
    Prices,
    Proxy,
    Limits
};

struct EndpointFault
{
    EndpointField field = EndpointField::Name;
    QString subject; // never a key or a password
    QString detail;  // what to change, as a clause
};

// All of them, in the order of the fields; empty: the endpoint can be used.
QList<EndpointFault> faultsOf(const Endpoint& endpoint);

// Errors: InvalidValue with the first fault.
Result<void> validateEndpoint(const Endpoint& endpoint);

} // namespace antiphon
