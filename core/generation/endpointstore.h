// Endpoints in the project file. The only place with SQL about them.
#pragma once

#include "core/llm/endpoint.h"
#include "core/storage/connection.h"

#include <optional>

namespace antiphon {

// By name.
Result<QList<Endpoint>> listEndpoints(const Connection& connection);
Result<std::optional<Endpoint>> endpointByName(const Connection& connection, const QString& name);

// The following belong inside EditHistory::record. saveEndpoint adds one with a null id, else changes the one
// there. Errors: those of validateEndpoint; AlreadyExists when another has the name.
Result<void> saveEndpoint(const Connection& connection, Endpoint endpoint);
// Errors: NotFound.
Result<void> removeEndpoint(const Connection& connection, const QString& name);

} // namespace antiphon
