#include "core/catalogue/catalogueindex.h"

#include "core/catalogue/indexbuilder.h"
#include "core/catalogue/stablehash.h"

#include <simdjson.h>

namespace antiphon {

namespace {

// Reads {"genre": ["rock"], "year": [1999]} into the builder.
void addAttributes(CatalogueIndexBuilder& builder, simdjson::dom::parser& parser, std::string_view json)
{
    simdjson::dom::object types;
    if (parser.parse(json.data(), json.size()).get(types) != simdjson::SUCCESS)
        return;
    for (const auto type : types) {
        simdjson::dom::array values;
        if (type.value.get(values) != simdjson::SUCCESS)
            continue;
        for (const auto value : values) {
            if (std::string_view label; value.get(label) == simdjson::SUCCESS)
                builder.addLabel(type.key, label);
            else if (double number = 0; value.get(number) == simdjson::SUCCESS)
                builder.addNumber(type.key, number);
        }
    }
}

} // namespace

Result<std::shared_ptr<const CatalogueIndex>> CatalogueIndex::load(const Connection& connection,
                                                                   CatalogueId catalogue)
{
    ANTIPHON_TRY(readCatalogue(connection, catalogue));
    CatalogueIndexBuilder builder(catalogue);
    simdjson::dom::parser parser;
    ANTIPHON_TRY(forEachTrack(connection, catalogue, [&](const StoredTrack& track) -> Result<void> {
        builder.beginTrack(track.externalId, track.title, track.artist, track.album);
        addAttributes(builder, parser, track.attributes);
        return {};
    }));
    return builder.finish();
}

std::shared_ptr<const CatalogueIndex> CatalogueIndex::fromTracks(const QList<Track>& tracks)
{
    CatalogueIndexBuilder builder({});
    for (const Track& track : tracks) {
        builder.beginTrack(track.externalId.toStdString(), track.title.toStdString(),
                           track.artist.toStdString(), track.album.toStdString());
        for (const AttributeValue& value : track.values)
            builder.addLabel(value.type.toStdString(), value.value.toStdString());
        for (const NumberValue& number : track.numbers)
            builder.addNumber(number.type.toStdString(), number.number);
    }
    return builder.finish();
}

int CatalogueIndex::typeIndex(QStringView name) const
{
    for (std::size_t i = 0; i < m_types.size(); ++i)
        if (m_types[i].name == name)
            return static_cast<int>(i);
    return -1;
}

AttributeValue CatalogueIndex::attributeValue(ValueId value) const
{
    return {m_types[static_cast<std::size_t>(m_typeOfValue[value])].name, m_values[value]};
}

std::optional<ValueId> CatalogueIndex::findValue(int type, QStringView value) const
{
    if (type < 0)
        return std::nullopt;
    const IndexedType& indexed = m_types[static_cast<std::size_t>(type)];
    const auto first = m_values.begin() + indexed.firstValue;
    const auto last = first + indexed.valueCount;
    const std::string wanted = value.toUtf8().toStdString();
    const auto found = std::lower_bound(first, last, wanted, [](const QString& a, const std::string& b) {
        return a.toUtf8().toStdString() < b;
    });
    if (found == last || *found != value)
        return std::nullopt;
    return static_cast<ValueId>(found - m_values.begin());
}

Roaring CatalogueIndex::tracksInRange(int type, double from, double to) const
{
    Roaring tracks;
    if (type < 0)
        return tracks;
    const auto& numbers = m_numbers[static_cast<std::size_t>(type)].byNumber;
    auto item = std::lower_bound(numbers.begin(), numbers.end(), std::pair<double, quint32>(from, 0));
    std::vector<quint32> ordinals;
    for (; item != numbers.end() && item->first <= to; ++item)
        ordinals.push_back(item->second);
    tracks.addMany(ordinals.size(), ordinals.data());
    return tracks;
}

std::optional<quint32> CatalogueIndex::findTrack(std::string_view externalId) const
{
    const std::size_t mask = m_trackOfHash.size() - 1;
    for (std::size_t place = stableHash(externalId) & mask; m_trackOfHash[place] != noTrack;
         place = (place + 1) & mask)
        if (this->externalId(m_trackOfHash[place]) == externalId)
            return m_trackOfHash[place];
    return std::nullopt;
}

std::vector<std::pair<double, quint32>> CatalogueIndex::numbersOf(int type) const
{
    if (type < 0)
        return {};
    return m_numbers[static_cast<std::size_t>(type)].byNumber;
}

std::string_view CatalogueIndex::text(std::size_t place) const
{
    const std::size_t from = place == 0 ? 0 : m_textEnds[place - 1];
    return std::string_view(m_texts).substr(from, m_textEnds[place] - from);
}

Track CatalogueIndex::track(quint32 ordinal) const
{
    Track track;
    track.ordinal = ordinal;
    QString* const texts[] = {&track.externalId, &track.title, &track.artist, &track.album};
    for (std::size_t i = 0; i < std::size(texts); ++i) {
        const std::string_view utf8 = text(std::size_t(ordinal) * textsOfATrack + i);
        *texts[i] = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    }
    for (const ValueId value : valuesOf(ordinal))
        if (m_types[static_cast<std::size_t>(m_typeOfValue[value])].origin == TypeOrigin::Attribute)
            track.values << attributeValue(value);
    for (std::size_t i = 0; i < m_types.size(); ++i) {
        const auto& numbers = m_numbers[i].byTrack;
        const auto found =
            std::lower_bound(numbers.begin(), numbers.end(), ordinal,
                             [](const auto& item, quint32 wanted) { return item.first < wanted; });
        if (found != numbers.end() && found->first == ordinal)
            track.numbers << NumberValue{m_types[i].name, found->second};
    }
    return track;
}

// Two ways to the same counts: over the rows of the pool, or a cut of sets per value. The first costs about a
// nanosecond per value of a track in the pool, the second some hundreds of nanoseconds per value.
std::vector<quint32> CatalogueIndex::countsIn(const Roaring& pool) const
{
    const std::uint64_t poolSize = pool.cardinality();
    if (poolSize == m_trackCount)
        return m_frequencies;
    std::vector<quint32> counts(m_values.size(), 0);
    constexpr std::uint64_t costOfACut = 150; // in additions
    const std::uint64_t rowCost = m_trackCount == 0 ? 0 : poolSize * m_valuesOfTracks.size() / m_trackCount;
    if (rowCost <= m_values.size() * costOfACut) {
        for (const quint32 track : pool)
            for (const ValueId value : valuesOf(track))
                ++counts[value];
    } else {
        for (std::size_t value = 0; value < counts.size(); ++value)
            counts[value] = static_cast<quint32>(pool.and_cardinality(m_tracksOfValue[value]));
    }
    return counts;
}

} // namespace antiphon
