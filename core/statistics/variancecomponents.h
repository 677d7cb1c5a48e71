// How much of the spread of ratings is of the units, of the raters and of neither.
#pragma once

#include "core/statistics/agreement.h"

#include <array>
#include <optional>

namespace antiphon::statistics {

struct VarianceComponents
{
    double units = 0;
    double raters = 0;
    double residual = 0;
    // Of the estimates, in that order, from the inverse of their average information; nothing for those that
    // are held at their floor, whose row and column are 0.
    std::array<std::array<double, 3>, 3> covariance{};
};

// Restricted maximum likelihood of rating = mean + unit + rater + residual, all but the mean random and
// independent (Patterson and Thompson 1971), any cell may be missing; without `withRaters` their variance is
// 0, the one-way model. Components are held at 0 or above, the residual at a millionth of the ratings'
// variance, where full agreement ends; for a complete table they are those of the analysis of variance where
// these are. By average information (Gilmour, Thompson and Cullis 1995). Costs cells times raters squared per
// step. Nothing when all ratings are equal, when it does not settle, and where the three can not be told
// apart: no unit was rated twice, no rater rated twice (unless left out), or there are no more cells than
// effects.
std::optional<VarianceComponents> remlComponents(const RatingTable& table, bool withRaters = true);

} // namespace antiphon::statistics
