// Balanced blocks out of a few base blocks, moved about by an abelian group.
#pragma once

#include <vector>

namespace antiphon {

// Items in `blocks` blocks of `perBlock`, every two of which meet `pairs` times and each of which stands in
// `ratings` blocks. Sought among difference families (Bose 1939, On the construction of balanced incomplete
// block designs) over the group of all items or of all but one, which stays fixed; with the orbits of
// subgroups, which are shorter (Hall, Combinatorial Theory, chapter 11.2; Beth, Jungnickel and Lenz, Design
// Theory, chapter VII). Empty when a bounded search finds none.
std::vector<std::vector<int>> differenceBlocks(int items, int blocks, int perBlock, int ratings, int pairs);

} // namespace antiphon
