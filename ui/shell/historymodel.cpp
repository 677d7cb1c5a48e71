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
    case IsReachableRole:
        return entry.kind == HistoryKind::Edit && !entry.overtaken;
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

QString historyObjectName(const QString& table)
{
    static const QHash<QString, const char*> names{
        {QStringLiteral("answer"), QT_TRANSLATE_NOOP("HistoryModel", "Answers")},
        {QStringLiteral("cascade"), QT_TRANSLATE_NOOP("HistoryModel", "Cascades")},
        {QStringLiteral("answer_order"), QT_TRANSLATE_NOOP("HistoryModel", "Order of answers")},
        {QStringLiteral("catalogue"), QT_TRANSLATE_NOOP("HistoryModel", "Catalogues")},
        {QStringLiteral("code"), QT_TRANSLATE_NOOP("HistoryModel", "Codes")},
        {QStringLiteral("code_place"), QT_TRANSLATE_NOOP("HistoryModel", "Places on the canvas")},
        {QStringLiteral("code_property"), QT_TRANSLATE_NOOP("HistoryModel", "Properties")},
        {QStringLiteral("code_reference"), QT_TRANSLATE_NOOP("HistoryModel", "Second parents")},
        {QStringLiteral("code_relation"), QT_TRANSLATE_NOOP("HistoryModel", "Relations")},
        {QStringLiteral("coder"), QT_TRANSLATE_NOOP("HistoryModel", "Coders")},
        {QStringLiteral("coding"), QT_TRANSLATE_NOOP("HistoryModel", "Codings")},
        {QStringLiteral("comparison"), QT_TRANSLATE_NOOP("HistoryModel", "Comparisons")},
        {QStringLiteral("endpoint"), QT_TRANSLATE_NOOP("HistoryModel", "Endpoints")},
        {QStringLiteral("item_limit"), QT_TRANSLATE_NOOP("HistoryModel", "Tracks shown")},
        {QStringLiteral("memo"), QT_TRANSLATE_NOOP("HistoryModel", "Memos")},
        {QStringLiteral("memo_link"), QT_TRANSLATE_NOOP("HistoryModel", "Evidence of memos")},
        {QStringLiteral("packet"), QT_TRANSLATE_NOOP("HistoryModel", "Packets")},
        {QStringLiteral("packet_design"), QT_TRANSLATE_NOOP("HistoryModel", "Designs of packets")},
        {QStringLiteral("packet_item"), QT_TRANSLATE_NOOP("HistoryModel", "Items of packets")},
        {QStringLiteral("plan_set"), QT_TRANSLATE_NOOP("HistoryModel", "Plans")},
        {QStringLiteral("prompt"), QT_TRANSLATE_NOOP("HistoryModel", "Prompts")},
        {QStringLiteral("proposition"), QT_TRANSLATE_NOOP("HistoryModel", "Propositions")},
        {QStringLiteral("proposition_code"), QT_TRANSLATE_NOOP("HistoryModel", "Codes of propositions")},
        {QStringLiteral("proposition_evidence"),
         QT_TRANSLATE_NOOP("HistoryModel", "Evidence of propositions")},
        {QStringLiteral("rater_decision"), QT_TRANSLATE_NOOP("HistoryModel", "Decisions about raters")},
        {QStringLiteral("recipe"), QT_TRANSLATE_NOOP("HistoryModel", "Recipes")},
        {QStringLiteral("run"), QT_TRANSLATE_NOOP("HistoryModel", "Runs")},
        {QStringLiteral("sampling_choice"), QT_TRANSLATE_NOOP("HistoryModel", "Choices of dialogues")},
        {QStringLiteral("source"), QT_TRANSLATE_NOOP("HistoryModel", "Sources")},
        {QStringLiteral("study"), QT_TRANSLATE_NOOP("HistoryModel", "Studies")},
        {QStringLiteral("study_item"), QT_TRANSLATE_NOOP("HistoryModel", "Items of studies")},
        {QStringLiteral("study_role"), QT_TRANSLATE_NOOP("HistoryModel", "Checks on raters")},
        {QStringLiteral("study_source"), QT_TRANSLATE_NOOP("HistoryModel", "Conditions")},
        {QStringLiteral("suggestion_verdict"), QT_TRANSLATE_NOOP("HistoryModel", "Verdicts on suggestions")},
        {QStringLiteral("theory"), QT_TRANSLATE_NOOP("HistoryModel", "Core category")},
    };
    const char* name = names.value(table);
    return name ? HistoryModel::tr(name) : table;
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
