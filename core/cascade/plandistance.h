// How far plans lie from what they should be like, table by table.
#pragma once

#include "core/cascade/labeltables.h"
#include "core/statistics/estimate.h"

namespace antiphon {

struct DistanceRow
{
    QString label;
    qint64 count = 0;     // of the plans
    double plans = 0;     // share of the plans' table, 0 to 1
    double reference = 0; // share of the other table
};

struct TableDistance
{
    QString table;
    QList<DistanceRow> rows; // largest share of the two first
    qint64 n = 0;            // counted on the plans
    qint64 referenceN = 0;   // counted on the other side; 0 for a recipe
    qint64 missing = 0;      // turns of the plans without a label
    qint64 referenceMissing = 0;
    qint64 outside = 0;                  // of the plans, on labels that the recipe gives no weight
    statistics::Estimate totalVariation; // 0 to 1
    statistics::Estimate effect;         // Cramer's V against counts, Cohen's w against weights
    std::optional<double> chiSquare;     // undefined: effect.reason says why
    qint64 degrees = 0;
    std::optional<double> p; // as if observations were independent: turns of one plan are not
    double smallestExpected = 0;
};

// Each table of the plans against the one of the same name: total variation; against counts Pearson's
// chi-square of homogeneity with Cramer's V (statistics::independence), against weights of a recipe its
// goodness of fit with Cohen's w (statistics::goodnessOfFit). What one side lacks is undefined with its
// reason.
QList<TableDistance> planDistances(const QList<LabelTable>& plans, const QList<LabelTable>& reference);

// The mean of the total variations weighted by the plans' counts: one figure for the whole; undefined without
// any.
statistics::Estimate meanDistance(const QList<TableDistance>& distances);

} // namespace antiphon
