// The logs of studies in the project: only ever added to, and outside of the edit history.
#pragma once

#include "core/rating/studylog.h"
#include "core/storage/connection.h"
#include "core/storage/edithistory.h"

namespace antiphon {

// Adds an entry at the end; part of the transaction around it. Errors: those of SQLite.
Result<LogEntry> appendToLog(const Connection& connection, StudyId study, const Actor& actor, LogAct act,
                             const QJsonObject& facts);
// In its order, as it stands: verify with faultsOfLog().
Result<QList<LogEntry>> studyLog(const Connection& connection, StudyId study);
// What is wrong with the log, a clause each: entries that were changed, taken out or cut off. Empty when it
// is whole.
Result<QStringList> faultsOfLog(const Connection& connection, StudyId study);

// SHA-256 over the packets of a study and the last link of the answers collected to each: two equal digests
// are two equal sets of data.
Result<QString> dataDigest(const Connection& connection, StudyId study);
// SHA-256 over the answers of one packet as the project holds them.
Result<QString> answersDigest(const Connection& connection, PacketId packet);
// SHA-256 over the order in which its dialogues were answered.
Result<QString> orderDigest(const Connection& connection, PacketId packet);

} // namespace antiphon
