// Ranks with ties.
#pragma once

#include <span>
#include <vector>

namespace antiphon::statistics {

// The rank of each value from 1; equal values share the mean of their ranks.
std::vector<double> midranks(std::span<const double> values);
// The sum of t^3 - t over groups of t equal values: the tie term of rank tests.
double tieSum(std::span<const double> values);

} // namespace antiphon::statistics
