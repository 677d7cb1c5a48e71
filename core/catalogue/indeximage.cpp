#include "core/catalogue/indeximage.h"

#include <bit>
#include <cstring>
#include <new>

namespace antiphon {

namespace {

constexpr std::size_t alignment = 64;
constexpr char magic[8] = {'A', 'N', 'T', 'I', 'I', 'D', 'X', '\n'};
constexpr quint32 version = 1;
constexpr quint32 byteOrder = 0x01020304;

std::size_t aligned(std::size_t size)
{
    return (size + alignment - 1) / alignment * alignment;
}

// Four lanes of multiply and rotate, so that it goes at the speed of the memory; any changed bit changes a
// lane for good, since each step is a bijection of the lane. `bytes` are whole blocks of 32.
quint64 checksum(std::span<const std::byte> bytes)
{
    constexpr quint64 factor = 0x9E3779B97F4A7C15;
    std::array<quint64, 4> lanes{1, 2, 3, 4};
    for (std::size_t at = 0; at + 32 <= bytes.size(); at += 32) {
        std::array<quint64, 4> words;
        std::memcpy(words.data(), bytes.data() + at, 32);
        for (std::size_t i = 0; i < 4; ++i)
            lanes[i] = std::rotl((lanes[i] ^ words[i]) * factor, 29);
    }
    quint64 sum = bytes.size();
    for (const quint64 lane : lanes)
        sum = std::rotl((sum ^ lane) * factor, 31);
    return sum;
}

} // namespace

struct IndexImage::Header
{
    char magic[8];
    quint32 version;
    quint32 byteOrder;
    IdBytes catalogue;
    quint64 stamp;
    quint32 trackCount;
    quint32 unused;
    std::array<ImagePlace, sectionCount> sections;
    quint64 payloadSum;
    quint64 headerSum; // of all above

    quint64 sum() const
    {
        alignas(32) std::array<std::byte, (offsetof(Header, headerSum) + 31) / 32 * 32> bytes{};
        std::memcpy(bytes.data(), this, offsetof(Header, headerSum));
        return checksum(bytes);
    }
};

std::shared_ptr<const IndexImage>
IndexImage::assemble(const IndexKey& key, quint32 tracks,
                     const std::array<std::span<const std::byte>, sectionCount>& sections)
{
    Header header{};
    std::memcpy(header.magic, magic, sizeof magic);
    header.version = version;
    header.byteOrder = byteOrder;
    header.catalogue = key.catalogue.bytes();
    header.stamp = key.stamp;
    header.trackCount = tracks;
    std::size_t size = aligned(sizeof(Header));
    for (std::size_t i = 0; i < sectionCount; ++i) {
        header.sections[i] = {size, sections[i].size()};
        size += aligned(sections[i].size());
    }
    std::shared_ptr<IndexImage> image(new IndexImage);
    image->m_owned = static_cast<std::byte*>(::operator new(size, std::align_val_t(alignment)));
    image->m_bytes = {image->m_owned, size};
    std::size_t end = aligned(sizeof(Header));
    for (std::size_t i = 0; i < sectionCount; ++i) {
        const std::size_t begin = end;
        end = begin + aligned(sections[i].size());
        std::copy(sections[i].begin(), sections[i].end(), image->m_owned + begin);
        std::memset(image->m_owned + begin + sections[i].size(), 0, end - begin - sections[i].size());
    }
    header.payloadSum = checksum(image->m_bytes.subspan(aligned(sizeof(Header))));
    header.headerSum = header.sum();
    std::memset(image->m_owned, 0, aligned(sizeof(Header)));
    std::memcpy(image->m_owned, &header, sizeof header);
    return image;
}

std::shared_ptr<const IndexImage> IndexImage::map(const QString& path, const IndexKey& key)
{
    std::shared_ptr<IndexImage> image(new IndexImage);
    image->m_file = std::make_unique<QFile>(path);
    if (!image->m_file->open(QIODevice::ReadOnly))
        return nullptr;
    const qint64 size = image->m_file->size();
    if (size < static_cast<qint64>(aligned(sizeof(Header))))
        return nullptr;
    const uchar* mapped = image->m_file->map(0, size);
    if (!mapped)
        return nullptr;
    image->m_bytes = {reinterpret_cast<const std::byte*>(mapped), static_cast<std::size_t>(size)};
    return image->isWhole(key) ? image : nullptr;
}

IndexImage::~IndexImage()
{
    ::operator delete(m_owned, std::align_val_t(alignment));
}

bool IndexImage::isWhole(const IndexKey& wanted) const
{
    const Header& head = header();
    if (std::memcmp(head.magic, magic, sizeof magic) != 0 || head.version != version ||
        head.byteOrder != byteOrder || head.headerSum != head.sum() || !(key() == wanted))
        return false;
    std::size_t end = aligned(sizeof(Header));
    for (const ImagePlace& place : head.sections) {
        if (place.begin != end || place.length > m_bytes.size() - end)
            return false;
        end += aligned(place.length);
        if (end > m_bytes.size())
            return false;
    }
    return end == m_bytes.size() && head.payloadSum == checksum(m_bytes.subspan(aligned(sizeof(Header))));
}

const IndexImage::Header& IndexImage::header() const
{
    return *reinterpret_cast<const Header*>(m_bytes.data());
}

IndexKey IndexImage::key() const
{
    return {CatalogueId(header().catalogue), header().stamp};
}

quint32 IndexImage::trackCount() const
{
    return header().trackCount;
}

std::span<const std::byte> IndexImage::bytesOf(Section section) const
{
    const ImagePlace& place = header().sections[static_cast<std::size_t>(section)];
    return m_bytes.subspan(place.begin, place.length);
}

} // namespace antiphon
