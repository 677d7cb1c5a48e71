// Whether two measures of the same things go together.
#pragma once

#include "core/statistics/estimate.h"

#include <span>

namespace antiphon::statistics {

// Without a coefficient it is undefined for `reason`.
struct RankCorrelation
{
    Estimate estimate;              // n: pairs
    std::optional<double> p;        // two-sided; exact where no values are equal, else approximate
    std::optional<double> greaterP; // of a positive correlation; where it is exact
    bool exact = false;
};

// Kendall's tau-b = (C - D) / sqrt((n0 - n1)(n0 - n2)), n0 = n(n-1)/2, n1 and n2 pairs tied in one measure
// (Kendall 1945); p by counting permutations up to 100 pairs without ties, else by the normal approximation
// whose variance allows for ties (Kendall 1970). Undefined for fewer than two pairs and where a measure does
// not vary.
RankCorrelation kendallTau(std::span<const double> x, std::span<const double> y);

// Spearman's rho = Pearson's r of midranks; p by enumeration up to 9 pairs without ties, else by t with n - 2
// degrees of freedom (nothing for n = 2). Undefined as above.
RankCorrelation spearmanRho(std::span<const double> x, std::span<const double> y);

} // namespace antiphon::statistics
