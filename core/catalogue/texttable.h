// Different texts, each kept once and numbered in the order in which they came.
#pragma once

#include <QtGlobal>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace antiphon {

// For millions of short texts: their bytes lie one behind the other, and looking one up makes no string.
class TextTable
{
public:
    // The number of the text, from 0, and whether it is new.
    std::pair<quint32, bool> add(std::string_view text);
    std::string_view text(quint32 number) const;
    quint32 size() const { return static_cast<quint32>(m_ends.size()); }

private:
    // A place of the hash table: a part of the hash spares most comparisons of texts.
    struct Place
    {
        quint32 hash = 0;
        quint32 number = free;
    };
    static constexpr quint32 free = 0xffffffff;
    void grow();

    std::string m_bytes;
    std::vector<std::size_t> m_ends;
    std::vector<Place> m_places; // a power of two of them, at most half of them taken
};

} // namespace antiphon
