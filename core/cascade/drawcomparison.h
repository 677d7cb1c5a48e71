// How evenly each way to draw values spreads plans over a catalogue, side by side.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/progress.h"
#include "core/cascade/planbalance.h"
#include "core/cascade/recipe.h"

namespace antiphon {

struct DrawComparisonRequest
{
    Recipe recipe;        // whose way to draw values is put aside
    qint64 plans = 2'000; // by each way
    quint64 seed = 1;
    int threads = 1; // the figures do not depend on them
};

struct DrawBalance
{
    ValueDraw draw = ValueDraw::Frequency;
    double temperature = 1; // of ValueDraw::Tempered
    PlanBalance balance;
};

// One for each ValueDraw, in the order of the enum; tempered by the recipe's temperature, or by 3 where that
// is 1, which would be by frequency once more. Nothing is kept in the project. Errors: InvalidValue for no
// plans; those of Planner::create; Cancelled.
Result<QList<DrawBalance>> compareDraws(const std::shared_ptr<const CatalogueIndex>& index,
                                        const DrawComparisonRequest& request, const CancelToken& cancel,
                                        const ProgressSink& progress);

// draw, temperature, of, items, came, coverage, top tenth, gini: a row for tracks, for values and for each
// type.
QByteArray drawComparisonCsv(const QList<DrawBalance>& draws);

} // namespace antiphon
