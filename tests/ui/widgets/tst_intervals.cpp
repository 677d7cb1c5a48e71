#include "core/base/random.h"
#include "ui/widgets/intervals.h"

#include <gtest/gtest.h>

using namespace antiphon;

namespace {

QList<Interval> randomIntervals(Random& random, int count, int range)
{
    QList<Interval> intervals;
    for (int i = 0; i < count; ++i) {
        const auto begin = static_cast<int>(random.below(static_cast<quint64>(range)));
        intervals << Interval{begin, begin + static_cast<int>(random.below(1 + random.below(20)))};
    }
    return intervals;
}

bool meet(Interval a, Interval b)
{
    return a.begin <= b.end && b.begin <= a.end;
}

int deepest(const QList<Interval>& intervals)
{
    int most = 0;
    for (const Interval& at : intervals) {
        int depth = 0;
        for (const Interval& other : intervals)
            depth += meet({at.begin, at.begin}, other) ? 1 : 0;
        most = std::max(most, depth);
    }
    return most;
}

} // namespace

TEST(Intervals, IndexFindsWhatScanningFinds)
{
    Random random(3);
    for (int round = 0; round < 60; ++round) {
        const auto intervals = randomIntervals(random, static_cast<int>(random.below(120)), 100);
        const IntervalIndex index(intervals);
        for (int begin = -2; begin < 125; begin += 3) {
            const Interval range{begin, begin + static_cast<int>(random.below(9))};
            QList<int> expected;
            for (int i = 0; i < intervals.size(); ++i) {
                if (meet(intervals[i], range))
                    expected << i;
            }
            QList<int> found = index.meeting(range);
            EXPECT_TRUE(std::is_sorted(found.cbegin(), found.cend(), [&](int a, int b) {
                return intervals[a].begin < intervals[b].begin;
            }));
            std::sort(found.begin(), found.end());
            ASSERT_EQ(found, expected);
        }
    }
}

TEST(Intervals, LanesAreApartAndAsFewAsCanBe)
{
    Random random(4);
    for (int round = 0; round < 60; ++round) {
        const auto intervals = randomIntervals(random, static_cast<int>(1 + random.below(80)), 60);
        const QList<int> lanes = lanesOf(intervals);
        ASSERT_EQ(lanes.size(), intervals.size());
        for (int i = 0; i < intervals.size(); ++i) {
            for (int j = 0; j < i; ++j)
                ASSERT_FALSE(lanes[i] == lanes[j] && meet(intervals[i], intervals[j]));
        }
        EXPECT_EQ(1 + *std::max_element(lanes.cbegin(), lanes.cend()), deepest(intervals));
    }
}

TEST(Intervals, TakenLanesAreLeftOut)
{
    const QList<Interval> intervals{{0, 5}, {2, 3}, {6, 7}};
    EXPECT_EQ(lanesOf(intervals, {0, 2}), (QList<int>{1, 3, 1}));
    EXPECT_EQ(lanesOf({{0, 1}, {0, 9}}), (QList<int>{1, 0})) << "the longer one is next to the text";
}
