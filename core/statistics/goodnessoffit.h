// How far counts lie from the shares that they should have.
#pragma once

#include "core/statistics/estimate.h"

#include <span>

namespace antiphon::statistics {

// Half the sum of |p - q| over shares p and q: the largest difference that any set of categories can show
// (Levin, Peres and Wilmer 2017, 4.1), 0 for the same shares, 1 for shares that have no category in common.
// `first` and `second` are weights of the same categories, none negative. Nothing where one side has no
// weight.
std::optional<double> totalVariation(std::span<const double> first, std::span<const double> second);

struct GoodnessOfFit
{
    double chiSquare = 0;
    std::int64_t degrees = 0;
    double p = 1;
    double w = 0;                // Cohen's effect size: 0.1 small, 0.3 medium, 0.5 large
    double smallestExpected = 0; // the test is rough where this is below 5 (Cochran 1954)
    std::int64_t n = 0;
    std::int64_t outside = 0; // counts where no share is expected: not part of the test
};
// Pearson's chi-square of counts against expected shares, sum (count - n share)^2 / (n share), with k - 1
// degrees of freedom, and w = sqrt(chi-square / n) (Cohen 1988, 7.2). Weights need not add up to 1. Nothing
// where fewer than two categories have a weight or nothing was counted on them.
std::optional<GoodnessOfFit> goodnessOfFit(std::span<const std::int64_t> counts,
                                           std::span<const double> weights);

} // namespace antiphon::statistics
