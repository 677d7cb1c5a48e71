// Two cascades over one catalogue, side by side.
#pragma once

#include "core/cascade/pool.h"

namespace antiphon {

// A value whose share differs between two pools.
struct ValueContrast
{
    ValueId value = 0;
    quint32 first = 0; // tracks of the first pool that have it
    quint32 second = 0;
    double shareFirst = 0;
    double shareSecond = 0;
    double difference() const { return shareSecond - shareFirst; }
};

struct CascadeComparison
{
    quint64 first = 0; // tracks of the first pool
    quint64 second = 0;
    quint64 both = 0;
    std::optional<double> jaccard;        // both / either; nothing where both pools are empty
    std::vector<ValueContrast> contrasts; // largest difference first
};
// Compares two pools and the shares of all values in them, `top` of which are told, those without a
// difference never. Ties by the place in the dictionary.
CascadeComparison comparePools(const CatalogueIndex& index, const Roaring& first, const Roaring& second,
                               std::size_t top);

} // namespace antiphon
