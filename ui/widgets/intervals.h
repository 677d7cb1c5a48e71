// Closed intervals of whole numbers: which of many meet a range, and in how few lanes they can be drawn.
#pragma once

#include <QList>

namespace antiphon {

struct Interval
{
    int begin = 0;
    int end = 0; // included
    bool operator==(const Interval&) const = default;
};

// Finds intervals in O(log n + found); built in O(n log n).
class IntervalIndex
{
public:
    explicit IntervalIndex(const QList<Interval>& intervals = {});
    // The positions in the list of all that share a number with `range`, by begin, then by place in the list.
    QList<int> meeting(Interval range) const;

private:
    struct Node
    {
        Interval interval;
        int position = 0;
        int lastEnd = 0; // of the subtree
    };
    int computeEnds(qsizetype first, qsizetype last);
    void collect(qsizetype first, qsizetype last, Interval range, QList<int>& found) const;

    QList<Node> m_nodes; // sorted by begin; the middle of a range is the root of its subtree
};

// A lane for each interval, from 0, so that no two in a lane meet and no fewer lanes would do. `taken` lanes
// are left out. In each place longer intervals that begin together get the lower lanes.
QList<int> lanesOf(const QList<Interval>& intervals, const QList<int>& taken = {});

} // namespace antiphon
