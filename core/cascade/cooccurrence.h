// Which values of a pool stand together on a track.
#pragma once

#include "core/cascade/pool.h"

namespace antiphon {

// Two values within a pool of n tracks.
struct ValuePair
{
    ValueId first = 0;
    ValueId second = 0;
    quint32 both = 0; // tracks of the pool with both
    quint32 firstTracks = 0;
    quint32 secondTracks = 0;
    quint32 n = 0;

    // both / (first + second - both). Nothing where no track has either.
    std::optional<double> jaccard() const;
    // How many times as often together as if they were independent: both * n / (first * second). Nothing
    // where one has no track.
    std::optional<double> lift() const;
};

struct ValueCoOccurrence
{
    std::vector<ValueId> rows; // values of the first type, most tracks of the pool first
    std::vector<ValueId> columns;
    std::vector<ValuePair> pairs; // row by row; a value with itself is left out where the types are the same
    quint32 n = 0;
};
// The `top` most frequent values of two types (places in index.types()) within the pool, ties by their
// place in the dictionary; only values that a track of the pool has.
ValueCoOccurrence coOccurrencesIn(const CatalogueIndex& index, const Roaring& pool, int firstType,
                                  int secondType, std::size_t top);

// A value before and after a cascade.
struct ValueShift
{
    ValueId value = 0;
    quint32 before = 0; // tracks of the whole catalogue
    quint32 after = 0;  // tracks of the pool
    double shareBefore = 0;
    double shareAfter = 0;
};
// The values of a type (place in index.types()) as they spread over the catalogue and over the pool: the
// `top` largest of either share, most tracks of the catalogue first. A track has any number of values, so
// shares do not add up to 1. Shares of an empty pool are 0.
std::vector<ValueShift> distributionOf(const CatalogueIndex& index, const Roaring& pool, int type,
                                       std::size_t top);

} // namespace antiphon
