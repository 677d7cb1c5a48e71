// One bulk job of a kind at a time in a project, whichever program runs it.
#pragma once

#include "core/base/cancellation.h"
#include "core/storage/connection.h"

#include <QLockFile>

namespace antiphon {

// Held while a bulk job writes rows that nobody sees yet, so that another program neither takes them for the
// remains of a killed job nor writes beside it. The lock is a file beside the project; one left by a program
// that died is taken over.
class BulkLock
{
public:
    // `kind` names the job: "corpus", "catalogue", "plans", "run". Errors: ProjectBusy when a living program
    // holds it; PermissionDenied, DiskFull when the file can not be made.
    static Result<BulkLock> acquire(const Connection& connection, const QString& kind);

    // The same, but waits while a living program holds it. Errors: Cancelled, too.
    static Result<BulkLock> wait(const Connection& connection, const QString& kind,
                                 const CancelToken& cancel);

private:
    explicit BulkLock(std::unique_ptr<QLockFile> file) : m_file(std::move(file)) {}
    std::unique_ptr<QLockFile> m_file; // unlocks and removes itself
};

} // namespace antiphon
