#include "core/storage/bulklock.h"

#include <thread>

namespace antiphon {

Result<BulkLock> BulkLock::acquire(const Connection& connection, const QString& kind)
{
    const QString path = connection.path();
    auto file = std::make_unique<QLockFile>(QStringLiteral("%1.%2.lock").arg(path, kind));
    file->setStaleLockTime(0); // a lock ages only by the death of its program
    if (file->tryLock(0))
        return BulkLock(std::move(file));
    switch (file->error()) {
    case QLockFile::PermissionError:
        return fail(ErrorCode::PermissionDenied, path, QStringLiteral("its folder may not be written"));
    case QLockFile::UnknownError: // the file could not be written
        return fail(ErrorCode::DiskFull, path);
    case QLockFile::LockFailedError:
    case QLockFile::NoError:
        break;
    }
    return fail(ErrorCode::ProjectBusy, path,
                QStringLiteral("a job of the same kind (%1) is running in it").arg(kind));
}

Result<BulkLock> BulkLock::wait(const Connection& connection, const QString& kind, const CancelToken& cancel)
{
    for (;;) {
        auto lock = acquire(connection, kind);
        if (lock || lock.error().code != ErrorCode::ProjectBusy)
            return lock;
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled, QStringLiteral("the import"));
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

} // namespace antiphon
