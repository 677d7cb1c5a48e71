// What runs handed out, and who waits to write one. The only place with SQL about it.
#pragma once

#include "core/base/cancellation.h"
#include "core/generation/run.h"
#include "core/storage/bulklock.h"

#include <span>

namespace antiphon {

// Plans [first, last].
struct Lease
{
    qint64 first = 0;
    qint64 last = 0;
};

// Marks plans as handed out, in one transaction of its own.
Result<void> takeLeases(const Connection& connection, RunId run, std::span<const Lease> leases);
// All of a run, as part of the caller's transaction.
Result<void> clearLeases(const Connection& connection, RunId run);
// What a run's holder had in hand when it died, or has now.
Result<std::vector<Lease>> leasesOf(const Connection& connection, RunId run);

// The lock "run" of the project. Where another run is being written: ProjectBusy, or with `wait` a wait for
// its end, in which the highest priority goes first and of equals the one that came first. Errors: those of
// BulkLock; Cancelled.
Result<BulkLock> lockForRun(const Connection& connection, bool wait, int priority, const CancelToken& cancel);

} // namespace antiphon
