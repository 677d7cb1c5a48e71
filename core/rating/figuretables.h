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

// A figure with its interval: "3.41 [3.02, 3.80]"; the reason where it is undefined.
QString estimateText(const statistics::Estimate& estimate);
// "A − B".
QString differenceName(const QString& first, const QString& second);
// The verdict by the margin, or that none was declared.
QString winVerdictText(const statistics::WinRate& rate);
// One row a condition: its log odds of winning against the first.
FigureTable abilityTable(const QString& title, const QString& note, const QStringList& conditions,
                         const statistics::BradleyTerry& wins);

// The same figures for programs.
QJsonObject figuresJson(const CriterionResult& result);

} // namespace antiphon
