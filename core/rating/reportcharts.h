// The report's charts as SVG. Colours come from the page's style, so that they follow light and dark.
#pragma once

#include "core/rating/results.h"

namespace antiphon {

// A text as it may stand in HTML and in its attributes.
QString html(const QString& text);

// One bar a condition: the share of each point of the scale, mean and interval at its end.
QString answerBars(const CriterionResult& result, int points);
// One line a condition: mean and interval on the scale.
QString meanLines(const CriterionResult& result, int points);
// The band of the margin, the interval of the difference in it, and zero.
QString equivalenceStrip(const CriterionResult& result, const PairResult& pair);

} // namespace antiphon
