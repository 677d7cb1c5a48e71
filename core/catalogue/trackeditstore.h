// What people changed of tracks. The imported rows stay as they are; every reader of tracks lays the edits
// over them.
#pragma once

#include "core/catalogue/cataloguestore.h"
#include "core/storage/edithistory.h"

#include <map>

namespace antiphon {

// Nothing stands for "as imported".
struct TrackEdit
{
    std::optional<std::string> title;
    std::optional<std::string> artist;
    std::optional<std::string> album;
    std::optional<std::string> attributes; // JSON, all of them
    bool operator==(const TrackEdit&) const = default;
};

// The edits of one catalogue.
class TrackEdits
{
public:
    static Result<TrackEdits> read(const Connection& connection, CatalogueId catalogue);
    const std::map<quint32, TrackEdit>& all() const { return m_edits; }
    // The track as it stands now; its views are valid as long as those of `track` and this object.
    StoredTrack applied(const StoredTrack& track) const;

private:
    std::map<quint32, TrackEdit> m_edits; // by ordinal
};

// Equal for equal edits of the catalogue, whichever way they came to be (undo brings the former stamp back);
// empty where there are none. For whoever keeps something made from the tracks. Errors: those of SQLite.
Result<QByteArray> trackStamp(const Connection& connection, CatalogueId catalogue);

// Makes the track at `wanted.ordinal` as `wanted` says: texts, values and numbers; id and ordinal stay. What
// equals the import is not kept as an edit. Call it inside EditHistory::record. Errors: NotFound for a track
// that the catalogue does not have; InvalidValue for an empty type or value, a value given twice, a number
// that is none.
Result<void> editTrack(const Connection& connection, CatalogueId catalogue, const Track& wanted);

// The tracks that were edited, as they stand, by ordinal. Errors: those of SQLite.
Result<QList<Track>> editedTracks(const Connection& connection, CatalogueId catalogue);

// The edits of the track that people made, newest first, those undone marked. Errors: those of SQLite.
Result<QList<HistoryEntry>> editsOfTrack(const Connection& connection, CatalogueId catalogue,
                                         quint32 ordinal);

// The ordinal of the track with that id. Errors: NotFound.
Result<quint32> ordinalOf(const Connection& connection, const Catalogue& catalogue,
                          const QString& externalId);

} // namespace antiphon
