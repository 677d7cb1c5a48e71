// A catalogue's values, shuffled among its tracks within their types.
#pragma once

#include "core/base/random.h"
#include "core/catalogue/catalogueindex.h"

namespace antiphon {

// Every track keeps the number of values of each type, every value the number of its tracks; no track has a
// value twice, save where a track has nearly all values of the type and no other place is found.
class ShuffledValues
{
public:
    explicit ShuffledValues(const CatalogueIndex& index);
    void shuffle(Random& random);
    // The tracks of each value, by ValueId, each list ascending.
    std::vector<std::vector<quint32>> tracksOfValues() const;

private:
    struct Places // the values of one type, track by track
    {
        std::vector<quint32> tracks;
        std::vector<ValueId> values;
    };
    static bool clashes(const Places& places, std::size_t place, ValueId value);
    static void partTwins(Places& places, Random& random);
    std::vector<Places> m_types;
    std::size_t m_valueCount;
};

} // namespace antiphon
