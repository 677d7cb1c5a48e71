// Intervals by resampling whole clusters: ratings of one dialogue, or by one rater, hang together.
#pragma once

#include "core/statistics/bootstrap.h"
#include "core/statistics/equivalence.h"

#include <span>

namespace antiphon::statistics {

// A value given by a rater to an item; both numbered from 0 without gaps worth speaking of.
struct Observation
{
    double value = 0.0;
    int item = 0;
    int rater = 0;
};

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

// The median of all observations, as clusteredMean(). Of few different values (a scale) the ends are among
// them or halfway between two.
Estimate clusteredMedian(std::span<const Observation> observations, const BootstrapOptions& options);

// A share held against one half, as differences are held against 0.
struct WinRate
{
    Estimate wide;       // with the (1 - alpha) interval
    Estimate narrow;     // with the (1 - 2 alpha) interval, which is held against the margin
    double margin = 0.0; // the largest distance from one half that does not matter; 0: none declared
    std::optional<Verdict> verdict; // nothing without a margin or an interval
};

// By the intervals and the margin in it, as verdictOf() does.
void setVerdict(WinRate& rate);

// That a rater gives a value of the first the higher value: over all pairs of values that one rater gave,
// ties count half. Drawing as in clusteredDifference(). Undefined where no rater has values of both.
WinRate clusteredWinRate(std::span<const Observation> first, std::span<const Observation> second,
                         double margin, const BootstrapOptions& options, double alpha = 0.05);

// The mean of observations that are 1 for a win, 0 for a loss and one half for a tie; as clusteredMean().
WinRate clusteredShare(std::span<const Observation> wins, double margin, const BootstrapOptions& options,
                       double alpha = 0.05);

} // namespace antiphon::statistics
