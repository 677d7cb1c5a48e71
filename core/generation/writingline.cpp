#include "core/generation/writingline.h"

#include "core/cascade/planstore.h"
#include "core/generation/sample.h"

namespace antiphon {

namespace {
constexpr size_t waitingChunks = 8;
constexpr auto glance = std::chrono::milliseconds(50);
} // namespace

WritingLine::WritingLine(QString projectPath, const RunSetup& setup)
    : m_path(std::move(projectPath)), m_setup(setup)
{
    const auto chunks =
        (setup.pending.size() + static_cast<size_t>(setup.chunk) - 1) / static_cast<size_t>(setup.chunk);
    m_running = static_cast<int>(std::min<size_t>(static_cast<size_t>(std::max(1, setup.writers)), chunks));
    for (int i = 0; i < m_running; ++i)
        m_threads.emplace_back([this] { work(); });
}

WritingLine::~WritingLine()
{
    stop();
    for (std::thread& thread : m_threads)
        thread.join();
}

void WritingLine::stop()
{
    m_ending.cancel();
    m_free.notify_all();
}

void WritingLine::work()
{
    const auto result = [this]() -> Result<void> {
        ANTIPHON_TRY_ASSIGN(const Connection connection, Connection::open(m_path, Access::ReadWrite));
        const std::unique_ptr<Writer> writer = m_setup.makeWriter();
        const auto step = static_cast<size_t>(m_setup.chunk);
        for (;;) {
            const size_t begin = m_next.fetch_add(step);
            if (begin >= m_setup.pending.size() || m_ending.isCancelled())
                return {};
            ANTIPHON_TRY(
                writeChunk(connection, *writer, begin, std::min(begin + step, m_setup.pending.size())));
        }
    }();
    const std::lock_guard lock(m_mutex);
    if (!result && !m_failure)
        m_failure = result.error();
    --m_running;
    m_full.notify_all();
}

// Plans that follow each other are read at once.
Result<void> WritingLine::writeChunk(const Connection& connection, Writer& writer, size_t begin, size_t end)
{
    std::vector<LineItem> items;
    while (begin < end) {
        const qint64 first = m_setup.pending[begin];
        size_t behind = begin + 1;
        while (behind < end && m_setup.pending[behind] == first + static_cast<qint64>(behind - begin))
            ++behind;
        ANTIPHON_TRY_ASSIGN(const auto plans, readPlans(connection, m_setup.run.planSet, first,
                                                        static_cast<qint64>(behind - begin)));
        for (const Plan& plan : plans) {
            if (m_ending.isCancelled())
                break;
            LineItem item{plan.ordinal, {}, writer.write(plan, m_ending)};
            if (item.written.end == Written::End::Sample)
                item.sample = sampleOf(plan, item.written.texts, *m_setup.tracks);
            else if (item.written.end == Written::End::Stopped)
                stop();
            items.push_back(std::move(item));
        }
        begin = behind;
    }
    hand(std::move(items));
    return {};
}

void WritingLine::hand(std::vector<LineItem> items)
{
    std::unique_lock lock(m_mutex);
    while (m_done.size() >= waitingChunks && !m_ending.isCancelled())
        m_free.wait_for(lock, glance);
    m_done.push_back(std::move(items));
    m_full.notify_all();
}

std::vector<LineItem> WritingLine::take(int patienceMs)
{
    std::unique_lock lock(m_mutex);
    m_full.wait_for(lock, std::chrono::milliseconds(patienceMs),
                    [this] { return !m_done.empty() || m_running == 0; });
    if (m_done.empty())
        return {};
    std::vector<LineItem> items = std::move(m_done.front());
    m_done.pop_front();
    m_free.notify_all();
    return items;
}

bool WritingLine::isOver()
{
    const std::lock_guard lock(m_mutex);
    return m_running == 0 && m_done.empty();
}

std::optional<Error> WritingLine::failure()
{
    const std::lock_guard lock(m_mutex);
    return m_failure;
}

} // namespace antiphon
