// The texts of all tracks made ready for searching and sorting.
#pragma once

#include "core/catalogue/catalogueindex.h"

#include <array>

namespace antiphon {

// Appends `utf8` without marks on its letters and in lower case ("Bjork" for both Björk and BJÖRK); signs
// stay.
void appendFolded(std::string& folded, std::string_view utf8);

enum class TrackText { ExternalId, Title, Artist, Album };

// One line a track in one piece of memory, folded. Safe to read from any number of threads.
class TrackTexts
{
public:
    // About half a second for a million tracks.
    explicit TrackTexts(const CatalogueIndex& index);

    quint32 trackCount() const { return static_cast<quint32>(m_ends.size()); }
    // The tracks in whose id, title, artist or album each word of `search` stands as a part, in any case and
    // with or without marks; all tracks where there is no word. Looks through the lines with two threads.
    Roaring find(const QString& search) const;
    std::string_view text(quint32 track, TrackText which) const;

private:
    struct Needle;
    std::string_view line(quint32 track) const;
    std::vector<Needle> needlesOf(const QString& search) const;
    std::vector<quint32> findBetween(quint32 first, quint32 last, const std::vector<Needle>& needles) const;

    std::string m_lines; // id, title, artist and album, with a separator behind each
    std::vector<std::size_t> m_ends;
    std::array<std::size_t, 256> m_frequencies{}; // of bytes: the rarest ones of a word are looked for first
};

} // namespace antiphon
