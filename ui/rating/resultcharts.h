// The figures of a study as charts with their table twins.
#pragma once

#include "core/rating/results.h"
#include "ui/charts/chart.h"

namespace antiphon {

// One bar a condition with the counts of the points; mean and interval at its end.
Chart answersChart(const CriterionResult& result);
// The interval of the difference that is held against the margin. Nothing where it is undefined.
std::optional<Chart> differenceChart(const CriterionResult& result, const PairResult& pair);
// "n 120 · missing 0 · 3 raters · alpha 0.61 [0.55, 0.66]"
QString remarkOf(const CriterionResult& result);
Tone toneOf(const std::optional<statistics::Verdict>& verdict);

} // namespace antiphon
