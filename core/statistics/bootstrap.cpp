#include "core/statistics/bootstrap.h"

#include "core/base/random.h"
#include "core/statistics/descriptive.h"

#include <boost/math/distributions/normal.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace antiphon::statistics {

namespace {

using Indices = std::vector<std::size_t>;

void drawInto(Indices& drawn, Random& random)
{
    const auto units = static_cast<quint64>(drawn.size());
    for (std::size_t& index : drawn)
        index = static_cast<std::size_t>(random.below(units));
}

// Efron 1987: the probabilities whose quantiles are the ends, from the bias z0 and the acceleration a.
double bcaProbability(double probability, double z0, double acceleration)
{
    const boost::math::normal normal;
    const double z = z0 + boost::math::quantile(normal, probability);
    return boost::math::cdf(normal, z0 + z / (1.0 - acceleration * z));
}

// Sets the ends of `estimate` from replicates, which become sorted.
void setEnds(Estimate& estimate, std::vector<double>& replicates, double low, double high, double level)
{
    std::sort(replicates.begin(), replicates.end());
    estimate.low = quantileOfSorted(replicates, low);
    estimate.high = quantileOfSorted(replicates, high);
    estimate.level = level;
}

} // namespace

double jackknifeAcceleration(std::size_t units,
                             const std::function<std::optional<double>(const Indices&)>& statistic)
{
    std::vector<double> left;
    for (std::size_t out = 0; out < units; ++out) {
        Indices kept;
        for (std::size_t i = 0; i < units; ++i) {
            if (i != out)
                kept.push_back(i);
        }
        if (const auto value = statistic(kept))
            left.push_back(*value);
    }
    const double centre = mean(left).value.value_or(0.0);
    double squares = 0.0;
    double cubes = 0.0;
    for (const double value : left) {
        squares += (centre - value) * (centre - value);
        cubes += (centre - value) * (centre - value) * (centre - value);
    }
    return squares > 0.0 ? cubes / (6.0 * std::pow(squares, 1.5)) : 0.0;
}

void adoptInterval(Estimate& estimate, const Estimate& resampled, const char* drawn)
{
    estimate.low = resampled.low;
    estimate.high = resampled.high;
    estimate.level = resampled.level;
    estimate.seed = resampled.seed;
    estimate.reason = resampled.reason;
    estimate.method += std::string(", ") + drawn + " resampled";
}

void setPercentileEnds(Estimate& estimate, std::vector<double>& replicates, double level)
{
    if (replicates.empty()) {
        estimate.reason = "no resample has values";
        return;
    }
    setEnds(estimate, replicates, (1.0 - level) / 2.0, (1.0 + level) / 2.0, level);
}

Estimate bootstrap(std::size_t units, const std::function<std::optional<double>(const Indices&)>& statistic,
                   const BootstrapOptions& options)
{
    Indices drawn(units);
    std::iota(drawn.begin(), drawn.end(), std::size_t{0});
    Estimate estimate;
    estimate.method = options.interval == Interval::Bca ? "BCa bootstrap" : "percentile bootstrap";
    estimate.n = static_cast<std::int64_t>(units);
    estimate.seed = options.seed;
    estimate.value = units > 0 ? statistic(drawn) : std::nullopt;
    if (!estimate.value) {
        estimate.reason = "the statistic is undefined for the data";
        return estimate;
    }
    if (units < 2) {
        estimate.reason = "fewer than two units";
        return estimate;
    }
    Random random(options.seed);
    std::vector<double> replicates;
    replicates.reserve(static_cast<std::size_t>(options.replicates));
    for (int i = 0; i < options.replicates; ++i) {
        if (options.cancel.isCancelled()) {
            estimate.reason = cancelledReason;
            return estimate;
        }
        drawInto(drawn, random);
        if (const auto value = statistic(drawn))
            replicates.push_back(*value);
    }
    if (replicates.size() * 10 < static_cast<std::size_t>(options.replicates) * 9) {
        estimate.reason = "too many resamples are undefined";
        return estimate;
    }
    if (options.interval == Interval::Percentile) {
        setPercentileEnds(estimate, replicates, options.level);
        return estimate;
    }
    const auto below = static_cast<double>(std::count_if(
        replicates.begin(), replicates.end(), [&](double value) { return value < *estimate.value; }));
    const auto size = static_cast<double>(replicates.size());
    if (below <= 0.0 || below >= size) {
        estimate.reason = "the estimate lies outside all resamples";
        return estimate;
    }
    const double z0 = boost::math::quantile(boost::math::normal(), below / size);
    const double acceleration = jackknifeAcceleration(units, statistic);
    setEnds(estimate, replicates, bcaProbability((1.0 - options.level) / 2.0, z0, acceleration),
            bcaProbability((1.0 + options.level) / 2.0, z0, acceleration), options.level);
    return estimate;
}

} // namespace antiphon::statistics
