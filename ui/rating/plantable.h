// Study sizes as a table: raters by dialogues, each cell the share of simulated studies with a verdict.
#pragma once

#include "core/rating/studyplanner.h"
#include "ui/charts/chart.h"
#include "ui/widgets/calmtable.h"

class QStandardItemModel;

namespace antiphon {

enum class PlanVerdict { Equivalent, Different, Inconclusive };

const statistics::Estimate& shareOf(const PlanCell& cell, PlanVerdict verdict);
// "62.3 % ± 1.5": with the Monte Carlo error, one standard error.
QString shareText(const statistics::Estimate& share);
// One row per size with every figure, for files.
Chart planChart(const QList<PlanCell>& cells);

// Cells are shaded by their share; those of `power` or more stand in bold. A cell, not a row, is current.
class PlanTable : public CalmTable
{
    Q_OBJECT
public:
    explicit PlanTable(QWidget* parent = nullptr);
    // Sizes without a cell yet are shown as a dash. Keeps the current cell.
    void show(const QList<int>& raters, const QList<int>& items, const QList<PlanCell>& cells,
              PlanVerdict verdict, double power);
    const PlanCell* currentCell() const; // nothing where none is chosen or it is not done
    void chooseCell(int raters, int items);
    using CalmTable::show;

Q_SIGNALS:
    void cellChosen();

private:
    void addRow(int raters, PlanVerdict verdict, double power);
    const PlanCell* cellAt(int raters, int items) const;
    QStandardItemModel* m_model;
    QList<int> m_raters;
    QList<int> m_items;
    QList<PlanCell> m_cells;
    bool m_filling = false;
};

} // namespace antiphon
