#include "ui/models/rejectedrowsmodel.h"

#include <QFileInfo>

namespace antiphon {

void RejectedRowsModel::setRows(QList<RejectedRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int RejectedRowsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RejectedRowsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RejectedRowsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const RejectedRow& row = m_rows[index.row()];
    if (role == Qt::ToolTipRole)
        return index.column() == FileColumn ? row.file : row.reason;
    if (role == Qt::TextAlignmentRole)
        return int(index.column() == LineColumn ? Qt::AlignRight | Qt::AlignVCenter
                                                : Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case FileColumn:
        return QFileInfo(row.file).fileName();
    case LineColumn:
        return row.line > 0 ? QString::number(row.line) : QString();
    default:
        return row.reason;
    }
}

QVariant RejectedRowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(section == LineColumn ? Qt::AlignRight | Qt::AlignVCenter
                                         : Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    return section == FileColumn ? tr("File") : section == LineColumn ? tr("Line") : tr("Reason");
}

void RejectedRowsModel::sort(int column, Qt::SortOrder order)
{
    const auto before = [column](const RejectedRow& a, const RejectedRow& b) {
        if (column == ReasonColumn)
            return a.reason < b.reason;
        return column == LineColumn ? a.line < b.line : std::tie(a.file, a.line) < std::tie(b.file, b.line);
    };
    beginResetModel();
    std::stable_sort(m_rows.begin(), m_rows.end(), [&](const RejectedRow& a, const RejectedRow& b) {
        return order == Qt::AscendingOrder ? before(a, b) : before(b, a);
    });
    endResetModel();
}

} // namespace antiphon
