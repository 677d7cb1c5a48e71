#include "core/statistics/hodgeslehmann.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace antiphon::statistics {

namespace {

constexpr int halvings = 64; // as fine as a double over the range of the values

std::vector<double> ascending(std::span<const double> values)
{
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

// What combines two ascending lists into values that ascend along both: their means, or, with the second list
// turned round and its sign changed, their differences.
struct Pairs
{
    std::vector<double> rows;
    std::vector<double> columns;
    double scale = 1.0; // of the sum
    bool upper = false; // of a list with itself: row i meets columns from i on
    double at(std::size_t i, std::size_t j) const { return scale * (rows[i] + columns[j]); }
    std::size_t begin(std::size_t i) const { return upper ? i : 0; }
    std::int64_t size() const
    {
        const auto n = static_cast<std::int64_t>(rows.size());
        return upper ? n * (n + 1) / 2 : n * static_cast<std::int64_t>(columns.size());
    }

    // How many values are at most `limit`, and the smallest above it.
    std::pair<std::int64_t, double> around(double limit) const
    {
        std::int64_t below = 0;
        double above = std::numeric_limits<double>::infinity();
        std::size_t end = columns.size(); // of the columns within the limit: it falls from row to row
        for (std::size_t i = 0; i < rows.size(); ++i) {
            while (end > 0 && at(i, end - 1) > limit)
                --end;
            const std::size_t from = std::max(begin(i), end);
            if (from < columns.size())
                above = std::min(above, at(i, from));
            below += static_cast<std::int64_t>(end > begin(i) ? end - begin(i) : 0);
        }
        return {below, above};
    }

    // The value of that rank, from 1.
    double ranked(std::int64_t rank) const
    {
        double high = at(rows.size() - 1, columns.size() - 1);
        double low = std::nextafter(at(0, 0), -std::numeric_limits<double>::infinity());
        for (int i = 0; i < halvings; ++i) {
            const double middle = low + (high - low) / 2.0;
            (around(middle).first >= rank ? high : low) = middle;
        }
        return around(low).second;
    }

    double median() const
    {
        const std::int64_t n = size();
        const double upperMiddle = ranked(n / 2 + 1);
        return n % 2 == 1 ? upperMiddle : (ranked(n / 2) + upperMiddle) / 2.0;
    }
};

Estimate estimateOf(const Pairs& pairs, std::int64_t n, const char* method)
{
    Estimate estimate;
    estimate.method = method;
    estimate.n = n;
    if (pairs.size() == 0)
        estimate.reason = "there are no values";
    else
        estimate.value = pairs.median();
    return estimate;
}

} // namespace

Estimate hodgesLehmann(std::span<const double> differences)
{
    Pairs pairs;
    pairs.rows = ascending(differences);
    pairs.columns = pairs.rows;
    pairs.scale = 0.5;
    pairs.upper = true;
    return estimateOf(pairs, static_cast<std::int64_t>(differences.size()),
                      "Hodges-Lehmann, median of pairwise means");
}

Estimate hodgesLehmann(std::span<const double> first, std::span<const double> second)
{
    Pairs pairs;
    pairs.rows = ascending(first);
    for (const double value : second)
        pairs.columns.push_back(-value);
    std::sort(pairs.columns.begin(), pairs.columns.end());
    return estimateOf(pairs, static_cast<std::int64_t>(first.size() + second.size()),
                      "Hodges-Lehmann, median of pairwise differences");
}

} // namespace antiphon::statistics
