#include "ui/coding/codebookmodel.h"

#include "ui/widgets/numbers.h"

namespace antiphon {

QList<CodebookRow> codebookRows(const QList<Code>& codes, const QHash<CodeId, qint64>& counts,
                                const QString& filter)
{
    QList<CodebookRow> rows;
    for (const Facet facet : allFacets) {
        bool headed = false;
        for (const Code& code : codes) {
            if (code.facet != facet || !code.codable)
                continue;
            if (!filter.isEmpty() && !code.name.contains(filter, Qt::CaseInsensitive) &&
                !code.definition.contains(filter, Qt::CaseInsensitive))
                continue;
            if (!std::exchange(headed, true))
                rows << CodebookRow{facetTitle(facet), {}, 0};
            rows << CodebookRow{{}, code, counts.value(code.id)};
        }
    }
    return rows;
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
    const bool heading = !row.heading.isEmpty();
    switch (role) {
    case Qt::DisplayRole:
        return heading ? row.heading : row.code.name;
    case Qt::ToolTipRole:
        return heading ? QVariant() : row.code.definition;
    case Qt::AccessibleTextRole:
        if (heading)
            return row.heading;
        return row.code.shortcut.isEmpty()
                   ? tr("%1, %2 codings").arg(row.code.name, countText(row.codings))
                   : tr("%1, %2 codings, key %3")
                         .arg(row.code.name, countText(row.codings), row.code.shortcut);
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
