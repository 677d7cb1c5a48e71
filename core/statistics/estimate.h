// What every statistic answers with: the figure and all that is needed to judge it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace antiphon::statistics {

// A figure without a value is undefined, and `reason` says why; it is shown so, never as 0.
struct Estimate
{
    std::optional<double> value;
    std::int64_t n = 0;        // observations used
    std::int64_t missing = 0;  // observations expected but not there
    std::string method;        // in words, with the names a statistician knows
    std::optional<double> low; // the interval's ends, where there is one
    std::optional<double> high;
    double level = 0.0;                // the interval's coverage: 0.95; 0 without an interval
    std::optional<std::uint64_t> seed; // of whatever was drawn at random
    std::string reason;                // why it, or the interval that was asked for, is undefined

    bool isDefined() const { return value.has_value(); }
};

inline Estimate undefined(std::string method, std::string reason)
{
    Estimate estimate;
    estimate.method = std::move(method);
    estimate.reason = std::move(reason);
    return estimate;
}

} // namespace antiphon::statistics
