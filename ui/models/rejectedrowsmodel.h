// The rows that an import refused.
#pragma once

#include "core/corpus/corpusimport.h"

#include <QAbstractTableModel>

namespace antiphon {

class RejectedRowsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { FileColumn, LineColumn, ReasonColumn, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    void setRows(QList<RejectedRow> rows);
    const QList<RejectedRow>& rows() const { return m_rows; }
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    QList<RejectedRow> m_rows;
};

} // namespace antiphon
