// Codings that change their code, or go, many at once. Called inside EditHistory::record or
// ProjectSession::edit.
#pragma once

#include "core/coding/codemerge.h"
#include "core/storage/connection.h"

namespace antiphon {

struct RecodeOutcome
{
    qint64 moved = 0;    // codings that have the new code now
    qint64 replaced = 0; // codings that went, as another one says the same
    qint64 joined = 0;   // codings that cover more than before
    bool operator==(const RecodeOutcome&) const = default;
};

// All codings of some codes, by all coders or by one.
Result<QList<MergeCoding>> codingsOfCodes(const Connection& connection, const QList<CodeId>& codes,
                                          std::optional<CoderId> coder = {});
// Carries out a plan. Memos on a coding that goes, and links to it, pass to the one that stays.
Result<RecodeOutcome> carryOut(const Connection& connection, const MergePlan& plan, CodeId target);

// Gives codings another code; place, span, memos and time stay. Where the coder has the same thing under that
// code already, one stays, the earliest. Errors: NotFound for an unknown coding or code; NotPossible for a
// category, or a code that does not go on a turn concerned.
Result<RecodeOutcome> recodeCodings(const Connection& connection, const QList<CodingId>& codings, CodeId to);

struct RemovalOutcome
{
    qint64 codes = 0;
    qint64 codings = 0;
    qint64 memos = 0;
};
// Takes codings off, with the memos on them. Errors: NotFound.
Result<RemovalOutcome> removeCodings(const Connection& connection, const QList<CodingId>& codings);

// A code that a part of the codings of another goes to.
struct SplitPart
{
    Code code; // a null id: a new one, placed behind the code that is split
    QList<CodingId> codings;
};
// Splits a code: each part takes its codings. Verdicts, relations and memos on the code stay with it. Errors:
// InvalidValue without a part or with a part that has no coding; NotFound for codings that are not the
// code's; those of addCodeAt and recodeCodings.
Result<RecodeOutcome> splitCode(const Connection& connection, CodeId code, const QList<SplitPart>& parts);

} // namespace antiphon
