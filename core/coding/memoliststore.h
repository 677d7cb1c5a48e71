// Lists of memos over the whole project, and what leads from memos to evidence and back.
#pragma once

#include "core/coding/memoexport.h"
#include "core/storage/connection.h"

namespace antiphon {

struct MemoQuery
{
    std::optional<CoderId> coder = {}; // nothing: of all coders
    QString text = {};                 // as memoFit()
    std::optional<MemoKind> kind = {};
    std::optional<MemoTarget> target = {};
    std::optional<TimePoint> since = {}; // changed at or after
    std::optional<TimePoint> until = {}; // changed before
    // On or linked to the code or one of its codings, or on a turn that the memo's coder gave it.
    std::optional<CodeId> code = {};
    bool operator==(const MemoQuery&) const = default;
};

// The memos that the query asks for: the best fits to its text first, then the newest changes.
Result<QList<ListedMemo>> listMemos(const Connection& connection, const MemoQuery& query);
// The coders who have written memos, by name.
Result<QList<Coder>> memoCoders(const Connection& connection);
// One memo as lists show it. Errors: NotFound.
Result<ListedMemo> listedMemo(const Connection& connection, MemoId memo);

// The evidence of a memo, in the order in which it was linked.
Result<QList<MemoLink>> linksOf(const Connection& connection, MemoId memo);
// The memos of that coder (nothing: of all) that rest on a thing; of a turn, also those that rest on words in
// it.
Result<QList<ListedMemo>> memosCiting(const Connection& connection, const MemoAnchor& thing,
                                      std::optional<CoderId> coder);

// The memos that the query asks for, each with its evidence; for exports.
Result<QList<MemoSheet>> memoSheets(const Connection& connection, const MemoQuery& query);

} // namespace antiphon
