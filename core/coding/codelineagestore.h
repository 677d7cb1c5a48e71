// What became of codes: which was merged into which, and which were split off which. The only place with SQL
// about it. Written by the merge and the split themselves, in the same edit, so undo takes it back with them.
#pragma once

#include "core/base/clock.h"
#include "core/coding/code.h"
#include "core/storage/connection.h"

namespace antiphon {

enum class LineageKind { Merge, Split };

struct CodeLineage
{
    CodeId from = {}; // merged: gone since
    CodeId into = {}; // the code that took it in, or that took a part of its codings
    LineageKind kind = LineageKind::Merge;
    TimePoint at = 0;
    bool operator==(const CodeLineage&) const = default;
};

// Call it inside EditHistory::record or ProjectSession::edit. Errors: those of SQLite.
Result<void> addLineage(const Connection& connection, const CodeLineage& lineage);
// In the order in which it came about. Errors: those of SQLite.
Result<QList<CodeLineage>> readLineage(const Connection& connection);

} // namespace antiphon
