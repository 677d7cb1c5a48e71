// Propositions, their evidence and open negative cases in the project file. The only place, with
// propositionevidencestore, with SQL about them. Whatever changes something is called inside
// EditHistory::record or ProjectSession::edit.
#pragma once

#include "core/coding/proposition.h"
#include "core/storage/connection.h"

namespace antiphon {

// A null id and times are filled in. Errors: InvalidValue for an empty text; NotFound for an unknown code.
Result<PropositionId> addProposition(const Connection& connection, Proposition proposition);
// Replaces text, note, state and codes. Errors: NotFound; those of addProposition.
Result<void> changeProposition(const Connection& connection, const Proposition& proposition);
// Deletes it with its evidence. Nothing where it is gone.
Result<void> removeProposition(const Connection& connection, PropositionId proposition);

// A null id and time are filled in. What the coder gave as evidence for the same proposition already takes
// the new stance, and the new note where there is one. Returns the id of what stands there now. Errors:
// NotFound for an unknown proposition; InvalidValue for a thing that is no evidence or has no id, and for a
// span without words.
Result<EvidenceId> addEvidence(const Connection& connection, PropositionEvidence evidence);
// Replaces stance, note and answer; evidence in favour has no answer. Errors: NotFound.
Result<void> changeEvidence(const Connection& connection, const PropositionEvidence& evidence);
// Says how a negative case was dealt with; an empty text opens it again. Errors: NotFound; NotPossible for
// evidence that speaks in favour.
Result<void> answerNegativeCase(const Connection& connection, EvidenceId evidence, const QString& answer);
// Nothing where it is gone.
Result<void> removeEvidence(const Connection& connection, EvidenceId evidence);

// Those of one coder (nothing: of all), in the order they were made, with their evidence counted.
Result<QList<ListedProposition>> listPropositions(const Connection& connection, std::optional<CoderId> coder);
// One as lists show it. Errors: NotFound.
Result<ListedProposition> listedProposition(const Connection& connection, PropositionId proposition);
// What speaks against a proposition first, then what speaks for it; the newest last.
Result<QList<ListedEvidence>> evidenceOf(const Connection& connection, PropositionId proposition);
// Every proposition with its evidence; for exports.
Result<QList<PropositionSheet>> propositionSheets(const Connection& connection, std::optional<CoderId> coder);

// The open negative cases of one coder (nothing: of all): evidence against propositions that were not
// dropped, without an answer; then "negative case" verdicts of constant comparison, one a turn, code and
// coder, whose turn or words of it are not yet evidence against a proposition that names the code, or none.
Result<QList<NegativeCase>> openNegativeCases(const Connection& connection, std::optional<CoderId> coder);

} // namespace antiphon
