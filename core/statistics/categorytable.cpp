#include "core/statistics/categorytable.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace antiphon::statistics {

using Vector = std::vector<double>;

PatternTable patternsOf(const CategoryTable& table)
{
    PatternTable patterns{table.categories, {}, 0, 0};
    const std::size_t width = table.rows.empty() ? 0 : table.rows.front().size();
    std::map<Vector, std::int64_t> times;
    std::vector<bool> rated(table.rows.size());
    for (std::size_t unit = 0; unit < width; ++unit) {
        Vector given(static_cast<std::size_t>(table.categories), 0.0);
        for (std::size_t rater = 0; rater < table.rows.size(); ++rater) {
            const auto& cell = table.rows[rater][unit];
            if (!cell) {
                ++patterns.missing;
                continue;
            }
            given[static_cast<std::size_t>(*cell)] += 1;
            rated[rater] = true;
        }
        ++times[given];
    }
    for (const auto& [counts, units] : times)
        patterns.patterns.push_back({counts, units});
    patterns.raters = std::count(rated.begin(), rated.end(), true);
    return patterns;
}

std::vector<double> weightMatrix(Weights weights, int categories)
{
    const auto q = static_cast<std::size_t>(categories);
    Vector matrix(q * q, 0.0);
    const double span = std::max(1, categories - 1);
    const auto pairs = [](double steps) { return steps * (steps - 1) / 2; };
    for (int a = 0; a < categories; ++a) {
        for (int b = 0; b < categories; ++b) {
            const double apart = std::abs(a - b);
            double weight = a == b ? 1 : 0;
            if (weights == Weights::Linear)
                weight = 1 - apart / span;
            else if (weights == Weights::Quadratic)
                weight = 1 - apart * apart / (span * span);
            else if (weights == Weights::Ordinal && categories > 1)
                weight = 1 - pairs(apart + 1) / pairs(categories);
            matrix[static_cast<std::size_t>(a) * q + static_cast<std::size_t>(b)] = weight;
        }
    }
    return matrix;
}

} // namespace antiphon::statistics
