// The codebook in the project file. The only place with SQL about codes. Whatever changes it is called inside
// EditHistory::record or ProjectSession::edit.
#pragma once

#include "core/coding/code.h"
#include "core/storage/connection.h"

namespace antiphon {

// All codes in the order of the tree: by facet, a code before those in it, siblings by place, then name.
Result<QList<Code>> readCodes(const Connection& connection);

// A null id is filled in. Errors: those of checkCode.
Result<CodeId> addCode(const Connection& connection, Code code);
// Replaces everything of the code with its id. Errors: NotFound; those of checkCode.
Result<void> changeCode(const Connection& connection, const Code& code);
// Deletes it with its relations, properties, memos and whatever else names it. Errors: NotPossible while
// codings use the code, or codes lie in it; NotFound.
Result<void> deleteUnusedCode(const Connection& connection, CodeId code);

} // namespace antiphon
