// Intervals by resampling whole clusters: ratings of one dialogue, or by one rater, hang together.
#pragma once

#include "core/statistics/equivalence.h"
#include "core/statistics/estimate.h"

#include <functional>
#include <span>
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
};

// A value given by a rater to an item; both numbered from 0 without gaps worth speaking of.
struct Observation
{
    double value = 0.0;
    int item = 0;
    int rater = 0;
};

// The interval of any statistic of `units` things: `statistic` gets the indices of the drawn units (first the
// units themselves) and answers nothing where it is undefined. Such resamples are left out; with more than
// one in ten of them, or fewer than two units, there is no interval.
Estimate bootstrap(std::size_t units,
                   const std::function<std::optional<double>(const std::vector<std::size_t>&)>& statistic,
                   const BootstrapOptions& options);

// The mean of all observations with its clustered percentile interval. Undefined without observations;
// without an interval when there are fewer than two clusters of a kind that is drawn.
Estimate clusteredMean(std::span<const Observation> observations, const BootstrapOptions& options);

// The difference of two conditions and what it amounts to.
struct Difference
{
    Estimate wide;   // mean(first) - mean(second) with the (1 - alpha) interval
    Estimate narrow; // the same with the (1 - 2 alpha) interval, which is held against the margin
    double margin = 0.0;
    double alpha = 0.05;
    std::optional<Verdict> verdict; // nothing when an interval is missing
};

// mean(first) - mean(second). Items belong to one condition each and are drawn within it; raters saw both and
// are drawn once for both, so `rater` must be numbered alike in both.
Difference clusteredDifference(std::span<const Observation> first, std::span<const Observation> second,
                               double margin, const BootstrapOptions& options, double alpha = 0.05);

} // namespace antiphon::statistics
