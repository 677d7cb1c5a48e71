#include "core/storage/purge.h"

#include "core/storage/edithistory.h"

namespace antiphon {

Result<qint64> forgetChanges(const Connection& connection, const QStringList& tables, const IdBytes& owner)
{
    ANTIPHON_TRY(connection.execute("PRAGMA secure_delete = ON"));
    ANTIPHON_TRY(EditHistory(connection).dropRedoable());
    // A changeset holds the names of its tables and the values of its rows as they are.
    ANTIPHON_TRY_ASSIGN(
        auto forget, connection.prepare("UPDATE history SET changeset = x'' WHERE instr(changeset, ?1) > 0 "
                                        "AND instr(changeset, CAST(?2 AS BLOB)) > 0"));
    qint64 acts = 0;
    for (const QString& table : tables) {
        ANTIPHON_TRY(forget.bind(1, owner).bind(2, table).run());
        acts += connection.changes();
    }
    return acts;
}

Result<bool> purgeDeleted(const Connection& connection)
{
    ANTIPHON_TRY(connection.execute("PRAGMA secure_delete = ON; VACUUM"));
    ANTIPHON_TRY_ASSIGN(auto checkpoint, connection.prepare("PRAGMA wal_checkpoint(TRUNCATE)"));
    ANTIPHON_TRY_ASSIGN(const bool told, checkpoint.step());
    return told && checkpoint.integer(0) == 0;
}

} // namespace antiphon
