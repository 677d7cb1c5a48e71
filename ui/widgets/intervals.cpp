#include "ui/widgets/intervals.h"

#include <QSet>
#include <queue>

#include <algorithm>
#include <numeric>
#include <tuple>

namespace antiphon {

IntervalIndex::IntervalIndex(const QList<Interval>& intervals)
{
    m_nodes.reserve(intervals.size());
    for (int i = 0; i < intervals.size(); ++i)
        m_nodes << Node{intervals[i], i, intervals[i].end};
    std::sort(m_nodes.begin(), m_nodes.end(), [](const Node& a, const Node& b) {
        return std::tie(a.interval.begin, a.position) < std::tie(b.interval.begin, b.position);
    });
    computeEnds(0, m_nodes.size());
}

int IntervalIndex::computeEnds(qsizetype first, qsizetype last)
{
    if (first >= last)
        return std::numeric_limits<int>::min();
    const qsizetype middle = first + (last - first) / 2;
    const int before = computeEnds(first, middle);
    const int after = computeEnds(middle + 1, last);
    Node& node = m_nodes[middle];
    return node.lastEnd = std::max({node.interval.end, before, after});
}

QList<int> IntervalIndex::meeting(Interval range) const
{
    QList<int> found;
    collect(0, m_nodes.size(), range, found);
    return found;
}

void IntervalIndex::collect(qsizetype first, qsizetype last, Interval range, QList<int>& found) const
{
    if (first >= last)
        return;
    const qsizetype middle = first + (last - first) / 2;
    const Node& node = m_nodes[middle];
    if (node.lastEnd < range.begin)
        return;
    collect(first, middle, range, found);
    if (node.interval.begin > range.end)
        return;
    if (node.interval.end >= range.begin)
        found << node.position;
    collect(middle + 1, last, range, found);
}

namespace {

// Lanes by number, those in use by the end of what is in them.
class Lanes
{
public:
    explicit Lanes(const QList<int>& taken) : m_taken(taken.cbegin(), taken.cend()) {}
    int give(Interval interval)
    {
        while (!m_used.empty() && m_used.top().first < interval.begin) {
            m_free.push(m_used.top().second);
            m_used.pop();
        }
        const int lane = nextFree();
        m_used.emplace(interval.end, lane);
        return lane;
    }

private:
    int nextFree()
    {
        if (!m_free.empty()) {
            const int lane = m_free.top();
            m_free.pop();
            return lane;
        }
        while (m_taken.contains(m_next))
            ++m_next;
        return m_next++;
    }

    template<typename T>
    using LeastFirst = std::priority_queue<T, std::vector<T>, std::greater<>>;
    QSet<int> m_taken;
    LeastFirst<std::pair<int, int>> m_used; // end, lane
    LeastFirst<int> m_free;
    int m_next = 0;
};

} // namespace

QList<int> lanesOf(const QList<Interval>& intervals, const QList<int>& taken)
{
    QList<int> order(intervals.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
        const Interval& first = intervals[a];
        const Interval& second = intervals[b];
        return std::tie(first.begin, second.end) < std::tie(second.begin, first.end);
    });
    QList<int> lanes(intervals.size());
    Lanes giver(taken);
    for (const int i : std::as_const(order))
        lanes[i] = giver.give(intervals[i]);
    return lanes;
}

} // namespace antiphon
