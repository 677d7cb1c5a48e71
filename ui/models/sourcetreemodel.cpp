#include "ui/models/sourcetreemodel.h"

#include <QLocale>

namespace antiphon {

namespace {
constexpr quintptr topLevel = 0; // internal id of rows without a parent; of others the group's row
}

void SourceTreeModel::setSources(const QList<Source>& sources)
{
    beginResetModel();
    m_groups.clear();
    m_dialogues = 0;
    for (const SourceKind kind : {SourceKind::Corpus, SourceKind::Run}) {
        Group group{kind, {}};
        for (const Source& source : sources) {
            if (source.kind == kind)
                group.sources << source;
        }
        if (!group.sources.isEmpty())
            m_groups << group;
    }
    for (const Source& source : sources)
        m_dialogues += source.dialogues;
    endResetModel();
}

QList<Source> SourceTreeModel::sources() const
{
    QList<Source> all;
    for (const Group& group : m_groups)
        all << group.sources;
    return all;
}

const SourceTreeModel::Group* SourceTreeModel::groupAt(const QModelIndex& index) const
{
    const bool isGroup = index.isValid() && index.internalId() == topLevel && index.row() > 0;
    return isGroup && index.row() <= m_groups.size() ? &m_groups[index.row() - 1] : nullptr;
}

const Source* SourceTreeModel::sourceAt(const QModelIndex& index) const
{
    if (!index.isValid() || index.internalId() == topLevel)
        return nullptr;
    const Group& group = m_groups[static_cast<int>(index.internalId()) - 1];
    return &group.sources[index.row()];
}

bool SourceTreeModel::isAll(const QModelIndex& index) const
{
    return index.isValid() && index.internalId() == topLevel && index.row() == 0;
}

QModelIndex SourceTreeModel::indexOf(const std::optional<SourceId>& source) const
{
    if (!source)
        return index(0, 0);
    for (int group = 0; group < m_groups.size(); ++group) {
        const QModelIndex parent = index(group + 1, 0);
        for (int row = 0; row < m_groups[group].sources.size(); ++row) {
            if (m_groups[group].sources[row].id == *source)
                return index(row, 0, parent);
        }
    }
    return {};
}

QModelIndex SourceTreeModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) : topLevel);
}

QModelIndex SourceTreeModel::parent(const QModelIndex& child) const
{
    if (!child.isValid() || child.internalId() == topLevel)
        return {};
    return createIndex(static_cast<int>(child.internalId()), 0, topLevel);
}

int SourceTreeModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_groups.size()) + 1;
    const Group* group = parent.column() == 0 ? groupAt(parent) : nullptr;
    return group ? static_cast<int>(group->sources.size()) : 0;
}

int SourceTreeModel::columnCount(const QModelIndex&) const
{
    return 1;
}

QVariant SourceTreeModel::sourceData(const Source& source, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return source.name;
    case CountRole:
        return QLocale().toString(source.dialogues);
    case Qt::ToolTipRole:
        return tr("%1\n%2 dialogues, %3 turns, %4 tracks known\nFormat: %5")
            .arg(source.name, QLocale().toString(source.dialogues), QLocale().toString(source.turns),
                 QLocale().toString(source.tracks), source.format);
    case Qt::AccessibleTextRole:
        return tr("%1, %2 dialogues").arg(source.name, QLocale().toString(source.dialogues));
    default:
        return {};
    }
}

QVariant SourceTreeModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (const Source* source = sourceAt(index))
        return sourceData(*source, role);
    const Group* group = groupAt(index);
    switch (role) {
    case Qt::DisplayRole:
        return !group                           ? tr("All dialogues")
               : group->kind == SourceKind::Run ? tr("Runs")
                                                : tr("Human corpora");
    case CountRole:
        return group ? QVariant() : QVariant(QLocale().toString(m_dialogues));
    case IsGroupRole:
        return group != nullptr;
    default:
        return {};
    }
}

Qt::ItemFlags SourceTreeModel::flags(const QModelIndex& index) const
{
    if (groupAt(index))
        return Qt::ItemIsEnabled;
    return QAbstractItemModel::flags(index);
}

} // namespace antiphon
