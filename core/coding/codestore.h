// The codebook in the project file. The only place with SQL about codes. Whatever changes it is called inside
// EditHistory::record or ProjectSession::edit.
#pragma once

#include "core/coding/code.h"
#include "core/storage/connection.h"

namespace antiphon {

// All codes by facet, then place, then name; categories before the codes that they group do not matter.
Result<QList<Code>> readCodes(const Connection& connection);

// A null id is filled in. Errors: those of checkCode.
Result<CodeId> addCode(const Connection& connection, Code code);
// Replaces everything of the code with its id. Errors: NotFound; those of checkCode.
Result<void> changeCode(const Connection& connection, const Code& code);
// Errors: NotPossible while codings use the code, or codes lie in it.
Result<void> deleteUnusedCode(const Connection& connection, CodeId code);

} // namespace antiphon
