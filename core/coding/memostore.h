// Memos in the project file. The only place with SQL about them. Whatever changes something is called inside
// EditHistory::record or ProjectSession::edit.
#pragma once

#include "core/coding/coding.h"
#include "core/storage/connection.h"

namespace antiphon {

// A null id and times are filled in. Errors: InvalidValue for an empty text.
Result<MemoId> addMemo(const Connection& connection, Memo memo);
// Errors: InvalidValue for an empty text; NotFound.
Result<void> changeMemo(const Connection& connection, MemoId memo, const QString& text);
Result<void> deleteMemo(const Connection& connection, MemoId memo);
// A coder's memos on one thing (the project: null bytes), oldest first.
Result<QList<Memo>> memosOf(const Connection& connection, MemoTarget kind, const IdBytes& target,
                            CoderId coder);
// How many memos a coder has on each turn of a dialogue.
Result<QHash<TurnId, int>> memoCounts(const Connection& connection, DialogueId dialogue, CoderId coder);

} // namespace antiphon
