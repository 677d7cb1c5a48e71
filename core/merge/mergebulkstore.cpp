#include "core/merge/mergebulk.h"

namespace antiphon {

namespace {

struct OwnerStatements
{
    RowStatement mine;
    RowStatement theirs;
    RowStatement insert;
};

QByteArray marks(qsizetype count)
{
    return QByteArray("?, ").repeated(count).chopped(2);
}

Result<OwnerStatements> ownerStatements(const Connection& connection, const MergeTable& table)
{
    const QByteArray columns = columnList(table.columns);
    const QByteArray name = quoted(table.name);
    const QByteArray select = "SELECT " + columns + " FROM ";
    ANTIPHON_TRY_ASSIGN(auto mine,
                        RowStatement::prepare(connection, select + "main." + name + " WHERE id = ?"));
    ANTIPHON_TRY_ASSIGN(auto theirs,
                        RowStatement::prepare(connection, select + "other." + name + " WHERE id = ?"));
    ANTIPHON_TRY_ASSIGN(
        auto insert, RowStatement::prepare(connection, "INSERT INTO main." + name + " (" + columns +
                                                           ") VALUES (" + marks(table.columns.size()) + ")"));
    return OwnerStatements{std::move(mine), std::move(theirs), std::move(insert)};
}

// Lists the owners in temp.merge_new and makes those that are not here.
Result<void> copyOwners(const Connection& connection, const MergeTable& table, const TouchedRows& touched,
                        CopiedBulk& copied)
{
    const QString working = workingState(table.name);
    const auto state = table.column(QStringLiteral("state"));
    if (working.isEmpty() || !state)
        return {};
    ANTIPHON_TRY_ASSIGN(OwnerStatements owners, ownerStatements(connection, table));
    ANTIPHON_TRY_ASSIGN(auto list,
                        RowStatement::prepare(connection, "INSERT INTO temp.merge_new (id) VALUES (?)"));
    for (const auto& [key, then] : touched) {
        ANTIPHON_TRY_ASSIGN(auto theirs, owners.theirs.first(key));
        const bool isUnfinished = theirs && (*theirs)[*state] == Value(working);
        if (!theirs || (isUnfinished && table.name != QLatin1String("study")))
            continue;
        ANTIPHON_TRY_ASSIGN(const auto mine, owners.mine.first(key));
        ANTIPHON_TRY(list.run(key)); // also where both rows are equal: each may have added as many
        if (mine)
            continue;
        (*theirs)[*state] = working;
        ANTIPHON_TRY(owners.insert.run(*theirs));
        copied.owners[table.name].insert(key);
    }
    return {};
}

// The number that an integer key counts is each file's own.
QStringList copiedColumns(const MergeTable& table)
{
    QStringList columns = table.columns;
    if (table.key.size() == 1 &&
        table.columns.at(static_cast<qsizetype>(table.key[0])) == QLatin1String("number"))
        columns.removeAt(static_cast<qsizetype>(table.key[0]));
    return columns;
}

Result<qint64> copyTable(const Connection& connection, const MergeTable& table)
{
    const QByteArray name = quoted(table.name);
    const QByteArray columns = columnList(copiedColumns(table));
    const QByteArray owner =
        quoted(table.columns.at(static_cast<qsizetype>(table.references.front().column)));
    QByteArray which = owner + " IN (SELECT id FROM temp.merge_new)";
    QByteArray insert = "INSERT OR IGNORE INTO main.";
    if (table.column(QStringLiteral("id"))) {
        // Every row that is not here must come, or the whole fails: a place that is taken is no reason to
        // drop.
        ANTIPHON_TRY(connection.execute(QByteArray("INSERT INTO temp.merge_new (id) SELECT id FROM other." +
                                                   name + " WHERE " + which +
                                                   " AND id NOT IN (SELECT id FROM main." + name + ")")
                                            .constData()));
        which += " AND id IN (SELECT id FROM temp.merge_new)";
        insert = "INSERT INTO main.";
    }
    const QByteArray sql =
        insert + name + " (" + columns + ") SELECT " + columns + " FROM other." + name + " WHERE " + which;
    ANTIPHON_TRY(connection.execute(sql.constData()));
    return connection.changes();
}

bool isTaken(const Error& error)
{
    return error.code == ErrorCode::Internal && error.detail.startsWith(QLatin1String("UNIQUE"));
}

} // namespace

Result<CopiedBulk> copyBulkRows(const Connection& connection, const MergeSchema& schema,
                                const Touched& theirs)
{
    CopiedBulk copied;
    ANTIPHON_TRY(
        connection.execute("PRAGMA defer_foreign_keys = ON; DROP TABLE IF EXISTS temp.merge_new; "
                           "CREATE TEMP TABLE merge_new (id BLOB PRIMARY KEY NOT NULL) WITHOUT ROWID"));
    for (const MergeTable& table : schema.recorded)
        ANTIPHON_TRY(copyOwners(connection, table, theirs.value(table.name), copied));
    for (const MergeTable& table : schema.bulk) {
        if (table.name == QLatin1String("unblinding"))
            continue;
        const auto count = copyTable(connection, table);
        if (!count && isTaken(count.error()))
            return fail(
                ErrorCode::NotPossible, QStringLiteral("merging"),
                QStringLiteral("both copies added to the same source or run; %1").arg(count.error().detail));
        if (!count)
            return fail(count.error());
        if (*count > 0)
            copied.rows[table.name] = *count;
    }
    ANTIPHON_TRY(connection.execute("INSERT INTO turn_text (rowid, text) SELECT number, text FROM main.turn "
                                    "WHERE id IN (SELECT id FROM temp.merge_new) AND text <> ''"));
    return copied;
}

Result<void> copyUnblindings(const Connection& connection)
{
    return connection.execute(
        "INSERT INTO main.unblinding (study, at, actor, reason) "
        "SELECT study, at, actor, reason FROM other.unblinding WHERE study IN "
        "(SELECT id FROM main.study) "
        "EXCEPT SELECT study, at, actor, reason FROM main.unblinding; "
        // The log of a study that is new here; two logs of one study are not one.
        "INSERT INTO main.study_log_end SELECT * FROM other.study_log_end WHERE study "
        "IN (SELECT id FROM main.study) AND study NOT IN (SELECT study FROM main.study_log); "
        "INSERT INTO main.study_log SELECT * FROM other.study_log WHERE study IN "
        "(SELECT id FROM main.study) AND study NOT IN (SELECT study FROM main.study_log); "
        "INSERT OR IGNORE INTO main.study_seal SELECT * FROM other.study_seal WHERE study "
        "IN (SELECT id FROM main.study)");
}

} // namespace antiphon
