// A project's own spellings of values. The only place with SQL about them.
#pragma once

#include "core/generation/aliases.h"
#include "core/storage/connection.h"

namespace antiphon {

// By value, then alias.
Result<QList<Alias>> projectAliases(const Connection& connection);
// The shipped spellings with the project's.
Result<AliasTable> aliasesOf(const Connection& connection);
// Takes the place of all the project's own. Call it inside EditHistory::record. Errors: InvalidValue for an
// empty side.
Result<void> setProjectAliases(const Connection& connection, const QList<Alias>& aliases);

} // namespace antiphon
