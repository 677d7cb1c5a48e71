#include "core/jobs/mailbox.h"

#include <QCoreApplication>
#include <QEvent>

namespace antiphon {

// Qt's own lock of the event queue is one that a thread sanitizer can not see, so what crosses over, the
// event itself among it, is written and read under ours.
void Mailbox::post(Call call)
{
    std::unique_ptr<QEvent> notice;
    {
        const std::lock_guard lock(m_mutex);
        m_calls.push_back(std::move(call));
        notice = std::make_unique<QEvent>(QEvent::User);
    }
    QCoreApplication::postEvent(this, notice.release());
}

bool Mailbox::event(QEvent* event)
{
    std::unique_lock lock(m_mutex);
    if (event->type() != QEvent::User) {
        lock.unlock();
        return QObject::event(event);
    }
    const Call call = std::move(m_calls.front());
    m_calls.pop_front();
    lock.unlock();
    call();
    return true;
}

} // namespace antiphon
