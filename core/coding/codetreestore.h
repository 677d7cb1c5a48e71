// The tree of codes in the project file: places and second places. Whatever changes it is called inside
// EditHistory::record or ProjectSession::edit, so that it is one step of undo.
#pragma once

#include "core/coding/codetree.h"
#include "core/storage/connection.h"

namespace antiphon {

Result<QList<CodeReference>> readCodeReferences(const Connection& connection);
Result<Codebook> readCodebook(const Connection& connection);
// How many codings of turns and spans lie on each role, by all coders; exchanges and dialogues take every
// code.
Result<CodedRoles> codedRoles(const Connection& connection, const QList<CodeId>& codes);

// Writes what differs from what is stored: places and fields of codes that both have, and references. Neither
// adds nor deletes codes.
Result<void> writeCodebook(const Connection& connection, const Codebook& before, const Codebook& after);

// Errors of these three: those of moveNodes, referToCodes and withoutReference.
Result<TreeMove> moveCodes(const Connection& connection, const QList<CodeNode>& nodes, const CodePlace& to);
Result<void> addCodeReferences(const Connection& connection, const QList<CodeId>& codes, const CodePlace& to);
Result<void> removeCodeReference(const Connection& connection, CodeReferenceId reference);

// Adds a code at a place. Errors: those of withCode.
Result<CodeId> addCodeAt(const Connection& connection, Code code, const CodePlace& at);
// Replaces the fields of a code; where its parent or facet differs it moves there, to the end, with all that
// lies in it. Errors: NotFound; those of checkCode and moveNodes.
Result<void> saveCode(const Connection& connection, const Code& code);
Result<void> colourCodes(const Connection& connection, const QList<CodeId>& codes, int colour);

} // namespace antiphon
