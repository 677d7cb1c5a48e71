#include "core/generation/runpace.h"

namespace antiphon {

namespace {
constexpr qint64 lookBackMs = 60'000;
constexpr qint64 stepMs = 500;
constexpr qint64 shortestMs = 2'000;
constexpr qint64 fewestItems = 3;
} // namespace

void RunPace::note(qint64 ms, qint64 done)
{
    if (m_seen.size() < 2 || ms - m_seen[m_seen.size() - 2].ms >= stepMs)
        m_seen.push_back({ms, done});
    else
        m_seen.back() = {ms, done};
    while (m_seen.size() > 2 && ms - m_seen.front().ms > lookBackMs)
        m_seen.pop_front();
}

std::optional<double> RunPace::perMinute() const
{
    if (m_seen.size() < 2)
        return std::nullopt;
    const qint64 ms = m_seen.back().ms - m_seen.front().ms;
    const qint64 done = m_seen.back().done - m_seen.front().done;
    if (ms < shortestMs || done < fewestItems)
        return std::nullopt;
    return static_cast<double>(done) * 60'000.0 / static_cast<double>(ms);
}

std::optional<double> RunPace::secondsFor(qint64 items) const
{
    const auto pace = perMinute();
    return pace ? std::optional(static_cast<double>(items) * 60.0 / *pace) : std::nullopt;
}

} // namespace antiphon
