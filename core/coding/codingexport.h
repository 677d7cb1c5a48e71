// Codings as tables for other programs.
#pragma once

#include "core/coding/codingstore.h"

namespace antiphon {

// One row a coding: source, dialogue, turn (from 1), role, facet, code, coder, origin, text. Can be imported
// again.
QByteArray codingsCsv(const QList<CodedTurn>& turns);

// One row a turn and coder: source, dialogue, turn, role, coder, then one column a code ("intent:add_filter")
// with 1 where the turn has it and 0 where it has not, also where it never may. `turns` in the order of
// codedTurns without a limit; categories have no column.
QByteArray codingsMatrix(const QList<CodedTurn>& turns, const QList<Code>& codes);

} // namespace antiphon
