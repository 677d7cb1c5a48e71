#include "core/rating/activetime.h"

namespace antiphon {

void ActiveTime::start(qint64 at)
{
    if (!m_running)
        m_last = at;
    m_running = true;
}

void ActiveTime::stop(qint64 at)
{
    sign(at);
    m_running = false;
}

void ActiveTime::sign(qint64 at)
{
    if (!m_running)
        return;
    m_counted += qBound<qint64>(0, at - m_last, idleAfterMs);
    m_last = at;
}

qint64 ActiveTime::take(qint64 at)
{
    sign(at);
    const qint64 counted = m_counted;
    m_counted = 0;
    return counted;
}

} // namespace antiphon
