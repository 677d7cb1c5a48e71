#include "core/catalogue/indexbuilder.h"

#include "core/catalogue/stablehash.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

namespace antiphon {

namespace {

// Whether all numbers are whole years of our era, so that they fall into decades.
bool areYears(const std::vector<ImageNumber>& numbers)
{
    return !numbers.empty() && std::all_of(numbers.begin(), numbers.end(), [](const ImageNumber& item) {
        return item.number >= 1000 && item.number <= 2999 && item.number == std::floor(item.number);
    });
}

template<typename T>
std::span<const std::byte> bytesOf(const T& list)
{
    return std::as_bytes(std::span(list.data(), list.size()));
}

} // namespace

struct CatalogueIndexBuilder::Parts
{
    std::vector<ImageType> types;
    std::vector<quint64> nameEnds;
    std::string names;
    std::vector<quint32> frequencies;
    std::vector<quint32> rowStarts;
    std::vector<ValueId> rows;
    std::vector<ImageNumber> numbers;
    std::vector<quint64> columnEnds;
    std::string columns;
    std::vector<ImagePlace> setPlaces;
    std::vector<std::byte> sets;
    std::vector<quint32> tracksOfHashes;

    void addName(std::string_view name)
    {
        names += name;
        nameEnds.push_back(names.size());
    }
    void fillSets();
    std::array<std::span<const std::byte>, sectionCount> sections() const
    {
        return {bytesOf(types),     bytesOf(nameEnds),  bytesOf(names),   bytesOf(frequencies),
                bytesOf(rowStarts), bytesOf(rows),      bytesOf(numbers), bytesOf(columnEnds),
                bytesOf(columns),   bytesOf(setPlaces), bytesOf(sets),    bytesOf(tracksOfHashes)};
    }
};

void CatalogueIndexBuilder::beginTrack(std::string_view externalId, std::string_view title,
                                       std::string_view artist, std::string_view album)
{
    ++m_trackCount;
    const std::string_view texts[] = {externalId, title, artist, album};
    for (std::size_t column = 0; column < trackColumnCount; ++column) {
        m_columns[column] += texts[column];
        m_ends[column].push_back(m_columns[column].size());
    }
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

void CatalogueIndexBuilder::meet(Growing& type, std::string_view value, quint32 track)
{
    auto known = type.values.find(value);
    if (known == type.values.end())
        known = type.values.emplace(std::string(value), m_met++).first;
    m_pairs.emplace_back(track, known->second);
}

void CatalogueIndexBuilder::addLabel(std::string_view type, std::string_view value)
{
    meet(growing(type), value, m_trackCount - 1);
}

void CatalogueIndexBuilder::addNumber(std::string_view type, double number)
{
    growing(type).numbers.push_back({number, m_trackCount - 1});
}

void CatalogueIndexBuilder::nameArtists()
{
    const auto column = static_cast<std::size_t>(IndexColumn::Artist);
    if (m_columns[column].empty() || m_byName.find("artist") != m_byName.end())
        return;
    Growing& artists = growing("artist");
    artists.origin = TypeOrigin::Artist;
    quint64 begin = 0;
    for (quint32 track = 0; track < m_trackCount; ++track) {
        const quint64 end = m_ends[column][track];
        if (end > begin)
            meet(artists, std::string_view(m_columns[column]).substr(begin, end - begin), track);
        begin = end;
    }
}

// Years without bins of their own get their decades as values.
void CatalogueIndexBuilder::nameDecades()
{
    for (const auto& type : m_types) {
        if (!type->values.empty() || !areYears(type->numbers))
            continue;
        type->origin = TypeOrigin::Decade;
        for (const ImageNumber& item : type->numbers)
            meet(*type, std::to_string(static_cast<int>(item.number) / 10 * 10) + "s", item.track);
    }
}

// Sorts types by name and values by text; gives for each met value its place in the dictionary.
std::vector<ValueId> CatalogueIndexBuilder::orderValues(Parts& parts)
{
    std::sort(m_types.begin(), m_types.end(), [](const auto& a, const auto& b) { return a->name < b->name; });
    for (const auto& type : m_types)
        parts.addName(type->name);
    std::vector<ValueId> places(m_met);
    ValueId next = 0;
    for (const auto& type : m_types) {
        std::vector<std::pair<std::string_view, quint32>> values(type->values.begin(), type->values.end());
        std::sort(values.begin(), values.end());
        parts.types.push_back({static_cast<quint32>(type->origin), type->numbers.empty() ? 0u : 1u, next,
                               static_cast<quint32>(values.size()), 0, 0, type->numbers.size()});
        for (const auto& [text, met] : values) {
            places[met] = next++;
            parts.addName(text);
        }
    }
    return places;
}

// The values of each track side by side, ascending, none twice.
void CatalogueIndexBuilder::fillRows(Parts& parts, const std::vector<ValueId>& places)
{
    std::vector<quint32> ends(m_trackCount + 1, 0);
    for (const auto& [track, met] : m_pairs)
        ++ends[track + 1];
    std::partial_sum(ends.begin(), ends.end(), ends.begin());
    parts.rows.resize(m_pairs.size());
    std::vector<quint32> next(ends.begin(), ends.end() - 1);
    for (const auto& [track, met] : m_pairs)
        parts.rows[next[track]++] = places[met];

    parts.frequencies.assign(places.size(), 0);
    parts.rowStarts.assign(1, 0);
    auto out = parts.rows.begin();
    for (quint32 track = 0; track < m_trackCount; ++track) {
        const auto from = parts.rows.begin() + ends[track];
        const auto to = parts.rows.begin() + ends[track + 1];
        std::sort(from, to);
        const auto end = std::unique(from, to);
        for (auto value = from; value != end; ++value) {
            ++parts.frequencies[*value];
            *out++ = *value;
        }
        parts.rowStarts.push_back(static_cast<quint32>(out - parts.rows.begin()));
    }
    parts.rows.erase(out, parts.rows.end());
}

void CatalogueIndexBuilder::Parts::fillSets()
{
    std::vector<quint32> begins(frequencies.size() + 1, 0);
    std::partial_sum(frequencies.begin(), frequencies.end(), begins.begin() + 1);
    std::vector<quint32> tracks(rows.size());
    std::vector<quint32> next(begins.begin(), begins.end() - 1);
    for (quint32 track = 0; track + 1 < rowStarts.size(); ++track)
        for (quint32 at = rowStarts[track]; at < rowStarts[track + 1]; ++at)
            tracks[next[rows[at]]++] = track;
    for (std::size_t value = 0; value < frequencies.size(); ++value) {
        const std::size_t begin =
            appendFrozen(sets, std::span(tracks).subspan(begins[value], frequencies[value]));
        setPlaces.push_back({begin, sets.size() - begin});
    }
}

void CatalogueIndexBuilder::countTracksOfTypes(Parts& parts) const
{
    for (std::size_t i = 0; i < parts.types.size(); ++i) {
        ImageType& type = parts.types[i];
        for (quint32 track = 0; track < m_trackCount; ++track) {
            const auto first = parts.rows.begin() + parts.rowStarts[track];
            const auto last = parts.rows.begin() + parts.rowStarts[track + 1];
            const auto found = std::lower_bound(first, last, type.firstValue);
            type.tracks += found != last && *found < type.firstValue + type.valueCount ? 1 : 0;
        }
        type.tracks = std::max(type.tracks, static_cast<qint64>(type.numberCount));
    }
}

void CatalogueIndexBuilder::fillNumbers(Parts& parts)
{
    std::vector<ImageNumber> byTrack;
    for (std::size_t i = 0; i < m_types.size(); ++i) {
        auto& numbers = m_types[i]->numbers;
        parts.types[i].firstNumber = byTrack.size();
        byTrack.insert(byTrack.end(), numbers.begin(), numbers.end());
        std::sort(numbers.begin(), numbers.end(), [](const ImageNumber& a, const ImageNumber& b) {
            return std::pair(a.number, a.track) < std::pair(b.number, b.track);
        });
        parts.numbers.insert(parts.numbers.end(), numbers.begin(), numbers.end());
    }
    parts.numbers.insert(parts.numbers.end(), byTrack.begin(), byTrack.end());
}

void CatalogueIndexBuilder::fillColumns(Parts& parts)
{
    for (std::size_t column = 0; column < trackColumnCount; ++column) {
        for (const quint64 end : m_ends[column])
            parts.columnEnds.push_back(parts.columns.size() + end);
        parts.columns += m_columns[column];
    }
}

void CatalogueIndexBuilder::hashIds(Parts& parts) const
{
    const auto idOf = [&](quint32 track) {
        const auto& ends = m_ends[static_cast<std::size_t>(IndexColumn::ExternalId)];
        const quint64 begin = track == 0 ? 0 : ends[track - 1];
        return std::string_view(m_columns[static_cast<std::size_t>(IndexColumn::ExternalId)])
            .substr(begin, ends[track] - begin);
    };
    auto& places = parts.tracksOfHashes;
    places.assign(std::bit_ceil(std::size_t(m_trackCount) * 2 + 1), CatalogueIndex::noTrack);
    const std::size_t mask = places.size() - 1;
    for (quint32 track = 0; track < m_trackCount; ++track) {
        std::size_t place = stableHash(idOf(track)) & mask;
        while (places[place] != CatalogueIndex::noTrack && idOf(places[place]) != idOf(track))
            place = (place + 1) & mask;
        if (places[place] == CatalogueIndex::noTrack)
            places[place] = track;
    }
}

std::shared_ptr<const CatalogueIndex> CatalogueIndexBuilder::finish()
{
    nameArtists();
    nameDecades();
    Parts parts;
    fillRows(parts, orderValues(parts));
    parts.fillSets();
    countTracksOfTypes(parts);
    fillNumbers(parts);
    fillColumns(parts);
    hashIds(parts);
    return CatalogueIndex::fromImage(IndexImage::assemble(m_key, m_trackCount, parts.sections()));
}

} // namespace antiphon
