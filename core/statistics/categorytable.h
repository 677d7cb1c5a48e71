// Ratings on a list of categories, cell by cell or counted, and how near two categories are.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace antiphon::statistics {

// Ratings of units (columns) by raters (rows) on a fixed list of categories, 0 to `categories` - 1, used or
// not; a cell that was not rated is empty.
struct CategoryTable
{
    int categories = 0;
    std::vector<std::vector<std::optional<int>>> rows; // all of one length
};

// The same, counted: units that were given the same categories equally often are one pattern. It is all that
// the coefficients of interchangeable raters need, and the way to ask for hundreds of codes over very many
// units.
struct UnitPattern
{
    std::vector<double> counts; // ratings of each category
    std::int64_t times = 0;     // units like this
};
struct PatternTable
{
    int categories = 0;
    std::vector<UnitPattern> patterns;
    std::int64_t raters = 0;
    std::int64_t missing = 0; // cells without a rating
};
PatternTable patternsOf(const CategoryTable& table);

// How much of an agreement it is when one rater says a and the other b: 1 for the same.
enum class Weights {
    Identity,  // nothing but the same counts
    Linear,    // 1 - |a - b| / (q - 1)
    Quadratic, // 1 - (a - b)^2 / (q - 1)^2
    Ordinal    // 1 - C(|a - b| + 1, 2) / C(q, 2) (Gwet)
};

// Row by row, `categories` squared of them.
std::vector<double> weightMatrix(Weights weights, int categories);

} // namespace antiphon::statistics
