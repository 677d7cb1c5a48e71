// How large a difference of two ordinal samples is.
#pragma once

#include "core/statistics/estimate.h"

#include <span>

namespace antiphon::statistics {

// Cliff's delta = mean sign(x_i - y_j), with Cliff's asymmetric interval (1996) from the unbiased variance
// and the t quantile with n1 + n2 - 2 degrees of freedom. Undefined when a sample is empty; without an
// interval when a sample has fewer than two values.
// With the consistent variance, which divides by n where the unbiased one divides by n - 1, the quantile is
// that of the normal distribution (as effsize does with use.normal).
enum class DeltaVariance { Unbiased, Consistent };
Estimate cliffDelta(std::span<const double> first, std::span<const double> second, double level = 0.95,
                    DeltaVariance variance = DeltaVariance::Unbiased);

// A12 = (delta + 1) / 2 (Vargha and Delaney 2000): the chance that a value of the first sample is the larger,
// ties counted half.
Estimate a12(std::span<const double> first, std::span<const double> second, double level = 0.95);

} // namespace antiphon::statistics
