// Which tracks and which artists are most alike by what the catalogue says of them.
#pragma once

#include "core/catalogue/catalogueindex.h"

namespace antiphon {

// Both measures are Ruzicka's weighted Jaccard (Ioffe, "Improved Consistent Sampling, Weighted Minhash and L1
// Sketching", ICDM 2010): the sum of the smaller over the sum of the larger weights. A value weighs
// CatalogueIndex::weight(), so that a rare value in common says more than a frequent one.

struct NearTrack
{
    quint32 track = 0; // ordinal
    double similarity = 0;
    bool operator==(const NearTrack&) const = default;
};

// The k tracks whose values are most like those of `track`, best first, ties by ordinal; itself and tracks
// with nothing in common are left out. Artists do not count: the rarest of all values, they would decide
// alone. Exact; about a nanosecond per track of the catalogue and per track that has one of its values.
// `track` must be one of the index's.
std::vector<NearTrack> nearestTracks(const CatalogueIndex& index, quint32 track, quint32 k);

struct NearArtist
{
    ValueId artist = 0;
    double similarity = 0;
    bool operator==(const NearArtist&) const = default;
};

// What the tracks of every artist are like: for each value the share of the artist's tracks that have it.
// Made once (about 10 ns per value of a track), asked often, from any number of threads.
class ArtistProfiles
{
public:
    // Profiles of the values of the type "artist", or of any other type whose values stand for many tracks.
    // An index without that type has no profiles. The index must outlive them.
    explicit ArtistProfiles(const CatalogueIndex& index, const QString& type = QStringLiteral("artist"));

    // The k artists whose profiles are most like the one of `artist`, best first, ties by ValueId; itself and
    // artists with nothing in common are left out. Empty when the value is not of the type.
    std::vector<NearArtist> nearest(ValueId artist, quint32 k) const;

private:
    struct Share
    {
        ValueId value;
        float share;
    };
    std::span<const Share> profile(std::size_t place) const
    {
        return {m_shares.data() + m_firstShare[place], m_shares.data() + m_firstShare[place + 1]};
    }
    void addProfile(ValueId artist, std::vector<quint32>& counts);

    const CatalogueIndex& m_index;
    ValueId m_firstArtist = 0;
    ValueId m_artistCount = 0;
    std::vector<std::size_t> m_firstShare{0};
    std::vector<Share> m_shares;
    std::vector<double> m_sums; // of weighted shares, by artist
};

// The same for a single question; makes the profiles each time.
std::vector<NearArtist> nearestArtists(const CatalogueIndex& index, ValueId artist, quint32 k);

} // namespace antiphon
