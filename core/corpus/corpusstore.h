// Sources, dialogues and turns in the project file. The only place with SQL about them.
#pragma once

#include "core/base/result.h"
#include "core/corpus/dialogue.h"
#include "core/storage/connection.h"

#include <memory>
#include <optional>

namespace antiphon {

// Writes the dialogues of one new source in batches, invisible until finish(). A writer that is destroyed
// before it is finished leaves rows in state 'importing', which discardUnfinished() deletes.
class SourceWriter
{
public:
    // Errors: AlreadyExists when a ready source has that name; those of SQLite.
    static Result<SourceWriter> begin(const Connection& connection, const Source& source);
    // Goes on with a source in state 'importing' (a stopped run); dialogues already there stay.
    static Result<SourceWriter> resume(const Connection& connection, SourceId source);
    SourceWriter(SourceWriter&&) noexcept;
    SourceWriter& operator=(SourceWriter&&) noexcept;
    ~SourceWriter();

    SourceId sourceId() const;
    // Adds a dialogue at `ordinal` (from 0, unique in the source); null ids of it and its turns are filled
    // in. Commits by itself every 500 dialogues. `alongside` runs in the same transaction (a run's item row).
    // Errors: AlreadyExists when the external id is there already.
    Result<DialogueId> add(const Dialogue& dialogue, qint64 ordinal);
    Result<void> addTracks(const QList<SourceTrack>& tracks); // the first facts of a track stay
    Result<void> commitBatch();
    // Commits, counts, and leaves the source in state 'importing'; publishing it is the caller's recorded
    // edit.
    Result<Source> finish();

private:
    struct Parts;
    explicit SourceWriter(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

// Sets the state of a source; call it inside EditHistory::record.
Result<void> setSourceState(const Connection& connection, SourceId source, SourceState state);
// Deletes a source in state 'importing' with all that it owns, in short transactions.
Result<void> deleteUnfinishedSource(const Connection& connection, SourceId source);

Result<QList<Source>> readySources(const Connection& connection);
Result<std::optional<Source>> sourceByName(const Connection& connection, const QString& name);

enum class DialogueSort { Place, ExternalId, Turns, Tracks };
struct DialogueQuery
{
    std::optional<SourceId> source; // empty: all ready sources
    QString search;                 // full text over turns; empty: no restriction
    DialogueSort sort = DialogueSort::Place;
    bool descending = false;
};
Result<qint64> countDialogues(const Connection& connection, const DialogueQuery& query);
// Rows [offset, offset + limit) of the query's result.
Result<QList<DialogueSummary>> dialoguePage(const Connection& connection, const DialogueQuery& query,
                                            qint64 offset, int limit);
Result<Dialogue> readDialogue(const Connection& connection, DialogueId id);
Result<std::optional<DialogueId>> dialogueByExternalId(const Connection& connection, SourceId source,
                                                       const QString& externalId);
// The ids of a source's dialogues in their order.
Result<QList<DialogueId>> dialogueIds(const Connection& connection, SourceId source);
// Facts of the tracks that a dialogue mentions, by external id; unknown ones are left out.
Result<QHash<QString, SourceTrack>> tracksOf(const Connection& connection, const Dialogue& dialogue);

} // namespace antiphon
