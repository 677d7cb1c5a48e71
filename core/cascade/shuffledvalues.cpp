#include "core/cascade/shuffledvalues.h"

namespace antiphon {

namespace {

constexpr int triesToPart = 200;

} // namespace

ShuffledValues::ShuffledValues(const CatalogueIndex& index)
    : m_types(index.types().size()), m_valueCount(index.valueCount())
{
    for (quint32 track = 0; track < index.trackCount(); ++track) {
        for (const ValueId value : index.valuesOf(track)) {
            Places& places = m_types[static_cast<std::size_t>(index.typeOf(value))];
            places.tracks.push_back(track);
            places.values.push_back(value);
        }
    }
}

// Whether another place of the same track holds the value.
bool ShuffledValues::clashes(const Places& places, std::size_t place, ValueId value)
{
    const quint32 track = places.tracks[place];
    for (std::size_t i = place; i > 0 && places.tracks[i - 1] == track; --i)
        if (places.values[i - 1] == value)
            return true;
    for (std::size_t i = place + 1; i < places.tracks.size() && places.tracks[i] == track; ++i)
        if (places.values[i] == value)
            return true;
    return false;
}

// Values that met themselves on a track change places with any that fits.
void ShuffledValues::partTwins(Places& places, Random& random)
{
    for (std::size_t place = 0; place < places.values.size(); ++place) {
        for (int tries = 0; tries < triesToPart && clashes(places, place, places.values[place]); ++tries) {
            const auto other = static_cast<std::size_t>(random.below(places.values.size()));
            if (places.tracks[other] != places.tracks[place] &&
                !clashes(places, place, places.values[other]) &&
                !clashes(places, other, places.values[place]))
                std::swap(places.values[place], places.values[other]);
        }
    }
}

void ShuffledValues::shuffle(Random& random)
{
    for (Places& places : m_types) {
        random.shuffle(places.values);
        partTwins(places, random);
    }
}

std::vector<std::vector<quint32>> ShuffledValues::tracksOfValues() const
{
    std::vector<std::vector<quint32>> tracks(m_valueCount);
    for (const Places& places : m_types)
        for (std::size_t i = 0; i < places.values.size(); ++i)
            if (tracks[places.values[i]].empty() || tracks[places.values[i]].back() != places.tracks[i])
                tracks[places.values[i]].push_back(places.tracks[i]);
    return tracks;
}

} // namespace antiphon
