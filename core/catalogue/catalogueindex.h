// The index of a catalogue in memory: a set of tracks per attribute value, immutable once built.
#pragma once

#include "core/base/random.h"
#include "core/base/result.h"
#include "core/catalogue/catalogue.h"
#include "core/catalogue/frozensets.h"
#include "core/catalogue/indeximage.h"
#include "core/catalogue/typefamily.h"
#include "core/storage/connection.h"

namespace antiphon {

using ValueId = quint32; // place in the dictionary of values, from 0

// Where the values of a type come from.
enum class TypeOrigin {
    Attribute, // labels of the map
    Artist,    // the artist column: the type "artist", where the map has no attribute of that name
    Decade     // numbers of years without bins: "1990s"
};

// An attribute type with its values, which stand side by side in the dictionary, sorted by text.
struct IndexedType
{
    QString name;
    TypeOrigin origin = TypeOrigin::Attribute;
    ValueId firstValue = 0;
    ValueId valueCount = 0; // 0 for numbers that have no names: only ranges can be asked for
    bool hasNumbers = false;
    qint64 tracks = 0;                       // tracks with a value or number of the type
    TypeFamily family = TypeFamily::Content; // by the catalogue's map, else by the name
};

enum class IndexColumn { ExternalId, Title, Artist, Album };
inline constexpr std::size_t trackColumnCount = 4;

// Safe to read from any number of threads. Held by shared_ptr: a view that shows it keeps it alive.
class CatalogueIndex
{
public:
    // The index of a catalogue: mapped from the cache beside the project where it is the right one, else
    // built from the tracks and, when it is worth it, left in the cache. 1,000,000 tracks: see tests/bench.
    // Errors: NotFound, those of SQLite; nothing that is wrong with the cache.
    static Result<std::shared_ptr<const CatalogueIndex>> load(const Connection& connection,
                                                              CatalogueId catalogue);
    // As load(), without looking for a cache or leaving one.
    static Result<std::shared_ptr<const CatalogueIndex>> build(const Connection& connection,
                                                               CatalogueId catalogue);
    // The same from values, for tests and examples; ordinals are the places in the list.
    static std::shared_ptr<const CatalogueIndex> fromTracks(const QList<Track>& tracks);
    // Null when the sections do not fit each other.
    static std::shared_ptr<const CatalogueIndex> fromImage(std::shared_ptr<const IndexImage> image);
    const IndexImage& image() const { return *m_image; }

    CatalogueId catalogue() const { return m_image->key().catalogue; }
    quint32 trackCount() const { return m_trackCount; }
    const std::vector<IndexedType>& types() const { return m_types; }
    int typeIndex(QStringView name) const; // -1: there is none

    ValueId valueCount() const { return static_cast<ValueId>(m_values.size()); }
    const QString& valueText(ValueId value) const { return m_values[value]; }
    std::string_view valueUtf8(ValueId value) const
    {
        const std::size_t place = m_types.size() + value;
        const quint64 begin = place == 0 ? 0 : m_nameEnds[place - 1];
        return m_names.substr(begin, m_nameEnds[place] - begin);
    }
    int typeOf(ValueId value) const { return m_typeOfValue[value]; } // place in types()
    AttributeValue attributeValue(ValueId value) const;
    std::optional<ValueId> findValue(int type, QStringView value) const;

    // The tracks that have the value.
    const Roaring& tracksWith(ValueId value) const { return m_sets[value]; }
    quint32 frequency(ValueId value) const { return m_frequencies[value]; }
    // What the value tells about a track: log(tracks / frequency), 0 for a value of all tracks (Sparck Jones,
    // "A statistical interpretation of term specificity", 1972).
    double weight(ValueId value) const { return m_weights[value]; }
    // The tracks whose number of the type lies in [from, to]. Empty for types without numbers.
    Roaring tracksInRange(int type, double from, double to) const;
    // The numbers of the type with their tracks, ascending. Empty for types without numbers.
    std::vector<std::pair<double, quint32>> numbersOf(int type) const;
    // A track's values, ascending.
    std::span<const ValueId> valuesOf(quint32 track) const
    {
        return m_rows.subspan(m_rowStarts[track], m_rowStarts[track + 1] - m_rowStarts[track]);
    }
    std::string_view text(IndexColumn column, quint32 track) const
    {
        const std::size_t place = static_cast<std::size_t>(column) * m_trackCount + track;
        const quint64 begin = place == 0 ? 0 : m_columnEnds[place - 1];
        return m_columns.substr(begin, m_columnEnds[place] - begin);
    }
    // The texts of all tracks one behind the other; text() gives parts of it.
    std::string_view column(IndexColumn column) const;
    std::string_view externalId(quint32 track) const { return text(IndexColumn::ExternalId, track); }
    std::string_view title(quint32 track) const { return text(IndexColumn::Title, track); }
    std::string_view artist(quint32 track) const { return text(IndexColumn::Artist, track); }
    std::string_view album(quint32 track) const { return text(IndexColumn::Album, track); }
    std::optional<quint32> findTrack(std::string_view externalId) const;
    // The whole track, without its row id.
    Track track(quint32 ordinal) const;

    // How many tracks of `pool` have each value, by ValueId.
    std::vector<quint32> countsIn(const Roaring& pool) const;

private:
    static std::shared_ptr<const CatalogueIndex> inFamilies(std::shared_ptr<const CatalogueIndex> index,
                                                            const QHash<QString, TypeFamily>& families);
    friend class CatalogueIndexBuilder;
    CatalogueIndex() = default;
    static constexpr quint32 noTrack = 0xffffffff;
    bool adopt(std::shared_ptr<const IndexImage> image);
    bool adoptNames();
    bool adoptRows();
    bool adoptNumbers();
    bool adoptSets();
    bool adoptIds();
    void addCountsOf(std::span<const quint32> tracks, std::vector<quint32>& counts) const;

    std::shared_ptr<const IndexImage> m_image; // the spans below lie in it
    quint32 m_trackCount = 0;
    std::vector<IndexedType> m_types;
    std::span<const ImageType> m_imageTypes;
    std::span<const ImageNumber> m_byNumber; // of each type, ascending
    std::span<const ImageNumber> m_byTrack;  // of each type, ascending
    std::span<const quint64> m_nameEnds;     // of types, then of values
    std::string_view m_names;
    std::vector<QString> m_values;
    std::vector<int> m_typeOfValue;
    std::span<const quint32> m_frequencies;
    std::vector<double> m_weights;
    std::span<const quint32> m_rowStarts;
    std::span<const ValueId> m_rows;
    std::span<const quint64> m_columnEnds;
    std::string_view m_columns;
    std::span<const quint32> m_tracksOfHashes;
    FrozenSets m_sets;
};

} // namespace antiphon
