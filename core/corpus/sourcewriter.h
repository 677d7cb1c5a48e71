// Writing the dialogues of a source in bulk.
#pragma once

#include "core/base/result.h"
#include "core/corpus/dialogue.h"
#include "core/storage/connection.h"
#include "core/storage/edithistory.h"

#include <functional>
#include <memory>
#include <optional>

namespace antiphon {

// Adds dialogues to a source, unseen by anybody until publishSource(). What is added is kept in memory and
// written in short transactions of up to 500 dialogues, so that the project's lock is held for moments only,
// however slowly the dialogues come. A writer that dies with its program leaves unseen rows, which
// discardUnfinished() deletes.
//
//   ANTIPHON_TRY_ASSIGN(auto writer, SourceWriter::begin(connection, source));
//   for (...) ANTIPHON_TRY(writer.add(dialogue, ordinal));
//   ANTIPHON_TRY_ASSIGN(const Source finished, writer.finish());
//   history.record(actor, label, [&] { return publishSource(connection, finished); });
class SourceWriter
{
public:
    static constexpr int batchSize = 500;

    // A new source. A null id and time are filled in. Errors: AlreadyExists when a ready source has that
    // name; of SQLite.
    static Result<SourceWriter> begin(const Connection& connection, const Source& source);
    // Goes on with a source that is there: one in state 'importing' (a stopped run), or a ready one, whose
    // new dialogues stay unseen until it is published again. Errors: NotFound, NotPossible when it was
    // removed.
    static Result<SourceWriter> resume(const Connection& connection, SourceId source);
    SourceWriter(SourceWriter&&) noexcept;
    SourceWriter& operator=(SourceWriter&&) noexcept;
    ~SourceWriter(); // drops what was not written

    SourceId sourceId() const;
    // The first place behind the dialogues that are there.
    qint64 nextOrdinal() const;
    // Adds a dialogue at `ordinal` (from 0, unique in the source, gaps allowed); null ids of it and its turns
    // are made. `alongside` runs in the transaction that writes it, for rows that belong to it (a run's
    // item). Errors: AlreadyExists when the external id is there already; those of writing a full batch.
    using Alongside = std::function<Result<void>(DialogueId)>;
    Result<DialogueId> add(Dialogue dialogue, qint64 ordinal, Alongside alongside = {});
    // Runs `write` in the transaction of the batch, in the order of the calls: for rows without a dialogue.
    Result<void> alsoWrite(std::function<Result<void>()> write);
    Result<void> addTracks(const QList<SourceTrack>& tracks); // the first facts of a track stay
    // Whether this external id is there, written or waiting.
    Result<bool> contains(const QString& externalId) const;
    // Writes what waits. Call it when dialogues come slowly and should be safe on disk.
    Result<void> commitBatch();
    // Writes what waits and counts. The source's state and, for a ready one, its counts stay as they are:
    // publishing the returned value is the caller's recorded edit.
    Result<Source> finish();
    // Deletes everything that this writer added, and the source where it began it.
    Result<void> discard();

private:
    struct Parts;
    explicit SourceWriter(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace antiphon
