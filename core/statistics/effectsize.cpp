#include "core/statistics/effectsize.h"

#include <boost/math/distributions/students_t.hpp>

#include <cmath>
#include <vector>

namespace antiphon::statistics {

namespace {

double squaredDeviations(const std::vector<double>& values, double centre)
{
    double sum = 0.0;
    for (const double value : values)
        sum += (value - centre) * (value - centre);
    return sum;
}

} // namespace

Estimate cliffDelta(std::span<const double> first, std::span<const double> second, double level)
{
    Estimate estimate;
    estimate.method = "Cliff's delta, asymmetric interval";
    if (first.empty() || second.empty())
        return undefined(estimate.method, "a sample is empty");
    const auto n1 = static_cast<double>(first.size());
    const auto n2 = static_cast<double>(second.size());
    std::vector<double> rows(first.size(), 0.0);
    std::vector<double> columns(second.size(), 0.0);
    double squares = 0.0;
    for (std::size_t i = 0; i < first.size(); ++i) {
        for (std::size_t j = 0; j < second.size(); ++j) {
            const double sign = first[i] > second[j] ? 1.0 : (first[i] < second[j] ? -1.0 : 0.0);
            rows[i] += sign / n2;
            columns[j] += sign / n1;
            squares += sign * sign;
        }
    }
    double delta = 0.0;
    for (const double row : rows)
        delta += row / n1;
    estimate.value = delta;
    estimate.n = static_cast<std::int64_t>(first.size() + second.size());
    if (first.size() < 2 || second.size() < 2)
        return estimate;
    const double around = squares - n1 * n2 * delta * delta; // sum of (d_ij - delta)^2
    const double variance =
        (n2 * n2 * squaredDeviations(rows, delta) + n1 * n1 * squaredDeviations(columns, delta) - around) /
        (n1 * n2 * (n1 - 1.0) * (n2 - 1.0));
    const double q = boost::math::quantile(boost::math::students_t(n1 + n2 - 2.0), 0.5 + level / 2.0);
    const double spread = q * std::sqrt(std::max(0.0, variance));
    const double rest = 1.0 - delta * delta;
    const double divisor = rest + spread * spread;
    estimate.level = level;
    if (divisor <= 0.0) { // every value of one sample above every value of the other
        estimate.low = estimate.high = delta;
        return estimate;
    }
    const double root = spread * std::sqrt(rest * rest + spread * spread);
    estimate.low = (delta - delta * delta * delta - root) / divisor;
    estimate.high = (delta - delta * delta * delta + root) / divisor;
    return estimate;
}

Estimate a12(std::span<const double> first, std::span<const double> second, double level)
{
    Estimate estimate = cliffDelta(first, second, level);
    estimate.method = "A12 from Cliff's delta";
    for (auto* figure : {&estimate.value, &estimate.low, &estimate.high}) {
        if (*figure)
            *figure = (**figure + 1.0) / 2.0;
    }
    return estimate;
}

} // namespace antiphon::statistics
