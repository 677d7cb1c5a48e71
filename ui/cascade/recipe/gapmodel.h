// The shares of a calibrated recipe: what was aimed at, what plans had before and have after.
#pragma once

#include "core/cascade/recipecalibration.h"

#include <QAbstractTableModel>

namespace antiphon {

class GapModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        LabelColumn,
        FacetColumn,
        AimColumn,
        BeforeColumn,
        MeantColumn,
        AfterColumn,
        GapColumn,
        ErrorColumn,
        ColumnCount
    };
    using QAbstractTableModel::QAbstractTableModel;
    void setShares(QList<CalibratedShare> shares); // shown by the size of their gap
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<CalibratedShare> m_shares;
};

} // namespace antiphon
