// How fast a run goes just now.
#pragma once

#include <QtGlobal>

#include <deque>
#include <optional>

namespace antiphon {

// Looks back over about the last minute, so that a pause or another concurrency shows soon.
class RunPace
{
public:
    // So many items of this session were done at that time.
    void note(qint64 ms, qint64 done);
    // Begins anew, as after a pause.
    void forget() { m_seen.clear(); }
    // Nothing before two seconds and three items.
    std::optional<double> perMinute() const;
    std::optional<double> secondsFor(qint64 items) const;

private:
    struct Seen
    {
        qint64 ms = 0;
        qint64 done = 0;
    };
    std::deque<Seen> m_seen;
};

} // namespace antiphon
