// Full-text search over the turns that are published.
#pragma once

#include "core/base/result.h"
#include "core/base/textposition.h"
#include "core/corpus/dialogue.h"
#include "core/storage/connection.h"

#include <optional>

namespace antiphon {

// A turn that a search found.
struct TurnHit
{
    DialogueId dialogue;
    SourceId source;
    TurnId turn;
    QString externalId; // of the dialogue
    int position = 0;   // of the turn in its dialogue, from 0
    Role role = Role::User;
    QString snippet;       // some words around the hits, "…" where the text goes on
    QList<TextSpan> marks; // the hits in the snippet, in code points
    double score = 0;      // BM25, the more the better
};

// What a search found in one turn of a dialogue.
struct TurnMarks
{
    TurnId turn;
    int position = 0;
    QList<TextSpan> marks; // in the turn's text, in code points, ascending
    DialogueId dialogue = {};
};

// Of more turns than this, the first ones in the order of import are ranked: a word that stands in so many
// tells little of any, and ranking them all takes longer than a person waits.
inline constexpr qint64 turnsRanked = 2'000;

struct FoundTurns
{
    qint64 turns = 0;    // that hold what was typed, all of them
    QList<TurnHit> hits; // some of them, best first
    qint64 ranked() const { return std::min(turns, turnsRanked); }
};

// Hits [offset, offset + limit) of those that are ranked, best first (BM25); `typed`
// as in fullTextQuery(). Nothing for a text without a word.
Result<FoundTurns> searchTurns(const Connection& connection, const QString& typed,
                               std::optional<SourceId> source = {}, int limit = 100, qint64 offset = 0);
// Where `typed` stands in a dialogue, turn by turn; turns without a hit are left out.
Result<QList<TurnMarks>> marksInDialogue(const Connection& connection, DialogueId dialogue,
                                         const QString& typed);

// The nearest turn of the source behind or before `from` that `typed` finds, in the order in which its turns
// came into the project, whichever dialogue it is of. Nothing where there is none.
Result<std::optional<TurnMarks>> nextTurnHit(const Connection& connection, const QString& typed, TurnId from,
                                             Direction direction);

} // namespace antiphon
