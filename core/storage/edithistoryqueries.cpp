// What the history tells: its entries by actor, object, act, words and time.
#include "core/storage/edithistory.h"

namespace antiphon {

namespace {

HistoryEntry entryOf(const Statement& row)
{
    HistoryEntry entry;
    entry.sequence = row.integer(0);
    entry.kind = static_cast<HistoryKind>(row.integer(1));
    entry.label = row.text(2);
    entry.actor = row.text(3);
    entry.at = row.integer(4);
    entry.target = row.integer(5);
    entry.undone = row.integer(6) != 0;
    entry.overtaken = row.integer(6) == 2;
    entry.changes = row.integer(7);
    entry.objects = row.text(8).split(u' ', Qt::SkipEmptyParts);
    return entry;
}

// Fits one word of " coding+ memo- ".
QString objectPattern(const HistoryQuery& query)
{
    if (query.object.isEmpty() && !query.change)
        return QStringLiteral("*");
    static const QHash<HistoryChange, QString> signs{
        {HistoryChange::Added, QStringLiteral("+")},
        {HistoryChange::Changed, QStringLiteral("~")},
        {HistoryChange::Removed, QStringLiteral("-")},
    };
    return QStringLiteral("* %1%2 *")
        .arg(query.object.isEmpty() ? QStringLiteral("*") : query.object,
             query.change ? signs.value(*query.change) : QStringLiteral("[-+~]"));
}

} // namespace

Result<QList<HistoryEntry>> EditHistory::entries(const HistoryQuery& query) const
{
    ANTIPHON_TRY_ASSIGN(
        auto select,
        m_connection.prepare("SELECT sequence, kind, label, actor, at, target, undone, changes, objects "
                             "FROM history WHERE (?1 = 0 OR sequence < ?1) AND (?2 = '' OR actor = ?2) "
                             "AND (?3 < 0 OR kind = ?3) AND ' ' || objects || ' ' GLOB ?4 "
                             "AND instr(lower(label), lower(?5)) > 0 AND at >= ?6 "
                             "ORDER BY sequence DESC LIMIT ?7"));
    select.bind(1, query.before)
        .bind(2, query.actor)
        .bind(3, query.kind ? static_cast<int>(*query.kind) : -1)
        .bind(4, objectPattern(query))
        .bind(5, query.text)
        .bind(6, query.since)
        .bind(7, query.limit);
    QList<HistoryEntry> found;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return found;
        found << entryOf(select);
    }
}

Result<QStringList> EditHistory::actors() const
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        m_connection.prepare("SELECT DISTINCT actor FROM history ORDER BY actor"));
    QStringList names;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return names;
        names << select.text(0);
    }
}

Result<QStringList> EditHistory::objects() const
{
    ANTIPHON_TRY_ASSIGN(auto select, m_connection.prepare("SELECT DISTINCT objects FROM history"));
    QSet<QString> found;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            break;
        const auto words = select.text(0).split(u' ', Qt::SkipEmptyParts);
        for (const QString& word : words)
            found.insert(word.chopped(1));
    }
    QStringList inOrder = recordedTables();
    inOrder.removeIf([&found](const QString& table) { return !found.contains(table); });
    return inOrder;
}

} // namespace antiphon
