// Codings as tables for other programs.
#pragma once

#include "core/coding/codingstore.h"

namespace antiphon {

// One row a coding: source, dialogue, turn (from 1; of an exchange the one that opens it, of a dialogue
// empty), role, target (span, turn, exchange or dialogue), begin and end of a span (code points from 0, half
// open), facet, code, coder, origin, quote (the words of a span, the text of a turn), text of the turn. Can
// be imported again.
QByteArray codingsCsv(const QList<CodedTurn>& turns);

// One row a turn and coder: source, dialogue, turn, role, coder, then one column a code ("intent:add_filter")
// with 1 where the turn or words of it have it and 0 where they have not, also where they never may. `turns`
// in the order of codedTurns without a limit; categories have no column, codings of exchanges and dialogues
// no row.
QByteArray codingsMatrix(const QList<CodedTurn>& turns, const QList<Code>& codes);

} // namespace antiphon
