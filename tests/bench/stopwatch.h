// Times of single acts and what is said of them.
#pragma once

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace antiphon {

class Stopwatch
{
public:
    void start() { m_begin = std::chrono::steady_clock::now(); }
    // The milliseconds since start(), which are kept.
    double stop()
    {
        const auto passed = std::chrono::steady_clock::now() - m_begin;
        m_times.push_back(std::chrono::duration<double, std::milli>(passed).count());
        return m_times.back();
    }
    void report(benchmark::State& state, const std::string& prefix = {})
    {
        if (m_times.empty())
            return;
        std::sort(m_times.begin(), m_times.end());
        state.counters[prefix + "median_ms"] = m_times[m_times.size() / 2];
        state.counters[prefix + "p95_ms"] = m_times[m_times.size() * 95 / 100];
        state.counters[prefix + "p99_ms"] = m_times[m_times.size() * 99 / 100];
        state.counters[prefix + "worst_ms"] = m_times.back();
    }

private:
    std::chrono::steady_clock::time_point m_begin;
    std::vector<double> m_times;
};

} // namespace antiphon
