// How many requests an endpoint gets at once and how fast, as a pure state.
#pragma once

#include <QtGlobal>

#include <optional>

namespace antiphon {

// Times are milliseconds of any steady clock. Of the two rates 0 means: no limit.
struct PacerLimits
{
    int mostAtOnce = 4;
    qint64 requestsPerMinute = 0;
    qint64 tokensPerMinute = 0;
};

enum class PacedEnd { Success, RateLimited, Failed };

// The number at once begins at its most, falls by a quarter when the server says that it is too much, and
// grows by one after 25 successes (additive increase, multiplicative decrease: Chiu and Jain, 1989). Requests
// that were under way when it fell do not make it fall again. Rates are kept evenly, a fifth of
// a second's worth at once at most, since servers may count by the second (generic cell rate algorithm, ITU-T
// I.371).
class Pacer
{
public:
    explicit Pacer(PacerLimits limits);

    // Milliseconds from `at` until a request of about so many tokens may begin; nothing: not before one of
    // those under way ends.
    std::optional<qint64> waitMs(qint64 at, qint64 tokens) const;
    // Names the request for end().
    quint64 begin(qint64 at, qint64 tokens);
    void end(quint64 request, PacedEnd how);
    // No request before this time, as the server told.
    void holdUntil(qint64 time);
    void setMostAtOnce(int number); // takes effect at once, also upwards

    int allowed() const { return m_allowed; }
    int running() const { return m_running; }

private:
    double requestCost() const; // in milliseconds, as all times here
    double tokenCost(qint64 tokens) const;

    PacerLimits m_limits;
    int m_allowed;
    int m_running = 0;
    int m_successes = 0; // since the number last changed
    quint64 m_lastRequest = 0;
    quint64 m_fellAfter = 0; // the last request that had begun when the number fell
    qint64 m_holdUntil = 0;
    double m_requestsDue = 0; // when all that began is paid for, by requests and by tokens
    double m_tokensDue = 0;
};

} // namespace antiphon
