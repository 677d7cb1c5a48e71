#include "core/rating/assignment.h"
#include "core/rating/order.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

using namespace antiphon;

namespace {

// The largest difference between counts of 0 to `count` - 1.
template<typename Key>
int spread(const std::map<Key, std::map<int, int>>& counts, int count)
{
    int largest = 0;
    for (const auto& [key, own] : counts) {
        int low = 1 << 30;
        int high = 0;
        for (int i = 0; i < count; ++i) {
            const auto found = own.find(i);
            low = std::min(low, found == own.end() ? 0 : found->second);
            high = std::max(high, found == own.end() ? 0 : found->second);
        }
        largest = std::max(largest, high - low);
    }
    return largest;
}

struct Counts
{
    std::map<int, std::map<int, int>> atPosition; // position: condition: how often
    std::map<int, std::map<int, int>> ofRater;    // rater: condition: how often
    std::map<std::pair<int, int>, int> ofItem;
    std::map<int, std::map<int, int>> criteria; // place: criterion: how often
};

Counts countsOf(const Assignment& assignment)
{
    Counts counts;
    for (std::size_t rater = 0; rater < assignment.raters.size(); ++rater) {
        const RaterAssignment& own = assignment.raters[rater];
        for (std::size_t position = 0; position < own.order.size(); ++position) {
            const AssignedItem& item = own.order[position];
            ++counts.atPosition[static_cast<int>(position)][item.condition];
            ++counts.ofRater[static_cast<int>(rater)][item.condition];
            ++counts.ofItem[{item.condition, item.item}];
        }
        for (std::size_t place = 0; place < own.criteria.size(); ++place)
            ++counts.criteria[static_cast<int>(place)][own.criteria[place]];
    }
    return counts;
}

} // namespace

TEST(Assignment, CompleteDesignsAreBalancedToOne)
{
    for (int conditions = 2; conditions <= 5; ++conditions) {
        for (int items = 1; items <= 11; ++items) {
            for (int raters = 1; raters <= 11; ++raters) {
                AssignmentRequest request;
                request.itemsOf.assign(static_cast<std::size_t>(conditions), items);
                request.raters = raters;
                request.criteria = 3;
                request.seed = static_cast<quint64>(items * 31 + raters);
                const Assignment assignment = assign(request);
                const Counts counts = countsOf(assignment);
                EXPECT_LE(spread(counts.atPosition, conditions), 1);
                EXPECT_EQ(spread(counts.ofRater, conditions), 0);
                EXPECT_LE(spread(counts.criteria, 3), 1);
                for (const auto& [item, count] : counts.ofItem)
                    EXPECT_EQ(count, raters);
                EXPECT_EQ(static_cast<int>(counts.ofItem.size()), conditions * items);
                for (const RaterAssignment& rater : assignment.raters) {
                    std::vector<int> order;
                    for (const AssignedItem& item : rater.order)
                        order.push_back(item.condition);
                    EXPECT_LE(placeImbalance(order, conditions), 1);
                }
            }
        }
    }
}

TEST(Assignment, IncompleteDesignsShareTheWork)
{
    for (int items = 3; items <= 14; ++items) {
        for (int raters = 2; raters <= 9; ++raters) {
            for (int ratings = 1; ratings < raters; ++ratings) {
                AssignmentRequest request;
                request.itemsOf = {items, items, items};
                request.raters = raters;
                request.ratingsPerItem = ratings;
                request.overlap = items / 4;
                request.seed = static_cast<quint64>(items * 100 + raters * 10 + ratings);
                const Assignment assignment = assign(request);
                const Counts counts = countsOf(assignment);
                std::map<int, std::map<int, int>> totals;
                for (std::size_t rater = 0; rater < assignment.raters.size(); ++rater)
                    totals[0][static_cast<int>(rater)] =
                        static_cast<int>(assignment.raters[rater].order.size());
                EXPECT_LE(spread(totals, raters), 1);
                EXPECT_LE(spread(counts.ofRater, 3), 1);
                int overlapping = 0;
                for (const auto& [item, count] : counts.ofItem) {
                    EXPECT_TRUE(count == ratings || count == raters);
                    overlapping += count == raters ? 1 : 0;
                }
                EXPECT_EQ(overlapping, 3 * (items / 4));
                EXPECT_EQ(static_cast<int>(counts.ofItem.size()), 3 * items);
            }
        }
    }
}

TEST(Assignment, UsesABalancedDesignWhereThereIsOne)
{
    AssignmentRequest request;
    request.itemsOf = {7, 7};
    request.raters = 7;
    request.ratingsPerItem = 3;
    const Assignment assignment = assign(request);
    for (const BlockDesign& design : assignment.designs) {
        EXPECT_TRUE(design.balanced);
        EXPECT_EQ(design.highestPairs, 1);
    }
}

TEST(Assignment, LateRatersGetWhatIsLeastFilled)
{
    AssignmentRequest request;
    request.itemsOf = {6, 6};
    request.raters = 4;
    request.ratingsPerItem = 2;
    const std::vector<std::vector<int>> filled{{2, 2, 1, 2, 1, 1}, {2, 0, 2, 2, 1, 1}};
    const RaterAssignment late = assignLate(request, {filled, {}, {}, {}}, 4);
    std::vector<std::vector<int>> got(2);
    for (const AssignedItem& item : late.order)
        got[static_cast<std::size_t>(item.condition)].push_back(item.item);
    for (auto& own : got)
        std::sort(own.begin(), own.end());
    EXPECT_EQ(got[0], (std::vector<int>{2, 4, 5}));
    EXPECT_EQ(got[1], (std::vector<int>{1, 4, 5}));
}

TEST(Assignment, DrawnBySeed)
{
    AssignmentRequest request;
    request.itemsOf = {8, 8};
    request.raters = 3;
    const auto first = assign(request);
    EXPECT_EQ(first.raters[0].order, assign(request).raters[0].order);
    EXPECT_NE(first.raters[0].order, first.raters[1].order);
    request.seed = 2;
    EXPECT_NE(first.raters[0].order, assign(request).raters[0].order);
}
