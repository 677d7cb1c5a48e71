#include "core/catalogue/nearest.h"

#include "core/catalogue/bestof.h"

#include <algorithm>
#include <cmath>

namespace antiphon {

namespace {

// Compares the rows of other tracks with the row of one.
class TrackComparison
{
public:
    TrackComparison(const CatalogueIndex& index, quint32 track) : m_index(index)
    {
        for (std::size_t i = 0; i < index.types().size(); ++i)
            if (const IndexedType& type = index.types()[i]; type.name == QLatin1String("artist"))
                m_artists = {type.firstValue, type.firstValue + type.valueCount};
        for (const ValueId value : index.valuesOf(track))
            if (counts(value))
                m_values.push_back(value);
    }

    const std::vector<ValueId>& values() const { return m_values; }
    bool counts(ValueId value) const
    {
        return (value < m_artists.first || value >= m_artists.second) && m_index.weight(value) > 0;
    }
    double similarityTo(quint32 other) const
    {
        double common = 0;
        double all = 0;
        auto mine = m_values.begin();
        for (const ValueId value : m_index.valuesOf(other)) {
            for (; mine != m_values.end() && *mine < value; ++mine)
                all += m_index.weight(*mine);
            if (!counts(value))
                continue;
            all += m_index.weight(value);
            if (mine == m_values.end() || *mine != value)
                continue;
            common += m_index.weight(value);
            ++mine;
        }
        for (; mine != m_values.end(); ++mine)
            all += m_index.weight(*mine);
        return common / all;
    }

private:
    const CatalogueIndex& m_index;
    std::pair<ValueId, ValueId> m_artists{0, 0};
    std::vector<ValueId> m_values; // of the track, ascending
};

} // namespace

// Adds up what each track has in common over the sets of the values, which is quick and nearly exact; only
// who could be among the best by that is compared row by row.
std::vector<NearTrack> nearestTracks(const CatalogueIndex& index, quint32 track, quint32 k)
{
    const TrackComparison comparison(index, track);
    std::vector<float> common(index.trackCount(), 0);
    std::vector<quint32> tracks;
    double total = 0;
    for (const ValueId value : comparison.values()) {
        const auto weight = static_cast<float>(index.weight(value));
        total += index.weight(value);
        tracks.resize(index.frequency(value));
        index.tracksWith(value).toUint32Array(tracks.data());
        for (const quint32 other : tracks)
            common[other] += weight;
    }
    common[track] = 0;

    constexpr double roundingSlack = 1 + 1e-5;
    BestOf best(std::min(k, index.trackCount()));
    float least = 0; // to have in common, for being among the best
    for (quint32 other = 0; other < index.trackCount() && k > 0; ++other) {
        if (common[other] <= least)
            continue;
        best.offer({comparison.similarityTo(other), other});
        if (best.isFull())
            least = static_cast<float>(best.worst() * total / roundingSlack);
    }
    std::vector<NearTrack> near;
    for (const auto& [similarity, other] : std::move(best).sorted())
        near.push_back({other, similarity});
    return near;
}

ArtistProfiles::ArtistProfiles(const CatalogueIndex& index, const QString& type) : m_index(index)
{
    const int place = m_index.typeIndex(type);
    if (place < 0)
        return;
    const IndexedType& artists = m_index.types()[static_cast<std::size_t>(place)];
    m_firstArtist = artists.firstValue;
    m_artistCount = artists.valueCount;
    std::vector<quint32> counts(m_index.valueCount(), 0);
    for (ValueId artist = m_firstArtist; artist < m_firstArtist + m_artistCount; ++artist)
        addProfile(artist, counts);
}

// `counts` is all 0, and is so again afterwards.
void ArtistProfiles::addProfile(ValueId artist, std::vector<quint32>& counts)
{
    std::vector<ValueId> values;
    for (const quint32 track : m_index.tracksWith(artist))
        for (const ValueId value : m_index.valuesOf(track)) {
            const bool isArtist = value >= m_firstArtist && value < m_firstArtist + m_artistCount;
            if (!isArtist && ++counts[value] == 1)
                values.push_back(value);
        }
    std::sort(values.begin(), values.end());
    double sum = 0;
    const auto tracks = static_cast<float>(m_index.frequency(artist));
    for (const ValueId value : values) {
        const float share = static_cast<float>(counts[value]) / tracks;
        counts[value] = 0;
        sum += m_index.weight(value) * static_cast<double>(share);
        m_shares.push_back({value, share});
    }
    m_firstShare.push_back(m_shares.size());
    m_sums.push_back(sum);
}

std::vector<NearArtist> ArtistProfiles::nearest(ValueId artist, quint32 k) const
{
    if (artist < m_firstArtist || artist >= m_firstArtist + m_artistCount || k == 0)
        return {};
    const std::size_t asked = artist - m_firstArtist;
    std::vector<float> mine(m_index.valueCount(), 0);
    for (const Share& item : profile(asked))
        mine[item.value] = item.share;

    BestOf best(std::min(k, m_artistCount));
    for (std::size_t other = 0; other < m_artistCount; ++other) {
        if (other == asked)
            continue;
        double common = 0;
        for (const Share& item : profile(other))
            common +=
                m_index.weight(item.value) * static_cast<double>(std::min(item.share, mine[item.value]));
        // min(a, b) + max(a, b) = a + b
        if (common > 0)
            best.offer({common / (m_sums[asked] + m_sums[other] - common), static_cast<quint32>(other)});
    }
    std::vector<NearArtist> near;
    for (const auto& [similarity, other] : std::move(best).sorted())
        near.push_back({m_firstArtist + other, similarity});
    return near;
}

std::vector<NearArtist> nearestArtists(const CatalogueIndex& index, ValueId artist, quint32 k)
{
    return ArtistProfiles(index).nearest(artist, k);
}

} // namespace antiphon
