// Everything that is measured on a set of plans, in one pass over it.
#pragma once

#include "core/cascade/coherence.h"
#include "core/cascade/planbalance.h"
#include "core/cascade/plandiagnostics.h"
#include "core/cascade/plandistance.h"
#include "core/cascade/planrepeats.h"
#include "core/cascade/planstore.h"
#include "core/cascade/poolcurves.h"

namespace antiphon {

struct DiagnosisRequest
{
    PlanSet set;
    // What the plans are held against; empty: the recipe that they were drawn by.
    QList<LabelTable> reference = {};
    QString referenceName = {};
    std::optional<Recipe> shares = {}; // that names the shares; nothing: the recipe that drew the plans
    int shuffles = 199;                // of the catalogue; 0: coherence without a test
    quint64 seed = 1;
    int threads = 1;
};

struct PlanDiagnosis
{
    QString plans;     // name of the set
    QString reference; // "the recipe human shares", "the coding of anna"
    qint64 planCount = 0;
    qint64 turnCount = 0;
    PlanDiagnostics shares; // of turns, beside those of the reference
    QList<TableDistance> distances;
    statistics::Estimate meanDistance;
    Coherence coherence;
    PlanBalance balance;
    std::vector<double> trackCurve; // lorenzOf(): tracks as replies list them
    std::vector<double> valueCurve; // values as users name them
    QList<PoolStep> pools;
    PlanRepeats repeats;
    quint64 seed = 0;
    double seconds = 0;
};

// `index` is of the set's catalogue. Memory: what the tallies keep, not the plans. Errors: Cancelled;
// WrongFormat for a recipe that cannot be read; those of SQLite.
Result<PlanDiagnosis> diagnosePlans(const Connection& connection, const CatalogueIndex& index,
                                    const DiagnosisRequest& request, const CancelToken& cancel,
                                    const ProgressSink& progress);

// table, label, count, plans share, reference share: a row for every label.
QByteArray distanceRowsCsv(const QList<TableDistance>& distances);
// section, figure, value, low, high, n, missing, p, seed, method: a row for every figure; undefined is empty.
QByteArray diagnosisCsv(const PlanDiagnosis& diagnosis);

} // namespace antiphon
