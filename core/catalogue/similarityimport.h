// Files that say how alike tracks or artists are, into the project.
#pragma once

#include "core/base/cancellation.h"
#include "core/catalogue/catalogueindex.h"
#include "core/catalogue/similaritystore.h"

namespace antiphon {

struct RefusedLine
{
    qint64 line = 0;
    QString reason; // a clause
};

struct SimilarityImport
{
    Similarity similarity;
    qint64 refused = 0;
    QList<RefusedLine> refusals; // the first 1,000
};

struct SimilarityRequest
{
    QString path;
    QString name;
    SimilarityTarget target = SimilarityTarget::Tracks;
    QString idsPath; // for .npy: one id a line, in the order of the rows
};

// Lists: CSV or TSV of id, id and weight (a first row whose weight is no number is a header), or JSON lines
// {"id": "a", "other": "b", "weight": 0.5}. A larger weight is more alike. Rows of what is not in the
// catalogue, of a thing with itself, with a weight that is no finite number, and pairs given twice are
// refused. Errors: those of the reader and of addSimilarity; WrongFormat when no row is left; Cancelled.
Result<SimilarityImport> importSimilarity(const Connection& connection, const Actor& actor,
                                          const CatalogueIndex& index, const SimilarityRequest& request,
                                          const CancelToken& cancel);

// Embeddings: JSON lines {"id": "a", "vector": [0.1, 0.2]}, or a NumPy file (.npy: two dimensions, float32 or
// float64, little endian, C order; format versions 1 to 3 of numpy.lib.format) with the ids in `idsPath`.
// Vectors are kept at length 1. Refused: what is not in the catalogue, an id given twice, a vector of another
// length than the first, with a number that is not finite, or of zeros. Errors: as importSimilarity.
Result<SimilarityImport> importEmbeddings(const Connection& connection, const Actor& actor,
                                          const CatalogueIndex& index, const SimilarityRequest& request,
                                          const CancelToken& cancel);

} // namespace antiphon
