// Imported similarities of tracks and artists in the project file. The only place with SQL about them.
#pragma once

#include "core/base/cancellation.h"
#include "core/catalogue/catalogue.h"
#include "core/storage/edithistory.h"

#include <functional>

namespace antiphon {

using SimilarityId = Id<struct SimilarityTag>;

enum class SimilarityTarget { Tracks, Artists };
enum class SimilarityKind { List, Embedding };

struct Similarity
{
    SimilarityId id;
    CatalogueId catalogue;
    QString name;
    SimilarityTarget target = SimilarityTarget::Tracks;
    SimilarityKind kind = SimilarityKind::List;
    QString origin; // file name without folder
    TimePoint createdAt = 0;
    qint64 items = 0;
    qint64 dimensions = 0; // of an embedding
};

// One item with what the file says of it: see the table similarity_item.
struct SimilarityItem
{
    QString item;
    QByteArray body;
};

// Writes the items in short transactions, unseen, then publishes the similarity by one edit and gives it its
// id. What was killed before leaves nothing to be seen, and the next import deletes it. Errors: AlreadyExists
// for a name that the catalogue's similarities have; InvalidValue for an empty name; Cancelled; ProjectBusy
// while another import of similarities runs; those of SQLite.
Result<Similarity> addSimilarity(const Connection& connection, const Actor& actor, Similarity similarity,
                                 const std::vector<SimilarityItem>& items, const CancelToken& cancel = {});
// Of a catalogue, oldest first.
Result<QList<Similarity>> similaritiesOf(const Connection& connection, CatalogueId catalogue);
// Errors: NotFound, with the names that are there.
Result<Similarity> similarityByName(const Connection& connection, CatalogueId catalogue, const QString& name);
// What is said of one item. Errors: NotFound.
Result<QByteArray> similarityBody(const Connection& connection, SimilarityId id, const QString& item);
// All items, in the order of their texts. The views are valid during the call.
Result<void>
forEachSimilarityItem(const Connection& connection, SimilarityId id,
                      const std::function<void(std::string_view item, std::string_view body)>& use);

} // namespace antiphon
