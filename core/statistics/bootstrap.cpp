#include "core/statistics/bootstrap.h"

#include "core/base/random.h"
#include "core/statistics/descriptive.h"

#include <boost/math/distributions/normal.hpp>

#include <algorithm>
#include <cmath>
#include <map>
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

double accelerationOf(std::size_t units,
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

// Sets the ends of `estimate` from replicates, which become sorted.
void setEnds(Estimate& estimate, std::vector<double>& replicates, double low, double high, double level)
{
    std::sort(replicates.begin(), replicates.end());
    estimate.low = quantileOfSorted(replicates, low);
    estimate.high = quantileOfSorted(replicates, high);
    estimate.level = level;
}

void setPercentileEnds(Estimate& estimate, std::vector<double>& replicates, double level)
{
    if (replicates.empty()) {
        estimate.reason = "no resample has values";
        return;
    }
    setEnds(estimate, replicates, (1.0 - level) / 2.0, (1.0 + level) / 2.0, level);
}

const char* methodOf(Clusters clusters)
{
    switch (clusters) {
    case Clusters::Items:
        return "percentile bootstrap, dialogues drawn";
    case Clusters::Raters:
        return "percentile bootstrap, raters drawn";
    case Clusters::Crossed:
        break;
    }
    return "percentile bootstrap, dialogues and raters drawn";
}

// Sums and counts of observations per cluster, or per cell.
struct Cell
{
    std::size_t item = 0;
    std::size_t rater = 0;
    double sum = 0.0;
    double count = 0.0;
};

// The observations of one condition, grouped; items and raters numbered from 0 without gaps.
struct Grouped
{
    std::vector<Cell> cells;
    std::size_t items = 0;
    double total = 0.0;
    double count = 0.0;
};

// `raters` gathers the numbers of all conditions.
Grouped group(std::span<const Observation> observations, Clusters clusters,
              std::map<int, std::size_t>& raters)
{
    std::map<int, std::size_t> items;
    std::map<std::pair<std::size_t, std::size_t>, Cell> cells;
    Grouped grouped;
    for (const Observation& one : observations) {
        const std::size_t item = items.emplace(one.item, items.size()).first->second;
        const std::size_t rater = raters.emplace(one.rater, raters.size()).first->second;
        const std::pair key{clusters == Clusters::Raters ? 0 : item, clusters == Clusters::Items ? 0 : rater};
        Cell& cell = cells[key];
        cell.item = key.first;
        cell.rater = key.second;
        cell.sum += one.value;
        cell.count += 1.0;
        grouped.total += one.value;
        grouped.count += 1.0;
    }
    for (const auto& [key, cell] : cells)
        grouped.cells.push_back(cell);
    grouped.items = items.size();
    return grouped;
}

void drawWeights(std::vector<double>& weights, Random& random)
{
    std::fill(weights.begin(), weights.end(), 0.0);
    for (std::size_t i = 0; i < weights.size(); ++i)
        weights[static_cast<std::size_t>(random.below(weights.size()))] += 1.0;
}

// One resampled mean of a condition; nothing when no cell was drawn.
std::optional<double> resampledMean(const Grouped& grouped, Clusters clusters,
                                    const std::vector<double>& raters, std::vector<double>& items,
                                    Random& random)
{
    if (clusters != Clusters::Raters)
        drawWeights(items, random);
    double sum = 0.0;
    double count = 0.0;
    for (const Cell& cell : grouped.cells) {
        double weight = clusters == Clusters::Raters ? 1.0 : items[cell.item];
        if (clusters != Clusters::Items)
            weight *= raters[cell.rater];
        sum += weight * cell.sum;
        count += weight * cell.count;
    }
    return count > 0.0 ? std::optional(sum / count) : std::nullopt;
}

bool canDraw(const Grouped& grouped, std::size_t raters, Clusters clusters)
{
    return (clusters == Clusters::Raters || grouped.items >= 2) &&
           (clusters == Clusters::Items || raters >= 2);
}

std::string tooFew(Clusters clusters)
{
    return clusters == Clusters::Items ? "fewer than two dialogues" : "fewer than two dialogues or raters";
}

} // namespace

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
    const double acceleration = accelerationOf(units, statistic);
    setEnds(estimate, replicates, bcaProbability((1.0 - options.level) / 2.0, z0, acceleration),
            bcaProbability((1.0 + options.level) / 2.0, z0, acceleration), options.level);
    return estimate;
}

Estimate clusteredMean(std::span<const Observation> observations, const BootstrapOptions& options)
{
    const std::string method = std::string("mean, ") + methodOf(options.clusters);
    if (observations.empty())
        return undefined(method, "there are no values");
    std::map<int, std::size_t> raters;
    const Grouped grouped = group(observations, options.clusters, raters);
    Estimate estimate;
    estimate.method = method;
    estimate.n = static_cast<std::int64_t>(observations.size());
    estimate.value = grouped.total / grouped.count;
    estimate.seed = options.seed;
    if (!canDraw(grouped, raters.size(), options.clusters)) {
        estimate.reason = tooFew(options.clusters);
        return estimate;
    }
    Random random(options.seed);
    std::vector<double> items(grouped.items);
    std::vector<double> raterWeights(raters.size());
    std::vector<double> replicates;
    replicates.reserve(static_cast<std::size_t>(options.replicates));
    for (int i = 0; i < options.replicates; ++i) {
        if (options.clusters != Clusters::Items)
            drawWeights(raterWeights, random);
        if (const auto value = resampledMean(grouped, options.clusters, raterWeights, items, random))
            replicates.push_back(*value);
    }
    setPercentileEnds(estimate, replicates, options.level);
    return estimate;
}

Difference clusteredDifference(std::span<const Observation> first, std::span<const Observation> second,
                               double margin, const BootstrapOptions& options, double alpha)
{
    Difference difference;
    difference.margin = margin;
    difference.alpha = alpha;
    Estimate estimate;
    estimate.method = std::string("difference of means, ") + methodOf(options.clusters);
    estimate.n = static_cast<std::int64_t>(first.size() + second.size());
    estimate.seed = options.seed;
    if (first.empty() || second.empty()) {
        estimate.reason = "a condition has no values";
        difference.narrow = estimate;
        difference.wide = estimate;
        return difference;
    }
    std::map<int, std::size_t> raters;
    const Grouped a = group(first, options.clusters, raters);
    const Grouped b = group(second, options.clusters, raters);
    estimate.value = a.total / a.count - b.total / b.count;
    if (!canDraw(a, raters.size(), options.clusters) || !canDraw(b, raters.size(), options.clusters)) {
        estimate.reason = tooFew(options.clusters);
        difference.narrow = estimate;
        difference.wide = estimate;
        return difference;
    }
    Random random(options.seed);
    std::vector<double> itemsA(a.items);
    std::vector<double> itemsB(b.items);
    std::vector<double> raterWeights(raters.size());
    std::vector<double> replicates;
    replicates.reserve(static_cast<std::size_t>(options.replicates));
    for (int i = 0; i < options.replicates; ++i) {
        if (options.clusters != Clusters::Items)
            drawWeights(raterWeights, random);
        const auto one = resampledMean(a, options.clusters, raterWeights, itemsA, random);
        const auto other = resampledMean(b, options.clusters, raterWeights, itemsB, random);
        if (one && other)
            replicates.push_back(*one - *other);
    }
    difference.narrow = estimate;
    difference.wide = estimate;
    setPercentileEnds(difference.wide, replicates, 1.0 - alpha);
    setPercentileEnds(difference.narrow, replicates, 1.0 - 2.0 * alpha);
    if (!difference.wide.low)
        return difference;
    difference.verdict = verdictOf(*difference.narrow.low, *difference.narrow.high, *difference.wide.low,
                                   *difference.wide.high, margin);
    return difference;
}

} // namespace antiphon::statistics
