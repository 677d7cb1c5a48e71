// Intervals by resampling.
#pragma once

#include "core/base/cancellation.h"
#include "core/statistics/estimate.h"

#include <functional>
#include <vector>

namespace antiphon::statistics {

enum class Interval {
    Percentile, // the quantiles of the resamples
    Bca         // bias-corrected and accelerated (Efron 1987)
};

enum class Clusters {
    Items,  // whole items are drawn
    Raters, // whole raters are drawn
    Crossed // both are drawn, a cell weighs the product (Owen 2007); conservative
};

struct BootstrapOptions
{
    std::uint64_t seed = 1;
    int replicates = 10'000; // at least 2,000 for an interval that is shown
    double level = 0.95;
    Interval interval = Interval::Percentile;
    Clusters clusters = Clusters::Items;
    CancelToken cancel = {}; // looked at before each resample; where it strikes there is no interval
};

inline constexpr const char* cancelledReason = "it was cancelled";

// The interval of any statistic of `units` things: `statistic` gets the indices of the drawn units (first the
// units themselves) and answers nothing where it is undefined. Such resamples are left out; with more than
// one in ten of them, or fewer than two units, there is no interval.
Estimate bootstrap(std::size_t units,
                   const std::function<std::optional<double>(const std::vector<std::size_t>&)>& statistic,
                   const BootstrapOptions& options);

// The acceleration of BCa from leaving out each unit once (Efron and Tibshirani 1993, 14.15); 0 where nothing
// varies.
double
jackknifeAcceleration(std::size_t units,
                      const std::function<std::optional<double>(const std::vector<std::size_t>&)>& statistic);

// Gives `estimate`, whose value and n were found without resampling, the interval of `resampled` and says
// that `drawn` ("units") were; without an interval the reason why.
void adoptInterval(Estimate& estimate, const Estimate& resampled, const char* drawn);

// Sets the percentile ends of `estimate` from its replicates, which become sorted; says so where there are
// none.
void setPercentileEnds(Estimate& estimate, std::vector<double>& replicates, double level);

} // namespace antiphon::statistics
