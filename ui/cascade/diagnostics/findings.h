// What was measured on plans and on damaged catalogues, as charts with their table twins.
#pragma once

#include "core/cascade/experiment.h"
#include "core/cascade/plandiagnosis.h"
#include "ui/charts/chart.h"
#include "ui/models/texttablemodel.h"

namespace antiphon {

struct PlanFinding
{
    Chart chart;
    QList<QList<TextCell>> rows = {};
    QString remark = {};
};

// All tables by their total variation or, with the name of one, its labels on both sides. Rows are the
// tables.
PlanFinding distanceFinding(const PlanDiagnosis& diagnosis, const QString& table);
PlanFinding coherenceFinding(const PlanDiagnosis& diagnosis);
PlanFinding balanceFinding(const PlanDiagnosis& diagnosis);
PlanFinding poolFinding(const PlanDiagnosis& diagnosis);
PlanFinding repeatFinding(const PlanDiagnosis& diagnosis);
// All measures as small panels, or one of them large; several experiments beside each other, at most the
// three newest. `oldestFirst` is not empty.
PlanFinding experimentFinding(const QList<Experiment>& oldestFirst, std::optional<Measure> measure);
// How it was done; of several a line each.
QString experimentsNote(const QList<Experiment>& oldestFirst);

QList<TextColumn> distanceColumns();
QList<TextColumn> coherenceColumns();
QList<TextColumn> balanceColumns();
QList<TextColumn> poolColumns();
QList<TextColumn> repeatColumns();
QList<TextColumn> experimentColumns();

// For people: "undefined" for nothing.
QString figureShown(std::optional<double> value, int digits = 3);

} // namespace antiphon
