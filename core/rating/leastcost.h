// The cheapest way to give each of some things a place of its own.
#pragma once

#include <vector>

namespace antiphon {

// For each row of a square of costs its column, each column once, so that the sum of the costs is least
// (Kuhn 1955, Munkres 1957; in cubic time, with potentials). Of several such ways the first in no particular
// order.
std::vector<int> leastCostPlaces(const std::vector<std::vector<int>>& costs);

} // namespace antiphon
