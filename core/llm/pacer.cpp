#include "core/llm/pacer.h"

#include <algorithm>
#include <cmath>

namespace antiphon {

namespace {
constexpr int successesToGrow = 25;
constexpr double minuteMs = 60'000;
constexpr double burstMs = 200;

// How long after `at` one more of that cost may begin, when what began before is paid for at `due`.
qint64 waitFor(double due, double cost, qint64 at)
{
    const double wait = due + cost - std::max(burstMs, cost) - static_cast<double>(at);
    return cost > 0 ? static_cast<qint64>(std::ceil(std::max(0.0, wait))) : 0;
}

} // namespace

Pacer::Pacer(PacerLimits limits) : m_limits(limits), m_allowed(std::max(1, limits.mostAtOnce)) {}

double Pacer::requestCost() const
{
    return m_limits.requestsPerMinute > 0 ? minuteMs / static_cast<double>(m_limits.requestsPerMinute) : 0;
}

double Pacer::tokenCost(qint64 tokens) const
{
    const auto perMinute = static_cast<double>(m_limits.tokensPerMinute);
    return perMinute > 0 ? static_cast<double>(tokens) * minuteMs / perMinute : 0;
}

std::optional<qint64> Pacer::waitMs(qint64 at, qint64 tokens) const
{
    if (m_running >= m_allowed)
        return std::nullopt;
    return std::max({qint64(0), m_holdUntil - at, waitFor(m_requestsDue, requestCost(), at),
                     waitFor(m_tokensDue, tokenCost(tokens), at)});
}

quint64 Pacer::begin(qint64 at, qint64 tokens)
{
    ++m_running;
    m_requestsDue = std::max(static_cast<double>(at), m_requestsDue) + requestCost();
    m_tokensDue = std::max(static_cast<double>(at), m_tokensDue) + tokenCost(tokens);
    return ++m_lastRequest;
}

void Pacer::end(quint64 request, PacedEnd how)
{
    --m_running;
    if (how == PacedEnd::RateLimited && request > m_fellAfter) {
        m_allowed = std::max(1, m_allowed * 3 / 4);
        m_fellAfter = m_lastRequest;
        m_successes = 0;
    } else if (how == PacedEnd::Success && ++m_successes >= successesToGrow) {
        m_allowed = std::min(m_allowed + 1, std::max(1, m_limits.mostAtOnce));
        m_successes = 0;
    }
}

void Pacer::holdUntil(qint64 time)
{
    m_holdUntil = std::max(m_holdUntil, time);
}

void Pacer::setMostAtOnce(int number)
{
    m_limits.mostAtOnce = std::max(1, number);
    m_allowed = m_limits.mostAtOnce;
}

} // namespace antiphon
