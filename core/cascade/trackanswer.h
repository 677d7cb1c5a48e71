// The tracks that a search and filters leave, and how the values and numbers lie among them.
#pragma once

#include "core/cascade/pool.h"
#include "core/catalogue/tracklist.h"

namespace antiphon {

struct TrackQuestion
{
    QString search;
    FilterState state;
    bool operator==(const TrackQuestion&) const = default;
};

// Every word of the search found, and the state satisfied. Errors: those of poolOf().
Result<Roaring> tracksAsked(const TrackList& list, const TrackQuestion& question);

// A value with the number of tracks that have it.
struct FacetValue
{
    ValueId value = 0;
    quint32 count = 0;
};
struct TypeFacet
{
    int type = -1;
    std::vector<FacetValue> values; // of the pool, most tracks first, then by text
};
// One a type, in the order of the index's types, artists (of whom there are most) behind. Values that no
// track of the pool has are left out.
std::vector<TypeFacet> facetsOf(const CatalogueIndex& index, const Roaring& pool);

} // namespace antiphon
