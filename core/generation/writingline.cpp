#include "core/generation/writingline.h"

#include "core/cascade/planstore.h"
#include "core/generation/leasestore.h"
#include "core/generation/sample.h"

#include <QElapsedTimer>

namespace antiphon {

namespace {
constexpr size_t waitingChunks = 4;
constexpr size_t leasedChunks = 8; // at once, since each lease waits for the one who stores
constexpr auto glance = std::chrono::milliseconds(5);
} // namespace

WritingLine::WritingLine(QString projectPath, const RunSetup& setup)
    : m_path(std::move(projectPath)), m_setup(setup), m_upTo(setup.firstPart())
{
    m_running = std::max(1, setup.writers);
    for (int i = 0; i < std::max(1, setup.writers); ++i)
        m_threads.emplace_back([this, i] { work(i); });
}

WritingLine::~WritingLine()
{
    stop();
    for (std::thread& thread : m_threads)
        thread.join();
}

void WritingLine::tell(RunTally& tally)
{
    const int wanted = m_setup.control.concurrency();
    tally.inFlight = m_inFlight;
    tally.allowed = wanted > 0 ? std::min(wanted, m_setup.writers) : m_setup.writers;
}

void WritingLine::work(int number)
{
    const auto result = workThrough(number);
    const std::lock_guard lock(m_mutex);
    if (!result && !m_failure)
        m_failure = result.error();
    if (--m_running == 0)
        m_done.close(m_failure);
}

// Paused, or too far ahead of the storing.
bool WritingLine::isHeld()
{
    return m_setup.control.isPaused() ||
           m_done.waiting() >= waitingChunks * static_cast<size_t>(m_setup.chunk);
}

// Whether this writer begins nothing just now: held, or one too many.
bool WritingLine::mustWait(int number)
{
    const int wanted = m_setup.control.concurrency();
    return isHeld() || (wanted > 0 && number >= wanted);
}

// Smaller towards the end, so that all writers end together. Under the lock.
size_t WritingLine::claimSize() const
{
    const auto chunk = static_cast<size_t>(m_setup.chunk);
    const size_t left = m_setup.pending.size() - m_next;
    return std::clamp(left / (2 * static_cast<size_t>(std::max(1, m_setup.writers))), chunk,
                      leasedChunks * chunk);
}

std::optional<WritingLine::Claim> WritingLine::claim(int number)
{
    while (!m_ending.isCancelled() && !m_finishing) {
        if (!mustWait(number)) {
            const std::lock_guard lock(m_mutex);
            const size_t end = std::min(m_next + claimSize(), m_upTo.load());
            if (m_next < end)
                return Claim{std::exchange(m_next, end), end};
            if (m_next >= m_setup.pending.size())
                return std::nullopt;
        }
        std::this_thread::sleep_for(glance);
    }
    return std::nullopt;
}

Result<void> WritingLine::workThrough(int number)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, Connection::open(m_path, Access::ReadWrite));
    ANTIPHON_TRY(connection.setDurability(Durability::Normal));
    const std::unique_ptr<Writer> writer = m_setup.makeWriter();
    while (const auto claimed = claim(number)) {
        const auto leases = leasesOver(m_setup.pending, claimed->begin, claimed->end);
        ANTIPHON_TRY(takeLeases(connection, m_setup.run.id, leases));
        const int count = static_cast<int>(claimed->end - claimed->begin);
        m_inFlight += count;
        for (const Lease& lease : leases)
            ANTIPHON_TRY(writeLease(connection, *writer, lease));
        m_inFlight -= count;
    }
    return {};
}

Result<void> WritingLine::writeLease(const Connection& connection, Writer& writer, const Lease& lease)
{
    for (qint64 first = lease.first; first <= lease.last && !m_ending.isCancelled(); first += m_setup.chunk) {
        while (isHeld() && !m_ending.isCancelled() && !m_finishing)
            std::this_thread::sleep_for(glance);
        ANTIPHON_TRY_ASSIGN(auto items, write(connection, writer, lease, first));
        m_done.put(std::move(items));
    }
    return {};
}

// The next chunk of a lease.
Result<std::vector<LineItem>> WritingLine::write(const Connection& connection, Writer& writer,
                                                 const Lease& lease, qint64 first)
{
    std::vector<LineItem> items;
    ANTIPHON_TRY_ASSIGN(const auto plans, readPlans(connection, m_setup.run.planSet, first,
                                                    std::min(m_setup.chunk, lease.last - first + 1)));
    for (const Plan& plan : plans) {
        if (m_ending.isCancelled())
            break;
        QElapsedTimer timer;
        timer.start();
        LineItem item{plan.ordinal, {}, writer.write(plan), lease};
        item.sample = sampleOf(plan, item.written.texts, *m_setup.tracks);
        item.written.elapsedMs = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        items.push_back(std::move(item));
    }
    return items;
}

} // namespace antiphon
