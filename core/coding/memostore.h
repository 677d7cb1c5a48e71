// Memos and their evidence in the project file. The only place, with memoliststore and memoplacestore, with
// SQL about them. Whatever changes something is called inside EditHistory::record or ProjectSession::edit.
#pragma once

#include "core/coding/memo.h"
#include "core/storage/connection.h"

#include <QHash>

namespace antiphon {

// A null id and times are filled in. Errors: InvalidValue for an empty text, and for a target that has no id
// or, for a span, no words.
Result<MemoId> addMemo(const Connection& connection, Memo memo);
// Errors: InvalidValue for an empty text; NotFound.
Result<void> changeMemo(const Connection& connection, MemoId memo, const MemoContent& content);
// Deletes a memo with its links and what rests on it: links of other memos, evidence of propositions. Nothing
// where it is gone.
Result<void> deleteMemo(const Connection& connection, MemoId memo);

// A coder's memos on one thing (the project: null bytes), oldest first.
Result<QList<Memo>> memosOf(const Connection& connection, MemoTarget kind, const IdBytes& target,
                            CoderId coder);
// A coder's memos on a turn, on words in it and on codings of it, oldest first.
Result<QList<Memo>> memosOnTurn(const Connection& connection, TurnId turn, CoderId coder);
// How many of them each turn of a dialogue has; turns without are left out.
Result<QHash<TurnId, int>> memoCounts(const Connection& connection, DialogueId dialogue, CoderId coder);

// Says that a memo rests on a thing: false where it says so already. Errors: NotFound for an unknown memo;
// InvalidValue for the project, the journal and the memo itself, and for a thing without an id.
Result<bool> linkMemo(const Connection& connection, MemoId memo, const MemoAnchor& evidence);
// Nothing where it is gone.
Result<void> unlinkMemo(const Connection& connection, MemoLinkId link);

} // namespace antiphon
