#include "core/merge/mergeconflict.h"
#include "core/storage/value.h"

namespace antiphon {

namespace {

struct Stored
{
    QString object;
    Row key;
    QString field;
    QString mine;
    QString theirs;
};

// A cell for people: text as it is, ids and numbers as JSON has them.
QString forPeople(const QString& json, bool whole)
{
    if (whole)
        return json.isEmpty() ? QString() : QStringLiteral("the row as it is");
    const Value value = valueFromText(json);
    const auto* text = std::get_if<QString>(&value);
    return text ? *text : json;
}

QString clause(const QStringList& columns)
{
    QString joined;
    for (const QString& column : columns)
        joined += (joined.isEmpty() ? QString() : QStringLiteral(" AND ")) +
                  QStringLiteral("\"%1\" = ?").arg(column);
    return joined;
}

Result<Stored> openOne(const Connection& connection, MergeConflictId id)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT object, row_key, field, mine, theirs FROM "
                                                        "merge_conflict WHERE id = ? AND state = 'open'"));
    ANTIPHON_TRY_ASSIGN(const bool found, select.bind(1, id).step());
    if (!found)
        return fail(ErrorCode::NotFound, QStringLiteral("the open conflict %1").arg(id.toText()));
    return Stored{select.text(0), rowFromText(select.text(1)), select.text(2), select.text(3),
                  select.text(4)};
}

Result<QStringList> keyColumns(const Connection& connection, const QString& table)
{
    ANTIPHON_TRY_ASSIGN(
        auto select, connection.prepare("SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY cid"));
    select.bind(1, table);
    QStringList columns;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return columns;
        columns << select.text(0);
    }
}

Result<void> write(const Connection& connection, const QString& sql, const Row& values)
{
    ANTIPHON_TRY_ASSIGN(auto statement, RowStatement::prepare(connection, sql.toUtf8()));
    ANTIPHON_TRY(statement.run(values));
    if (connection.changes() == 0)
        return fail(ErrorCode::NotPossible, QStringLiteral("this choice"),
                    QStringLiteral("the row is not there any more"));
    return {};
}

std::optional<IdBytes> idOf(const Row& key)
{
    const auto* blob = key.size() == 1 ? std::get_if<QByteArray>(&key.front()) : nullptr;
    IdBytes id{};
    if (!blob || blob->size() != static_cast<qsizetype>(id.size()))
        return std::nullopt;
    std::copy(blob->cbegin(), blob->cend(), id.begin());
    return id;
}

// Removes the row where the choice is the removed one; sets the cell where it is the other's.
Result<void> carryOut(const Connection& connection, const Stored& stored, MergeChoice choice)
{
    ANTIPHON_TRY_ASSIGN(const QStringList keys, keyColumns(connection, stored.object));
    const QString where = clause(keys);
    if (stored.field.isEmpty()) {
        const bool removes = (choice == MergeChoice::Mine ? stored.mine : stored.theirs).isEmpty();
        if (!removes)
            return {};
        return write(connection, QStringLiteral("DELETE FROM \"%1\" WHERE %2").arg(stored.object, where),
                     stored.key);
    }
    if (choice == MergeChoice::Mine)
        return {};
    Row values{valueFromText(stored.theirs)};
    values.insert(values.end(), stored.key.begin(), stored.key.end());
    return write(
        connection,
        QStringLiteral("UPDATE \"%1\" SET \"%2\" = ? WHERE %3").arg(stored.object, stored.field, where),
        values);
}

} // namespace

QString conflictSubject(const MergeConflict& conflict)
{
    if (conflict.field.isEmpty())
        return conflict.label;
    return QStringLiteral("%1 of %2")
        .arg(QString(conflict.field).replace(QLatin1Char('_'), QLatin1Char(' ')), conflict.label);
}

Result<QList<MergeConflict>> openConflicts(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT id, merged_at, file, object, field, label, mine, theirs, "
                                           "row_key FROM merge_conflict WHERE state = 'open' ORDER BY id"));
    QList<MergeConflict> conflicts;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return conflicts;
        MergeConflict conflict;
        conflict.id = select.id<MergeConflictId>(0);
        conflict.mergedAt = select.integer(1);
        conflict.file = select.text(2);
        conflict.object = select.text(3);
        conflict.field = select.text(4);
        conflict.label = select.text(5);
        conflict.mine = forPeople(select.text(6), conflict.field.isEmpty());
        conflict.theirs = forPeople(select.text(7), conflict.field.isEmpty());
        conflict.thing = idOf(rowFromText(select.text(8)));
        conflicts << conflict;
    }
}

QString choiceLabel(MergeChoice choice)
{
    return choice == MergeChoice::Mine ? QStringLiteral("Keep mine of a merge")
                                       : QStringLiteral("Take theirs of a merge");
}

Result<void> settleConflict(const Connection& connection, MergeConflictId id, MergeChoice choice)
{
    ANTIPHON_TRY_ASSIGN(const Stored stored, openOne(connection, id));
    const auto done = carryOut(connection, stored, choice);
    if (!done && done.error().code == ErrorCode::Internal)
        return fail(ErrorCode::NotPossible, QStringLiteral("this choice"),
                    QStringLiteral("other rows depend on it (%1)").arg(done.error().detail));
    if (!done)
        return done;
    ANTIPHON_TRY_ASSIGN(auto mark, connection.prepare("UPDATE merge_conflict SET state = ? WHERE id = ?"));
    const bool mine = choice == MergeChoice::Mine;
    return mark.bind(1, mine ? QStringLiteral("mine") : QStringLiteral("theirs")).bind(2, id).run();
}

Result<void> resolveConflict(const Connection& connection, const Actor& actor, MergeConflictId id,
                             MergeChoice choice)
{
    return EditHistory(connection).record(actor, choiceLabel(choice), [&] {
        return settleConflict(connection, id, choice);
    });
}

} // namespace antiphon
