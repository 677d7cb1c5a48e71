// Clustered intervals of what only takes the order of values: the median, and the rate of wins.
#include "core/statistics/clusterdraws.h"

#include <tuple>

namespace antiphon::statistics {

namespace {

// Observations of one value by one rater to one item; the value is a place among the different values.
struct Placed
{
    std::size_t item = 0;
    std::size_t rater = 0;
    std::size_t value = 0;
    double count = 1.0;

    auto key() const { return std::tuple(item, rater, value); }
};

std::vector<double> valuesOf(std::span<const Observation> first, std::span<const Observation> second)
{
    std::vector<double> values;
    for (const auto& observations : {first, second}) {
        for (const Observation& one : observations)
            values.push_back(one.value);
    }
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
}

struct Side
{
    std::vector<Placed> placed;
    std::size_t items = 0;
};

// Alike observations become one with their count.
void merge(std::vector<Placed>& placed)
{
    std::sort(placed.begin(), placed.end(),
              [](const Placed& a, const Placed& b) { return a.key() < b.key(); });
    std::size_t kept = 0;
    for (std::size_t i = 1; i < placed.size(); ++i) {
        if (placed[i].key() == placed[kept].key())
            placed[kept].count += placed[i].count;
        else
            placed[++kept] = placed[i];
    }
    placed.resize(std::min(placed.size(), kept + 1));
}

Side sideOf(std::span<const Observation> observations, const std::vector<double>& values, Numbers& raters)
{
    Side side;
    Numbers items;
    for (const Observation& one : observations) {
        const auto place = std::lower_bound(values.begin(), values.end(), one.value) - values.begin();
        side.placed.push_back({items.of(one.item), raters.of(one.rater), static_cast<std::size_t>(place)});
    }
    side.items = items.size();
    return side;
}

// The middle value of a distribution over ascending values, or the mean of the two middle ones.
std::optional<double> medianOf(const std::vector<double>& values, const std::vector<double>& weights)
{
    double total = 0.0;
    for (const double weight : weights)
        total += weight;
    double below = 0.0;
    std::optional<double> lower;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!(weights[i] > 0.0))
            continue;
        if (lower)
            return (*lower + values[i]) / 2.0;
        below += weights[i];
        if (2.0 * below > total)
            return values[i];
        if (2.0 * below == total)
            lower = values[i];
    }
    return std::nullopt;
}

// Adds the weights of a side to raters by values.
void addWeights(std::vector<double>& weights, const Side& side, const std::vector<double>& items,
                std::size_t values)
{
    for (const Placed& one : side.placed)
        weights[one.rater * values + one.value] += one.count * items[one.item];
}

// Of weights of two sides, raters by values: the share of a rater's pairs that the first wins.
std::optional<double> rateOf(const std::vector<double>& first, const std::vector<double>& second,
                             const std::vector<double>& raters, std::size_t values)
{
    double wins = 0.0;
    double pairs = 0.0;
    for (std::size_t rater = 0; rater < raters.size(); ++rater) {
        double below = 0.0;
        double own = 0.0;
        double all = 0.0;
        for (std::size_t value = rater * values; value < (rater + 1) * values; ++value) {
            own += first[value] * (below + 0.5 * second[value]);
            below += second[value];
            all += first[value];
        }
        wins += raters[rater] * own;
        pairs += raters[rater] * all * below;
    }
    return pairs > 0.0 ? std::optional(wins / pairs) : std::nullopt;
}

// Both sides of a comparison, and where one resample of them is made.
struct Comparison
{
    Side first;
    Side second;
    std::size_t values = 0;
    std::size_t raters = 0;

    std::optional<double> resampled(const std::vector<double>& raterWeights, Random* random)
    {
        itemsFirst.assign(first.items, 1.0);
        itemsSecond.assign(second.items, 1.0);
        if (random != nullptr) {
            drawWeights(itemsFirst, *random);
            drawWeights(itemsSecond, *random);
        }
        weightsFirst.assign(raters * values, 0.0);
        weightsSecond.assign(raters * values, 0.0);
        addWeights(weightsFirst, first, itemsFirst, values);
        addWeights(weightsSecond, second, itemsSecond, values);
        return rateOf(weightsFirst, weightsSecond, raterWeights, values);
    }

private:
    std::vector<double> itemsFirst;
    std::vector<double> itemsSecond;
    std::vector<double> weightsFirst;
    std::vector<double> weightsSecond;
};

Comparison comparisonOf(std::span<const Observation> first, std::span<const Observation> second)
{
    Comparison comparison;
    const std::vector<double> values = valuesOf(first, second);
    Numbers raters;
    comparison.first = sideOf(first, values, raters);
    comparison.second = sideOf(second, values, raters);
    comparison.values = values.size();
    comparison.raters = raters.size();
    return comparison;
}

} // namespace

Estimate clusteredMedian(std::span<const Observation> observations, const BootstrapOptions& options)
{
    const std::string method = std::string("median, ") + drawnText(options.clusters);
    if (observations.empty())
        return undefined(method, "there are no values");
    const std::vector<double> values = valuesOf(observations, {});
    Numbers raters;
    Side side = sideOf(observations, values, raters);
    if (options.clusters == Clusters::Items) { // raters all weigh the same
        for (Placed& one : side.placed)
            one.rater = 0;
    }
    merge(side.placed);
    std::vector<double> weights(values.size(), 0.0);
    for (const Placed& one : side.placed)
        weights[one.value] += one.count;
    Estimate estimate;
    estimate.method = method;
    estimate.n = static_cast<std::int64_t>(observations.size());
    estimate.value = medianOf(values, weights);
    estimate.seed = options.seed;
    if (!canDraw(side.items, raters.size(), options.clusters)) {
        estimate.reason = tooFewClusters(options.clusters);
        return estimate;
    }
    std::vector<double> items(side.items, 1.0);
    const auto draw = [&](const std::vector<double>& raterWeights, Random& random) {
        if (options.clusters != Clusters::Raters)
            drawWeights(items, random);
        std::fill(weights.begin(), weights.end(), 0.0);
        for (const Placed& one : side.placed)
            weights[one.value] += one.count * items[one.item] * raterWeights[one.rater];
        return medianOf(values, weights);
    };
    std::vector<double> replicates = resamplesOf(options, raters.size(), draw);
    setResampledEnds(estimate, replicates, options.level, options.cancel);
    return estimate;
}

WinRate clusteredWinRate(std::span<const Observation> first, std::span<const Observation> second,
                         double margin, const BootstrapOptions& options, double alpha)
{
    Comparison comparison = comparisonOf(first, second);
    WinRate rate;
    rate.margin = margin;
    Estimate estimate;
    estimate.method = std::string("share of each rater's pairs of values that the first wins, ties half, ") +
                      drawnText(options.clusters);
    estimate.n = static_cast<std::int64_t>(first.size() + second.size());
    estimate.seed = options.seed;
    estimate.value = comparison.resampled(std::vector<double>(comparison.raters, 1.0), nullptr);
    if (!estimate.value)
        estimate.reason = "no rater has values of both";
    else if (!canDraw(std::min(comparison.first.items, comparison.second.items), comparison.raters,
                      options.clusters))
        estimate.reason = tooFewClusters(options.clusters);
    rate.wide = rate.narrow = estimate;
    if (!estimate.reason.empty())
        return rate;
    std::vector<double> replicates =
        resamplesOf(options, comparison.raters, [&](const std::vector<double>& weights, Random& random) {
            return comparison.resampled(weights, options.clusters == Clusters::Raters ? nullptr : &random);
        });
    setResampledEnds(rate.wide, replicates, 1.0 - alpha, options.cancel);
    setResampledEnds(rate.narrow, replicates, 1.0 - 2.0 * alpha, options.cancel);
    setVerdict(rate);
    return rate;
}

} // namespace antiphon::statistics
