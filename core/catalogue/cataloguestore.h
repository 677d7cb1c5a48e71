// Catalogues and tracks in the project file. The only place with SQL about them.
#pragma once

#include "core/base/result.h"
#include "core/catalogue/catalogue.h"
#include "core/catalogue/packedvalues.h"
#include "core/catalogue/typefamily.h"
#include "core/storage/connection.h"

#include <functional>
#include <memory>

namespace antiphon {

// Writes the tracks of one new catalogue in batches, invisible until the catalogue is published by a recorded
// setCatalogueState().
class CatalogueWriter
{
public:
    // Deletes what killed imports left, then makes the catalogue in state 'importing'. Errors: AlreadyExists
    // when a ready catalogue has that name; InvalidValue for an empty name; those of BulkLock.
    static Result<CatalogueWriter> begin(const Connection& connection, const Catalogue& catalogue);
    CatalogueWriter(CatalogueWriter&&) noexcept;
    CatalogueWriter& operator=(CatalogueWriter&&) noexcept;
    ~CatalogueWriter();

    CatalogueId catalogueId() const;
    // Texts of a track as UTF-8. Its attributes are JSON {"genre": ["rock"], "year": [1999]}, where numbers
    // are numbers, or packed by the dictionary that finish() gets.
    struct Row
    {
        std::string_view externalId, title, artist, album, attributes, packed = {};
    };
    // Adds a track at the next ordinal; commits by itself every 4,096. The external id must be new.
    Result<void> add(const Row& row);
    // Writes the dictionary of packed rows and the counts, and commits. The catalogue stays in state
    // 'importing'.
    Result<Catalogue> finish(qint64 values, const ValueDictionary& dictionary = {});

private:
    struct Parts;
    explicit CatalogueWriter(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

// Call it inside EditHistory::record.
Result<void> setCatalogueState(const Connection& connection, CatalogueId catalogue, CatalogueState state);
// Deletes a catalogue in state 'importing' with its tracks, in short transactions.
Result<void> deleteUnfinishedCatalogue(const Connection& connection, CatalogueId catalogue);

Result<QList<Catalogue>> cataloguesInState(const Connection& connection, CatalogueState state);
// Newest last.
Result<QList<Catalogue>> readyCatalogues(const Connection& connection);
// The ready catalogue of that name; with an empty name the only one there is. Errors: NotFound, NotPossible
// (several, and no name), both with the names that are there.
Result<Catalogue> catalogueByName(const Connection& connection, const QString& name);
Result<Catalogue> readCatalogue(const Connection& connection, CatalogueId id);
// The types that its imported tracks have, by name, each with the family that the map or its name tells. Of a
// catalogue whose tracks are kept as JSON: those that its map names.
Result<QList<std::pair<QString, TypeFamily>>> typesOf(const Connection& connection,
                                                      const Catalogue& catalogue);

enum class TrackSort { Place, ExternalId, Title, Artist, Album };
struct TrackQuery
{
    CatalogueId catalogue;
    QString search; // every word somewhere in id, title, artist, album or attributes; empty: no restriction
    TrackSort sort = TrackSort::Place;
    bool descending = false;
};
Result<qint64> countTracks(const Connection& connection, const TrackQuery& query);
// Rows [offset, offset + limit) of the query's result.
Result<QList<Track>> trackPage(const Connection& connection, const TrackQuery& query, qint64 offset,
                               int limit);
// The tracks at the ordinals, in their order; ordinals that do not exist are left out.
Result<QList<Track>> tracksAt(const Connection& connection, CatalogueId catalogue,
                              const std::vector<quint32>& ordinals);
// As tracksAt(), without what people changed.
Result<QList<Track>> importedTracksAt(const Connection& connection, CatalogueId catalogue,
                                      const std::vector<quint32>& ordinals);

// A track as it is stored, for whoever reads all of them. The views are valid during the call.
struct StoredTrack
{
    quint32 ordinal;
    std::string_view externalId, title, artist, album, attributes;
};
// In the order of their ordinals, with what people changed (trackeditstore.h).
Result<void> forEachTrack(const Connection& connection, CatalogueId catalogue,
                          const std::function<Result<void>(const StoredTrack&)>& use);

} // namespace antiphon
