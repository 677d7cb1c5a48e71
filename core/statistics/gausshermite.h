// Numerical integration against exp(-x^2).
#pragma once

#include <vector>

namespace antiphon::statistics {

// Nodes and weights of the rule of `count` (1 to 50) nodes: the integral of f(x) exp(-x^2) is about
// sum weights[i] f(nodes[i]), exact for polynomials up to degree 2 count - 1. By Newton's method on
// orthonormal Hermite polynomials (Press et al., "Numerical Recipes", 4.5).
void gaussHermite(int count, std::vector<double>& nodes, std::vector<double>& weights);

} // namespace antiphon::statistics
