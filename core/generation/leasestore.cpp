#include "core/generation/leasestore.h"

#include <QCoreApplication>
#include <QSysInfo>

#include <thread>

namespace antiphon {

namespace {

using TurnId = Id<struct RunTurnTag>;

constexpr auto glance = std::chrono::milliseconds(50);
constexpr qint64 deadAfterMs = 10'000; // a program that did not look for so long

QString holder()
{
    return QStringLiteral("%1@%2").arg(QString::number(QCoreApplication::applicationPid()),
                                       QSysInfo::machineHostName());
}

// A place in the line of those that wait; left when destroyed.
class PlaceInLine
{
public:
    PlaceInLine(const Connection& connection, int priority) : m_connection(connection), m_priority(priority)
    {
    }
    ~PlaceInLine()
    {
        auto leave = m_connection.prepare("DELETE FROM run_turn WHERE id = ? OR seen < ?");
        if (leave)
            (void)leave->bind(1, m_id).bind(2, now() - deadAfterMs).run();
    }
    PlaceInLine(const PlaceInLine&) = delete;
    PlaceInLine& operator=(const PlaceInLine&) = delete;

    // Says that it still waits.
    Result<void> show()
    {
        ANTIPHON_TRY_ASSIGN(
            auto show, m_connection.prepare("INSERT INTO run_turn (id, priority, since, seen) VALUES (?, ?, "
                                            "?, ?) ON CONFLICT (id) DO UPDATE SET seen = excluded.seen"));
        return show.bind(1, m_id).bind(2, m_priority).bind(3, m_since).bind(4, now()).run();
    }

    Result<bool> isFirst() const
    {
        ANTIPHON_TRY_ASSIGN(auto select,
                            m_connection.prepare("SELECT id FROM run_turn WHERE seen >= ? OR id = ? ORDER BY "
                                                 "priority DESC, since, id LIMIT 1"));
        ANTIPHON_TRY_ASSIGN(const bool found, select.bind(1, now() - deadAfterMs).bind(2, m_id).step());
        return found && select.id<TurnId>(0) == m_id;
    }

private:
    const Connection& m_connection;
    TurnId m_id = TurnId::create();
    int m_priority;
    TimePoint m_since = now();
};

} // namespace

Result<void> takeLeases(const Connection& connection, RunId run, std::span<const Lease> leases)
{
    ANTIPHON_TRY_ASSIGN(auto transaction, Transaction::begin(connection));
    ANTIPHON_TRY_ASSIGN(auto insert, connection.prepare("INSERT OR REPLACE INTO run_lease (run, first, last, "
                                                        "holder, at) VALUES (?, ?, ?, ?, ?)"));
    for (const Lease& lease : leases) {
        ANTIPHON_TRY(insert.bind(1, run)
                         .bind(2, lease.first)
                         .bind(3, lease.last)
                         .bind(4, holder())
                         .bind(5, now())
                         .run());
    }
    return transaction.commit();
}

Result<void> clearLeases(const Connection& connection, RunId run)
{
    ANTIPHON_TRY_ASSIGN(auto remove, connection.prepare("DELETE FROM run_lease WHERE run = ?"));
    return remove.bind(1, run).run();
}

Result<std::vector<Lease>> leasesOf(const Connection& connection, RunId run)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT first, last FROM run_lease WHERE run = ? ORDER BY first"));
    select.bind(1, run);
    std::vector<Lease> leases;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return leases;
        leases.push_back({select.integer(0), select.integer(1)});
    }
}

Result<BulkLock> lockForRun(const Connection& connection, bool wait, int priority, const CancelToken& cancel)
{
    const QString kind = QStringLiteral("run");
    if (!wait)
        return BulkLock::acquire(connection, kind);
    PlaceInLine turn(connection, priority);
    for (TimePoint shown = 0;; std::this_thread::sleep_for(glance)) {
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled, QStringLiteral("the run"),
                        QStringLiteral("it waited its turn"));
        if (now() - shown > deadAfterMs / 10) {
            ANTIPHON_TRY(turn.show());
            shown = now();
        }
        ANTIPHON_TRY_ASSIGN(const bool first, turn.isFirst());
        if (!first)
            continue;
        auto lock = BulkLock::acquire(connection, kind);
        if (lock || lock.error().code != ErrorCode::ProjectBusy)
            return lock;
    }
}

} // namespace antiphon
