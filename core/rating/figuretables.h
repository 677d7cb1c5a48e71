// The further figures of a criterion as tables of text: one form for the report, the window and the terminal.
#pragma once

#include "core/rating/figuretable.h"
#include "core/rating/results.h"

namespace antiphon {

// Tests, pairs, shares, wins, agreement, model, order and sessions, and raters, in this order. What is
// undefined says so and why.
QList<FigureTable> figureTables(const CriterionResult& result);

// "0.012", "< 0.001"; "undefined" without one.
QString probabilityText(const std::optional<double>& p);

// The same figures for programs.
QJsonObject figuresJson(const CriterionResult& result);

} // namespace antiphon
