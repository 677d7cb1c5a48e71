// Runs by a model of the tests.
#pragma once

#include "tests/core/generation/generationproject.h"
#include "tests/core/generation/modelreplies.h"

#include <QJsonObject>

namespace antiphon::test {

inline const QString plansName = QStringLiteral("p");
inline const QString local = QStringLiteral("local"); // the endpoint

RunRequest modelRun(const QString& name = QStringLiteral("r"));
RunRequest resumed(const QString& name = QStringLiteral("r"));
QJsonObject provenanceOf(const Connection& connection, const QString& run, qint64 ordinal);
// Each item costs 1: its seven completion tokens at this price. Two requests at once, 21 tokens a reply at
// most.
Result<void> addPricedEndpoint(const GenerationProject& project, const QString& baseUrl);
// The number that a question answers with; -1 where it fails.
qint64 count(const Connection& connection, const char* sql);

} // namespace antiphon::test
