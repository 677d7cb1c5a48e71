#include "core/merge/mergehistory.h"

namespace antiphon {

namespace {

Row keyOf(const RowChange& change)
{
    const auto& cells = change.sign == '+' ? change.after : change.before;
    Row key;
    for (std::size_t i = 0; i < change.isKey.size(); ++i) {
        if (change.isKey[i])
            key.push_back(cells[i].value_or(Value()));
    }
    return key;
}

// Keeps what each cell was before the first change to it.
void remember(Touched& touched, const RowChange& change)
{
    auto [row, isNew] = touched[change.table].try_emplace(keyOf(change));
    RowThen& then = row->second;
    if (isNew)
        then.existed = change.sign != '+';
    if (!then.existed || change.sign == '+')
        return;
    then.cells.resize(std::max(then.cells.size(), change.before.size()));
    for (std::size_t i = 0; i < change.before.size(); ++i) {
        if (!then.cells[i])
            then.cells[i] = change.before[i];
    }
}

} // namespace

Result<MergeSync> findSync(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(
        const qint64 common,
        connection.integer(
            "SELECT coalesce(max(sequence), 0) FROM main.history WHERE sequence < coalesce((SELECT "
            "m.sequence FROM main.history AS m LEFT JOIN other.history AS o ON o.sequence = m.sequence AND "
            "(o.id, o.kind, o.label, o.actor, o.at, o.target, o.changeset) = "
            "(m.id, m.kind, m.label, m.actor, m.at, m.target, m.changeset) WHERE o.id IS NULL "
            "ORDER BY m.sequence LIMIT 1), 9223372036854775807)"));
    ANTIPHON_TRY_ASSIGN(
        const qint64 taken,
        connection.integer("SELECT max(o.sequence) FROM main.merge_point AS p JOIN other.history AS o ON "
                           "o.id = p.entry"));
    MergeSync sync{common > 0 || taken > 0, std::max(common, taken), common, common};
    ANTIPHON_TRY_ASSIGN(
        const qint64 knowsMerges,
        connection.integer("SELECT count(*) FROM other.sqlite_master WHERE name = 'merge_point'"));
    if (knowsMerges == 0)
        return sync;
    ANTIPHON_TRY_ASSIGN(auto given,
                        connection.prepare("SELECT m.sequence, p.sequence FROM other.merge_point AS p JOIN "
                                           "main.history AS m ON m.id = p.entry ORDER BY m.sequence DESC "
                                           "LIMIT 1"));
    ANTIPHON_TRY_ASSIGN(const bool wasGiven, given.step());
    if (wasGiven && given.integer(0) > common)
        return MergeSync{true, sync.theirsKnown, given.integer(0), given.integer(1)};
    return sync;
}

Result<Touched> touchedSince(const Connection& connection, const QByteArray& file, qint64 sequence,
                             MergeWatch& watch)
{
    // What an undo or a redo changed is its edit's.
    const QByteArray sql = "SELECT h.kind, CASE h.kind WHEN 0 THEN h.changeset ELSE e.changeset END FROM " +
                           file + ".history AS h LEFT JOIN " + file +
                           ".history AS e ON e.sequence = h.target WHERE h.sequence > ? ORDER BY h.sequence";
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare(sql.toStdString()));
    select.bind(1, sequence);
    Touched touched;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return touched;
        ANTIPHON_TRY(watch.step());
        const bool isUndo = select.integer(0) == 1;
        ANTIPHON_TRY(forEachRowChange(select.blob(1), isUndo,
                                      [&touched](const RowChange& change) { remember(touched, change); }));
    }
}

} // namespace antiphon
