// What a filter state leaves of a catalogue, and what could come next.
#pragma once

#include "core/base/random.h"
#include "core/cascade/filter.h"
#include "core/catalogue/catalogueindex.h"

namespace antiphon {

// The tracks that have the filter's value, whatever its sense. Errors: NotFound for a type or value that the
// catalogue does not have; the detail names what it has.
Result<Roaring> tracksOf(const CatalogueIndex& index, const Filter& filter);
// The tracks that satisfy the whole state. Errors: as tracksOf().
Result<Roaring> poolOf(const CatalogueIndex& index, const FilterState& state);
// A range of numbers as filters write it: "1990-1999", "1990-", "-1999", "1994". Nothing for other texts.
struct NumberRange
{
    double from;
    double to;
};
std::optional<NumberRange> numberRange(QStringView text);

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
    std::vector<std::vector<NextValue>> next;
    std::vector<quint32> sample;
};
// Errors: as tracksOf().
Result<CascadeAnswer> answerCascade(const CatalogueIndex& index, const FilterState& state, quint64 seed,
                                    quint32 sampleSize, std::size_t valuesPerType);

} // namespace antiphon
