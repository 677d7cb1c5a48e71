// What each table holds of a study, as digests that its log keeps: so that a row that is changed, taken out
// or put in behind the program's back is found.
#pragma once

#include "core/rating/studylog.h"
#include "core/storage/connection.h"

namespace antiphon {

// Tables of a study that only its acts change: "study", "study_source", "study_item", "study_item_dialogue",
// "study_role", "item_limit", "study_seal", "unblinding".
QStringList studyTables();
// Of them those that tell which item is what; they are written when a study is frozen, sealed and opened.
QStringList keyTables();

// 32 random bytes in hex, for the facts of a new study. While the key is in the project, digests are salted,
// as the log stays there when the key leaves with the salt: nobody finds a key of few items by trying.
QString drawTableSalt();
// The study's; empty once its key is sealed outside of the project.
QString tableSalt(const Study& study);

// Adds the digests of `tables` to the facts of an act. Call it after the act's changes. Errors: of SQLite.
Result<void> addTables(QJsonObject& facts, const Connection& connection, const Study& study,
                       const QStringList& tables);
// The same for a packet, its order and its design.
Result<void> addPacketTables(QJsonObject& facts, const Connection& connection, const Study& study,
                             PacketId packet);

// Which tables no longer hold what the log told last, a clause each. Errors: of SQLite.
Result<QStringList> changedTables(const Connection& connection, const Study& study,
                                  const QList<LogEntry>& log);

// SHA-256 over the salt and the rows of a query whose only parameter is `id`, in the order of their texts.
Result<QString> digestOfRows(const Connection& connection, const QByteArray& sql, const IdBytes& id,
                             const QString& salt = {});

} // namespace antiphon
