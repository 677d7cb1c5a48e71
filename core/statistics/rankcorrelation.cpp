#include "core/statistics/rankcorrelation.h"

#include "core/statistics/ranks.h"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <vector>

namespace antiphon::statistics {

namespace {

constexpr std::size_t exactKendall = 100;
constexpr std::size_t exactSpearman = 9;

// Sums over groups of t equal values.
struct Ties
{
    double pairs = 0.0;   // t(t-1)/2
    double triples = 0.0; // t(t-1)(t-2)
    double spread = 0.0;  // t(t-1)(2t+5)
};

Ties tiesOf(std::span<const double> values)
{
    std::map<double, double> counts;
    for (const double value : values)
        counts[value] += 1.0;
    Ties ties;
    for (const auto& [value, t] : counts) {
        ties.pairs += t * (t - 1.0) / 2.0;
        ties.triples += t * (t - 1.0) * (t - 2.0);
        ties.spread += t * (t - 1.0) * (2.0 * t + 5.0);
    }
    return ties;
}

// Sorts `values` and counts the pairs that stood in falling order.
double countFalls(std::vector<double>& values, std::vector<double>& buffer, std::size_t begin,
                  std::size_t end)
{
    if (end - begin < 2)
        return 0.0;
    const std::size_t middle = begin + (end - begin) / 2;
    double falls = countFalls(values, buffer, begin, middle) + countFalls(values, buffer, middle, end);
    std::size_t left = begin;
    std::size_t right = middle;
    for (std::size_t place = begin; place < end; ++place) {
        const bool takeLeft = right == end || (left < middle && values[left] <= values[right]);
        falls += takeLeft ? 0.0 : static_cast<double>(middle - left);
        buffer[place] = takeLeft ? values[left++] : values[right++];
    }
    std::copy(buffer.begin() + static_cast<std::ptrdiff_t>(begin),
              buffer.begin() + static_cast<std::ptrdiff_t>(end),
              values.begin() + static_cast<std::ptrdiff_t>(begin));
    return falls;
}

// Pairs in order less pairs out of order (Knight 1966), from the pairs tied in x and in y.
double concordanceOf(std::span<const double> x, std::span<const double> y, double tiedX, double tiedY)
{
    std::vector<std::size_t> order(x.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return x[a] < x[b] || (x[a] == x[b] && y[a] < y[b]); });
    std::vector<double> values;
    double tiedBoth = 0.0;
    double run = 0.0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const bool same = i > 0 && x[order[i]] == x[order[i - 1]] && y[order[i]] == y[order[i - 1]];
        run = same ? run + 1.0 : 0.0;
        tiedBoth += run;
        values.push_back(y[order[i]]);
    }
    std::vector<double> buffer(values.size());
    const auto n = static_cast<double>(x.size());
    return n * (n - 1.0) / 2.0 - tiedX - tiedY + tiedBoth -
           2.0 * countFalls(values, buffer, 0, values.size());
}

// The share of permutations of n things with at least so many pairs in order.
double kendallTail(std::size_t n, double concordant)
{
    const std::size_t pairs = n * (n - 1) / 2;
    std::vector<double> shares{1.0};
    for (std::size_t size = 2; size <= n; ++size) {
        std::vector<double> next(shares.size() + size - 1, 0.0);
        for (std::size_t k = 0; k < shares.size(); ++k) {
            for (std::size_t moved = 0; moved < size; ++moved)
                next[k + moved] += shares[k] / static_cast<double>(size);
        }
        shares = std::move(next);
    }
    double tail = 0.0;
    for (std::size_t k = 0; k <= pairs; ++k)
        tail += static_cast<double>(k) >= concordant - 1e-9 ? shares[k] : 0.0;
    return tail;
}

double rankDistance(const std::vector<std::size_t>& order)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const double d = static_cast<double>(order[i]) - static_cast<double>(i);
        sum += d * d;
    }
    return sum;
}

// The share of permutations whose sum of squared differences of ranks is at most `distance`.
double spearmanTail(std::size_t n, double distance)
{
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    double all = 0.0;
    double near = 0.0;
    do {
        all += 1.0;
        near += rankDistance(order) <= distance + 1e-9 ? 1.0 : 0.0;
    } while (std::next_permutation(order.begin(), order.end()));
    return near / all;
}

double pearson(const std::vector<double>& x, const std::vector<double>& y)
{
    const auto n = static_cast<double>(x.size());
    const double meanX = std::accumulate(x.begin(), x.end(), 0.0) / n;
    const double meanY = std::accumulate(y.begin(), y.end(), 0.0) / n;
    double xy = 0.0;
    double xx = 0.0;
    double yy = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        xy += (x[i] - meanX) * (y[i] - meanY);
        xx += (x[i] - meanX) * (x[i] - meanX);
        yy += (y[i] - meanY) * (y[i] - meanY);
    }
    return xy / std::sqrt(xx * yy);
}

// The common beginning; with a reason where it stays undefined.
RankCorrelation begun(std::span<const double> x, std::span<const double> y, const char* method)
{
    RankCorrelation correlation;
    correlation.estimate.method = method;
    correlation.estimate.n = static_cast<std::int64_t>(x.size());
    const auto varies = [](std::span<const double> values) {
        return std::any_of(values.begin(), values.end(),
                           [&](double value) { return value != values.front(); });
    };
    if (x.size() != y.size() || x.size() < 2)
        correlation.estimate.reason = "there are fewer than two pairs";
    else if (!varies(x) || !varies(y))
        correlation.estimate.reason = "a measure does not vary";
    return correlation;
}

double kendallVariance(double n, const Ties& x, const Ties& y)
{
    const double m = n * (n - 1.0);
    const double shared = n > 2.0 ? x.triples * y.triples / (9.0 * m * (n - 2.0)) : 0.0;
    return (m * (2.0 * n + 5.0) - x.spread - y.spread) / 18.0 + 2.0 * x.pairs * y.pairs / m + shared;
}

} // namespace

RankCorrelation kendallTau(std::span<const double> x, std::span<const double> y)
{
    RankCorrelation correlation = begun(x, y, "Kendall's tau-b");
    if (!correlation.estimate.reason.empty())
        return correlation;
    const auto n = static_cast<double>(x.size());
    const double all = n * (n - 1.0) / 2.0;
    const Ties tiesX = tiesOf(x);
    const Ties tiesY = tiesOf(y);
    const double score = concordanceOf(x, y, tiesX.pairs, tiesY.pairs);
    correlation.estimate.value = score / std::sqrt((all - tiesX.pairs) * (all - tiesY.pairs));
    correlation.exact = tiesX.pairs + tiesY.pairs == 0.0 && x.size() <= exactKendall;
    if (correlation.exact) {
        const double concordant = (all + score) / 2.0;
        correlation.greaterP = kendallTail(x.size(), concordant);
        correlation.p = std::min(1.0, 2.0 * kendallTail(x.size(), std::max(concordant, all - concordant)));
        return correlation;
    }
    const double z = score / std::sqrt(kendallVariance(n, tiesX, tiesY));
    correlation.p = 2.0 * boost::math::cdf(boost::math::complement(boost::math::normal(), std::abs(z)));
    return correlation;
}

RankCorrelation spearmanRho(std::span<const double> x, std::span<const double> y)
{
    RankCorrelation correlation = begun(x, y, "Spearman's rho");
    if (!correlation.estimate.reason.empty())
        return correlation;
    const auto n = static_cast<double>(x.size());
    const double rho = pearson(midranks(x), midranks(y));
    correlation.estimate.value = rho;
    correlation.exact = tieSum(x) + tieSum(y) == 0.0 && x.size() <= exactSpearman;
    if (correlation.exact) {
        const double cube = n * (n * n - 1.0) / 6.0;
        correlation.greaterP = spearmanTail(x.size(), cube * (1.0 - rho));
        correlation.p = std::min(1.0, 2.0 * spearmanTail(x.size(), cube * (1.0 - std::abs(rho))));
    } else if (x.size() > 2) {
        const double t = rho * std::sqrt((n - 2.0) / std::max(1e-300, 1.0 - rho * rho));
        const boost::math::students_t student(n - 2.0);
        correlation.p = 2.0 * boost::math::cdf(boost::math::complement(student, std::abs(t)));
    }
    return correlation;
}

} // namespace antiphon::statistics
