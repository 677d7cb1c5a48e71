#include "core/catalogue/tracklist.h"

#include "core/base/parallel.h"

namespace antiphon {

namespace {

using Bits = std::vector<bool>;

// A text by its first eight bytes, which decide nearly always.
struct Key
{
    quint64 prefix = 0;
    quint32 track = 0;
};

quint64 prefixOf(std::string_view text)
{
    quint64 prefix = 0;
    for (std::size_t i = 0; i < sizeof prefix; ++i)
        prefix = prefix << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0u);
    return prefix;
}

Bits bitsOf(const Roaring& pool, quint32 count)
{
    Bits bits(count, false);
    for (const quint32 track : pool)
        if (track < count)
            bits[track] = true;
    return bits;
}

template<typename Less>
void sortInTwoThreads(std::vector<Key>& keys, Less less)
{
    const auto middle = keys.begin() + static_cast<std::ptrdiff_t>(keys.size() / 2);
    forEachIndex(2, 2, [&](std::size_t half) {
        std::sort(half == 0 ? keys.begin() : middle, half == 0 ? middle : keys.end(), less);
    });
    std::inplace_merge(keys.begin(), middle, keys.end(), less);
}

std::optional<TrackText> textOf(TrackOrder::By by)
{
    switch (by) {
    case TrackOrder::By::ExternalId:
        return TrackText::ExternalId;
    case TrackOrder::By::Title:
        return TrackText::Title;
    case TrackOrder::By::Artist:
        return TrackText::Artist;
    case TrackOrder::By::Album:
        return TrackText::Album;
    case TrackOrder::By::Place:
    case TrackOrder::By::Number:
        break;
    }
    return std::nullopt;
}

} // namespace

TrackList::TrackList(std::shared_ptr<const CatalogueIndex> index)
    : m_index(std::move(index)), m_texts(*m_index)
{
}

void TrackList::addUnknown(Order& order) const
{
    order.known = order.tracks.size();
    Bits known(m_index->trackCount(), false);
    for (const quint32 track : order.tracks)
        known[track] = true;
    for (quint32 track = 0; track < m_index->trackCount(); ++track)
        if (!known[track])
            order.tracks.push_back(track);
}

TrackList::Order TrackList::byText(TrackText which) const
{
    std::vector<Key> keys;
    for (quint32 track = 0; track < m_texts.trackCount(); ++track)
        if (const auto text = m_texts.text(track, which); !text.empty())
            keys.push_back({prefixOf(text), track});
    sortInTwoThreads(keys, [&](const Key& a, const Key& b) {
        if (a.prefix != b.prefix)
            return a.prefix < b.prefix;
        const int order = m_texts.text(a.track, which).compare(m_texts.text(b.track, which));
        return order != 0 ? order < 0 : a.track < b.track;
    });
    Order order;
    order.tracks.reserve(m_index->trackCount());
    for (const Key& key : keys)
        order.tracks.push_back(key.track);
    addUnknown(order);
    return order;
}

TrackList::Order TrackList::byNumber(int type) const
{
    Order order;
    for (const auto& [number, track] : m_index->numbersOf(type))
        order.tracks.push_back(track);
    addUnknown(order);
    return order;
}

std::shared_ptr<const TrackList::Order> TrackList::order(const TrackOrder& wanted) const
{
    const std::lock_guard lock(m_mutex); // whoever asks for the same order meanwhile waits for it
    auto& kept = m_orders[{wanted.by, wanted.type}];
    if (!kept) {
        const auto text = textOf(wanted.by);
        kept = std::make_shared<const Order>(text ? byText(*text) : byNumber(wanted.type));
    }
    return kept;
}

std::vector<quint32> TrackList::rows(const Roaring& pool, const TrackOrder& wanted) const
{
    std::vector<quint32> rows;
    if (wanted.by == TrackOrder::By::Place) {
        rows.resize(pool.cardinality());
        pool.toUint32Array(rows.data());
        if (wanted.descending)
            std::reverse(rows.begin(), rows.end());
        return rows;
    }
    rows.reserve(pool.cardinality());
    const std::shared_ptr<const Order> sorted = order(wanted);
    const Bits inside = bitsOf(pool, m_index->trackCount());
    const auto take = [&](quint32 track) {
        if (inside[track])
            rows.push_back(track);
    };
    const auto known = sorted->tracks.begin() + static_cast<std::ptrdiff_t>(sorted->known);
    if (wanted.descending)
        std::for_each(std::make_reverse_iterator(known), sorted->tracks.rend(), take);
    else
        std::for_each(sorted->tracks.begin(), known, take);
    std::for_each(known, sorted->tracks.end(), take);
    return rows;
}

std::optional<NumberSpread> TrackList::spread(int type, const Roaring& pool, std::size_t steps) const
{
    const auto numbers = m_index->numbersOf(type);
    if (numbers.empty())
        return std::nullopt;
    NumberSpread spread{type, numbers.front().first, numbers.back().first, std::vector<quint32>(steps, 0)};
    const Bits inside = bitsOf(pool, m_index->trackCount());
    const double width = spread.greatest - spread.least;
    for (const auto& [number, track] : numbers) {
        if (!inside[track])
            continue;
        const double share = width > 0 ? (number - spread.least) / width : 0;
        const auto step = static_cast<std::size_t>(share * static_cast<double>(steps));
        ++spread.counts[std::min(step, steps - 1)];
    }
    return spread;
}

} // namespace antiphon
