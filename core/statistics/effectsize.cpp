#include "core/statistics/effectsize.h"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
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

// For each value the mean sign of its differences from the values of the other sample, which is sorted;
// `ties` gathers the pairs without a difference.
std::vector<double> meanSigns(std::span<const double> values, const std::vector<double>& sorted, double& ties)
{
    std::vector<double> signs;
    signs.reserve(values.size());
    for (const double value : values) {
        const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), value);
        const auto below = static_cast<double>(first - sorted.begin());
        const auto above = static_cast<double>(sorted.end() - last);
        ties += static_cast<double>(last - first);
        signs.push_back((below - above) / static_cast<double>(sorted.size()));
    }
    return signs;
}

std::vector<double> sortedCopy(std::span<const double> values)
{
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

// What the variances are made of: sums of squares of the mean signs and of the signs themselves.
struct SignSquares
{
    double rows = 0.0;
    double columns = 0.0;
    double all = 0.0;
    double n1 = 0.0;
    double n2 = 0.0;

    double variance(DeltaVariance kind) const
    {
        const double divisor = n1 * n2 * (n1 - 1.0) * (n2 - 1.0);
        if (kind == DeltaVariance::Unbiased)
            return (n2 * n2 * rows + n1 * n1 * columns - all) / divisor;
        return ((n2 - 1.0) * (n2 - 1.0) * rows + (n1 - 1.0) * (n1 - 1.0) * columns + all) / divisor;
    }
};

double quantileFor(DeltaVariance kind, double degrees, double probability)
{
    return kind == DeltaVariance::Unbiased
               ? boost::math::quantile(boost::math::students_t(degrees), probability)
               : boost::math::quantile(boost::math::normal(), probability);
}

// Cliff 1996: the ends for a spread of quantile times standard error.
void setAsymmetricEnds(Estimate& estimate, double delta, double spread, double level)
{
    const double rest = 1.0 - delta * delta;
    const double divisor = rest + spread * spread;
    estimate.level = level;
    if (divisor <= 0.0) { // every value of one sample above every value of the other
        estimate.low = estimate.high = delta;
        return;
    }
    const double root = spread * std::sqrt(rest * rest + spread * spread);
    estimate.low = (delta - delta * delta * delta - root) / divisor;
    estimate.high = (delta - delta * delta * delta + root) / divisor;
}

} // namespace

Estimate cliffDelta(std::span<const double> first, std::span<const double> second, double level,
                    DeltaVariance variance)
{
    Estimate estimate;
    estimate.method = "Cliff's delta, asymmetric interval";
    if (first.empty() || second.empty())
        return undefined(estimate.method, "a sample is empty");
    const auto n1 = static_cast<double>(first.size());
    const auto n2 = static_cast<double>(second.size());
    double ties = 0.0;
    const std::vector<double> rows = meanSigns(first, sortedCopy(second), ties);
    std::vector<double> columns = meanSigns(second, sortedCopy(first), ties);
    for (double& column : columns)
        column = -column;
    double delta = 0.0;
    for (const double row : rows)
        delta += row / n1;
    estimate.value = delta;
    estimate.n = static_cast<std::int64_t>(first.size() + second.size());
    if (first.size() < 2 || second.size() < 2)
        return estimate;
    const double squares = n1 * n2 - ties / 2.0; // of the signs; each tie was counted from both sides
    const SignSquares sums{squaredDeviations(rows, delta), squaredDeviations(columns, delta),
                           squares - n1 * n2 * delta * delta, n1, n2};
    const double error = std::sqrt(std::max(0.0, sums.variance(variance)));
    setAsymmetricEnds(estimate, delta, quantileFor(variance, n1 + n2 - 2.0, 0.5 + level / 2.0) * error,
                      level);
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
