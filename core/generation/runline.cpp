#include "core/generation/runline.h"

#include "core/generation/askingline.h"
#include "core/generation/writingline.h"

namespace antiphon {

void ItemQueue::put(std::vector<LineItem> items)
{
    const std::lock_guard lock(m_mutex);
    m_waiting += items.size();
    m_items.push_back(std::move(items));
    m_changed.notify_all();
}

std::vector<LineItem> ItemQueue::take(int patienceMs)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, std::chrono::milliseconds(patienceMs),
                       [this] { return !m_items.empty() || m_closed; });
    if (m_items.empty())
        return {};
    std::vector<LineItem> items = std::move(m_items.front());
    m_items.pop_front();
    m_waiting -= items.size();
    return items;
}

void ItemQueue::close(std::optional<Error> failure)
{
    const std::lock_guard lock(m_mutex);
    m_closed = true;
    m_failure = std::move(failure);
    m_changed.notify_all();
}

bool ItemQueue::isOver()
{
    const std::lock_guard lock(m_mutex);
    return m_closed && m_items.empty();
}

size_t ItemQueue::waiting()
{
    const std::lock_guard lock(m_mutex);
    return m_waiting;
}

std::optional<Error> ItemQueue::failure()
{
    const std::lock_guard lock(m_mutex);
    return m_failure;
}

std::unique_ptr<RunLine> makeRunLine(const QString& projectPath, const RunSetup& setup)
{
    if (setup.model)
        return std::make_unique<AskingLine>(projectPath, setup);
    return std::make_unique<WritingLine>(projectPath, setup);
}

std::vector<Lease> leasesOver(const std::vector<qint64>& pending, size_t begin, size_t end)
{
    std::vector<Lease> leases;
    for (size_t i = begin; i < end; ++i) {
        if (leases.empty() || leases.back().last + 1 != pending[i])
            leases.push_back({pending[i], pending[i]});
        leases.back().last = pending[i];
    }
    return leases;
}

} // namespace antiphon
