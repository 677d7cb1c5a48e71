// In which order a rater sees the items: random, and balanced over the conditions.
#pragma once

#include "core/base/random.h"

#include <vector>

namespace antiphon {

// A Williams square (1949) for `conditions` conditions: each row is an order of all of them; each condition
// stands equally often at each place and, over all rows, equally often before each other one. An even number
// gives as many rows, an odd number twice as many.
std::vector<std::vector<int>> williamsSquare(int conditions);

// The conditions of consecutive positions for one rater: blocks that hold each condition once, their inner
// orders taken from the square, so that any two conditions stand at each place of a block equally often or
// differ by one.
std::vector<int> balancedOrder(int conditions, int blocks, Random& random);

// The largest difference, over places within a block, between how often two conditions stand there.
int placeImbalance(const std::vector<int>& order, int conditions);

} // namespace antiphon
