// What was settled on, in the project file. Whatever changes something is called inside EditHistory::record
// or ProjectSession::edit.
#pragma once

#include "core/reliability/adjudication.h"
#include "core/reliability/roundstore.h"

namespace antiphon {

// Errors of all below: NotPossible for a round that is open, since its coders are blind.

// In the order of the corpus. Coders differ where their sets of codes on a turn and its words differ.
Result<QList<DisputedTurn>> disputedTurns(const Connection& connection, const CodingRound& round,
                                          const CancelToken& cancel = {});
Result<Settlement> settlementOf(const Connection& connection, const CodingRound& round,
                                const CancelToken& cancel = {});

// Both from one reading.
struct RoundOutcome
{
    QList<DisputedTurn> disputed;
    Settlement settlement;
};
Result<RoundOutcome> outcomeOf(const Connection& connection, const CodingRound& round,
                               const CancelToken& cancel = {});

// Settles a turn, anew where it was settled before: the codes become codings of the round's settled coder,
// with the round, the side and who decided as their origin; nobody's own codings change. Where several coders
// put a code that is taken, the words it covers are the first one's, in the order of the turn's sides. Errors
// besides: InvalidValue for a side that the turn has not; NotFound; those of addCoding.
Result<void> settle(const Connection& connection, const CodingRound& round, const DisputedTurn& turn,
                    const Adjudication& decision);
// Takes it back.
Result<void> unsettle(const Connection& connection, const CodingRound& round, TurnId turn);
// Takes over the codes of every turn on which all coders agree. Returns how many codings are new.
Result<qint64> takeOverAgreed(const Connection& connection, const CodingRound& round,
                              const CancelToken& cancel = {});

} // namespace antiphon
