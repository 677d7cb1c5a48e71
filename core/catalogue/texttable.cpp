#include "core/catalogue/texttable.h"

#include <functional>

namespace antiphon {

namespace {
constexpr std::size_t placesAtFirst = 64;
}

std::string_view TextTable::text(quint32 number) const
{
    const std::size_t from = number == 0 ? 0 : m_ends[number - 1];
    return std::string_view(m_bytes).substr(from, m_ends[number] - from);
}

void TextTable::grow()
{
    std::vector<Place> places(std::max(placesAtFirst, m_places.size() * 2));
    const std::size_t mask = places.size() - 1;
    for (const Place& taken : m_places) {
        if (taken.number == free)
            continue;
        std::size_t at = taken.hash & mask;
        while (places[at].number != free)
            at = (at + 1) & mask;
        places[at] = taken;
    }
    m_places = std::move(places);
}

std::pair<quint32, bool> TextTable::add(std::string_view text)
{
    if (m_ends.size() * 2 >= m_places.size())
        grow();
    const auto hash = static_cast<quint32>(std::hash<std::string_view>()(text));
    const std::size_t mask = m_places.size() - 1;
    std::size_t at = hash & mask;
    for (; m_places[at].number != free; at = (at + 1) & mask)
        if (m_places[at].hash == hash && this->text(m_places[at].number) == text)
            return {m_places[at].number, false};
    m_places[at] = {hash, size()};
    m_bytes.append(text);
    m_ends.push_back(m_bytes.size());
    return {m_places[at].number, true};
}

} // namespace antiphon
