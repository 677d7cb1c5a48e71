// Shares and balance of plans, told alike by every verb.
#pragma once

#include "core/cascade/planbalance.h"
#include "core/cascade/plandiagnostics.h"

#include <QJsonObject>

namespace antiphon::cli {

// "intents", "actions", "attributes": by label the share in percent, what it counts, of how many turns, and
// the reference's share.
void insertShares(QJsonObject& json, const PlanDiagnostics& diagnostics);
// The three tables with the gap in points, and the largest gap.
QString sharesText(const PlanDiagnostics& diagnostics, const QString& reference);

QJsonObject balanceJson(const Balance& balance);
QJsonObject balanceJson(const PlanBalance& balance);
QString balanceText(const PlanBalance& balance);

} // namespace antiphon::cli
