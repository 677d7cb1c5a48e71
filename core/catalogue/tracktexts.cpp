#include "core/catalogue/tracktexts.h"

#include "core/base/parallel.h"

#ifdef __SSE2__
#include <emmintrin.h>

#include <bit>
#endif

namespace antiphon {

namespace {

constexpr char separator = '\x1f';

// Letters that no decomposition takes apart.
const char* plainLetters(QChar c)
{
    switch (c.unicode()) {
    case 0xdf:
        return "ss";
    case 0xe6:
        return "ae";
    case 0xf0:
    case 0x111:
        return "d";
    case 0xf8:
        return "o";
    case 0x131:
        return "i";
    case 0x142:
        return "l";
    case 0x153:
        return "oe";
    default:
        return nullptr;
    }
}

void appendFoldedUnicode(std::string& folded, std::string_view utf8)
{
    const QString parts = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()))
                              .normalized(QString::NormalizationForm_KD)
                              .toCaseFolded();
    QString kept;
    kept.reserve(parts.size());
    for (const QChar c : parts) {
        if (c.isMark() || c == QLatin1Char(separator))
            continue;
        if (const char* plain = plainLetters(c))
            kept += QLatin1String(plain);
        else
            kept += c;
    }
    folded += kept.toStdString();
}

bool isAscii(std::string_view text)
{
    return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) > 127; });
}

} // namespace

void appendFolded(std::string& folded, std::string_view utf8)
{
    if (!isAscii(utf8))
        return appendFoldedUnicode(folded, utf8);
    for (const char c : utf8)
        if (c != separator)
            folded.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
}

// A word and the places of its two rarest bytes.
struct TrackTexts::Needle
{
    std::string word;
    std::size_t rare = 0;
    std::size_t next = 0;

    bool isAt(const char* place) const { return std::memcmp(place, word.data(), word.size()) == 0; }
    // The first place in [begin, end) where the word stands whole; `end` where there is none.
    const char* find(const char* begin, const char* end) const;
};

const char* TrackTexts::Needle::find(const char* begin, const char* end) const
{
    if (static_cast<std::size_t>(end - begin) < word.size())
        return end;
    const char* const last = end - word.size(); // where the word may begin at the latest
#ifdef __SSE2__
    const __m128i first = _mm_set1_epi8(word[rare]);
    const __m128i second = _mm_set1_epi8(word[next]);
    for (; last - begin >= 15; begin += 16) {
        const __m128i a = _mm_loadu_si128(reinterpret_cast<const __m128i*>(begin + rare));
        const __m128i b = _mm_loadu_si128(reinterpret_cast<const __m128i*>(begin + next));
        const __m128i both = _mm_and_si128(_mm_cmpeq_epi8(a, first), _mm_cmpeq_epi8(b, second));
        for (auto mask = static_cast<unsigned>(_mm_movemask_epi8(both)); mask != 0; mask &= mask - 1)
            if (const char* place = begin + std::countr_zero(mask); isAt(place))
                return place;
    }
#endif
    for (; begin <= last; ++begin)
        if (begin[rare] == word[rare] && isAt(begin))
            return begin;
    return end;
}

TrackTexts::TrackTexts(const CatalogueIndex& index)
{
    m_ends.reserve(index.trackCount());
    for (quint32 track = 0; track < index.trackCount(); ++track) {
        for (const std::string_view text :
             {index.externalId(track), index.title(track), index.artist(track), index.album(track)}) {
            appendFolded(m_lines, text);
            m_lines.push_back(separator);
        }
        m_ends.push_back(m_lines.size());
    }
    m_lines.shrink_to_fit();
    for (const char byte : m_lines)
        ++m_frequencies[static_cast<unsigned char>(byte)];
}

std::string_view TrackTexts::line(quint32 track) const
{
    const std::size_t begin = track == 0 ? 0 : m_ends[track - 1];
    return std::string_view(m_lines).substr(begin, m_ends[track] - begin);
}

std::string_view TrackTexts::text(quint32 track, TrackText which) const
{
    std::string_view rest = line(track);
    for (int i = 0; i < static_cast<int>(which); ++i)
        rest.remove_prefix(rest.find(separator) + 1);
    return rest.substr(0, rest.find(separator));
}

// The longest word first: it stands in the fewest lines.
std::vector<TrackTexts::Needle> TrackTexts::needlesOf(const QString& search) const
{
    std::string folded;
    appendFolded(folded, search.simplified().toStdString());
    std::vector<Needle> needles;
    for (const QString& word : QString::fromStdString(folded).split(QLatin1Char(' '), Qt::SkipEmptyParts))
        needles.push_back({word.toStdString()});
    std::stable_sort(needles.begin(), needles.end(),
                     [](const Needle& a, const Needle& b) { return a.word.size() > b.word.size(); });
    for (Needle& needle : needles) {
        std::vector<std::size_t> places(needle.word.size());
        for (std::size_t i = 0; i < places.size(); ++i)
            places[i] = i;
        std::stable_sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
            return m_frequencies[static_cast<unsigned char>(needle.word[a])] <
                   m_frequencies[static_cast<unsigned char>(needle.word[b])];
        });
        needle.rare = places.front();
        needle.next = places.size() > 1 ? places[1] : places.front();
    }
    return needles;
}

std::vector<quint32> TrackTexts::findBetween(quint32 first, quint32 last,
                                             const std::vector<Needle>& needles) const
{
    std::vector<quint32> found;
    const char* const base = m_lines.data();
    const char* const end = base + (last == 0 ? 0 : m_ends[last - 1]);
    const char* place = base + (first == 0 ? 0 : m_ends[first - 1]);
    for (quint32 track = first; track < last;) {
        place = needles.front().find(place, end);
        if (place == end)
            break;
        const auto offset = static_cast<std::size_t>(place - base);
        while (m_ends[track] <= offset)
            ++track;
        const std::string_view whole = line(track);
        const char* const lineEnd = whole.data() + whole.size();
        if (std::all_of(needles.begin() + 1, needles.end(),
                        [&](const Needle& needle) { return needle.find(whole.data(), lineEnd) != lineEnd; }))
            found.push_back(track);
        place = lineEnd;
        ++track;
    }
    return found;
}

Roaring TrackTexts::find(const QString& search) const
{
    Roaring tracks;
    const std::vector<Needle> needles = needlesOf(search);
    if (needles.empty()) {
        tracks.addRange(0, trackCount());
        return tracks;
    }
    constexpr quint32 parts = 8; // so that a busy thread leaves the rest to the other
    std::array<std::vector<quint32>, parts> found;
    forEachIndex(parts, 2, [&](std::size_t part) {
        const auto at = [&](std::size_t i) { return static_cast<quint32>(trackCount() * i / parts); };
        found[part] = findBetween(at(part), at(part + 1), needles);
    });
    for (const std::vector<quint32>& part : found)
        tracks.addMany(part.size(), part.data());
    return tracks;
}

} // namespace antiphon
