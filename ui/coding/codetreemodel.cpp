#include "ui/coding/codetreemodel.h"

#include <QIODevice>
#include <QMimeData>

namespace antiphon {

namespace {

const QString mimeName = QStringLiteral("application/x-antiphon-codes");

} // namespace

bool CodeTreeModel::hasSameRows(const CodeTreeRows& other) const
{
    return std::equal(m_rows.rows.begin(), m_rows.rows.end(), other.rows.begin(), other.rows.end(),
                      [](const CodeTreeRow& left, const CodeTreeRow& right) {
                          return left.facet == right.facet && left.node == right.node &&
                                 left.parent == right.parent && left.place == right.place;
                      });
}

void CodeTreeModel::show(const Codebook& codebook, const QHash<CodeId, qint64>& counts, const QString& typed)
{
    const CodeTreeRows rows = treeRows(codebook, typed);
    const bool same = hasSameRows(rows);
    if (!same)
        beginResetModel();
    m_codebook = codebook;
    m_counts = counts;
    m_places.clear();
    for (qsizetype i = 0; i < codebook.codes.size(); ++i)
        m_places.insert(codebook.codes[i].id, i);
    m_below.clear();
    for (const Code& code : codebook.codes) {
        auto above = m_places.constFind(code.parent);
        for (qsizetype steps = 0; above != m_places.constEnd() && steps < codebook.codes.size(); ++steps) {
            m_below[above.key()] += counts.value(code.id);
            above = m_places.constFind(codebook.codes[*above].parent);
        }
    }
    m_rows = rows;
    if (!same) {
        endResetModel();
        return;
    }
    for (const CodeTreeRow& row : m_rows.rows) {
        if (!row.children.isEmpty())
            Q_EMIT dataChanged(indexOfRow(row.children.first()), indexOfRow(row.children.last()));
    }
}

void CodeTreeModel::setCut(const QList<CodeNode>& nodes)
{
    const QList<CodeNode> touched = m_cut + nodes;
    m_cut = nodes;
    for (const CodeNode& node : touched) {
        if (const QModelIndex index = indexOf(node); index.isValid())
            Q_EMIT dataChanged(index, index);
    }
}

CodebookRow CodeTreeModel::describe(const CodeTreeRow& row) const
{
    CodebookRow described;
    described.depth = row.depth;
    described.node = row.node;
    described.hasRows = !row.children.isEmpty();
    if (row.node.code.isNull()) {
        described.heading = facetTitle(row.facet);
        return described;
    }
    const auto place = m_places.constFind(row.node.code);
    if (place != m_places.constEnd())
        described.code = m_codebook.codes[*place];
    described.codings = m_counts.value(row.node.code);
    described.below = m_below.value(row.node.code);
    described.isCut = m_cut.contains(row.node);
    return described;
}

CodebookRow CodeTreeModel::rowAt(const QModelIndex& index) const
{
    return index.isValid() ? describe(m_rows.rows[static_cast<qsizetype>(index.internalId())])
                           : CodebookRow();
}

CodeNode CodeTreeModel::nodeAt(const QModelIndex& index) const
{
    return index.isValid() ? m_rows.rows[static_cast<qsizetype>(index.internalId())].node : CodeNode();
}

QModelIndex CodeTreeModel::indexOfRow(int row) const
{
    if (row < 0 || row >= m_rows.rows.size())
        return {};
    return createIndex(m_rows.rows[row].place, 0, static_cast<quintptr>(row));
}

QModelIndex CodeTreeModel::indexOf(const CodeNode& node) const
{
    for (int row = 0; row < m_rows.rows.size(); ++row) {
        if (!node.code.isNull() && m_rows.rows[row].node == node)
            return indexOfRow(row);
    }
    return {};
}

QModelIndex CodeTreeModel::indexOf(CodeId code) const
{
    if (const QModelIndex own = indexOf(CodeNode{code, {}}); own.isValid())
        return own;
    for (int row = 0; row < m_rows.rows.size(); ++row) {
        if (!code.isNull() && m_rows.rows[row].node.code == code)
            return indexOfRow(row);
    }
    return {};
}

QString CodeTreeModel::keyOf(const QModelIndex& index) const
{
    if (!index.isValid())
        return {};
    const CodeTreeRow& row = m_rows.rows[static_cast<qsizetype>(index.internalId())];
    if (row.node.code.isNull())
        return facetWord(row.facet);
    return row.node.reference.isNull() ? row.node.code.toText() : row.node.reference.toText();
}

std::optional<CodePlace> CodeTreeModel::placeFor(int row, const QModelIndex& parent) const
{
    if (!parent.isValid())
        return std::nullopt; // between the facets
    const CodeTreeRow& above = m_rows.rows[static_cast<qsizetype>(parent.internalId())];
    if (!above.node.reference.isNull())
        return std::nullopt;
    CodePlace place{above.facet, above.node.code, -1};
    if (row < 0 || row >= above.children.size())
        return place;
    // While filtered, the row that it lands before tells the place.
    place.index = placeOf(m_codebook, m_rows.rows[above.children[row]].node).index;
    return place;
}

QModelIndex CodeTreeModel::index(int row, int column, const QModelIndex& parent) const
{
    const QList<int>& siblings =
        parent.isValid() ? m_rows.rows[static_cast<qsizetype>(parent.internalId())].children : m_rows.tops;
    if (column != 0 || row < 0 || row >= siblings.size())
        return {};
    return createIndex(row, 0, static_cast<quintptr>(siblings[row]));
}

QModelIndex CodeTreeModel::parent(const QModelIndex& child) const
{
    return child.isValid() ? indexOfRow(m_rows.rows[static_cast<qsizetype>(child.internalId())].parent)
                           : QModelIndex();
}

int CodeTreeModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_rows.tops.size());
    return static_cast<int>(m_rows.rows[static_cast<qsizetype>(parent.internalId())].children.size());
}

int CodeTreeModel::columnCount(const QModelIndex&) const
{
    return 1;
}

QVariant CodeTreeModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    switch (role) {
    case Qt::DisplayRole: {
        const CodebookRow row = rowAt(index);
        return row.heading.isEmpty() ? row.code.name : row.heading;
    }
    case Qt::ToolTipRole: {
        const CodebookRow row = rowAt(index);
        return row.heading.isEmpty() ? QVariant(row.code.definition) : QVariant();
    }
    case Qt::AccessibleTextRole:
        return spokenText(rowAt(index));
    case CodebookModel::RowRole:
        return QVariant::fromValue(rowAt(index));
    default:
        return {};
    }
}

Qt::ItemFlags CodeTreeModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const CodeNode node = nodeAt(index);
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (!node.code.isNull())
        flags |= Qt::ItemIsDragEnabled;
    if (node.reference.isNull())
        flags |= Qt::ItemIsDropEnabled;
    return flags;
}

QStringList CodeTreeModel::mimeTypes() const
{
    return {mimeName};
}

QMimeData* CodeTreeModel::mimeData(const QModelIndexList& indexes) const
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    QStringList names;
    for (const QModelIndex& index : indexes) {
        const CodeNode node = nodeAt(index);
        if (node.code.isNull())
            continue;
        stream << node.code.toText() << node.reference.toText();
        names << rowAt(index).code.name;
    }
    if (names.isEmpty())
        return nullptr;
    auto* data = new QMimeData;
    data->setData(mimeName, bytes);
    data->setText(names.join(u'\n'));
    return data;
}

QList<CodeNode> CodeTreeModel::nodesOf(const QMimeData* data) const
{
    QDataStream stream(data->data(mimeName));
    QList<CodeNode> nodes;
    while (!stream.atEnd()) {
        QString code;
        QString reference;
        stream >> code >> reference;
        nodes << CodeNode{CodeId::fromText(code).value_or(CodeId()),
                          CodeReferenceId::fromText(reference).value_or(CodeReferenceId())};
    }
    return nodes;
}

bool CodeTreeModel::canDropMimeData(const QMimeData* data, Qt::DropAction action, int row, int,
                                    const QModelIndex& parent) const
{
    const auto place = placeFor(row, parent);
    if (!place || !data->hasFormat(mimeName) || (action == Qt::CopyAction && place->parent.isNull()))
        return false;
    const QList<CodeNode> nodes = nodesOf(data);
    return std::none_of(nodes.begin(), nodes.end(), [&](const CodeNode& node) {
        return !place->parent.isNull() && isWithin(m_codebook, place->parent, node.code);
    });
}

bool CodeTreeModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                                 const QModelIndex& parent)
{
    if (!canDropMimeData(data, action, row, column, parent))
        return false;
    Q_EMIT dropped(nodesOf(data), *placeFor(row, parent), action);
    return true;
}

} // namespace antiphon
