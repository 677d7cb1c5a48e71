#include "core/cascade/trackanswer.h"

namespace antiphon {

Result<Roaring> tracksAsked(const TrackList& list, const TrackQuestion& question)
{
    ANTIPHON_TRY_ASSIGN(Roaring pool, poolOf(*list.index(), question.state));
    if (!question.search.trimmed().isEmpty())
        pool &= list.texts().find(question.search);
    return pool;
}

std::vector<TypeFacet> facetsOf(const CatalogueIndex& index, const Roaring& pool)
{
    const std::vector<quint32> counts = index.countsIn(pool);
    std::vector<TypeFacet> facets;
    for (std::size_t i = 0; i < index.types().size(); ++i) {
        const IndexedType& type = index.types()[i];
        TypeFacet facet{static_cast<int>(i), {}};
        for (ValueId value = type.firstValue; value < type.firstValue + type.valueCount; ++value)
            if (counts[value] > 0)
                facet.values.push_back({value, counts[value]});
        std::stable_sort(facet.values.begin(), facet.values.end(),
                         [](const FacetValue& a, const FacetValue& b) { return a.count > b.count; });
        facets.push_back(std::move(facet));
    }
    std::stable_sort(facets.begin(), facets.end(), [&index](const TypeFacet& a, const TypeFacet& b) {
        const auto isArtist = [&index](const TypeFacet& facet) {
            return index.types()[static_cast<std::size_t>(facet.type)].origin == TypeOrigin::Artist;
        };
        return isArtist(a) < isArtist(b);
    });
    return facets;
}

} // namespace antiphon
