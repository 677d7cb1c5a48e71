#include "core/statistics/manysamples.h"

#include "core/statistics/arrowmatrix.h"
#include "core/statistics/ranks.h"

#include <boost/math/distributions/chi_squared.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace antiphon::statistics {

namespace {

ManySamplesTest undefinedTest(std::string method, std::string reason)
{
    ManySamplesTest test;
    test.method = std::move(method);
    test.reason = std::move(reason);
    return test;
}

void setStatistic(ManySamplesTest& test, double statistic, int degrees)
{
    test.statistic = statistic;
    test.degrees = degrees;
    const boost::math::chi_squared chi(degrees);
    test.p = boost::math::cdf(boost::math::complement(chi, std::max(0.0, statistic)));
}

// Ranks within the blocks that saw two conditions or more.
struct RankedBlocks
{
    struct Block
    {
        std::vector<std::size_t> columns;
        std::vector<double> ranks;
    };
    std::vector<Block> blocks;
    std::size_t columns = 0;
    std::vector<double> sums;               // of the ranks of each condition
    std::vector<int> seen;                  // blocks of each condition
    std::vector<std::vector<int>> together; // blocks of each pair
    double ties = 0.0;                      // sum of t^3 - t
    double squares = 0.0;                   // sum of squared ranks
    std::int64_t missing = 0;
    bool tellsApart = false; // some block has different values
};

void enter(RankedBlocks& ranked, const std::vector<std::optional<double>>& row)
{
    RankedBlocks::Block block;
    std::vector<double> values;
    for (std::size_t j = 0; j < row.size(); ++j) {
        if (!row[j])
            continue;
        block.columns.push_back(j);
        values.push_back(*row[j]);
    }
    if (values.size() < 2)
        return;
    ranked.missing += static_cast<std::int64_t>(row.size() - values.size());
    block.ranks = midranks(values);
    ranked.ties += tieSum(values);
    ranked.tellsApart = ranked.tellsApart || std::any_of(values.begin(), values.end(), [&](double value) {
                            return value != values.front();
                        });
    for (std::size_t a = 0; a < block.columns.size(); ++a) {
        ranked.sums[block.columns[a]] += block.ranks[a];
        ranked.squares += block.ranks[a] * block.ranks[a];
        ++ranked.seen[block.columns[a]];
        for (std::size_t b = 0; b < block.columns.size(); ++b)
            ++ranked.together[block.columns[a]][block.columns[b]];
    }
    ranked.blocks.push_back(std::move(block));
}

RankedBlocks rankWithin(const RatingTable& table)
{
    RankedBlocks ranked;
    ranked.columns = table.rows.empty() ? 0 : table.rows.front().size();
    ranked.sums.assign(ranked.columns, 0.0);
    ranked.seen.assign(ranked.columns, 0);
    ranked.together.assign(ranked.columns, std::vector<int>(ranked.columns, 0));
    for (const auto& row : table.rows)
        enter(ranked, row);
    return ranked;
}

std::string faultOf(const RankedBlocks& ranked)
{
    if (ranked.columns < 2)
        return "there are fewer than two conditions";
    if (ranked.blocks.empty())
        return "no block saw two conditions";
    return ranked.tellsApart ? "" : "no block tells conditions apart";
}

ManySamplesTest begun(const RankedBlocks& ranked, const char* method)
{
    ManySamplesTest test;
    test.method = method;
    test.reason = faultOf(ranked);
    test.n = static_cast<std::int64_t>(ranked.blocks.size());
    test.missing = ranked.missing;
    return test;
}

double sumOfSquares(const std::vector<double>& values)
{
    return std::inner_product(values.begin(), values.end(), values.begin(), 0.0);
}

bool isBalanced(const RankedBlocks& ranked)
{
    const std::size_t size = ranked.blocks.front().columns.size();
    for (const RankedBlocks::Block& block : ranked.blocks) {
        if (block.columns.size() != size)
            return false;
    }
    for (std::size_t a = 0; a < ranked.columns; ++a) {
        for (std::size_t b = 0; b < ranked.columns; ++b) {
            const int expected = a == b ? ranked.seen[0] : ranked.together[0][1];
            if (ranked.together[a][b] != expected || expected == 0)
                return false;
        }
    }
    return true;
}

// Adjusted sums of ranks and their covariance, both without the last condition.
struct AdjustedSums
{
    std::vector<double> sums;
    std::vector<double> covariance;
};

AdjustedSums adjustedSums(const RankedBlocks& ranked)
{
    const std::size_t size = ranked.columns - 1;
    AdjustedSums adjusted{std::vector<double>(size, 0.0), std::vector<double>(size * size, 0.0)};
    for (const RankedBlocks::Block& block : ranked.blocks) {
        const auto k = static_cast<double>(block.columns.size());
        for (std::size_t a = 0; a < block.columns.size(); ++a) {
            if (block.columns[a] < size)
                adjusted.sums[block.columns[a]] +=
                    std::sqrt(12.0 / (k + 1.0)) * (block.ranks[a] - (k + 1.0) / 2.0);
        }
    }
    for (std::size_t a = 0; a < size; ++a) {
        for (std::size_t b = 0; b < ranked.columns; ++b) {
            if (a == b)
                continue;
            adjusted.covariance[a * size + a] += ranked.together[a][b];
            if (b < size)
                adjusted.covariance[a * size + b] -= ranked.together[a][b];
        }
    }
    return adjusted;
}

} // namespace

ManySamplesTest kruskalWallis(const std::vector<std::vector<double>>& groups)
{
    const char* method = "Kruskal-Wallis, ties corrected";
    std::vector<double> all;
    int used = 0;
    for (const auto& group : groups) {
        all.insert(all.end(), group.begin(), group.end());
        used += group.empty() ? 0 : 1;
    }
    if (used < 2)
        return undefinedTest(method, "fewer than two conditions have values");
    const auto n = static_cast<double>(all.size());
    const double correction = 1.0 - tieSum(all) / (n * n * n - n);
    if (!(correction > 1e-12))
        return undefinedTest(method, "all values are equal");
    const std::vector<double> ranks = midranks(all);
    auto rank = ranks.begin();
    double sum = 0.0;
    for (const auto& group : groups) {
        const auto end = rank + static_cast<std::ptrdiff_t>(group.size());
        const double total = std::accumulate(rank, end, 0.0);
        rank = end;
        sum += group.empty() ? 0.0 : total * total / static_cast<double>(group.size());
    }
    ManySamplesTest test;
    test.method = method;
    test.n = static_cast<std::int64_t>(all.size());
    setStatistic(test, (12.0 / (n * (n + 1.0)) * sum - 3.0 * (n + 1.0)) / correction, used - 1);
    return test;
}

ManySamplesTest friedman(const RatingTable& table)
{
    const RankedBlocks ranked = rankWithin(table);
    ManySamplesTest test = begun(ranked, "Friedman, ties corrected");
    if (test.reason.empty() && (ranked.missing > 0 || ranked.blocks.size() < table.rows.size()))
        test.reason = "a block did not see all conditions";
    if (!test.reason.empty())
        return test;
    const auto n = static_cast<double>(ranked.blocks.size());
    const auto k = static_cast<double>(ranked.columns);
    const double raw = 12.0 / (n * k * (k + 1.0)) * sumOfSquares(ranked.sums) - 3.0 * n * (k + 1.0);
    const double q = raw / (1.0 - ranked.ties / (n * k * (k * k - 1.0)));
    setStatistic(test, q, static_cast<int>(ranked.columns) - 1);
    test.concordance = q / (n * (k - 1.0));
    return test;
}

ManySamplesTest durbin(const RatingTable& table)
{
    const RankedBlocks ranked = rankWithin(table);
    ManySamplesTest test = begun(ranked, "Durbin, ties as in Conover");
    if (test.reason.empty() && !isBalanced(ranked))
        test.reason = "the blocks are not balanced";
    if (!test.reason.empty())
        return test;
    const auto t = static_cast<double>(ranked.columns);
    const auto b = static_cast<double>(ranked.blocks.size());
    const auto k = static_cast<double>(ranked.blocks.front().columns.size());
    const double centre = b * k * (k + 1.0) * (k + 1.0) / 4.0;
    const double spread = sumOfSquares(ranked.sums) - ranked.seen[0] * centre;
    setStatistic(test, (t - 1.0) * spread / (ranked.squares - centre), static_cast<int>(ranked.columns) - 1);
    return test;
}

ManySamplesTest skillingsMack(const RatingTable& table)
{
    const RankedBlocks ranked = rankWithin(table);
    ManySamplesTest test = begun(ranked, "Skillings-Mack");
    if (!test.reason.empty())
        return test;
    AdjustedSums adjusted = adjustedSums(ranked);
    std::vector<double> solution = adjusted.sums;
    if (!choleskyFactor(adjusted.covariance, solution.size())) {
        test.reason = "some conditions never meet in a block";
        return test;
    }
    choleskySolve(adjusted.covariance, solution.size(), solution);
    const double statistic = std::inner_product(solution.begin(), solution.end(), adjusted.sums.begin(), 0.0);
    setStatistic(test, statistic, static_cast<int>(solution.size()));
    return test;
}

ManySamplesTest blockTest(const RatingTable& table)
{
    const ManySamplesTest complete = friedman(table);
    if (complete.statistic || complete.missing == 0)
        return complete;
    const ManySamplesTest balanced = durbin(table);
    return balanced.statistic ? balanced : skillingsMack(table);
}

} // namespace antiphon::statistics
