// Shares that were drawn beside those that are aimed at and those of a coder.
#pragma once

#include "core/cascade/plandiagnostics.h"

#include <QAbstractTableModel>

namespace antiphon {

class ShareModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { LabelColumn, BarColumn, DrawnColumn, AimedColumn, CodedColumn, ColumnCount };
    static constexpr int drawnRole = Qt::UserRole + 1; // percent
    static constexpr int aimedRole = Qt::UserRole + 2; // percent; invalid: none
    using QAbstractTableModel::QAbstractTableModel;

    // `coded`: a recipe with the shares of a coder; nothing: none is chosen.
    void setShares(const PlanDiagnostics& drawn, const std::optional<Recipe>& coded, const QString& coder);

    bool isHeading(int row) const { return m_rows[row].isHeading; }
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    struct Row
    {
        QString label;
        bool isHeading = false;
        double drawn = 0;
        std::optional<double> aimed = {};
        std::optional<double> coded = {};
    };
    void addRows(const QString& heading, const QList<ShareRow>& drawn, const QList<WeightedName>& coded);
    QList<Row> m_rows;
    QString m_coder;
};

} // namespace antiphon
