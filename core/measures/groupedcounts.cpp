#include "core/measures/groupedcounts.h"

#include "core/statistics/goodnessoffit.h"

#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cmath>

namespace antiphon::measures {

namespace {

constexpr int fewestGroups = 10;

template<typename Key>
using Counts = std::map<Key, qint64>;

template<typename Key>
qint64 sumOf(const Counts<Key>& counts)
{
    qint64 sum = 0;
    for (const auto& [key, count] : counts)
        sum += count;
    return sum;
}

template<typename Key>
Counts<Key> without(Counts<Key> counts, const Counts<Key>& group)
{
    for (const auto& [key, count] : group)
        counts[key] -= count;
    return counts;
}

template<typename Key>
std::optional<double> distance(const Counts<Key>& first, const Counts<Key>& second)
{
    std::map<Key, std::array<double, 2>> shares;
    for (const auto& [key, count] : first)
        shares[key][0] = static_cast<double>(count);
    for (const auto& [key, count] : second)
        shares[key][1] = static_cast<double>(count);
    std::vector<double> firstWeights, secondWeights;
    for (const auto& [key, pair] : shares) {
        firstWeights.push_back(pair[0]);
        secondWeights.push_back(pair[1]);
    }
    return statistics::totalVariation(firstWeights, secondWeights);
}

// What leaving out each group in turn gives.
struct Jackknife
{
    std::vector<double> left;
    int groups() const { return static_cast<int>(left.size()); }
    double variance() const
    {
        double mean = 0, squares = 0;
        for (const double value : left)
            mean += value / static_cast<double>(left.size());
        for (const double value : left)
            squares += (value - mean) * (value - mean);
        return squares * (groups() - 1) / groups();
    }
};

template<typename Key>
Jackknife leaveOut(const GroupedCounts<Key>& first, const GroupedCounts<Key>& second, bool alsoSecond)
{
    const Counts<Key> all = first.total(), others = second.total();
    Jackknife result;
    for (std::size_t i = 0; i < countGroups; ++i) {
        const Counts<Key>& group = first.groups().at(i);
        const Counts<Key>& beside = second.groups().at(i);
        if (group.empty() && (!alsoSecond || beside.empty()))
            continue;
        if (const auto value = distance(without(all, group), alsoSecond ? without(others, beside) : others))
            result.left.push_back(*value);
    }
    return result;
}

template<typename Key>
statistics::Estimate estimateOf(const GroupedCounts<Key>& first, const GroupedCounts<Key>& second,
                                Drawn drawn)
{
    statistics::Estimate estimate;
    estimate.n = sumOf(first.total());
    estimate.method =
        "total variation: half the sum of the absolute differences of shares; the interval leaves "
        "out groups of dialogues (jackknife)";
    estimate.value = distance(first.total(), second.total());
    if (!estimate.value) {
        estimate.reason = "one of the two has none";
        return estimate;
    }
    const Jackknife ours = leaveOut(first, second, drawn == Drawn::Together);
    const Jackknife theirs = drawn == Drawn::Apart ? leaveOut(second, first, false) : ours;
    const int groups = std::min(ours.groups(), theirs.groups());
    if (groups < fewestGroups) {
        estimate.reason = "fewer than ten groups of dialogues give no interval";
        return estimate;
    }
    const double variance = ours.variance() + (drawn == Drawn::Apart ? theirs.variance() : 0.0);
    const boost::math::students_t student(groups - 1);
    const double reach = boost::math::quantile(student, 0.975) * std::sqrt(variance);
    estimate.low = std::max(0.0, *estimate.value - reach);
    estimate.high = std::min(1.0, *estimate.value + reach);
    return estimate;
}

} // namespace

statistics::Estimate shareDistance(const GroupedCounts<QString>& first, const GroupedCounts<QString>& second,
                                   Drawn drawn)
{
    return estimateOf(first, second, drawn);
}

statistics::Estimate shareDistance(const GroupedCounts<qint64>& first, const GroupedCounts<qint64>& second,
                                   Drawn drawn)
{
    return estimateOf(first, second, drawn);
}

} // namespace antiphon::measures
