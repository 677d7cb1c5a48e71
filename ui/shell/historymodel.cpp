#include "ui/shell/historymodel.h"

#include "ui/widgets/numbers.h"

namespace antiphon {

void HistoryModel::setEntries(QList<HistoryEntry> entries, TimePoint at)
{
    beginResetModel();
    m_entries = std::move(entries);
    m_at = at;
    m_rows.clear();
    QString day;
    for (int i = 0; i < m_entries.size(); ++i) {
        const QString entryDay = dayText(m_entries[i].at, at);
        if (entryDay != day)
            m_rows << Row{entryDay, -1};
        day = entryDay;
        m_rows << Row{{}, i};
    }
    endResetModel();
}

int HistoryModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant HistoryModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Row& row = m_rows[index.row()];
    if (row.entry < 0) {
        if (role == IsDayRole)
            return true;
        return role == Qt::DisplayRole ? row.day : QVariant();
    }
    const HistoryEntry& entry = m_entries[row.entry];
    switch (role) {
    case Qt::DisplayRole:
        return historyTitle(entry);
    case Qt::ToolTipRole:
        return tr("%1 changed").arg(countedText(entry.changes, tr("row"), tr("rows")));
    case SequenceRole:
        return entry.sequence;
    case WhoWhenRole:
        return QStringLiteral("%1 · %2").arg(entry.actor, timeText(entry.at, m_at));
    case UndoneRole:
        return entry.undone;
    case IsEditRole:
        return entry.kind == HistoryKind::Edit;
    case IsDayRole:
        return false;
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2%3")
            .arg(historyTitle(entry), data(index, WhoWhenRole).toString(),
                 entry.undone ? tr(", undone") : QString());
    default:
        return {};
    }
}

Qt::ItemFlags HistoryModel::flags(const QModelIndex& index) const
{
    if (!index.isValid() || m_rows[index.row()].entry < 0)
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

QModelIndex HistoryModel::indexOf(qint64 sequence) const
{
    for (int i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].entry >= 0 && m_entries[m_rows[i].entry].sequence == sequence)
            return index(i);
    }
    return {};
}

QString historyTitle(const HistoryEntry& entry)
{
    switch (entry.kind) {
    case HistoryKind::Undo:
        return HistoryModel::tr("Undo: %1").arg(entry.label);
    case HistoryKind::Redo:
        return HistoryModel::tr("Redo: %1").arg(entry.label);
    case HistoryKind::Edit:
        break;
    }
    return entry.label;
}

int undosTo(const QList<HistoryEntry>& entries, qint64 sequence)
{
    return static_cast<int>(
        std::count_if(entries.begin(), entries.end(), [sequence](const HistoryEntry& entry) {
            return entry.kind == HistoryKind::Edit && !entry.undone && entry.sequence > sequence;
        }));
}

QString actionLabel(const QString& verb, const QString& label)
{
    if (label.isEmpty())
        return verb;
    // A name in capitals keeps them: "Undo import CPCD", "Undo LP export".
    const bool acronym = label.size() > 1 && label[1].isUpper();
    return verb + u' ' + (acronym ? label : label.left(1).toLower() + label.mid(1));
}

} // namespace antiphon
