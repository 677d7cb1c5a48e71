#include "ui/cascade/import/columnmodel.h"

namespace antiphon {

namespace {

constexpr qsizetype examplesShown = 4;

bool isAttribute(ColumnUse use)
{
    return use == ColumnUse::Labels || use == ColumnUse::Number;
}

QStringList examplesOf(const TablePreview& preview, qsizetype column)
{
    QStringList cells;
    for (const QStringList& row : preview.rows)
        if (const QString cell = row.value(column).simplified(); !cell.isEmpty() && !cells.contains(cell))
            cells << cell;
    return cells.mid(0, examplesShown);
}

// A name for the type of a column that nobody has named yet.
QString typeNameOf(const QString& column)
{
    QString name = column.toLower();
    for (const QChar mark : {QLatin1Char(':'), QLatin1Char('='), QLatin1Char('!')})
        name.remove(mark);
    return name.isEmpty() ? QStringLiteral("type") : name;
}

} // namespace

QStringList ColumnModel::useTitles()
{
    return {tr("not used"), tr("track id"), tr("title"),  tr("artist"),
            tr("album"),    tr("labels"),   tr("numbers")};
}

void ColumnModel::setTable(const TablePreview& preview)
{
    beginResetModel();
    m_rows.clear();
    m_further.clear();
    m_missing.clear();
    for (qsizetype column = 0; column < preview.columns.size(); ++column)
        m_rows << Row{preview.columns[column], examplesOf(preview, column), ColumnUse::Nothing, {}};
    endResetModel();
}

ColumnModel::Row* ColumnModel::rowNamed(const QString& column)
{
    for (Row& row : m_rows)
        if (row.name == column)
            return &row;
    return nullptr;
}

// The column when the table lacks it.
QStringList ColumnModel::useColumn(const QString& column, ColumnUse use)
{
    if (column.isEmpty())
        return {};
    Row* row = rowNamed(column);
    if (!row)
        return {column};
    row->use = use;
    return {};
}

QStringList ColumnModel::setMap(const CatalogueMap& map)
{
    beginResetModel();
    m_missing = map.missing;
    m_further.clear();
    for (Row& row : m_rows) {
        row.use = ColumnUse::Nothing;
        row.attribute = {};
    }
    QStringList lacking = useColumn(map.id, ColumnUse::Id);
    lacking += useColumn(map.title, ColumnUse::Title);
    lacking += useColumn(map.artist, ColumnUse::Artist);
    lacking += useColumn(map.album, ColumnUse::Album);
    for (const AttributeMap& attribute : map.attributes) {
        Row* row = rowNamed(attribute.column);
        if (!row) {
            lacking << attribute.column;
        } else if (row->use != ColumnUse::Nothing) {
            m_further << attribute;
        } else {
            row->use = attribute.kind == AttributeKind::Number ? ColumnUse::Number : ColumnUse::Labels;
            row->attribute = attribute;
        }
    }
    endResetModel();
    lacking.removeDuplicates();
    return lacking;
}

CatalogueMap ColumnModel::map() const
{
    CatalogueMap map;
    map.missing = m_missing;
    for (int row = 0; row < m_rows.size(); ++row) {
        const QString& name = m_rows[row].name;
        switch (m_rows[row].use) {
        case ColumnUse::Nothing:
            break;
        case ColumnUse::Id:
            map.id = name;
            break;
        case ColumnUse::Title:
            map.title = name;
            break;
        case ColumnUse::Artist:
            map.artist = name;
            break;
        case ColumnUse::Album:
            map.album = name;
            break;
        case ColumnUse::Labels:
        case ColumnUse::Number:
            map.attributes << *attributeAt(row);
        }
    }
    map.attributes += m_further;
    return map;
}

std::optional<AttributeMap> ColumnModel::attributeAt(int row) const
{
    if (row < 0 || row >= m_rows.size() || !isAttribute(m_rows[row].use))
        return std::nullopt;
    AttributeMap attribute = m_rows[row].attribute;
    attribute.column = m_rows[row].name;
    if (m_rows[row].use == ColumnUse::Number) {
        attribute.kind = AttributeKind::Number;
        attribute.split.clear();
    } else {
        attribute.kind = AttributeKind::Label;
        attribute.bins.clear();
    }
    return attribute;
}

void ColumnModel::setAttribute(int row, const AttributeMap& attribute)
{
    AttributeMap& kept = m_rows[row].attribute;
    kept.family = attribute.family;
    kept.missing = attribute.missing;
    kept.aliases = attribute.aliases;
    if (m_rows[row].use == ColumnUse::Number)
        kept.bins = attribute.bins;
    Q_EMIT mapChanged();
}

void ColumnModel::setMissing(const QStringList& marks)
{
    if (marks == m_missing)
        return;
    m_missing = marks;
    Q_EMIT mapChanged();
}

int ColumnModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ColumnModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ColumnModel::text(const Row& row, int column) const
{
    switch (column) {
    case NameColumn:
        return row.name;
    case ExampleColumn:
        return row.examples.join(QStringLiteral("  ·  "));
    case UseColumn:
        return useTitles().at(static_cast<int>(row.use));
    case TypeColumn:
        return isAttribute(row.use) ? row.attribute.type : QString();
    default:
        return row.use == ColumnUse::Labels ? row.attribute.split : QString();
    }
}

QVariant ColumnModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Row& row = m_rows[index.row()];
    if (role == Qt::EditRole && index.column() == UseColumn)
        return static_cast<int>(row.use);
    if (role == Qt::DisplayRole || role == Qt::EditRole)
        return text(row, index.column());
    if (role == Qt::ToolTipRole && index.column() <= ExampleColumn)
        return text(row, index.column());
    return {};
}

bool ColumnModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (!index.isValid() || role != Qt::EditRole)
        return false;
    Row& row = m_rows[index.row()];
    if (index.column() == UseColumn)
        setUse(index.row(), static_cast<ColumnUse>(value.toInt()));
    else if (index.column() == TypeColumn && !value.toString().trimmed().isEmpty())
        row.attribute.type = value.toString().trimmed();
    else if (index.column() == SplitColumn)
        row.attribute.split = value.toString();
    else
        return false;
    Q_EMIT dataChanged(this->index(0, UseColumn), this->index(rowCount() - 1, SplitColumn));
    Q_EMIT mapChanged();
    return true;
}

// Id, title, artist and album have one column each: the former one is used no more.
void ColumnModel::setUse(int row, ColumnUse use)
{
    if (use != ColumnUse::Nothing && !isAttribute(use))
        for (Row& other : m_rows)
            if (other.use == use)
                other.use = ColumnUse::Nothing;
    m_rows[row].use = use;
    if (isAttribute(use) && m_rows[row].attribute.type.isEmpty())
        m_rows[row].attribute.type = typeNameOf(m_rows[row].name);
}

Qt::ItemFlags ColumnModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return {};
    const ColumnUse use = m_rows[index.row()].use;
    const bool isEditable = index.column() == UseColumn ||
                            (index.column() == TypeColumn && isAttribute(use)) ||
                            (index.column() == SplitColumn && use == ColumnUse::Labels);
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    return isEditable ? flags | Qt::ItemIsEditable : flags;
}

QVariant ColumnModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const QStringList titles{tr("Column"), tr("First cells"), tr("Use as"), tr("Type"), tr("Split at")};
    const QStringList hints{tr("The column's name in the file"), tr("The first different cells"),
                            tr("What the cells of the column are (Enter)"),
                            tr("The attribute type that labels or numbers belong to"),
                            tr("The mark between several labels in a cell")};
    if (role == Qt::DisplayRole)
        return titles[section];
    return role == Qt::ToolTipRole ? QVariant(hints[section]) : QVariant();
}

} // namespace antiphon
