#include "core/storage/rowhistory.h"

namespace antiphon {

namespace {

Row keyOf(const RowChange& change)
{
    const auto& cells = change.sign == '+' ? change.after : change.before;
    Row key;
    for (std::size_t i = 0; i < cells.size(); ++i)
        if (change.isKey[i])
            key.push_back(cells[i].value_or(Value()));
    return key;
}

Result<bool> concerns(const QByteArray& changeset, const QString& table, const Row& key)
{
    bool found = false;
    ANTIPHON_TRY(forEachRowChange(changeset, false, [&](const RowChange& change) {
        found = found || (change.table == table && keyOf(change) == key);
    }));
    return found;
}

} // namespace

Result<QList<HistoryEntry>> editsOfRow(const Connection& connection, const QString& table, const Row& key)
{
    HistoryQuery query;
    query.kind = HistoryKind::Edit;
    query.object = table;
    ANTIPHON_TRY_ASSIGN(const QList<HistoryEntry> entries, EditHistory(connection).entries(query));
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT changeset FROM history WHERE sequence = ?"));
    QList<HistoryEntry> found;
    for (const HistoryEntry& entry : entries) {
        select.reset().bind(1, entry.sequence);
        ANTIPHON_TRY_ASSIGN(const bool there, select.step());
        if (!there)
            continue;
        ANTIPHON_TRY_ASSIGN(const bool isOfRow, concerns(select.blob(0), table, key));
        if (isOfRow)
            found << entry;
    }
    return found;
}

} // namespace antiphon
