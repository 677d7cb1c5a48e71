// Plan sets as a table.
#pragma once

#include "core/cascade/planstore.h"

#include <QAbstractTableModel>

namespace antiphon {

class PlanSetModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { NameColumn, PlansColumn, TurnsColumn, SeedColumn, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;
    void setSets(QList<PlanSet> sets); // newest first
    const QList<PlanSet>& sets() const { return m_sets; }
    int rowOf(PlanSetId set) const; // -1: not there
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<PlanSet> m_sets;
};

} // namespace antiphon
