// One dialogue as it stands in a file of each format.
#pragma once

#include "core/corpus/corpusexport.h"

namespace antiphon {

// What stands before the first record; a JSON list's brackets and commas are the caller's.
QByteArray recordsHead(ExportFormat format);
// The record with its line end, except in a JSON list. Errors: of SQLite.
Result<QByteArray> exportRecord(const Connection& connection, const Dialogue& dialogue, ExportFormat format);

} // namespace antiphon
