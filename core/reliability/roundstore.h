// Rounds of double coding in the project file. The only place with SQL about them. Whatever changes something
// is called inside EditHistory::record or ProjectSession::edit.
#pragma once

#include "core/analysis/codedcorpusstore.h"
#include "core/coding/coderstore.h"
#include "core/reliability/codinground.h"

namespace antiphon {

// Draws the dialogues and makes every coder of the round blind. Random and stratified draws leave out the
// dialogues of earlier rounds of that kind; those of kind Again take dialogues that the coder coded, and code
// under againName(). Errors: InvalidValue for an empty name, too few coders, or chosen dialogues that are
// none; AlreadyExists for a name that a round has; NotPossible where no dialogue is left, or the coder who
// codes again has no codings.
Result<CodingRound> openRound(const Connection& connection, const NewRound& asked);
// Its coders see again what they saw before, but for those of other open rounds. Errors: NotFound;
// NotPossible when it is closed.
Result<void> closeRound(const Connection& connection, RoundId round);

Result<QList<CodingRound>> allRounds(const Connection& connection); // newest first
Result<std::optional<CodingRound>> roundByName(const Connection& connection, const QString& name);

// In the order of the round.
Result<QList<RoundDialogue>> dialoguesOfRound(const Connection& connection, RoundId round, CoderId coder);
// Of each coder; a blind coder sees only herself.
Result<QList<RoundProgress>> progressOfRound(const Connection& connection, const CodingRound& round);
// Errors: NotPossible for a round that is closed, or has not that coder or dialogue.
Result<void> setFinished(const Connection& connection, RoundId round, DialogueId dialogue, CoderId coder,
                         bool finished);

// As setCoderSight(), but a coder of an open round stays blind. Errors: NotPossible, which names the round.
Result<void> setSightBetweenRounds(const Connection& connection, CoderId coder, CoderSight sight);

// What the round's coders coded in its dialogues. A coder rated the dialogues that she finished; who codes
// again is held against her first codings, wherever she coded a turn.
Result<CodedCorpus> readRound(const Connection& connection, const CodingRound& round,
                              const CancelToken& cancel = {});

} // namespace antiphon
