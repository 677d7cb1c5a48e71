// The shift that rank tests are about.
#pragma once

#include "core/statistics/estimate.h"

#include <span>

namespace antiphon::statistics {

// Hodges and Lehmann 1963, of paired values: the median of the means of every two differences, each with
// itself, too. It belongs to Wilcoxon's signed-rank test. Undefined without differences.
Estimate hodgesLehmann(std::span<const double> differences);
// Of two samples: the median of every value of the first less every value of the second. It belongs to the
// test of Mann and Whitney. Undefined where a sample is empty.
Estimate hodgesLehmann(std::span<const double> first, std::span<const double> second);

} // namespace antiphon::statistics
