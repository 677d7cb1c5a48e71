#include "core/catalogue/catalogueindex.h"

#include "core/catalogue/cataloguemap.h"
#include "core/catalogue/cataloguestore.h"
#include "core/catalogue/indexbuilder.h"
#include "core/catalogue/indexcache.h"
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

namespace {

// What the map says of the families goes before what their names say.
Result<QHash<QString, TypeFamily>> mappedFamilies(const Connection& connection, CatalogueId id)
{
    ANTIPHON_TRY_ASSIGN(const Catalogue catalogue, readCatalogue(connection, id));
    const auto map = catalogueMapFromJson(catalogue.map, catalogue.name);
    return map ? familiesOf(*map) : QHash<QString, TypeFamily>();
}

} // namespace

Result<std::shared_ptr<const CatalogueIndex>> CatalogueIndex::load(const Connection& connection,
                                                                   CatalogueId catalogue)
{
    ANTIPHON_TRY_ASSIGN(const IndexKey key, indexKey(connection, catalogue));
    ANTIPHON_TRY_ASSIGN(const auto families, mappedFamilies(connection, catalogue));
    const QString path = indexCachePath(connection, catalogue);
    if (auto image = IndexImage::map(path, key))
        if (auto index = fromImage(std::move(image)))
            return inFamilies(std::move(index), families);
    ANTIPHON_TRY_ASSIGN(auto index, build(connection, catalogue));
    // Someone may have edited a track while they were read.
    ANTIPHON_TRY_ASSIGN(const IndexKey keyAfterwards, indexKey(connection, catalogue));
    if (keyAfterwards == key)
        leaveIndexCache(connection, index->image());
    return index;
}

Result<std::shared_ptr<const CatalogueIndex>> CatalogueIndex::build(const Connection& connection,
                                                                    CatalogueId catalogue)
{
    ANTIPHON_TRY_ASSIGN(const IndexKey key, indexKey(connection, catalogue));
    CatalogueIndexBuilder builder(key);
    simdjson::dom::parser parser;
    ANTIPHON_TRY(forEachTrack(connection, catalogue, [&](const StoredTrack& track) -> Result<void> {
        builder.beginTrack(track.externalId, track.title, track.artist, track.album);
        addAttributes(builder, parser, track.attributes);
        return {};
    }));
    ANTIPHON_TRY_ASSIGN(const auto families, mappedFamilies(connection, catalogue));
    return inFamilies(builder.finish(), families);
}

// The index has just been made: nobody else holds it yet.
std::shared_ptr<const CatalogueIndex> CatalogueIndex::inFamilies(std::shared_ptr<const CatalogueIndex> index,
                                                                 const QHash<QString, TypeFamily>& families)
{
    for (IndexedType& type : std::const_pointer_cast<CatalogueIndex>(index)->m_types)
        type.family = families.value(type.name, type.family);
    return index;
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
    const QByteArray utf8 = value.toUtf8();
    const std::string_view wanted(utf8.data(), static_cast<std::size_t>(utf8.size()));
    ValueId low = indexed.firstValue;
    ValueId high = low + indexed.valueCount;
    while (low < high) {
        const ValueId middle = low + (high - low) / 2;
        if (valueUtf8(middle) < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    const bool isThere = low < indexed.firstValue + indexed.valueCount && valueUtf8(low) == wanted;
    return isThere ? std::optional(low) : std::nullopt;
}

Roaring CatalogueIndex::tracksInRange(int type, double from, double to) const
{
    Roaring tracks;
    if (type < 0)
        return tracks;
    const ImageType& indexed = m_imageTypes[static_cast<std::size_t>(type)];
    const auto numbers = m_byNumber.subspan(indexed.firstNumber, indexed.numberCount);
    auto item = std::lower_bound(numbers.begin(), numbers.end(), from,
                                 [](const ImageNumber& a, double b) { return a.number < b; });
    std::vector<quint32> ordinals;
    for (; item != numbers.end() && item->number <= to; ++item)
        ordinals.push_back(item->track);
    tracks.addMany(ordinals.size(), ordinals.data());
    return tracks;
}

std::optional<quint32> CatalogueIndex::findTrack(std::string_view externalId) const
{
    const std::size_t mask = m_tracksOfHashes.size() - 1;
    for (std::size_t place = stableHash(externalId) & mask; m_tracksOfHashes[place] != noTrack;
         place = (place + 1) & mask)
        if (this->externalId(m_tracksOfHashes[place]) == externalId)
            return m_tracksOfHashes[place];
    return std::nullopt;
}

std::vector<std::pair<double, quint32>> CatalogueIndex::numbersOf(int type) const
{
    std::vector<std::pair<double, quint32>> pairs;
    if (type < 0)
        return pairs;
    const ImageType& indexed = m_imageTypes[static_cast<std::size_t>(type)];
    for (const ImageNumber& item : m_byNumber.subspan(indexed.firstNumber, indexed.numberCount))
        pairs.emplace_back(item.number, item.track);
    return pairs;
}

std::string_view CatalogueIndex::column(IndexColumn column) const
{
    if (m_trackCount == 0)
        return {};
    const char* begin = text(column, 0).data();
    const std::string_view last = text(column, m_trackCount - 1);
    return {begin, static_cast<std::size_t>(last.data() + last.size() - begin)};
}

Track CatalogueIndex::track(quint32 ordinal) const
{
    Track track;
    track.ordinal = ordinal;
    QString* const texts[] = {&track.externalId, &track.title, &track.artist, &track.album};
    for (std::size_t i = 0; i < std::size(texts); ++i) {
        const std::string_view utf8 = text(static_cast<IndexColumn>(i), ordinal);
        *texts[i] = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    }
    for (const ValueId value : valuesOf(ordinal))
        if (m_types[static_cast<std::size_t>(m_typeOfValue[value])].origin == TypeOrigin::Attribute)
            track.values << attributeValue(value);
    for (std::size_t i = 0; i < m_types.size(); ++i) {
        const auto numbers = m_byTrack.subspan(m_imageTypes[i].firstNumber, m_imageTypes[i].numberCount);
        const auto found =
            std::lower_bound(numbers.begin(), numbers.end(), ordinal,
                             [](const ImageNumber& item, quint32 wanted) { return item.track < wanted; });
        if (found != numbers.end() && found->track == ordinal)
            track.numbers << NumberValue{m_types[i].name, found->number};
    }
    return track;
}

} // namespace antiphon
