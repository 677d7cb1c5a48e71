// Plans as a file for other programs.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/progress.h"
#include "core/cascade/planstore.h"
#include "core/catalogue/catalogueindex.h"

namespace antiphon {

// Writes the plans of a set as JSON lines, one plan a line with everything spelled out:
// {"set": name, "plan": ordinal, "goal": [{"track": id, "turn": the turn that lists it, from 0}], "turns":
// [{"role": "user", "intents": [...], "attributes": [...], "removed": [...], "state": [filters],
// "introducedBy": ["user" or "system", a word for each filter of the state], "pool": n}, {"role": "system",
// ..., "asked": type, "proposed": [...], "tracks": [the catalogue's own track ids]}]}. "goal" is missing
// where the plan has none. No ids and times of the project: the same plans give the same bytes. Returns the
// number of plans. Errors: Cancelled, PermissionDenied, DiskFull, WriteFailed, those of the store. `path` is
// replaced as a whole or not at all.
Result<qint64> exportPlans(const Connection& connection, const CatalogueIndex& index, const PlanSet& set,
                           const QString& path, const CancelToken& cancel, const ProgressSink& progress);
// One such line, without its end.
QByteArray planLine(const CatalogueIndex& index, const PlanSet& set, const Plan& plan);

} // namespace antiphon
