// Whether any of several conditions differs: independent groups, and blocks that saw several conditions.
#pragma once

#include "core/statistics/agreement.h"

#include <optional>
#include <string>
#include <vector>

namespace antiphon::statistics {

// Without a statistic it is undefined for `reason`.
struct ManySamplesTest
{
    std::optional<double> statistic;
    int degrees = 0;
    std::optional<double> p;           // by the chi-squared approximation
    std::optional<double> concordance; // Kendall's W, of complete blocks
    std::int64_t n = 0;                // values, or blocks, that entered
    std::int64_t missing = 0;          // cells of the blocks that are empty
    std::string method;
    std::string reason;
};

// Kruskal and Wallis 1952, corrected for ties: H = [12/(N(N+1)) sum R_j^2/n_j - 3(N+1)] /
// [1 - sum(t^3-t)/(N^3-N)]. Groups must be independent of each other: dialogues are, raters who saw all
// conditions are not. Undefined for fewer than two groups with values and where all values are equal.
ManySamplesTest kruskalWallis(const std::vector<std::vector<double>>& groups);

// The three below take blocks as rows and conditions as columns; a condition that a block did not see is
// empty. Blocks that saw fewer than two conditions do not enter. Undefined where no block is left, for fewer
// than two conditions and where no block tells any apart.

// Friedman 1937, every block saw all: Q = [12/(nk(k+1)) sum R_j^2 - 3n(k+1)] / [1 - sum(t^3-t)/(nk(k^2-1))].
// Undefined with an empty cell.
ManySamplesTest friedman(const RatingTable& blocks);
// Durbin 1951 for balanced incomplete blocks, ties as in Conover 1999: T = (t-1) [sum R_j^2 - rC] / (A - C),
// A the sum of squared ranks, C = bk(k+1)^2/4. Undefined where blocks or conditions have different numbers of
// cells, or pairs of conditions meet differently often.
ManySamplesTest durbin(const RatingTable& blocks);
// Skillings and Mack 1981 for any pattern of gaps; without a correction for ties, which makes it careful.
// Undefined also where the conditions fall into groups that never meet in a block.
ManySamplesTest skillingsMack(const RatingTable& blocks);

// Friedman's test where nothing is missing, Durbin's where the gaps are balanced, Skillings and Mack's else.
ManySamplesTest blockTest(const RatingTable& blocks);

} // namespace antiphon::statistics
