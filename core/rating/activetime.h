// How long a rater was really at work, without a clock of its own: the caller says what time it is.
#pragma once

#include <QtGlobal>

namespace antiphon {

inline constexpr qint64 idleAfterMs = 60'000;

// Adds up the time between signs of life (keys, the mouse) while it runs. Of a silence longer than
// `idleAfterMs` only the first `idleAfterMs` count. Times are milliseconds of any clock that never goes back.
class ActiveTime
{
public:
    void start(qint64 at); // begins or goes on after stop(); what was counted stays
    void stop(qint64 at);  // nothing counts until start()
    void sign(qint64 at);  // a sign of life; nothing while stopped
    qint64
    take(qint64 at); // counted since the last take(), which is a sign of life itself; begins at 0 again
    void giveBack(qint64 ms) { m_counted += ms; } // what was taken for an answer that was not kept
    bool isRunning() const { return m_running; }

private:
    bool m_running = false;
    qint64 m_last = 0;
    qint64 m_counted = 0;
};

} // namespace antiphon
