#include "core/merge/mergewatch.h"
#include "core/storage/sqlite.h"

namespace antiphon {

namespace {

constexpr int opsBetweenLooks = 4000; // under a millisecond of SQLite's work
constexpr qint64 stepsBetweenReports = 64;

int shallStop(void* token)
{
    return static_cast<const CancelToken*>(token)->isCancelled() ? 1 : 0;
}

} // namespace

MergeWatch::MergeWatch(const Connection& connection, const CancelToken& cancel, const ProgressSink& progress)
    : m_connection(connection), m_cancel(cancel), m_progress(progress)
{
    sqlite3_progress_handler(connection.handle(), opsBetweenLooks, shallStop, &m_cancel);
}

MergeWatch::~MergeWatch()
{
    finish();
}

void MergeWatch::begin(qint64 total, const QString& unit)
{
    m_done = 0;
    m_total = total;
    m_unit = unit;
    report(m_progress, 0, total, unit);
}

Result<void> MergeWatch::step()
{
    if (m_cancel.isCancelled())
        return fail(ErrorCode::Cancelled, QStringLiteral("merging"));
    if (m_done++ % stepsBetweenReports == 0)
        report(m_progress, m_done, m_total, m_unit);
    return {};
}

void MergeWatch::finish()
{
    sqlite3_progress_handler(m_connection.handle(), 0, nullptr, nullptr);
}

} // namespace antiphon
