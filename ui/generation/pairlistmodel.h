// The pairs of two runs, by how much they differ in one measure.
#pragma once

#include "core/generation/samplecomparison.h"

#include <QAbstractTableModel>

namespace antiphon {

class PairListModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Plan, Difference, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    void setComparison(std::shared_ptr<const RunComparison> comparison);
    // The measure by its place; pairs that differ most come first.
    void setMeasure(int measure);
    qint64 planOf(int row) const; // -1 where there is no such row

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void arrange();
    std::shared_ptr<const RunComparison> m_comparison;
    int m_measure = 0;
    std::vector<quint32> m_order;
};

// "Recall", "Future leaks", "Findings"
QString measureName(const SampleKey& key);

} // namespace antiphon
