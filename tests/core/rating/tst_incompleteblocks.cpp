#include "core/rating/incompleteblocks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>

using namespace antiphon;

namespace {

void expectBalanced(int items, int blocks, int perBlock)
{
    const auto numbers = blockNumbers(items, blocks, perBlock);
    ASSERT_TRUE(numbers) << items << ' ' << blocks << ' ' << perBlock;
    const auto design = balancedBlocks(items, blocks, perBlock);
    ASSERT_TRUE(design) << items << ' ' << blocks << ' ' << perBlock;
    EXPECT_EQ(static_cast<int>(design->blocks.size()), blocks);
    std::vector<int> uses(static_cast<std::size_t>(items), 0);
    for (const auto& block : design->blocks) {
        EXPECT_EQ(static_cast<int>(std::set<int>(block.begin(), block.end()).size()), perBlock);
        for (const int item : block)
            ++uses.at(static_cast<std::size_t>(item));
    }
    for (const int count : uses)
        EXPECT_EQ(count, numbers->ratings);
    EXPECT_TRUE(design->balanced);
    EXPECT_EQ(design->lowestPairs, numbers->pairs);
    EXPECT_EQ(design->highestPairs, numbers->pairs);
}

} // namespace

TEST(IncompleteBlocks, TheFanoPlane)
{
    const auto numbers = blockNumbers(7, 7, 3);
    ASSERT_TRUE(numbers);
    EXPECT_EQ(numbers->ratings, 3);
    EXPECT_EQ(numbers->pairs, 1);
    expectBalanced(7, 7, 3);
}

// Designs that the tables of Fisher and Yates hold, found each in another way.
TEST(IncompleteBlocks, DesignsOfTheTables)
{
    const int tabled[][3] = {{7, 7, 4},  {7, 14, 3},  {6, 10, 3},  {6, 15, 2},  {5, 10, 3},  {4, 4, 3},
                             {9, 12, 3}, {11, 11, 5}, {13, 13, 4}, {13, 26, 3}, {21, 21, 5}, {8, 14, 4},
                             {6, 6, 1},  {5, 3, 5},   {9, 18, 4},  {31, 31, 6}};
    for (const auto& one : tabled)
        expectBalanced(one[0], one[1], one[2]);
}

// Fisher and Yates, Statistical Tables, table XVII: every set of numbers of up to ten items, 15 ratings.
TEST(IncompleteBlocks, ReachesEveryDesignOfUpToTenItems)
{
    int sets = 0;
    for (int items = 3; items <= 10; ++items) {
        for (int perBlock = 2; perBlock < items; ++perBlock) {
            for (int ratings = 1; ratings <= 15; ++ratings) {
                if (items * ratings % perBlock != 0 ||
                    !blockNumbers(items, items * ratings / perBlock, perBlock))
                    continue;
                ++sets;
                expectBalanced(items, items * ratings / perBlock, perBlock);
            }
        }
    }
    EXPECT_EQ(sets, 69);
}

// Up to 25 items those that are left are near-balanced. Five of them exist in no form: (15,21,7,5,2) with its
// complement, (21,28,8,6,2), (22,22,7,7,2) with its complement, and (22,33,12,8,4).
TEST(IncompleteBlocks, NamesWhatItDoesNotReachUpTo25Items)
{
    const std::set<std::array<int, 3>> known{{15, 21, 5},  {15, 21, 10}, {16, 24, 6}, {16, 24, 10},
                                             {16, 40, 6},  {21, 28, 6},  {21, 30, 7}, {22, 22, 7},
                                             {22, 22, 15}, {22, 33, 8},  {22, 44, 7}, {25, 25, 9}};
    std::set<std::array<int, 3>> left;
    for (int items = 11; items <= 25; ++items) {
        for (int perBlock = 2; perBlock < items; ++perBlock) {
            for (int ratings = 1; ratings <= 15; ++ratings) {
                const int blocks = items * ratings / perBlock;
                if (items * ratings % perBlock != 0 || !blockNumbers(items, blocks, perBlock))
                    continue;
                const auto design = balancedBlocks(items, blocks, perBlock);
                if (!design)
                    left.insert({items, blocks, perBlock});
                EXPECT_TRUE(!design || design->balanced);
            }
        }
    }
    EXPECT_EQ(left, known);
    for (const auto& [items, blocks, perBlock] : left) {
        std::vector<int> loads(static_cast<std::size_t>(blocks), 0);
        Random random(7);
        const BlockDesign near = incompleteBlocks(items, blocks * perBlock / items, loads, random);
        const int pairs = blockNumbers(items, blocks, perBlock)->pairs;
        EXPECT_FALSE(near.balanced);
        EXPECT_GE(near.lowestPairs, pairs - 3) << items << ' ' << blocks << ' ' << perBlock;
        EXPECT_LE(near.highestPairs, pairs + 3) << items << ' ' << blocks << ' ' << perBlock;
    }
}

TEST(IncompleteBlocks, RefusesWhatCanNotBe)
{
    EXPECT_FALSE(blockNumbers(7, 7, 8));
    EXPECT_FALSE(blockNumbers(8, 8, 3));  // lambda = 6/7
    EXPECT_FALSE(blockNumbers(16, 6, 8)); // b k = 3 t, lambda = 21/15
    EXPECT_FALSE(blockNumbers(10, 5, 4)); // lambda = 6/9
    EXPECT_FALSE(balancedBlocks(8, 8, 3));
    EXPECT_FALSE(balancedBlocks(22, 22, 7)); // Bruck, Ryser and Chowla: none exists
}

TEST(IncompleteBlocks, LoadsDifferByAtMostOneWhateverTheSizes)
{
    for (int items = 1; items <= 17; ++items) {
        for (int blocks = 1; blocks <= 9; ++blocks) {
            std::vector<int> loads(static_cast<std::size_t>(blocks), 0);
            for (int ratings = 1; ratings <= blocks; ++ratings) {
                Random random(static_cast<quint64>(items * 100 + blocks * 10 + ratings));
                const BlockDesign design = incompleteBlocks(items, ratings, loads, random);
                std::vector<int> uses(static_cast<std::size_t>(items), 0);
                int low = items;
                int high = 0;
                for (const auto& block : design.blocks) {
                    EXPECT_EQ(std::set<int>(block.begin(), block.end()).size(), block.size());
                    low = std::min(low, static_cast<int>(block.size()));
                    high = std::max(high, static_cast<int>(block.size()));
                    for (const int item : block)
                        ++uses.at(static_cast<std::size_t>(item));
                }
                EXPECT_LE(high - low, 1);
                EXPECT_EQ(*std::min_element(uses.begin(), uses.end()), ratings);
                EXPECT_EQ(*std::max_element(uses.begin(), uses.end()), ratings);
                // Over several designs one after the other, too.
                EXPECT_LE(*std::max_element(loads.begin(), loads.end()) -
                              *std::min_element(loads.begin(), loads.end()),
                          1);
            }
        }
    }
}

TEST(IncompleteBlocks, NearBalanceSpreadsThePairs)
{
    std::vector<int> loads(8, 0);
    Random random(3);
    const BlockDesign design = incompleteBlocks(20, 3, loads, random); // lambda would be 18/19
    EXPECT_FALSE(design.balanced);
    EXPECT_LE(design.highestPairs, 3);
    EXPECT_LT(design.lowestPairs, design.highestPairs);
}
