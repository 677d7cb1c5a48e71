#include "core/statistics/clusteredbootstrap.h"

#include "core/statistics/clusterdraws.h"

namespace antiphon::statistics {

namespace {

// Sums and counts of observations per cluster, or per cell.
struct Cell
{
    std::size_t item = 0;
    std::size_t rater = 0;
    double sum = 0.0;
    double count = 0.0;
};

// The observations of one condition, grouped.
struct Grouped
{
    std::vector<Cell> cells; // of items alone: one an item, in their order
    std::size_t items = 0;
    double total = 0.0;
    double count = 0.0;
};

// `raters` gathers the numbers of all conditions.
Grouped group(std::span<const Observation> observations, Clusters clusters, Numbers& raters)
{
    Numbers items;
    std::map<std::pair<std::size_t, std::size_t>, Cell> cells;
    Grouped grouped;
    for (const Observation& one : observations) {
        const std::size_t item = items.of(one.item);
        const std::size_t rater = raters.of(one.rater);
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

// As many items as there are, each with all of its observations. Summed as they are drawn: of many items the
// counting of draws would cost more than the sums.
std::optional<double> meanOfDrawnItems(const Grouped& grouped, Random& random)
{
    double sum = 0.0;
    double count = 0.0;
    for (std::size_t i = 0; i < grouped.cells.size(); ++i) {
        const Cell& cell = grouped.cells[static_cast<std::size_t>(random.below(grouped.cells.size()))];
        sum += cell.sum;
        count += cell.count;
    }
    return sum / count;
}

// One resampled mean of a condition; nothing when no cell was drawn.
std::optional<double> resampledMean(const Grouped& grouped, Clusters clusters,
                                    const std::vector<double>& raters, std::vector<double>& items,
                                    Random& random)
{
    if (clusters == Clusters::Items)
        return meanOfDrawnItems(grouped, random);
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

// A mean with its resamples: none, and a reason, where nothing can be drawn.
struct Resampled
{
    Estimate estimate;
    std::vector<double> replicates;
};

Resampled resampledMeans(std::span<const Observation> observations, const BootstrapOptions& options)
{
    Resampled resampled;
    Estimate& estimate = resampled.estimate;
    estimate.method = std::string("mean, ") + drawnText(options.clusters);
    if (observations.empty()) {
        estimate.reason = "there are no values";
        return resampled;
    }
    Numbers raters;
    const Grouped grouped = group(observations, options.clusters, raters);
    estimate.n = static_cast<std::int64_t>(observations.size());
    estimate.value = grouped.total / grouped.count;
    estimate.seed = options.seed;
    if (!canDraw(grouped.items, raters.size(), options.clusters)) {
        estimate.reason = tooFewClusters(options.clusters);
        return resampled;
    }
    std::vector<double> items(grouped.items);
    resampled.replicates =
        resamplesOf(options, raters.size(), [&](const std::vector<double>& raterWeights, Random& random) {
            return resampledMean(grouped, options.clusters, raterWeights, items, random);
        });
    return resampled;
}

} // namespace

Estimate clusteredMean(std::span<const Observation> observations, const BootstrapOptions& options)
{
    Resampled resampled = resampledMeans(observations, options);
    if (resampled.estimate.reason.empty())
        setResampledEnds(resampled.estimate, resampled.replicates, options.level, options.cancel);
    return resampled.estimate;
}

void setVerdict(WinRate& rate)
{
    rate.verdict.reset();
    if (rate.margin > 0.0 && rate.wide.low && rate.narrow.low)
        rate.verdict = verdictOf(*rate.narrow.low - 0.5, *rate.narrow.high - 0.5, *rate.wide.low - 0.5,
                                 *rate.wide.high - 0.5, rate.margin);
}

WinRate clusteredShare(std::span<const Observation> wins, double margin, const BootstrapOptions& options,
                       double alpha)
{
    Resampled resampled = resampledMeans(wins, options);
    WinRate rate;
    rate.margin = margin;
    resampled.estimate.method = std::string("share of wins, ties half, ") + drawnText(options.clusters);
    rate.wide = rate.narrow = resampled.estimate;
    if (!resampled.estimate.reason.empty())
        return rate;
    setResampledEnds(rate.wide, resampled.replicates, 1.0 - alpha, options.cancel);
    setResampledEnds(rate.narrow, resampled.replicates, 1.0 - 2.0 * alpha, options.cancel);
    setVerdict(rate);
    return rate;
}

Difference clusteredDifference(std::span<const Observation> first, std::span<const Observation> second,
                               double margin, const BootstrapOptions& options, double alpha)
{
    Difference difference;
    difference.margin = margin;
    difference.alpha = alpha;
    Estimate estimate;
    estimate.method = std::string("difference of means, ") + drawnText(options.clusters);
    estimate.n = static_cast<std::int64_t>(first.size() + second.size());
    estimate.seed = options.seed;
    Numbers raters;
    const Grouped a = group(first, options.clusters, raters);
    const Grouped b = group(second, options.clusters, raters);
    if (first.empty() || second.empty()) {
        estimate.reason = "a condition has no values";
    } else {
        estimate.value = a.total / a.count - b.total / b.count;
        if (!canDraw(std::min(a.items, b.items), raters.size(), options.clusters))
            estimate.reason = tooFewClusters(options.clusters);
    }
    difference.narrow = difference.wide = estimate;
    if (!estimate.reason.empty())
        return difference;
    std::vector<double> itemsA(a.items);
    std::vector<double> itemsB(b.items);
    const auto draw = [&](const std::vector<double>& weights, Random& random) -> std::optional<double> {
        const auto one = resampledMean(a, options.clusters, weights, itemsA, random);
        const auto other = resampledMean(b, options.clusters, weights, itemsB, random);
        return one && other ? std::optional(*one - *other) : std::nullopt;
    };
    std::vector<double> replicates = resamplesOf(options, raters.size(), draw);
    setResampledEnds(difference.wide, replicates, 1.0 - alpha, options.cancel);
    setResampledEnds(difference.narrow, replicates, 1.0 - 2.0 * alpha, options.cancel);
    if (difference.wide.low)
        difference.verdict = verdictOf(*difference.narrow.low, *difference.narrow.high, *difference.wide.low,
                                       *difference.wide.high, margin);
    return difference;
}

} // namespace antiphon::statistics
