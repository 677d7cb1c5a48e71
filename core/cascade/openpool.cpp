#include "core/cascade/openpool.h"

#include <cmath>
#include <numeric>

namespace antiphon {

namespace {

constexpr quint32 fewTracks = 1024;
constexpr int valueTries = 8;
constexpr int weighedTries = 32; // proposals by frequency, of which some are taken
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
    return tracksWithIfLeaves(value, sense, need).has_value();
}

// The tracks of the pool that have the value; nothing when it does not narrow, or leaves too few.
std::optional<quint32> OpenPool::tracksWithIfLeaves(ValueId value, Sense sense, quint32 need) const
{
    if (sense == Sense::Include && m_index.frequency(value) < need)
        return std::nullopt;
    const auto with = static_cast<quint32>(m_pool.and_cardinality(m_index.tracksWith(value)));
    return leaves(value, with, sense, need) ? std::optional(with) : std::nullopt;
}

bool OpenPool::leaves(ValueId value, quint32 with, Sense sense, quint32 need) const
{
    const quint32 left = sense == Sense::Include ? with : m_size - with;
    if (left == m_size || left < need)
        return false;
    const auto seen = std::count_if(m_seenInside.begin(), m_seenInside.end(), [&](quint32 track) {
        return hasValue(track, value) == (sense == Sense::Include);
    });
    return left - static_cast<quint32>(seen) >= need;
}

bool OpenPool::fits(ValueId value, const ValueWish& wish) const
{
    return (!wish.goal || wish.goal->allows(value, wish.sense == Sense::Include)) &&
           leaves(value, wish.sense, wish.need);
}

std::optional<ValueId> OpenPool::drawValue(Random& random, const ValueWish& wish) const
{
    if (unseen() < wish.need)
        return std::nullopt;
    const bool isQuick = m_recipe.draw == ValueDraw::Frequency || m_recipe.draw == ValueDraw::Uniform;
    const bool isOfGoal = wish.goal && wish.sense == Sense::Include; // which has few values
    if (!isOfGoal && (isQuick || m_few.empty()))
        if (const auto value = isQuick ? tryOften(random, wish) : tryByWeight(random, wish))
            return value;
    return drawExactly(random, wish);
}

// The values of the type that a track drawn from the pool has.
std::span<const ValueId> OpenPool::drawTracksValues(Random& random, const IndexedType& type) const
{
    const auto values = m_index.valuesOf(trackAt(static_cast<quint32>(random.below(m_size))));
    const auto first = std::lower_bound(values.begin(), values.end(), type.firstValue);
    const auto last = std::lower_bound(first, values.end(), type.firstValue + type.valueCount);
    return {first, last};
}

std::optional<ValueId> OpenPool::tryOften(Random& random, const ValueWish& wish) const
{
    const IndexedType& type = typeOf(wish);
    for (int i = 0; i < valueTries; ++i) {
        ValueId value = 0;
        if (m_recipe.draw == ValueDraw::Uniform) {
            value = type.firstValue + static_cast<ValueId>(random.below(type.valueCount));
        } else if (const auto values = drawTracksValues(random, type); !values.empty()) {
            value = values[random.below(values.size())];
        } else {
            continue;
        }
        if (fits(value, wish))
            return value;
    }
    return std::nullopt;
}

// Takes proposals that come by the number of tracks that have the value, with a chance of the weight over
// that number: what is taken comes by its weight, whatever the number of tries.
std::optional<ValueId> OpenPool::tryByWeight(Random& random, const ValueWish& wish) const
{
    const IndexedType& type = typeOf(wish);
    const quint32 most = m_tables.mostValues[static_cast<std::size_t>(wish.type)];
    const quint32 least = wish.sense == Sense::Include ? std::max(wish.need, 1U) : 1U;
    const double exponent = 1 / m_recipe.temperature - 1;
    for (int i = 0; i < weighedTries; ++i) {
        const auto values = drawTracksValues(random, type);
        const quint64 place = random.below(std::max(most, 1U));
        if (place >= values.size() || (wish.goal && !wish.goal->allows(values[place], false)))
            continue;
        const ValueId value = values[place];
        const auto with = tracksWithIfLeaves(value, wish.sense, wish.need);
        if (!with)
            continue;
        double bound = weightOf(value, least) / least; // the largest it can be
        if (m_recipe.draw == ValueDraw::InversePropensity)
            bound = 1.0 / least / least;
        else if (m_recipe.draw == ValueDraw::Tempered && exponent > 0)
            bound = std::pow(m_size, exponent);
        if (random.uniform() * bound < weightOf(value, *with) / *with)
            return value;
    }
    return std::nullopt;
}

double OpenPool::weightOf(ValueId value, quint32 with) const
{
    switch (m_recipe.draw) {
    case ValueDraw::Frequency:
        return with;
    case ValueDraw::Uniform:
        return 1;
    case ValueDraw::Tempered:
        return std::pow(with, 1 / m_recipe.temperature);
    case ValueDraw::InversePropensity:
        return 1.0 / m_index.frequency(value);
    case ValueDraw::InformationGain:
        return bitsOf(static_cast<double>(with) / m_size);
    }
    return 0;
}

// Few tracks have few values: goes through theirs instead of the dictionary.
std::vector<OpenPool::Counted> OpenPool::countAmongFew(const ValueWish& wish) const
{
    const IndexedType& type = typeOf(wish);
    m_counts.resize(m_index.valueCount(), 0);
    std::vector<Counted> counted;
    for (const quint32 track : m_few)
        for (const ValueId value : m_index.valuesOf(track))
            if (value >= type.firstValue && value < type.firstValue + type.valueCount &&
                m_counts[value]++ == 0)
                counted.push_back({value, 0});
    for (Counted& each : counted)
        each.with = std::exchange(m_counts[each.value], 0);
    std::erase_if(counted,
                  [&](const Counted& each) { return !leaves(each.value, each.with, wish.sense, wish.need); });
    return counted;
}

std::vector<OpenPool::Counted> OpenPool::countInPool(const ValueWish& wish) const
{
    std::vector<Counted> counted;
    const auto count = [&](ValueId value) {
        if (const auto with = tracksWithIfLeaves(value, wish.sense, wish.need))
            counted.push_back({value, *with});
    };
    const IndexedType& type = typeOf(wish);
    const ValueId end = type.firstValue + type.valueCount;
    if (wish.goal && wish.sense == Sense::Include) {
        for (const ValueId value : wish.goal->shared())
            if (value >= type.firstValue && value < end)
                count(value);
    } else {
        for (ValueId value = type.firstValue; value < end; ++value)
            count(value);
    }
    return counted;
}

std::optional<ValueId> OpenPool::drawExactly(Random& random, const ValueWish& wish) const
{
    const auto counted = m_few.empty() ? countInPool(wish) : countAmongFew(wish);
    std::vector<double> weights;
    weights.reserve(counted.size());
    for (const Counted& each : counted) {
        const bool isAllowed = !wish.goal || wish.goal->allows(each.value, wish.sense == Sense::Include);
        weights.push_back(isAllowed ? weightOf(each.value, each.with) : 0);
    }
    const int place = random.weighted(weights);
    return place < 0 ? std::nullopt : std::optional(counted[static_cast<std::size_t>(place)].value);
}

std::vector<quint32> OpenPool::drawList(Random& random, std::optional<ValueId> value, std::size_t count) const
{
    std::vector<quint32> list;
    const std::vector<float>& weights = m_tables.listWeights;
    const auto isFree = [&](quint32 track) {
        return !isSeen(track) && (!value || hasValue(track, *value)) &&
               std::find(list.begin(), list.end(), track) == list.end();
    };
    for (int i = 0; i < listTries && list.size() < count; ++i) {
        const quint32 track = trackAt(static_cast<quint32>(random.below(m_size)));
        const bool isTaken = weights.empty() || random.uniform() < static_cast<double>(weights[track]);
        if (isTaken && isFree(track))
            list.push_back(track);
    }
    if (list.size() == count)
        return list;
    std::vector<quint32> free;
    for (const quint32 track : value ? m_pool& m_index.tracksWith(*value) : m_pool)
        if (isFree(track))
            free.push_back(track);
    addByWeight(random, list, free, count);
    return list;
}

// Draws one after the other in one go (Efraimidis and Spirakis 2006): those with the smallest waiting times,
// which are exponential with the weight as rate.
void OpenPool::addByWeight(Random& random, std::vector<quint32>& list, const std::vector<quint32>& free,
                           std::size_t count) const
{
    const std::size_t missing = count - list.size();
    if (m_tables.listWeights.empty()) {
        for (const quint64 place : random.sample(free.size(), missing))
            list.push_back(free[place]);
        return;
    }
    std::vector<std::pair<double, quint32>> times;
    times.reserve(free.size());
    for (const quint32 track : free)
        times.emplace_back(-std::log1p(-random.uniform()) / static_cast<double>(m_tables.listWeights[track]),
                           track);
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(std::min(missing, times.size()));
    std::partial_sort(times.begin(), middle, times.end());
    for (auto time = times.begin(); time != middle; ++time)
        list.push_back(time->second);
}

} // namespace antiphon
