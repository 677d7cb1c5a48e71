#include "ui/models/texttablemodel.h"

namespace antiphon {

TextTableModel::TextTableModel(QList<TextColumn> columns, Boxes boxes, QObject* parent)
    : QAbstractTableModel(parent), m_columns(std::move(columns)), m_boxes(boxes)
{
}

void TextTableModel::setRows(QList<QList<TextCell>> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    m_ticked = QList<bool>(m_rows.size(), true);
    endResetModel();
}

void TextTableModel::setTicked(int row, bool ticked)
{
    m_ticked[row] = ticked;
    const QModelIndex box = index(row, 0);
    Q_EMIT dataChanged(box, box, {Qt::CheckStateRole});
}

int TextTableModel::tickedCount() const
{
    return static_cast<int>(m_ticked.count(true));
}

int TextTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TextTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant TextTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TextCell& cell = m_rows[index.row()][index.column()];
    switch (role) {
    case Qt::DisplayRole:
        return cell.text;
    case Qt::ToolTipRole:
        return cell.toolTip.isEmpty() ? QVariant() : QVariant(cell.toolTip);
    case Qt::TextAlignmentRole:
        return QVariant(m_columns[index.column()].alignment | Qt::AlignVCenter);
    case Qt::CheckStateRole:
        if (m_boxes == Boxes::FirstColumn && index.column() == 0)
            return m_ticked[index.row()] ? Qt::Checked : Qt::Unchecked;
        return {};
    case sortRole:
        return cell.sort.isValid() ? cell.sort : QVariant(cell.text);
    default:
        return {};
    }
}

bool TextTableModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::CheckStateRole || m_boxes == Boxes::None || index.column() != 0 ||
        !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    setTicked(index.row(), value.toInt() == Qt::Checked);
    return true;
}

Qt::ItemFlags TextTableModel::flags(const QModelIndex& index) const
{
    const Qt::ItemFlags plain = QAbstractTableModel::flags(index);
    const bool box = m_boxes == Boxes::FirstColumn && index.isValid() && index.column() == 0;
    return box ? plain | Qt::ItemIsUserCheckable : plain;
}

QVariant TextTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_columns.size())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(m_columns[section].alignment | Qt::AlignVCenter);
    return role == Qt::DisplayRole ? QVariant(m_columns[section].title) : QVariant();
}

} // namespace antiphon
