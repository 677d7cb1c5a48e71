// Rank tests that take ties and zeros seriously, and adjustments for many tests.
#pragma once

#include "core/statistics/estimate.h"

#include <span>
#include <vector>

namespace antiphon::statistics {

enum class Continuity { None, Corrected };

// The outcome of a rank test; without a statistic it is undefined for `reason`.
struct RankTest
{
    std::optional<double> statistic; // U of the first sample, or V
    double z = 0.0;
    std::optional<double> p;      // two-sided, normal approximation with ties
    std::optional<double> exactP; // two-sided, conditional on the ties; up to 200 values
    std::optional<double> exactGreaterP;
    std::int64_t n = 0;
    std::int64_t zeros = 0; // pairs without a difference
    std::string method;
    std::string reason;
};

// Mann and Whitney 1947: U = R1 - n1(n1+1)/2, variance n1 n2/12 [(N+1) - sum(t^3-t)/(N(N-1))]; exact p by
// convolution over midranks, two-sided as P(|U - mean| >= |u - mean|). Undefined when a sample is empty or
// all values are equal.
RankTest mannWhitney(std::span<const double> first, std::span<const double> second,
                     Continuity continuity = Continuity::None);

enum class Zeros {
    Pratt, // ranked with the rest, then left out of the sum (Pratt 1959)
    Drop   // left out before ranking (Wilcoxon 1945)
};

// Wilcoxon's signed-rank test of paired differences: V = sum of ranks of positive differences, mean
// n(n+1)/4 - z(z+1)/4, variance [n(n+1)(2n+1) - z(z+1)(2z+1)]/24 - sum(t^3-t)/48, z the zeros kept in
// ranking. Undefined when no difference is other than zero.
RankTest wilcoxonSignedRank(std::span<const double> differences, Zeros zeros = Zeros::Pratt,
                            Continuity continuity = Continuity::None);

// Holm 1979: p values adjusted step-down, (m - i + 1) p made monotone and capped at 1, in the order given.
std::vector<double> holm(std::span<const double> p);
// Benjamini and Hochberg 1995: p values adjusted step-up for the share of false discoveries, m p / i made
// monotone, in the order given.
std::vector<double> benjaminiHochberg(std::span<const double> p);

} // namespace antiphon::statistics
