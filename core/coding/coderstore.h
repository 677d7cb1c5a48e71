// Coders in the project file. The only place with SQL about them. Whatever changes a coder is called inside
// EditHistory::record or ProjectSession::edit.
#pragma once

#include "core/coding/coding.h"
#include "core/storage/connection.h"

namespace antiphon {

Result<QList<Coder>> allCoders(const Connection& connection); // by name
Result<std::optional<Coder>> coderByName(const Connection& connection, const QString& name);
// The coder of that name, made where there is none, with `id` where that is not null. Errors: InvalidValue
// for an empty name.
Result<Coder> ensureCoder(const Connection& connection, const QString& name, CoderId id = {});
// Errors: InvalidValue for an empty name; AlreadyExists where another coder has it; NotFound.
Result<void> renameCoder(const Connection& connection, CoderId coder, const QString& name);

// Blind: while she is the chosen one, the program shows nothing of what the others did. Sighted: it shows
// all.
enum class CoderSight { Blind, Sighted };
// Errors: NotFound; those of SQLite.
Result<void> setCoderSight(const Connection& connection, CoderId coder, CoderSight sight);

// The name of the coder whose codings the coding view shows; empty: none was chosen. A setting, not an edit.
// It stays with a coder who gets another name.
Result<QString> chosenCoder(const Connection& connection);
Result<void> setChosenCoder(const Connection& connection, const QString& name);

} // namespace antiphon
