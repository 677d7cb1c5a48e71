// Merging and deleting codes in the project file. Called inside EditHistory::record or ProjectSession::edit.
#pragma once

#include "core/coding/recodestore.h"

namespace antiphon {

struct MergeOutcome
{
    RecodeOutcome codings;
    qint64 references = 0; // second places that went, as the target is shown there already
    qint64 relations = 0;  // relations that went: to itself, or said twice (their notes are kept)
    qint64 properties = 0; // properties renamed, as the target has one of that name
    bool operator==(const MergeOutcome&) const = default;
};

// Merges codes into `target`, by all coders. Codings as planMerge says; definition and examples as mergedCode
// says; memos, evidence, verdicts, propositions, relations, properties, second places and what lies in the
// merged codes pass to the target, and so does being the core category. Only their places on the canvas go.
// Errors: NotFound; NotPossible for a code into itself, into a category that only groups when there are
// codings, and where codings lie on turns that the target may not be on; those of moveNodes for what lies in
// them.
Result<MergeOutcome> mergeCodes(const Connection& connection, const QList<CodeId>& merged, CodeId target,
                                SpanMerge spans);

// Whether what lies in a deleted code goes too, or moves up to its place.
enum class CodesBelow { Keep, Delete };
// Deletes codes with their codings by all coders, the memos on both, and everything that names them. Errors:
// NotFound.
Result<RemovalOutcome> deleteCodes(const Connection& connection, const QList<CodeId>& codes,
                                   CodesBelow below);

} // namespace antiphon
