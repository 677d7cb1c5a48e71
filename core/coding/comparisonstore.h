// Verdicts of constant comparison in the project file, and the incidents to compare. The only place with SQL
// about them. Whatever changes something is called inside EditHistory::record or ProjectSession::edit. Only
// turns of ready sources are seen.
#pragma once

#include "core/coding/comparison.h"
#include "core/storage/connection.h"

namespace antiphon {

// Above so many incidents of a code, the newest so many are compared.
inline constexpr int comparedIncidents = 3000;

// Keeps one verdict for a pair of turns, code and coder: a second one takes the place of the first. A null id
// and time are filled in. Errors: NotPossible for a turn against itself; those of SQLite.
Result<void> giveVerdict(const Connection& connection, Comparison comparison);
Result<void> deleteComparison(const Connection& connection, ComparisonId comparison);

struct CompareQuery
{
    CodeId code = {};
    CoderId coder = {};
    TurnId inHand = {};
    int limit = 50; // incidents in the answer
    int newest = comparedIncidents;
};
struct CompareAnswer
{
    Incident inHand = {};
    QList<RankedIncident> incidents = {};    // see mostDifferentFirst()
    qint64 earlier = 0;                      // how many were ranked
    QHash<TurnId, Comparison> verdicts = {}; // of the turn in hand, by the turn it was held against
    ComparisonCounts counts = {};
};
// Errors: NotFound for an unknown turn.
Result<CompareAnswer> compareIncidents(const Connection& connection, const CompareQuery& query);

Result<ComparisonCounts> comparisonCounts(const Connection& connection, CodeId code, CoderId coder);

// A coder's verdicts, newest first.
Result<QList<ComparisonRow>> comparisonsOf(const Connection& connection, CoderId coder);

} // namespace antiphon
