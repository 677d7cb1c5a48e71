#include "core/catalogue/indexbuilder.h"

#include "core/catalogue/stablehash.h"

#include <bit>
#include <cmath>
#include <numeric>

namespace antiphon {

namespace {

QString fromUtf8(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

// Whether all numbers are whole years of our era, so that they fall into decades.
bool areYears(const std::vector<std::pair<quint32, double>>& numbers)
{
    return !numbers.empty() && std::all_of(numbers.begin(), numbers.end(), [](const auto& item) {
        return item.second >= 1000 && item.second <= 2999 && item.second == std::floor(item.second);
    });
}

} // namespace

void CatalogueIndexBuilder::beginTrack(std::string_view externalId, std::string_view title,
                                       std::string_view artist, std::string_view album)
{
    ++m_index->m_trackCount;
    for (const std::string_view text : {externalId, title, artist, album}) {
        m_index->m_texts.append(text);
        m_index->m_textEnds.push_back(m_index->m_texts.size());
    }
    m_artists.emplace_back(artist);
    m_hasArtists = m_hasArtists || !artist.empty();
}

CatalogueIndexBuilder::Growing& CatalogueIndexBuilder::growing(std::string_view type)
{
    if (const auto found = m_byName.find(type); found != m_byName.end())
        return *found->second;
    m_types.push_back(std::make_unique<Growing>());
    m_types.back()->name = type;
    m_byName.emplace(std::string(type), m_types.back().get());
    return *m_types.back();
}

void CatalogueIndexBuilder::meet(Growing& type, std::string_view value)
{
    const auto [known, isNew] = type.values.emplace(value, static_cast<quint32>(m_met.size()));
    if (isNew)
        m_met.emplace_back(value);
    m_pairs.emplace_back(m_index->m_trackCount - 1, known->second);
}

void CatalogueIndexBuilder::addLabel(std::string_view type, std::string_view value)
{
    meet(growing(type), value);
}

void CatalogueIndexBuilder::addNumber(std::string_view type, double number)
{
    growing(type).numbers.emplace_back(m_index->m_trackCount - 1, number);
}

// Years without bins of their own get their decades as values.
void CatalogueIndexBuilder::nameDecades()
{
    for (const auto& type : m_types) {
        if (!type->values.empty() || !areYears(type->numbers))
            continue;
        type->origin = TypeOrigin::Decade;
        const quint32 count = m_index->m_trackCount;
        for (const auto& [track, number] : type->numbers) {
            m_index->m_trackCount = track + 1; // meet() speaks of the last track
            meet(*type, std::to_string(static_cast<int>(number) / 10 * 10) + "s");
        }
        m_index->m_trackCount = count;
    }
}

// Sorts types by name and values by text; gives for each met value its place in the dictionary.
std::vector<ValueId> CatalogueIndexBuilder::orderValues()
{
    std::sort(m_types.begin(), m_types.end(), [](const auto& a, const auto& b) { return a->name < b->name; });
    std::vector<ValueId> places(m_met.size());
    for (const auto& type : m_types) {
        std::vector<std::pair<std::string_view, quint32>> values(type->values.begin(), type->values.end());
        std::sort(values.begin(), values.end());
        IndexedType indexed;
        indexed.name = fromUtf8(type->name);
        indexed.origin = type->origin;
        indexed.firstValue = static_cast<ValueId>(m_index->m_values.size());
        indexed.valueCount = static_cast<ValueId>(values.size());
        indexed.hasNumbers = !type->numbers.empty();
        for (const auto& [text, met] : values) {
            places[met] = static_cast<ValueId>(m_index->m_values.size());
            m_index->m_values.push_back(fromUtf8(text));
            m_index->m_typeOfValue.push_back(static_cast<int>(m_index->m_types.size()));
        }
        m_index->m_types.push_back(indexed);
    }
    return places;
}

void CatalogueIndexBuilder::fillValues(const std::vector<ValueId>& places)
{
    for (auto& [track, value] : m_pairs)
        value = places[value];
    std::sort(m_pairs.begin(), m_pairs.end());
    m_pairs.erase(std::unique(m_pairs.begin(), m_pairs.end()), m_pairs.end());

    m_index->m_firstValueOfTrack.assign(m_index->m_trackCount + 1, 0);
    m_index->m_valuesOfTracks.reserve(m_pairs.size());
    m_index->m_frequencies.assign(m_index->m_values.size(), 0);
    for (const auto& [track, value] : m_pairs) {
        ++m_index->m_firstValueOfTrack[track + 1];
        ++m_index->m_frequencies[value];
        m_index->m_valuesOfTracks.push_back(value);
    }
    std::partial_sum(m_index->m_firstValueOfTrack.begin(), m_index->m_firstValueOfTrack.end(),
                     m_index->m_firstValueOfTrack.begin());

    std::vector<std::vector<quint32>> tracks(m_index->m_values.size());
    for (std::size_t value = 0; value < tracks.size(); ++value)
        tracks[value].reserve(m_index->m_frequencies[value]);
    for (const auto& [track, value] : m_pairs)
        tracks[value].push_back(track);
    for (const auto& list : tracks) {
        m_index->m_tracksOfValue.emplace_back(list.size(), list.data());
        m_index->m_tracksOfValue.back().shrinkToFit();
    }
}

void CatalogueIndexBuilder::fillNumbers()
{
    m_index->m_numbers.resize(m_types.size());
    for (std::size_t i = 0; i < m_types.size(); ++i) {
        auto& numbers = m_index->m_numbers[i];
        numbers.byTrack = m_types[i]->numbers;
        for (const auto& [track, number] : numbers.byTrack)
            numbers.byNumber.emplace_back(number, track);
        std::sort(numbers.byNumber.begin(), numbers.byNumber.end());
    }
}

void CatalogueIndexBuilder::countTracksOfTypes()
{
    std::vector<qint64> last(m_index->m_types.size(), -1);
    for (const auto& [track, value] : m_pairs) {
        const auto type = static_cast<std::size_t>(m_index->m_typeOfValue[value]);
        if (last[type] != static_cast<qint64>(track))
            ++m_index->m_types[type].tracks;
        last[type] = track;
    }
    for (std::size_t i = 0; i < m_types.size(); ++i)
        m_index->m_types[i].tracks =
            std::max(m_index->m_types[i].tracks, static_cast<qint64>(m_types[i]->numbers.size()));
}

void CatalogueIndexBuilder::weighValues()
{
    for (const quint32 frequency : m_index->m_frequencies)
        m_index->m_weights.push_back(std::log(double(m_index->m_trackCount) / frequency));
}

void CatalogueIndexBuilder::hashIds()
{
    auto& places = m_index->m_trackOfHash;
    places.assign(std::bit_ceil(std::size_t(m_index->m_trackCount) * 2 + 1), CatalogueIndex::noTrack);
    const std::size_t mask = places.size() - 1;
    for (quint32 track = 0; track < m_index->m_trackCount; ++track) {
        std::size_t place = stableHash(m_index->externalId(track)) & mask;
        const auto isOther = [&](quint32 taken) {
            return taken != CatalogueIndex::noTrack &&
                   m_index->externalId(taken) != m_index->externalId(track);
        };
        while (isOther(places[place]))
            place = (place + 1) & mask;
        if (places[place] == CatalogueIndex::noTrack)
            places[place] = track;
    }
}

std::shared_ptr<const CatalogueIndex> CatalogueIndexBuilder::finish()
{
    if (m_hasArtists && m_byName.find("artist") == m_byName.end()) {
        Growing& artists = growing("artist");
        artists.origin = TypeOrigin::Artist;
        const quint32 count = m_index->m_trackCount;
        for (quint32 track = 0; track < count; ++track) {
            m_index->m_trackCount = track + 1; // meet() speaks of the last track
            if (!m_artists[track].empty())
                meet(artists, m_artists[track]);
        }
        m_index->m_trackCount = count;
    }
    nameDecades();
    fillValues(orderValues());
    fillNumbers();
    countTracksOfTypes();
    weighValues();
    hashIds();
    return std::move(m_index);
}

} // namespace antiphon
