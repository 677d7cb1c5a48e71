// The nearest of a track or an artist, whichever way is asked for.
#pragma once

#include "core/catalogue/catalogueindex.h"
#include "core/catalogue/embeddingsearch.h"

namespace antiphon {

struct NearQuestion
{
    SimilarityTarget target = SimilarityTarget::Tracks;
    QString item; // external id of a track, name of an artist
    QString by;   // name of an imported list or embedding; empty: the catalogue's attributes
    quint32 k = 10;
};

// Best first. Errors: NotFound for a track, artist or name that is not there, or that the list says nothing
// of; those of SQLite.
Result<NearAnswer> answerNearest(const Connection& connection, const CatalogueIndex& index,
                                 const NearQuestion& question, EmbeddingSearch& embeddings);

} // namespace antiphon
