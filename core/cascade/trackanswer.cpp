#include "core/cascade/trackanswer.h"

namespace antiphon {

Result<Roaring> tracksAsked(const TrackList& list, const TrackQuestion& question)
{
    ANTIPHON_TRY_ASSIGN(Roaring pool, poolOf(*list.index(), question.state));
    if (!question.search.trimmed().isEmpty())
        pool &= list.texts().find(question.search);
    return pool;
}

std::vector<Facet> facetsOf(const CatalogueIndex& index, const Roaring& pool)
{
    const std::vector<quint32> counts = index.countsIn(pool);
    std::vector<Facet> facets;
    for (std::size_t i = 0; i < index.types().size(); ++i) {
        const IndexedType& type = index.types()[i];
        Facet facet{static_cast<int>(i), {}};
        for (ValueId value = type.firstValue; value < type.firstValue + type.valueCount; ++value)
            if (counts[value] > 0)
                facet.values.push_back({value, counts[value]});
        std::stable_sort(facet.values.begin(), facet.values.end(),
                         [](const FacetValue& a, const FacetValue& b) { return a.count > b.count; });
        facets.push_back(std::move(facet));
    }
    return facets;
}

} // namespace antiphon
