#include "core/rating/order.h"

#include <gtest/gtest.h>

#include <map>

using namespace antiphon;

TEST(Williams, EveryPlaceAndNeighbourEquallyOften)
{
    for (const int n : {2, 3, 4, 5, 6}) {
        const auto square = williamsSquare(n);
        EXPECT_EQ(static_cast<int>(square.size()), n % 2 == 0 ? n : 2 * n);
        std::map<std::pair<int, int>, int> places;
        std::map<std::pair<int, int>, int> neighbours;
        for (const auto& row : square) {
            for (int i = 0; i < n; ++i) {
                ++places[{i, row[static_cast<std::size_t>(i)]}];
                if (i > 0)
                    ++neighbours[{row[static_cast<std::size_t>(i) - 1], row[static_cast<std::size_t>(i)]}];
            }
        }
        EXPECT_EQ(static_cast<int>(places.size()), n * n);
        EXPECT_EQ(static_cast<int>(neighbours.size()), n * (n - 1));
        for (const auto& [key, count] : places)
            EXPECT_EQ(count, n % 2 == 0 ? 1 : 2);
        for (const auto& [key, count] : neighbours)
            EXPECT_EQ(count, n % 2 == 0 ? 1 : 2);
    }
}

TEST(BalancedOrder, ImbalanceIsAtMostOne)
{
    for (const int conditions : {2, 3, 4, 5}) {
        for (int blocks = 1; blocks <= 23; ++blocks) {
            Random random(static_cast<quint64>(blocks));
            const std::vector<int> order = balancedOrder(conditions, blocks, random);
            ASSERT_EQ(static_cast<int>(order.size()), conditions * blocks);
            EXPECT_LE(placeImbalance(order, conditions), 1);
            for (int block = 0; block < blocks; ++block) {
                std::vector<int> sorted(order.begin() + block * conditions,
                                        order.begin() + (block + 1) * conditions);
                std::sort(sorted.begin(), sorted.end());
                for (int i = 0; i < conditions; ++i)
                    EXPECT_EQ(sorted[static_cast<std::size_t>(i)], i);
            }
        }
    }
}

TEST(BalancedOrder, DrawnBySeed)
{
    Random one(1);
    Random again(1);
    Random other(2);
    const auto order = balancedOrder(2, 40, one);
    EXPECT_EQ(order, balancedOrder(2, 40, again));
    EXPECT_NE(order, balancedOrder(2, 40, other));
}
