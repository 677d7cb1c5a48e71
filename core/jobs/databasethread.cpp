#include "core/jobs/databasethread.h"

#include "core/storage/project.h"

namespace antiphon {

DatabaseThread::DatabaseThread(QString path, Access access)
    : m_path(std::move(path)), m_access(access), m_thread([this] { run(); })
{
}

DatabaseThread::~DatabaseThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void DatabaseThread::post(Work work, const QString& key)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!key.isEmpty())
            std::erase_if(m_items, [&key](const Item& item) { return item.key == key; });
        m_items.push_back({std::move(work), key});
    }
    m_wake.notify_one();
}

void DatabaseThread::drain()
{
    std::unique_lock lock(m_mutex);
    m_idle.wait(lock, [this] { return m_items.empty() && !m_busy; });
}

// Whether the context still lives is asked in its own thread, where it can not die meanwhile.
void DatabaseThread::deliver(const QPointer<QObject>& context, std::function<void()> call)
{
    m_mailbox.post([context, call = std::move(call)] {
        if (context)
            call();
    });
}

void DatabaseThread::run()
{
    Result<Connection> connection = openProject(m_path, m_access);
    for (;;) {
        std::unique_lock lock(m_mutex);
        m_busy = false;
        if (m_items.empty())
            m_idle.notify_all();
        m_wake.wait(lock, [this] { return m_ending || !m_items.empty(); });
        if (m_items.empty())
            return;
        const Item item = std::move(m_items.front());
        m_items.pop_front();
        m_busy = true;
        lock.unlock();
        item.work(connection);
    }
}

} // namespace antiphon
