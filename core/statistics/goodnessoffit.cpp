#include "core/statistics/goodnessoffit.h"

#include <boost/math/distributions/chi_squared.hpp>

#include <cmath>
#include <limits>
#include <numeric>

namespace antiphon::statistics {

std::optional<double> totalVariation(std::span<const double> first, std::span<const double> second)
{
    const double firstSum = std::accumulate(first.begin(), first.end(), 0.0);
    const double secondSum = std::accumulate(second.begin(), second.end(), 0.0);
    if (firstSum <= 0.0 || secondSum <= 0.0)
        return std::nullopt;
    double apart = 0.0;
    for (std::size_t i = 0; i < first.size(); ++i)
        apart += std::abs(first[i] / firstSum - second[i] / secondSum);
    return apart / 2.0;
}

std::optional<GoodnessOfFit> goodnessOfFit(std::span<const std::int64_t> counts,
                                           std::span<const double> weights)
{
    GoodnessOfFit found;
    double sum = 0.0;
    std::int64_t categories = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (weights[i] <= 0.0) {
            found.outside += counts[i];
            continue;
        }
        found.n += counts[i];
        sum += weights[i];
        ++categories;
    }
    if (categories < 2 || found.n == 0)
        return std::nullopt;
    found.degrees = categories - 1;
    found.smallestExpected = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (weights[i] <= 0.0)
            continue;
        const double expected = static_cast<double>(found.n) * weights[i] / sum;
        const double apart = static_cast<double>(counts[i]) - expected;
        found.chiSquare += apart * apart / expected;
        found.smallestExpected = std::min(found.smallestExpected, expected);
    }
    const boost::math::chi_squared chi(static_cast<double>(found.degrees));
    found.p = boost::math::cdf(boost::math::complement(chi, found.chiSquare));
    found.w = std::sqrt(found.chiSquare / static_cast<double>(found.n));
    return found;
}

} // namespace antiphon::statistics
