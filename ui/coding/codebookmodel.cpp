#include "ui/coding/codebookmodel.h"

#include "ui/widgets/numbers.h"

namespace antiphon {

QString spokenText(const CodebookRow& row)
{
    if (!row.heading.isEmpty())
        return row.heading;
    QStringList parts{row.code.name};
    if (!row.code.codable)
        parts << CodebookModel::tr("category");
    if (!row.node.reference.isNull())
        parts << CodebookModel::tr("second place");
    parts << countedText(row.codings, CodebookModel::tr("coding"), CodebookModel::tr("codings"));
    if (row.below > 0)
        parts << CodebookModel::tr("%1 below").arg(countText(row.below));
    if (!row.code.shortcut.isEmpty())
        parts << CodebookModel::tr("key %1").arg(row.code.shortcut);
    return parts.join(QStringLiteral(", "));
}

void CodebookModel::setRows(const QList<CodebookRow>& rows)
{
    const bool sameOrder =
        std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
                   [](const CodebookRow& left, const CodebookRow& right) {
                       return left.heading == right.heading && left.code.id == right.code.id;
                   });
    if (!sameOrder) {
        beginResetModel();
        m_rows = rows;
        endResetModel();
        return;
    }
    for (int row = 0; row < rows.size(); ++row) {
        if (m_rows[row] == rows[row])
            continue;
        m_rows[row] = rows[row];
        Q_EMIT dataChanged(index(row), index(row));
    }
}

int CodebookModel::rowOf(CodeId code) const
{
    for (int row = 0; row < m_rows.size(); ++row) {
        if (m_rows[row].heading.isEmpty() && m_rows[row].code.id == code)
            return row;
    }
    return -1;
}

int CodebookModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant CodebookModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const CodebookRow& row = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return row.heading.isEmpty() ? row.code.name : row.heading;
    case Qt::ToolTipRole:
        return row.heading.isEmpty() ? QVariant(row.code.definition) : QVariant();
    case Qt::AccessibleTextRole:
        return spokenText(row);
    case RowRole:
        return QVariant::fromValue(row);
    default:
        return {};
    }
}

Qt::ItemFlags CodebookModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return m_rows[index.row()].heading.isEmpty()
               ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren
               : Qt::ItemNeverHasChildren;
}

} // namespace antiphon
