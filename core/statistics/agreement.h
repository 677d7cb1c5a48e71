// How far raters agree beyond chance.
#pragma once

#include "core/statistics/bootstrap.h"
#include "core/statistics/estimate.h"

#include <vector>

namespace antiphon::statistics {

enum class Scale {
    Nominal,  // 0 or 1
    Ordinal,  // squared ranks between, from the observed marginals
    Interval, // (a - b)^2
    Ratio     // ((a - b) / (a + b))^2, of values from 0 on
};

// Ratings of units (columns) by raters (rows); a cell that was not rated is empty.
struct RatingTable
{
    std::vector<std::vector<std::optional<double>>> rows; // all of one length
};

struct Agreement
{
    Estimate estimate;       // n: ratings that entered; missing: empty cells of the table
    std::int64_t units = 0;  // with two ratings or more, which alone enter
    std::int64_t raters = 0; // with at least one rating
};

// Krippendorff's alpha = 1 - Do/De from the coincidence matrix (Krippendorff 2011, "Computing Krippendorff's
// alpha-reliability"); ordinal distances from the observed marginals. Undefined when no unit has two ratings,
// when all ratings that enter are equal, and of ratios when one of them is negative.
Agreement krippendorffAlpha(const RatingTable& table, Scale scale);

// The same with a percentile interval from resampling units. Resamples whose alpha is undefined are left out;
// with more than one in ten of them there is no interval.
Agreement krippendorffAlpha(const RatingTable& table, Scale scale, const BootstrapOptions& options);

} // namespace antiphon::statistics
