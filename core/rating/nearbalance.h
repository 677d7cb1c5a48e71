// Blocks in which items meet about equally often, where no balanced design is known.
#pragma once

#include "core/base/random.h"

#include <vector>

namespace antiphon {

// `ratings` of `loads.size()` blocks for each of the items 0 to `order.size()` - 1, which are dealt out in
// that order: each to the blocks that hold least, among them to those of least load, then to those whose
// items it met least. Then items are exchanged between blocks as long as pairs come to meet more evenly,
// within bounded steps. `loads` is brought up to date.
std::vector<std::vector<int>> nearBalancedBlocks(const std::vector<int>& order, int ratings,
                                                 std::vector<int>& loads, Random& random);

} // namespace antiphon
