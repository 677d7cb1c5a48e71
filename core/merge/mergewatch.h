// How far a merge is, and whether it shall stop.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/progress.h"
#include "core/storage/connection.h"

namespace antiphon {

// While it lives, a statement on the connection, however long, fails with Cancelled once the token is.
class MergeWatch
{
public:
    MergeWatch(const Connection& connection, const CancelToken& cancel, const ProgressSink& progress);
    ~MergeWatch();
    MergeWatch(const MergeWatch&) = delete;
    MergeWatch& operator=(const MergeWatch&) = delete;

    void begin(qint64 total, const QString& unit); // what step() counts from now on
    Result<void> step();                           // one is about to be done; Cancelled when told to stop
    void finish();                                 // from now on nothing stops it

private:
    const Connection& m_connection;
    CancelToken m_cancel;
    ProgressSink m_progress;
    qint64 m_done = 0;
    qint64 m_total = 0;
    QString m_unit;
};

} // namespace antiphon
