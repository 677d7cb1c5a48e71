// What becomes of codings when several codes become one. Pure rules; codemergestore.h writes what they
// decide.
#pragma once

#include "core/coding/coding.h"

namespace antiphon {

// What becomes of spans of one coder that overlap or touch in a turn once they have the same code.
enum class SpanMerge { KeepApart, Join };

// A coding as far as merging needs it.
struct MergeCoding
{
    CodingId id = {};
    CodeId code = {};
    CoderId coder = {};
    DialogueId dialogue = {};
    TurnId turn = {};         // null: the whole dialogue
    TextSpan span = {-1, -1}; // -1: no span
    bool exchange = false;
    TimePoint createdAt = 0;
};

struct MergePlan
{
    QList<CodingId> moved;                        // these take the target's code
    QHash<CodingId, CodingId> replaced;           // these go: the value stays for them
    QList<std::pair<CodingId, TextSpan>> widened; // these stay, over a longer span
};

// `codings` are those of the merged codes and of `target`. A coder's codings of the same thing become one,
// the earliest (by time, then id). With Join, so do her spans in a turn that overlap or touch, as far as a
// span of a merged code is among them; the one that stays covers all. Codings of `target` that meet none of
// the others are left alone.
MergePlan planMerge(const QList<MergeCoding>& codings, CodeId target, SpanMerge spans);

// `target` with what `merged` says: texts of another wording are added as paragraphs that begin with its
// name, examples where they are new, the key where the target has none. Place, name, facet and colour stay.
Code mergedCode(const Code& target, const Code& merged);

} // namespace antiphon
