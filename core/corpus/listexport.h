// Writing a list of dialogues, as a view shows it, to a file.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/progress.h"
#include "core/corpus/corpusstore.h"

namespace antiphon {

// Writes one row for each dialogue of `query`, in its order, as CSV with the columns dialogue, source, turns,
// tracks, first_words. The file appears when it is whole. Returns the number of rows. Errors: NotAFile,
// PermissionDenied, DiskFull, WriteFailed, Cancelled; those of SQLite.
Result<qint64> exportDialogueList(const Connection& connection, const DialogueQuery& query,
                                  const QString& path, const CancelToken& cancel = {},
                                  const ProgressSink& progress = {});

} // namespace antiphon
