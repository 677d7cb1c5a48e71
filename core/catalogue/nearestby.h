// Nearest tracks and artists by what a file said of them.
#pragma once

#include "core/catalogue/similaritystore.h"

#include <QStringList>

#include <vector>

namespace antiphon {

struct NearItem
{
    QString item; // external id of a track, name of an artist
    double similarity = 0;
    bool operator==(const NearItem&) const = default;
};

// The k best of the list that the file has for `item`, by weight, ties by text. Errors: NotFound when it has
// none.
Result<std::vector<NearItem>> nearestInList(const Connection& connection, const Similarity& list,
                                            const QString& item, quint32 k);

// The vectors of an embedding in memory: asked often, from any number of threads. Exact: the cosine with
// every vector, about a fifth of a nanosecond per number.
class EmbeddingSpace
{
public:
    // Errors: those of SQLite; DamagedProject where a vector has another length than the embedding.
    static Result<EmbeddingSpace> load(const Connection& connection, const Similarity& embedding);

    // The k items with the largest cosine to `item`, itself left out, ties by text. Errors: NotFound.
    Result<std::vector<NearItem>> nearest(const QString& item, quint32 k) const;

private:
    std::size_t m_dimensions = 0;
    QStringList m_items; // ascending by their UTF-8
    std::vector<float> m_vectors;
};

} // namespace antiphon
