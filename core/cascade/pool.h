// What a filter state leaves of a catalogue, and what could come next.
#pragma once

#include "core/base/random.h"
#include "core/cascade/filter.h"
#include "core/catalogue/catalogueindex.h"

namespace antiphon {

// What "similar_track:ID" and "similar_artist:NAME" stand for, where the catalogue has no type of that name:
// the nearest tracks, and all tracks of the nearest artists (see core/catalogue/nearest.h). The track and the
// artist themselves are not among them.
inline constexpr quint32 nearTracksOfAFilter = 500;
inline constexpr quint32 nearArtistsOfAFilter = 50;

// The tracks that have the filter's value, whatever its sense. Errors: NotFound for a type, value, track or
// artist that the catalogue does not have; the detail names what it has.
Result<Roaring> tracksOf(const CatalogueIndex& index, const Filter& filter);
// The tracks that satisfy the whole state. Errors: as tracksOf().
Result<Roaring> poolOf(const CatalogueIndex& index, const FilterState& state);
// What of a pool was not shown yet: what continuing draws from.
Roaring unseenOf(const Roaring& pool, const FilterState& state);

// The sets of a state's filters, looked up once, so that their order can be changed at once.
struct FilterSets
{
    Roaring all;                                        // the catalogue without what left
    QList<Filter> filters;                              // in the order of the state
    std::vector<std::shared_ptr<const Roaring>> tracks; // of each filter
};
// `former`: sets that are taken over where they are of the same filter. Errors: as tracksOf().
Result<FilterSets> filterSets(const CatalogueIndex& index, const FilterState& state,
                              const FilterSets& former = {});
// The sizes of the pools: of all tracks, then after each filter in the given order. Filters without a set
// narrow nothing.
std::vector<quint64> poolSizes(const FilterSets& sets, const QList<Filter>& order);

// A range of numbers as filters write it: "1990-1999", "1990-", "-1999", "1994". Nothing for other texts.
struct NumberRange
{
    double from;
    double to;
};
std::optional<NumberRange> numberRange(QStringView text);
// "top 10 %" or "bottom 2.5%": the share of the tracks with a number that have the highest or lowest ones.
struct NumberShare
{
    bool isTop = true;
    double share = 0; // in (0, 1]
};
std::optional<NumberShare> numberShare(QStringView text);

// k tracks of the pool in drawn order, none twice; all of them when it has fewer.
std::vector<quint32> sampleOf(const Roaring& pool, quint32 k, Random& random);

// The bits that learning "has it or not" gives where `share` of the tracks have it: 1 for a half, 0 for none
// and for all.
double bitsOf(double share);

// A value as the next step of a cascade.
struct NextValue
{
    ValueId value = 0;
    quint32 count = 0; // tracks of the pool that have it
    double share = 0;  // count / pool
    double lift = 0;   // share / (share of the value in the whole catalogue)
    double gain = 0;   // bits that learning "has it or not" gives about the pool: the entropy of share
};
// The values that narrow the pool (neither none nor all of its tracks have them), best first: by gain, which
// is largest for values that split the pool in halves, then by count. Values that the state names are left
// out. `perType` at most of each type; types in the order of their best value's gain.
std::vector<std::vector<NextValue>> nextValues(const CatalogueIndex& index, const FilterState& state,
                                               const Roaring& pool, std::size_t perType);

// A cascade answered at once: what the cascade station shows.
struct CascadeAnswer
{
    FilterState state;
    std::vector<quint64> pools; // the whole catalogue, then after each filter
    Roaring pool;               // the last one
    FilterSets sets;
    std::vector<std::vector<NextValue>> next;
    std::vector<quint32> sample;
};
// `former`: an earlier answer's sets, see filterSets(). Errors: as tracksOf().
Result<CascadeAnswer> answerCascade(const CatalogueIndex& index, const FilterState& state, quint64 seed,
                                    quint32 sampleSize, std::size_t valuesPerType,
                                    const FilterSets& former = {});

} // namespace antiphon
