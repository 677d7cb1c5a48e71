// Describing one set of numbers.
#pragma once

#include "core/statistics/estimate.h"

#include <span>
#include <vector>

namespace antiphon::statistics {

// The arithmetic mean; undefined for no values.
Estimate mean(std::span<const double> values);
// The mean of independent draws with Student's t interval; without an interval for fewer than two values.
Estimate meanWithInterval(std::span<const double> values, double level = 0.95);
// The middle value, or the mean of the two middle ones; undefined for no values.
Estimate median(std::span<const double> values);
// The standard deviation with n - 1; undefined for fewer than two values.
Estimate standardDeviation(std::span<const double> values);
// How often each whole number of [1, points] occurs; others are not counted.
std::vector<std::int64_t> distribution(std::span<const double> values, int points);
// The quantile by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996).
// `sorted` must be ascending and not empty, `probability` in [0, 1].
double quantileOfSorted(std::span<const double> sorted, double probability);

} // namespace antiphon::statistics
