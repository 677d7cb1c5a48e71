// Versions of prompts and phrases in the project file. The only place with SQL about them. What changes them
// is called inside EditHistory::record or ProjectSession::edit.
#pragma once

#include "core/generation/textversion.h"
#include "core/storage/edithistory.h"

namespace antiphon {

// Of that kind, by name, the newest first. Without those that ship. Errors: those of SQLite.
Result<QList<TextVersion>> textVersions(const Connection& connection, TextKind kind);

// Keeps a version whole; a null id, digest, actor and time are filled in. Errors: those of SQLite (an id or a
// number that is taken).
Result<TextVersion> addTextVersion(const Connection& connection, const Actor& actor, TextVersion version);
// Runs that used it keep its text. Errors: NotFound.
Result<void> removeTextVersion(const Connection& connection, TextVersionId version);

// What somebody is writing under a name, safe from a crash and no edit of the project; nothing where there
// is none.
Result<std::optional<QByteArray>> textDraft(const Connection& connection, TextKind kind, const QString& name);
Result<void> keepTextDraft(const Connection& connection, TextKind kind, const QString& name,
                           const QByteArray& body);
Result<void> dropTextDraft(const Connection& connection, TextKind kind, const QString& name);

} // namespace antiphon
