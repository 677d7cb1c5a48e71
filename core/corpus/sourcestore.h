// The life of a source in the project file: begun unseen, published, hidden, deleted.
#pragma once

#include "core/base/result.h"
#include "core/corpus/dialogue.h"
#include "core/storage/connection.h"
#include "core/storage/edithistory.h"

namespace antiphon {

// Writes the row of a source in state 'importing', which nobody sees. Errors: of SQLite.
Result<void> insertSource(const Connection& connection, const Source& source);
// Writes the source's origin, its counts and how far it is published; its state stays.
Result<void> writeSourceCounts(const Connection& connection, const Source& source);
// Makes a finished source seen with all that was written; call it inside EditHistory::record.
Result<void> publishSource(const Connection& connection, const Source& finished);
// Sets the state of a source; call it inside EditHistory::record.
Result<void> setSourceState(const Connection& connection, SourceId source, SourceState state);
// Hides a ready source with all its dialogues, as a recorded edit that can be undone. Errors: NotFound.
Result<Source> removeSource(const Connection& connection, const Actor& actor, const QString& name);
// Deletes a source in state 'importing' with all that it owns, in short transactions.
Result<void> deleteUnfinishedSource(const Connection& connection, SourceId source);
// Deletes what a killed import left: unseen sources of kind corpus. Spares them while an edit can be redone,
// which might show them again. Not to be called while another import into this project runs.
Result<void> discardUnfinished(const Connection& connection);
// Deletes what a source has beyond what is published: rows of a killed import that added to it, or of one
// that was undone, which can then not be redone any more.
Result<void> discardUnpublished(const Connection& connection, SourceId source);
// Deletes the dialogues of a source at places from `ordinal` on and its facts of tracks from `track` on, in
// short transactions. Not recorded: for rows that nobody has seen.
Result<void> deleteSourceRows(const Connection& connection, SourceId source, qint64 ordinal, qint64 track);

} // namespace antiphon
