// Builds a CatalogueIndex track by track.
#pragma once

#include "core/catalogue/catalogueindex.h"

#include <functional>
#include <string>
#include <unordered_map>

namespace antiphon {

class CatalogueIndexBuilder
{
public:
    explicit CatalogueIndexBuilder(const IndexKey& key) : m_key(key) {}

    // Tracks come in the order of their ordinals.
    void beginTrack(std::string_view externalId, std::string_view title, std::string_view artist,
                    std::string_view album);
    void addLabel(std::string_view type, std::string_view value);
    void addNumber(std::string_view type, double number);
    std::shared_ptr<const CatalogueIndex> finish();

private:
    struct TextHash : std::hash<std::string_view>
    {
        using is_transparent = void;
    };
    template<typename T>
    using ByText = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;
    // A type as it grows; values by the place at which they were met.
    struct Growing
    {
        std::string name;
        TypeOrigin origin = TypeOrigin::Attribute;
        ByText<quint32> values;
        std::vector<ImageNumber> numbers; // by track
    };
    struct Parts; // sections in the making
    Growing& growing(std::string_view type);
    void meet(Growing& type, std::string_view value, quint32 track);
    void nameArtists();
    void nameDecades();
    std::vector<ValueId> orderValues(Parts& parts);
    void fillRows(Parts& parts, const std::vector<ValueId>& places);
    void countTracksOfTypes(Parts& parts) const;
    void fillNumbers(Parts& parts);
    void fillColumns(Parts& parts);
    void hashIds(Parts& parts) const;

    IndexKey m_key;
    quint32 m_trackCount = 0;
    std::vector<std::unique_ptr<Growing>> m_types;
    ByText<Growing*> m_byName;
    quint32 m_met = 0;                                // values, whatever their type
    std::vector<std::pair<quint32, quint32>> m_pairs; // track, place at which the value was met
    std::array<std::string, trackColumnCount> m_columns;
    std::array<std::vector<quint64>, trackColumnCount> m_ends;
};

} // namespace antiphon
