#include "core/cascade/plandraw.h"

#include <numeric>

namespace antiphon {

namespace {

constexpr quint32 fewTracks = 1024;
constexpr int quickTries = 8;
constexpr int listTries = 60;

} // namespace

void OpenPool::setPool(Roaring pool)
{
    m_pool = std::move(pool);
    m_size = static_cast<quint32>(m_pool.cardinality());
    m_few.clear();
    if (m_size <= fewTracks) {
        m_few.resize(m_size);
        m_pool.toUint32Array(m_few.data());
    }
    m_seenInside.clear();
    for (const quint32 track : m_seen)
        if (m_pool.contains(track))
            m_seenInside.push_back(track);
}

void OpenPool::show(const std::vector<quint32>& tracks)
{
    m_seen.insert(m_seen.end(), tracks.begin(), tracks.end());
    m_seenInside.insert(m_seenInside.end(), tracks.begin(), tracks.end());
}

void OpenPool::narrow(ValueId value, Sense sense)
{
    setPool(sense == Sense::Include ? m_pool & m_index.tracksWith(value)
                                    : m_pool - m_index.tracksWith(value));
}

void OpenPool::remove(const std::vector<quint32>& tracks)
{
    for (const quint32 track : tracks)
        m_pool.remove(track);
    setPool(std::move(m_pool));
}

quint32 OpenPool::trackAt(quint32 rank) const
{
    if (!m_few.empty())
        return m_few[rank];
    quint32 track = 0;
    m_pool.select(rank, &track);
    return track;
}

bool OpenPool::hasValue(quint32 track, ValueId value) const
{
    const auto values = m_index.valuesOf(track);
    return std::binary_search(values.begin(), values.end(), value);
}

bool OpenPool::isSeen(quint32 track) const
{
    return std::find(m_seenInside.begin(), m_seenInside.end(), track) != m_seenInside.end();
}

bool OpenPool::leaves(ValueId value, Sense sense, quint32 need) const
{
    if (sense == Sense::Include && m_index.frequency(value) < need)
        return false;
    const auto with = static_cast<quint32>(m_pool.and_cardinality(m_index.tracksWith(value)));
    const quint32 left = sense == Sense::Include ? with : m_size - with;
    if (left == m_size || left < need)
        return false;
    const auto seen = std::count_if(m_seenInside.begin(), m_seenInside.end(), [&](quint32 track) {
        return hasValue(track, value) == (sense == Sense::Include);
    });
    return left - static_cast<quint32>(seen) >= need;
}

// A value of the type: one of a random track of the pool, or any of the type.
std::optional<ValueId> OpenPool::candidate(Random& random, const IndexedType& type, ValueDraw draw) const
{
    if (draw == ValueDraw::Uniform)
        return type.firstValue + static_cast<ValueId>(random.below(type.valueCount));
    const auto values = m_index.valuesOf(trackAt(static_cast<quint32>(random.below(m_size))));
    const auto first = std::lower_bound(values.begin(), values.end(), type.firstValue);
    const auto last = std::lower_bound(first, values.end(), type.firstValue + type.valueCount);
    if (first == last)
        return std::nullopt;
    return first[static_cast<std::ptrdiff_t>(random.below(static_cast<quint64>(last - first)))];
}

// Few tracks have few values: goes through theirs instead of the dictionary, and counts on the way.
std::vector<ValueId> OpenPool::valuesOfFew(const IndexedType& type, Sense sense, quint32 need) const
{
    std::vector<ValueId> all;
    for (const quint32 track : m_few)
        for (const ValueId value : m_index.valuesOf(track))
            if (value >= type.firstValue && value < type.firstValue + type.valueCount)
                all.push_back(value);
    std::sort(all.begin(), all.end());
    std::vector<ValueId> values;
    for (auto from = all.begin(); from != all.end();) {
        const auto end = std::upper_bound(from, all.end(), *from);
        const auto with = static_cast<quint32>(end - from);
        if ((sense == Sense::Include ? with : m_size - with) >= need)
            values.push_back(*from);
        from = end;
    }
    return values;
}

std::vector<ValueId> OpenPool::allThatLeave(const IndexedType& type, Sense sense, quint32 need) const
{
    std::vector<ValueId> values;
    if (m_few.empty()) {
        values.resize(type.valueCount);
        std::iota(values.begin(), values.end(), type.firstValue);
    } else {
        values = valuesOfFew(type, sense, need);
    }
    std::erase_if(values, [&](ValueId value) { return !leaves(value, sense, need); });
    return values;
}

std::optional<ValueId> OpenPool::drawValue(Random& random, int typeIndex, Sense sense, quint32 need,
                                           ValueDraw draw, Search search) const
{
    if (unseen() < need)
        return std::nullopt;
    const IndexedType& type = m_index.types()[static_cast<std::size_t>(typeIndex)];
    for (int i = 0; i < quickTries; ++i)
        if (const auto value = candidate(random, type, draw); value && leaves(*value, sense, need))
            return value;
    if (search == Search::Quick)
        return std::nullopt;
    const std::vector<ValueId> values = allThatLeave(type, sense, need);
    if (values.empty())
        return std::nullopt;
    return values[random.below(values.size())];
}

std::vector<quint32> OpenPool::drawList(Random& random, std::optional<ValueId> value) const
{
    std::vector<quint32> list;
    const auto isFree = [&](quint32 track) {
        return !isSeen(track) && (!value || hasValue(track, *value)) &&
               std::find(list.begin(), list.end(), track) == list.end();
    };
    for (int i = 0; i < listTries && list.size() < m_listSize; ++i)
        if (const quint32 track = trackAt(static_cast<quint32>(random.below(m_size))); isFree(track))
            list.push_back(track);
    if (list.size() == m_listSize)
        return list;
    std::vector<quint32> free;
    for (const quint32 track : value ? m_pool& m_index.tracksWith(*value) : m_pool)
        if (isFree(track))
            free.push_back(track);
    for (const quint64 place : random.sample(free.size(), m_listSize - list.size()))
        list.push_back(free[place]);
    return list;
}

} // namespace antiphon
