// The history of one row.
#pragma once

#include "core/storage/edithistory.h"
#include "core/storage/value.h"

namespace antiphon {

// The edits that changed the row of `table` with that key (in the order of the table's columns), newest
// first; those that were undone are marked so. Reads the changesets of all edits of the table. Errors: those
// of SQLite.
Result<QList<HistoryEntry>> editsOfRow(const Connection& connection, const QString& table, const Row& key);

} // namespace antiphon
