#include "core/statistics/descriptive.h"

#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace antiphon::statistics {

namespace {

Estimate described(double value, std::size_t n, const char* method)
{
    Estimate estimate;
    estimate.value = value;
    estimate.n = static_cast<std::int64_t>(n);
    estimate.method = method;
    return estimate;
}

double plainMean(std::span<const double> values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

} // namespace

Estimate mean(std::span<const double> values)
{
    if (values.empty())
        return undefined("mean", "there are no values");
    return described(plainMean(values), values.size(), "mean");
}

Estimate meanWithInterval(std::span<const double> values, double level)
{
    Estimate estimate = mean(values);
    if (!estimate.value)
        return estimate;
    const auto deviation = standardDeviation(values).value;
    if (!deviation) {
        estimate.reason = "one value has no interval";
        return estimate;
    }
    const double n = static_cast<double>(values.size());
    const boost::math::students_t t(n - 1.0);
    const double reach = boost::math::quantile(t, (1.0 + level) / 2.0) * *deviation / std::sqrt(n);
    estimate.low = *estimate.value - reach;
    estimate.high = *estimate.value + reach;
    estimate.level = level;
    estimate.method = "mean, Student's t interval";
    return estimate;
}

Estimate median(std::span<const double> values)
{
    if (values.empty())
        return undefined("median", "there are no values");
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    return described(quantileOfSorted(sorted, 0.5), values.size(), "median");
}

Estimate standardDeviation(std::span<const double> values)
{
    if (values.size() < 2)
        return undefined("standard deviation (n - 1)", "fewer than two values");
    const double centre = plainMean(values);
    double squares = 0.0;
    for (const double value : values)
        squares += (value - centre) * (value - centre);
    return described(std::sqrt(squares / static_cast<double>(values.size() - 1)), values.size(),
                     "standard deviation (n - 1)");
}

std::vector<std::int64_t> distribution(std::span<const double> values, int points)
{
    std::vector<std::int64_t> counts(static_cast<std::size_t>(points), 0);
    for (const double value : values) {
        const double rounded = std::round(value);
        if (rounded >= 1.0 && rounded <= points)
            ++counts[static_cast<std::size_t>(rounded) - 1];
    }
    return counts;
}

double quantileOfSorted(std::span<const double> sorted, double probability)
{
    const double place = probability * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(std::floor(place));
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - std::floor(place)) * (sorted[above] - sorted[below]);
}

} // namespace antiphon::statistics
