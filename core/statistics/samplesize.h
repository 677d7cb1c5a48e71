// How many ratings it takes: formulas for a first guess. All treat ratings as independent; designEffect()
// says how far that flatters.
#pragma once

#include <span>

namespace antiphon::statistics {

// All answers are numbers of ratings, not rounded. `alpha` is two-sided for differences, that of each side
// for equivalence; `power` is the chance of finding what is there.

// In all, two equal arms, to find an odds ratio under proportional odds; `shares` of the categories over both
// arms (Whitehead 1993): 12 (z_a/2 + z_b)^2 / ((ln OR)^2 (1 - sum p^3)).
double whiteheadTotal(std::span<const double> shares, double oddsRatio, double alpha, double power);
// In all, two equal arms, to find a chance `a12` of the one to be the larger (Noether 1987).
double noetherTotal(double a12, double alpha, double power);
// Per arm, to show equivalence when there is no difference; the margin in standard deviations (normal
// approximation of two one-sided tests).
double equivalencePerArm(double margin, double alpha, double power);
// Pairs, to show equivalence; the margin in standard deviations of the differences.
double equivalencePairs(double margin, double alpha, double power);
// Pairs, to show that one is not worse by the margin.
double nonInferiorityPairs(double margin, double alpha, double power);
// How many times more ratings are needed when each cluster gives `size` of them with this intraclass
// correlation (Kish 1965): 1 + (size - 1) icc.
double designEffect(double size, double icc);

} // namespace antiphon::statistics
