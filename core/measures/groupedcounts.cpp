#include "core/measures/groupedcounts.h"

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
    const auto n = static_cast<double>(sumOf(first)), m = static_cast<double>(sumOf(second));
    if (n <= 0 || m <= 0)
        return std::nullopt;
    const auto shareIn = [](const Counts<Key>& counts, const Key& key, double total) {
        const auto found = counts.find(key);
        return found == counts.end() ? 0.0 : static_cast<double>(found->second) / total;
    };
    double sum = 0;
    for (const auto& [key, count] : first)
        sum += std::abs(static_cast<double>(count) / n - shareIn(second, key, m));
    for (const auto& [key, count] : second)
        sum += first.contains(key) ? 0.0 : static_cast<double>(count) / m;
    return sum / 2;
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
