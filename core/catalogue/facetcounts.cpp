#include "core/catalogue/catalogueindex.h"

namespace antiphon {

void CatalogueIndex::addCountsOf(std::span<const quint32> tracks, std::vector<quint32>& counts) const
{
    for (const quint32 track : tracks)
        for (const ValueId value : valuesOf(track))
            ++counts[value];
}

// Goes over the rows of the pool, or of what is not in it where that is less.
std::vector<quint32> CatalogueIndex::countsIn(const Roaring& pool) const
{
    std::vector<quint32> counts(m_values.size(), 0);
    const auto poolSize = static_cast<quint32>(pool.cardinality());
    const bool isLarge = poolSize > m_trackCount / 2;
    std::vector<quint32> tracks(isLarge ? m_trackCount - poolSize : poolSize);
    if (isLarge) {
        Roaring others = pool;
        others.flip(0, m_trackCount);
        others.toUint32Array(tracks.data());
    } else {
        pool.toUint32Array(tracks.data());
    }
    addCountsOf(tracks, counts);
    if (isLarge)
        for (std::size_t value = 0; value < counts.size(); ++value)
            counts[value] = m_frequencies[value] - counts[value];
    return counts;
}

} // namespace antiphon
