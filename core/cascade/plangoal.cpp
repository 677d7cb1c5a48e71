#include "core/cascade/plangoal.h"

#include "core/cascade/pool.h"

#include <algorithm>

namespace antiphon {

namespace {

constexpr int goalTries = 32;

// The pool of some of a track's values, in drawn order, as long as it holds `enough` tracks.
Roaring poolAround(const CatalogueIndex& index, quint32 track, const Roaring& among, quint32 enough,
                   Random& random)
{
    const auto values = index.valuesOf(track);
    std::vector<ValueId> order(values.begin(), values.end());
    random.shuffle(order);
    Roaring pool = among;
    for (const ValueId value : order)
        if (pool.and_cardinality(index.tracksWith(value)) >= enough)
            pool &= index.tracksWith(value);
    return pool;
}

} // namespace

PlanGoal::PlanGoal(const CatalogueIndex& index, std::vector<quint32> tracks) : m_tracks(std::move(tracks))
{
    for (const quint32 track : m_tracks) {
        const auto values = index.valuesOf(track);
        std::vector<ValueId> shared;
        std::vector<ValueId> any;
        std::set_union(m_any.begin(), m_any.end(), values.begin(), values.end(), std::back_inserter(any));
        if (track == m_tracks.front())
            shared.assign(values.begin(), values.end());
        else
            std::set_intersection(m_shared.begin(), m_shared.end(), values.begin(), values.end(),
                                  std::back_inserter(shared));
        m_any = std::move(any);
        m_shared = std::move(shared);
    }
}

std::optional<PlanGoal> PlanGoal::draw(const CatalogueIndex& index, const GoalRule& rule, quint32 listSize,
                                       const Roaring& among, Random& random)
{
    const auto count = static_cast<quint32>(rule.tracks);
    const quint64 size = among.cardinality();
    if (count == 0 || size < count)
        return std::nullopt;
    const quint32 enough = 2 * listSize + count;
    std::vector<quint32> tracks;
    for (int i = 0; i < goalTries; ++i) {
        quint32 track = 0;
        among.select(static_cast<quint32>(random.below(size)), &track);
        const Roaring pool = poolAround(index, track, among, enough, random);
        tracks = {track};
        if (count > 1) {
            const std::vector<quint32> others = sampleOf(pool, count, random);
            for (const quint32 other : others)
                if (other != track && tracks.size() < count)
                    tracks.push_back(other);
        }
        if (tracks.size() == count && pool.cardinality() < size)
            break; // it has a value that can be named
    }
    if (tracks.size() < count)
        tracks = sampleOf(among, count, random);
    return PlanGoal(index, std::move(tracks));
}

bool PlanGoal::allows(ValueId value, bool isInclude) const
{
    const auto& values = isInclude ? m_shared : m_any;
    return std::binary_search(values.begin(), values.end(), value) == isInclude;
}

} // namespace antiphon
