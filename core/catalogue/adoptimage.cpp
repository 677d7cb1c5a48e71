// The way from bytes to an index: every number that is followed later is looked at here once, so that bytes
// that came from outside can be wrong, but can not lead out of the image.
#include "core/catalogue/catalogueindex.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace antiphon {

namespace {

// Whether the ends ascend and the last is at most `size`.
template<typename T>
bool areEnds(std::span<const T> ends, std::size_t size)
{
    return std::is_sorted(ends.begin(), ends.end()) && (ends.empty() || ends.back() <= size);
}

QString fromUtf8(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

} // namespace

std::shared_ptr<const CatalogueIndex> CatalogueIndex::fromImage(std::shared_ptr<const IndexImage> image)
{
    std::shared_ptr<CatalogueIndex> index(new CatalogueIndex);
    return index->adopt(std::move(image)) ? index : nullptr;
}

bool CatalogueIndex::adopt(std::shared_ptr<const IndexImage> image)
{
    m_image = std::move(image);
    m_trackCount = m_image->trackCount();
    m_imageTypes = m_image->section<ImageType>(Section::Types);
    m_frequencies = m_image->section<quint32>(Section::Frequencies);
    m_rowStarts = m_image->section<quint32>(Section::RowStarts);
    m_rows = m_image->section<ValueId>(Section::Rows);
    m_columnEnds = m_image->section<quint64>(Section::ColumnEnds);
    m_columns = m_image->text(Section::Columns);
    m_tracksOfHashes = m_image->section<quint32>(Section::TracksOfHashes);
    return adoptNames() && adoptRows() && adoptNumbers() && adoptSets() && adoptIds();
}

bool CatalogueIndex::adoptNames()
{
    m_nameEnds = m_image->section<quint64>(Section::NameEnds);
    m_names = m_image->text(Section::Names);
    if (m_nameEnds.size() != m_imageTypes.size() + m_frequencies.size() ||
        !areEnds(m_nameEnds, m_names.size()))
        return false;
    std::size_t begin = 0;
    std::size_t place = 0;
    const auto nextName = [&] {
        const std::size_t from = std::exchange(begin, m_nameEnds[place++]);
        return fromUtf8(m_names.substr(from, begin - from));
    };
    quint64 values = 0;
    for (const ImageType& type : m_imageTypes) {
        if (type.firstValue != values || type.origin > static_cast<quint32>(TypeOrigin::Decade))
            return false;
        values += type.valueCount;
        m_types.push_back({nextName(), static_cast<TypeOrigin>(type.origin), type.firstValue, type.valueCount,
                           type.hasNumbers != 0, type.tracks});
        m_types.back().family = familyOfType(m_types.back().name);
    }
    if (values != m_frequencies.size())
        return false;
    m_values.reserve(values);
    m_typeOfValue.reserve(values);
    for (std::size_t type = 0; type < m_types.size(); ++type)
        m_typeOfValue.insert(m_typeOfValue.end(), m_types[type].valueCount, static_cast<int>(type));
    while (place < m_nameEnds.size())
        m_values.push_back(nextName());
    return true;
}

bool CatalogueIndex::adoptRows()
{
    if (m_rowStarts.size() != std::size_t(m_trackCount) + 1 || m_rowStarts.front() != 0 ||
        m_rowStarts.back() != m_rows.size() || !areEnds(m_rowStarts, m_rows.size()))
        return false;
    ValueId largest = 0;
    for (const ValueId value : m_rows)
        largest = std::max(largest, value);
    return (m_rows.empty() || largest < m_values.size()) &&
           m_columnEnds.size() == std::size_t(m_trackCount) * trackColumnCount &&
           areEnds(m_columnEnds, m_columns.size());
}

bool CatalogueIndex::adoptNumbers()
{
    const auto numbers = m_image->section<ImageNumber>(Section::Numbers);
    m_byNumber = numbers.first(numbers.size() / 2);
    m_byTrack = numbers.last(numbers.size() / 2);
    quint64 count = 0;
    for (const ImageType& type : m_imageTypes) {
        if (type.firstNumber != count || type.numberCount > m_byNumber.size() - count)
            return false;
        count += type.numberCount;
    }
    return std::all_of(numbers.begin(), numbers.end(),
                       [this](const ImageNumber& item) { return item.track < m_trackCount; });
}

bool CatalogueIndex::adoptSets()
{
    const auto places = m_image->section<ImagePlace>(Section::SetPlaces);
    const auto sets = m_image->section<std::byte>(Section::Sets);
    if (places.size() != m_values.size())
        return false;
    m_sets.reserve(places.size());
    m_weights.reserve(places.size());
    for (const ImagePlace& place : places) {
        const quint32 frequency = m_frequencies[m_sets.size()];
        if (place.begin > sets.size() || place.length > sets.size() - place.begin ||
            !m_sets.add(sets.subspan(place.begin, place.length)))
            return false;
        const Roaring& set = m_sets[m_sets.size() - 1];
        if (frequency == 0 || set.cardinality() != frequency || set.maximum() >= m_trackCount)
            return false;
        m_weights.push_back(std::log(double(m_trackCount) / frequency));
    }
    return true;
}

bool CatalogueIndex::adoptIds()
{
    return std::has_single_bit(m_tracksOfHashes.size()) && m_tracksOfHashes.size() > m_trackCount &&
           std::all_of(m_tracksOfHashes.begin(), m_tracksOfHashes.end(),
                       [this](quint32 track) { return track < m_trackCount || track == noTrack; }) &&
           std::find(m_tracksOfHashes.begin(), m_tracksOfHashes.end(), noTrack) != m_tracksOfHashes.end();
}

} // namespace antiphon
