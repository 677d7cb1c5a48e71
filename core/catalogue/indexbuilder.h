// Builds a CatalogueIndex track by track.
#pragma once

#include "core/catalogue/catalogueindex.h"
#include "core/catalogue/cataloguestore.h"

#include <map>

namespace antiphon {

class CatalogueIndexBuilder
{
public:
    explicit CatalogueIndexBuilder(CatalogueId catalogue) { m_index->m_catalogue = catalogue; }

    // Tracks come in the order of their ordinals.
    void beginTrack(std::string_view externalId, std::string_view title, std::string_view artist,
                    std::string_view album);
    void addLabel(std::string_view type, std::string_view value);
    void addNumber(std::string_view type, double number);
    std::shared_ptr<const CatalogueIndex> finish();

private:
    // A type as it grows: values in the order in which they were met.
    struct Growing
    {
        std::string name;
        TypeOrigin origin = TypeOrigin::Attribute;
        std::unordered_map<std::string, quint32> values; // to the place in m_met
        std::vector<std::pair<quint32, double>> numbers; // by track
    };
    Growing& growing(std::string_view type);
    void meet(Growing& type, std::string_view value);
    void nameDecades();
    std::vector<ValueId> orderValues();
    void fillValues(const std::vector<ValueId>& places);
    void fillNumbers();
    void countTracksOfTypes();
    void weighValues();
    void hashIds();

    std::shared_ptr<CatalogueIndex> m_index{new CatalogueIndex};
    std::vector<std::unique_ptr<Growing>> m_types;
    std::map<std::string, Growing*, std::less<>> m_byName;
    std::vector<std::string> m_met; // all values, whatever their type
    std::vector<quint32> m_typeOfMet;
    std::vector<std::pair<quint32, quint32>> m_pairs; // track, place in m_met
    std::vector<std::string> m_artists;               // of each track, until it is known that they are a type
    bool m_hasArtists = false;
};

} // namespace antiphon
