// The bytes of a catalogue's index: the same in memory and in the cache file.
#pragma once

#include "core/catalogue/catalogue.h"

#include <QFile>

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace antiphon {

// What the image is of. Another key is another index.
struct IndexKey
{
    CatalogueId catalogue;
    quint64 stamp = 0; // moves with the content
    bool operator==(const IndexKey&) const = default;
};

enum class Section : quint32 {
    Types,
    NameEnds, // of the names of types, then of values
    Names,
    Frequencies,
    RowStarts, // tracks + 1
    Rows,
    Numbers,        // of each type by number, then of each type by track
    ColumnEnds,     // tracks per column: ids, titles, artists, albums
    Columns,        // their texts, one column behind the other
    SetPlaces,      // (begin, length) in Sets, by value
    Sets,           // frozen
    TracksOfHashes, // open addressing by stableHash() of the external id
    Count
};
inline constexpr std::size_t sectionCount = static_cast<std::size_t>(Section::Count);

struct ImageType
{
    quint32 origin;
    quint32 hasNumbers;
    quint32 firstValue;
    quint32 valueCount;
    qint64 tracks;
    quint64 firstNumber; // in both halves of Numbers
    quint64 numberCount;
};
struct ImageNumber
{
    double number;
    quint32 track;
    quint32 unused = 0;
};
struct ImagePlace
{
    quint64 begin;
    quint64 length;
};

// One block of memory, owned or mapped from a file, cut into sections that begin at multiples of 64 bytes.
class IndexImage
{
public:
    // Puts the sections behind each other.
    static std::shared_ptr<const IndexImage>
    assemble(const IndexKey& key, quint32 tracks,
             const std::array<std::span<const std::byte>, sectionCount>& sections);
    // Maps a file. Null when it is not whole, was changed, is of another version of the program or not of
    // `key`: every byte is covered by a checksum.
    static std::shared_ptr<const IndexImage> map(const QString& path, const IndexKey& key);

    IndexImage(const IndexImage&) = delete;
    IndexImage& operator=(const IndexImage&) = delete;
    ~IndexImage();

    std::span<const std::byte> bytes() const { return m_bytes; }
    bool isMapped() const { return m_file != nullptr; }
    IndexKey key() const;
    quint32 trackCount() const;
    // The section as values of T; a rest that is no whole T is left out.
    template<typename T>
    std::span<const T> section(Section section) const
    {
        static_assert(std::is_trivially_copyable_v<T>);
        const std::span<const std::byte> part = bytesOf(section);
        return {reinterpret_cast<const T*>(part.data()), part.size() / sizeof(T)};
    }
    std::string_view text(Section section) const
    {
        const std::span<const std::byte> part = bytesOf(section);
        return {reinterpret_cast<const char*>(part.data()), part.size()};
    }

private:
    IndexImage() = default;
    struct Header;
    const Header& header() const;
    std::span<const std::byte> bytesOf(Section section) const;
    bool isWhole(const IndexKey& key) const;

    std::span<const std::byte> m_bytes;
    std::byte* m_owned = nullptr;
    std::unique_ptr<QFile> m_file;
};

} // namespace antiphon
