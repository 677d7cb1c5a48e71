// How far raters agree on a scale with distances: intraclass correlation, and on the order of units:
// Kendall's W.
#pragma once

#include "core/statistics/agreement.h"

#include <optional>

namespace antiphon::statistics {

// Shrout and Fleiss' first number is what was drawn at random: 1 units, with raters of their own each; 2
// units and raters; 3 units, the raters are all there are. McGraw and Wong say A for absolute agreement, C
// for consistency, where a rater who is always a point higher does not matter.
struct IntraclassForms
{
    Estimate oneSingle;   // ICC(1,1)
    Estimate twoSingle;   // ICC(2,1), ICC(A,1)
    Estimate threeSingle; // ICC(3,1), ICC(C,1)
    Estimate oneMean;     // ICC(1,k)
    Estimate twoMean;     // ICC(2,k), ICC(A,k)
    Estimate threeMean;   // ICC(3,k), ICC(C,k)
    // Mean squares of units, raters and residual; only of a complete table.
    std::optional<double> unitSquare;
    std::optional<double> raterSquare;
    std::optional<double> residualSquare;
};

// Of interval-like ratings. A complete table by the analysis of variance, with intervals from F (Shrout and
// Fleiss 1979, McGraw and Wong 1996; for absolute agreement by Satterthwaite's degrees of freedom). With
// missing cells from the variance components of remlComponents(), never by leaving units out: then at least
// 0, with large-sample intervals, which are too narrow for a handful of raters; none where a component is 0.
// Units and raters without a rating do not count. Undefined, with the reason, for fewer than two units or
// raters and where all ratings are equal.
IntraclassForms intraclass(const RatingTable& table, double level = 0.95);

struct Concordance
{
    Estimate estimate;
    double chiSquare = 0; // raters * (units - 1) * W
    int degrees = 0;
    double p = 1; // against no concordance
};
// Kendall's W = 12 S / (m^2 (n^3 - n) - m sum(t^3 - t)) of m raters' midranks of n units, corrected for ties
// (Kendall and Gibbons 1990). All cells are needed; undefined also where every rater gave all the same.
Concordance kendallW(const RatingTable& table);
// The same with a percentile interval from resampling units, ranked anew in each resample.
Concordance kendallW(const RatingTable& table, const BootstrapOptions& options);

} // namespace antiphon::statistics
