#include "core/statistics/labelsets.h"

#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/statistics/descriptive.h"

#include <algorithm>
#include <map>
#include <utility>

namespace antiphon::statistics {

namespace {

constexpr int leastReplicates = 100; // with fewer there is no interval worth the name

// One value of a sparse vector over the different label sets.
struct Share
{
    std::uint32_t set = 0;
    double ratings = 0;
};

// What a cluster adds: alpha needs nothing more, so resampling adds up clusters, not units.
struct Cluster
{
    double observed = 0; // disagreement of pairs, each unit's over its ratings less one
    double ratings = 0;
    std::vector<Share> marginals; // by set, each once
};

// Two different sets that share a label, and how near they are: 1 - distance. All others are 1 apart, so that
// the many sets that share nothing cost nothing.
struct Near
{
    std::uint32_t first = 0;
    std::uint32_t second = 0;
    double nearness = 0;
};

struct Coincidences
{
    std::vector<LabelSet> sets; // the different ones
    std::vector<Near> near;
    std::vector<Cluster> clusters;
    Agreement facts;
};

// The sets that a unit was given, by number.
using Unit = std::vector<std::uint32_t>;

// Only units with two ratings or more enter; the others stay empty.
std::vector<Unit> unitsOf(const LabelSetTable& table, Coincidences& found)
{
    const std::size_t width = table.rows.empty() ? 0 : table.rows.front().size();
    std::map<LabelSet, std::uint32_t> numbers;
    std::vector<bool> rated(table.rows.size());
    std::vector<Unit> units(width);
    for (std::size_t unit = 0; unit < width; ++unit) {
        std::vector<const LabelSet*> given;
        for (std::size_t rater = 0; rater < table.rows.size(); ++rater) {
            const auto& cell = table.rows[rater][unit];
            if (!cell) {
                ++found.facts.estimate.missing;
                continue;
            }
            rated[rater] = true;
            given.push_back(&*cell);
        }
        if (given.size() < 2)
            continue;
        for (const LabelSet* set : given) {
            const auto place = numbers.emplace(*set, static_cast<std::uint32_t>(numbers.size())).first;
            units[unit].push_back(place->second);
        }
        ++found.facts.units;
        found.facts.estimate.n += static_cast<std::int64_t>(given.size());
    }
    found.facts.raters = std::count(rated.begin(), rated.end(), true);
    found.sets.resize(numbers.size());
    for (const auto& [set, number] : numbers)
        found.sets[number] = set;
    return units;
}

// Finds the near pairs through the sets that hold each label.
void measure(Coincidences& found, SetDistance kind)
{
    std::map<std::uint16_t, std::vector<std::uint32_t>> holders;
    std::vector<std::uint32_t> seenBy(found.sets.size(), 0); // the set that met it last, from 1
    for (std::uint32_t set = 0; set < found.sets.size(); ++set) {
        for (const std::uint16_t label : found.sets[set]) {
            for (const std::uint32_t other : holders[label]) {
                if (std::exchange(seenBy[other], set + 1) != set + 1)
                    found.near.push_back(
                        {other, set, 1 - distance(found.sets[other], found.sets[set], kind)});
            }
        }
        for (const std::uint16_t label : found.sets[set])
            holders[label].push_back(set);
    }
}

void addUnit(const Coincidences& found, const Unit& unit, SetDistance kind, Cluster& cluster,
             std::map<std::uint32_t, double>& marginals)
{
    double apart = 0;
    for (std::size_t i = 0; i < unit.size(); ++i) {
        for (std::size_t j = i + 1; j < unit.size(); ++j)
            apart += unit[i] == unit[j] ? 0 : 2 * distance(found.sets[unit[i]], found.sets[unit[j]], kind);
        marginals[unit[i]] += 1;
    }
    cluster.observed += apart / static_cast<double>(unit.size() - 1);
    cluster.ratings += static_cast<double>(unit.size());
}

Coincidences coincidencesOf(const LabelSetTable& table, SetDistance kind)
{
    Coincidences found;
    const std::vector<Unit> units = unitsOf(table, found);
    measure(found, kind);
    std::uint32_t clusters = 0;
    for (const std::uint32_t cluster : table.clusterOf)
        clusters = std::max(clusters, cluster + 1);
    std::vector<Cluster> all(clusters);
    std::vector<std::map<std::uint32_t, double>> marginals(clusters);
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
        if (!units[unit].empty())
            addUnit(found, units[unit], kind, all[table.clusterOf[unit]], marginals[table.clusterOf[unit]]);
    }
    for (std::uint32_t i = 0; i < clusters; ++i) {
        if (all[i].ratings == 0)
            continue; // nothing was rated twice there
        for (const auto& [set, ratings] : marginals[i])
            all[i].marginals.push_back({set, ratings});
        found.clusters.push_back(std::move(all[i]));
    }
    return found;
}

// Alpha of the chosen clusters, with repeats; nothing where no disagreement is expected.
template<typename Chosen>
std::optional<double> alphaOf(const Coincidences& found, const Chosen& chosen, std::vector<double>& marginals)
{
    marginals.assign(found.sets.size(), 0.0);
    double observed = 0;
    double n = 0;
    for (const auto place : chosen) {
        const Cluster& cluster = found.clusters[place];
        observed += cluster.observed;
        n += cluster.ratings;
        for (const Share& share : cluster.marginals)
            marginals[share.set] += share.ratings;
    }
    // Over all ordered pairs: all are 1 apart but equal ones, which are not, and near ones, which are less.
    // Counts are whole numbers, so without a near pair the sum is exact.
    double expected = n * n;
    for (const double marginal : marginals)
        expected -= marginal * marginal;
    double near = 0;
    for (const Near& pair : found.near)
        near += marginals[pair.first] * marginals[pair.second] * pair.nearness;
    expected -= 2 * near;
    if (!(expected > 0))
        return std::nullopt;
    return 1 - (n - 1) * observed / expected;
}

Agreement pointOf(const Coincidences& found, SetDistance kind)
{
    Agreement agreement = found.facts;
    Estimate& estimate = agreement.estimate;
    estimate.method = kind == SetDistance::Masi ? "Krippendorff's alpha, MASI distance of label sets"
                                                : "Krippendorff's alpha, Jaccard distance of label sets";
    std::vector<std::size_t> all(found.clusters.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = i;
    std::vector<double> marginals;
    estimate.value = alphaOf(found, all, marginals);
    if (!estimate.value)
        estimate.reason = found.facts.units == 0 ? "no unit was rated twice" : "all ratings are equal";
    return agreement;
}

} // namespace

double distance(const LabelSet& first, const LabelSet& second, SetDistance kind)
{
    std::size_t shared = 0;
    for (std::size_t i = 0, j = 0; i < first.size() && j < second.size();) {
        if (first[i] == second[j]) {
            ++shared;
            ++i;
            ++j;
        } else if (first[i] < second[j]) {
            ++i;
        } else {
            ++j;
        }
    }
    const std::size_t all = first.size() + second.size() - shared;
    if (all == 0)
        return 0;
    const double jaccard = static_cast<double>(shared) / static_cast<double>(all);
    if (kind == SetDistance::Jaccard)
        return 1 - jaccard;
    const bool equal = shared == all;
    const bool holds = shared == std::min(first.size(), second.size());
    const double weight = equal ? 1.0 : shared == 0 ? 0.0 : holds ? 2.0 / 3 : 1.0 / 3;
    return 1 - jaccard * weight;
}

Agreement krippendorffAlpha(const LabelSetTable& table, SetDistance kind)
{
    return pointOf(coincidencesOf(table, kind), kind);
}

Result<Agreement> krippendorffAlpha(const LabelSetTable& table, SetDistance kind,
                                    const BootstrapOptions& options, int threads, const CancelToken& cancel,
                                    const ProgressSink& progress)
{
    const Coincidences found = coincidencesOf(table, kind);
    Agreement agreement = pointOf(found, kind);
    const std::size_t clusters = found.clusters.size();
    if (!agreement.estimate.value)
        return agreement;
    if (clusters < 2) {
        agreement.estimate.reason = "one dialogue alone gives no interval";
        return agreement;
    }
    const auto replicates = static_cast<std::size_t>(options.replicates);
    std::vector<std::optional<double>> drawn(replicates);
    constexpr std::size_t chunk = 16;
    const std::size_t chunks = (replicates + chunk - 1) / chunk;
    std::atomic<qint64> done = 0;
    forEachIndex(chunks, threads, [&](std::size_t index) {
        std::vector<double> marginals;
        std::vector<std::size_t> chosen(clusters);
        for (std::size_t i = index * chunk; i < std::min(replicates, (index + 1) * chunk); ++i) {
            if (cancel.isCancelled())
                return;
            Random random = Random::forKey(options.seed, i);
            for (std::size_t& place : chosen)
                place = random.below(clusters);
            drawn[i] = alphaOf(found, chosen, marginals);
        }
        done += chunk;
        report(progress, std::min<qint64>(done, options.replicates), options.replicates,
               QStringLiteral("resamples"));
    });
    if (cancel.isCancelled())
        return fail(ErrorCode::Cancelled);
    std::vector<double> values;
    for (const auto& value : drawn) {
        if (value)
            values.push_back(*value);
    }
    Estimate& estimate = agreement.estimate;
    // As for all intervals here: more than one undefined resample in ten, and there is none.
    if (values.size() * 10 < replicates * 9 || options.replicates < leastReplicates) {
        estimate.reason = options.replicates < leastReplicates
                              ? "too few resamples for an interval"
                              : "more than one resample in ten is undefined, so there is no interval";
        return agreement;
    }
    estimate.seed = options.seed;
    estimate.method += ", dialogues resampled";
    std::sort(values.begin(), values.end());
    estimate.level = options.level;
    estimate.low = quantileOfSorted(values, (1 - options.level) / 2);
    estimate.high = quantileOfSorted(values, (1 + options.level) / 2);
    return agreement;
}

} // namespace antiphon::statistics
