// Endpoints in the project file. The only place with SQL about them.
#pragma once

#include "core/llm/endpoint.h"
#include "core/storage/connection.h"

#include <QJsonArray>

#include <optional>

namespace antiphon {

// By name.
Result<QList<Endpoint>> listEndpoints(const Connection& connection);
Result<std::optional<Endpoint>> endpointByName(const Connection& connection, const QString& name);

// The words of files and of JSON: "schema_obeyed"; "works", "does not", "not known".
QString featureWord(EndpointFeature feature);
QString standingWord(Standing standing);
// [{"feature": "stream", "standing": "works", "detail": "first piece after 0.12 s"}, ...]
QJsonArray findingsJson(const QList<EndpointFinding>& findings);

// The following belong inside EditHistory::record. saveEndpoint adds one with a null id, else changes the one
// there. Errors: those of validateEndpoint; AlreadyExists when another has the name.
Result<void> saveEndpoint(const Connection& connection, Endpoint endpoint);
// Errors: NotFound.
Result<void> removeEndpoint(const Connection& connection, const QString& name);

} // namespace antiphon
