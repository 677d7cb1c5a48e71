// Which items go together in a block when no block can hold all of them: incomplete block designs.
#pragma once

#include "core/base/random.h"

#include <optional>
#include <vector>

namespace antiphon {

struct BlockDesign
{
    int items = 0;
    std::vector<std::vector<int>> blocks; // items from 0
    bool balanced = false;                // every two items meet equally often, all counts are equal
    int lowestPairs = 0;                  // how often the two items meet that meet least
    int highestPairs = 0;
};

// What t items in b blocks of k must satisfy: b k = r t, lambda (t - 1) = r (k - 1), k <= t (Bose 1939, and
// Fisher's b >= t unless k = t). `ratings` is r, `pairs` lambda.
struct BlockNumbers
{
    int ratings = 0;
    int pairs = 0;
};
// Nothing when no balanced design can have these numbers.
std::optional<BlockNumbers> blockNumbers(int items, int blocks, int perBlock);

// A balanced incomplete block design, where one is known or found: complete blocks, all subsets, difference
// families with fixed items and short orbits (see differenceBlocks()), residual and derived designs of
// symmetric ones, the complement of one of them, several copies of a smaller one, else a search bounded by
// steps. All designs of up to ten items with up to 15 ratings are reached. Nothing when none exists or none
// is found.
std::optional<BlockDesign> balancedBlocks(int items, int blocks, int perBlock);

// `ratings` blocks for each item, balanced where balancedBlocks() finds it, otherwise filled one item after
// the other: each goes to the blocks that hold least, among them to those whose items it met least; then
// items are exchanged between blocks for as long as pairs come to meet more evenly, within bounded steps.
// Blocks differ by at most one item; so do their loads when `loads`, which they had before, differ by at most
// one. `loads` is brought up to date. `ratings` is bounded by the number of blocks.
BlockDesign incompleteBlocks(int items, int ratings, std::vector<int>& loads, Random& random);

// Counts how often each two items meet; fills in lowest, highest and whether the design is balanced.
void countPairs(BlockDesign& design);

} // namespace antiphon
