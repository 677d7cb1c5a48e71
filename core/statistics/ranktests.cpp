#include "core/statistics/ranktests.h"

#include "core/statistics/ranks.h"

#include <boost/math/distributions/normal.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace antiphon::statistics {

namespace {

constexpr std::size_t exactLimit = 200;

double twoSidedNormal(double z)
{
    return 2.0 * boost::math::cdf(boost::math::complement(boost::math::normal(), std::abs(z)));
}

// z of a deviation; the continuity correction of 1/2 never turns its sign.
double standardised(double deviation, double variance, Continuity continuity)
{
    if (continuity == Continuity::Corrected)
        deviation = std::copysign(std::max(0.0, std::abs(deviation) - 0.5), deviation);
    return deviation / std::sqrt(variance);
}

// Ranks times two are whole numbers, also with ties.
std::vector<std::size_t> doubled(std::span<const double> ranks)
{
    std::vector<std::size_t> whole;
    whole.reserve(ranks.size());
    for (const double rank : ranks)
        whole.push_back(static_cast<std::size_t>(std::lround(2.0 * rank)));
    return whole;
}

struct Tails
{
    double greater = 0.0;  // P(S >= s)
    double twoSided = 0.0; // P(|S - mean| >= |s - mean|)
};

// Tails of a distribution over whole numbers; `mean2` is twice the mean.
Tails tailsOf(const std::vector<double>& weights, std::size_t observed, double mean2)
{
    Tails tails;
    double total = 0.0;
    const double reach = std::abs(2.0 * static_cast<double>(observed) - mean2) - 1e-9;
    for (std::size_t sum = 0; sum < weights.size(); ++sum) {
        total += weights[sum];
        if (sum >= observed)
            tails.greater += weights[sum];
        if (std::abs(2.0 * static_cast<double>(sum) - mean2) >= reach)
            tails.twoSided += weights[sum];
    }
    tails.greater /= total;
    tails.twoSided = std::min(1.0, tails.twoSided / total);
    return tails;
}

// The number of subsets of `size` ranks by their sum, as probabilities up to a factor.
std::vector<double> subsetSums(const std::vector<std::size_t>& ranks, std::size_t size)
{
    const std::size_t most = std::accumulate(ranks.begin(), ranks.end(), std::size_t{0});
    std::vector<std::vector<double>> ways(size + 1, std::vector<double>(most + 1, 0.0));
    ways[0][0] = 1.0;
    std::size_t used = 0;
    for (const std::size_t rank : ranks) {
        ++used;
        for (std::size_t k = std::min(used, size); k >= 1; --k) {
            for (std::size_t sum = most; sum >= rank; --sum)
                ways[k][sum] += ways[k - 1][sum - rank];
        }
    }
    return ways[size];
}

// The distribution of the sum of ranks when each has its sign by a fair coin.
std::vector<double> signSums(const std::vector<std::size_t>& ranks)
{
    const std::size_t most = std::accumulate(ranks.begin(), ranks.end(), std::size_t{0});
    std::vector<double> ways(most + 1, 0.0);
    ways[0] = 1.0;
    for (const std::size_t rank : ranks) {
        for (std::size_t sum = most + 1; sum-- > 0;)
            ways[sum] = 0.5 * (ways[sum] + (sum >= rank ? ways[sum - rank] : 0.0));
    }
    return ways;
}

RankTest undefinedTest(std::string method, std::string reason)
{
    RankTest test;
    test.method = std::move(method);
    test.reason = std::move(reason);
    return test;
}

std::vector<std::size_t> ascending(std::span<const double> p)
{
    std::vector<std::size_t> order(p.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });
    return order;
}

} // namespace

RankTest mannWhitney(std::span<const double> first, std::span<const double> second, Continuity continuity)
{
    const std::string method = "Mann-Whitney U, ties by midranks";
    if (first.empty() || second.empty())
        return undefinedTest(method, "a sample is empty");
    std::vector<double> all(first.begin(), first.end());
    all.insert(all.end(), second.begin(), second.end());
    const std::vector<double> ranks = midranks(all);
    const auto n1 = static_cast<double>(first.size());
    const auto n2 = static_cast<double>(second.size());
    const double total = n1 + n2;
    const double variance = n1 * n2 / 12.0 * ((total + 1.0) - tieSum(all) / (total * (total - 1.0)));
    if (!(variance > 0.0))
        return undefinedTest(method, "all values are equal");
    const std::vector<double> own(ranks.begin(), ranks.begin() + static_cast<std::ptrdiff_t>(first.size()));
    const double rankSum = std::accumulate(own.begin(), own.end(), 0.0);
    RankTest test;
    test.method = method;
    test.n = static_cast<std::int64_t>(all.size());
    test.statistic = rankSum - n1 * (n1 + 1.0) / 2.0;
    test.z = standardised(*test.statistic - n1 * n2 / 2.0, variance, continuity);
    test.p = twoSidedNormal(test.z);
    if (all.size() <= exactLimit) {
        const auto observed = static_cast<std::size_t>(std::lround(2.0 * rankSum));
        const Tails tails =
            tailsOf(subsetSums(doubled(ranks), first.size()), observed, 2.0 * n1 * (total + 1.0));
        test.exactP = tails.twoSided;
        test.exactGreaterP = tails.greater;
    }
    return test;
}

RankTest wilcoxonSignedRank(std::span<const double> differences, Zeros zeros, Continuity continuity)
{
    const std::string method = zeros == Zeros::Pratt ? "Wilcoxon signed-rank, zeros by Pratt"
                                                     : "Wilcoxon signed-rank, zeros dropped";
    std::vector<double> sizes; // absolute differences that are ranked
    std::vector<double> signs;
    for (const double difference : differences) {
        if (difference == 0.0 && zeros == Zeros::Drop)
            continue;
        sizes.push_back(std::abs(difference));
        signs.push_back(difference > 0.0 ? 1.0 : (difference < 0.0 ? -1.0 : 0.0));
    }
    const std::vector<double> ranks = midranks(sizes);
    RankTest test;
    test.method = method;
    std::vector<double> moving; // ranks of differences other than zero
    std::vector<double> movingSizes;
    double sum = 0.0;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        if (signs[i] == 0.0)
            continue;
        moving.push_back(ranks[i]);
        movingSizes.push_back(sizes[i]);
        sum += signs[i] > 0.0 ? ranks[i] : 0.0;
    }
    if (moving.empty())
        return undefinedTest(method, "no pair differs");
    const auto n = static_cast<double>(sizes.size());
    const double z = n - static_cast<double>(moving.size()); // zeros kept in the ranking
    const double middle = n * (n + 1.0) / 4.0 - z * (z + 1.0) / 4.0;
    const double variance = (n * (n + 1.0) * (2.0 * n + 1.0) - z * (z + 1.0) * (2.0 * z + 1.0)) / 24.0 -
                            tieSum(movingSizes) / 48.0;
    test.statistic = sum;
    test.n = static_cast<std::int64_t>(differences.size());
    test.zeros = test.n - static_cast<std::int64_t>(moving.size());
    test.z = standardised(sum - middle, variance, continuity);
    test.p = twoSidedNormal(test.z);
    if (moving.size() <= exactLimit) {
        const std::vector<std::size_t> whole = doubled(moving);
        const double mean2 = static_cast<double>(std::accumulate(whole.begin(), whole.end(), std::size_t{0}));
        const Tails tails = tailsOf(signSums(whole), static_cast<std::size_t>(std::lround(2.0 * sum)), mean2);
        test.exactP = tails.twoSided;
        test.exactGreaterP = tails.greater;
    }
    return test;
}

std::vector<double> holm(std::span<const double> p)
{
    const std::vector<std::size_t> order = ascending(p);
    std::vector<double> adjusted(p.size());
    double largest = 0.0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        largest = std::max(largest, static_cast<double>(p.size() - i) * p[order[i]]);
        adjusted[order[i]] = std::min(1.0, largest);
    }
    return adjusted;
}

std::vector<double> benjaminiHochberg(std::span<const double> p)
{
    const std::vector<std::size_t> order = ascending(p);
    std::vector<double> adjusted(p.size());
    double smallest = 1.0;
    for (std::size_t i = order.size(); i-- > 0;) {
        smallest =
            std::min(smallest, static_cast<double>(p.size()) * p[order[i]] / static_cast<double>(i + 1));
        adjusted[order[i]] = smallest;
    }
    return adjusted;
}

} // namespace antiphon::statistics
