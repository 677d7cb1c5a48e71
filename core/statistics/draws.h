// Draws from the distributions that simulations need: the same on every machine.
#pragma once

#include "core/base/random.h"

#include <cmath>
#include <limits>
#include <numbers>

namespace antiphon::statistics {

// Standard normal (Box and Muller 1958; one of the two is used, so that a stream can be taken up anywhere).
inline double normalDraw(Random& random)
{
    const double radius = std::sqrt(-2.0 * std::log(1.0 - random.uniform()));
    return radius * std::cos(2.0 * std::numbers::pi * random.uniform());
}

// Standard logistic, variance pi^2 / 3.
inline double logisticDraw(Random& random)
{
    const double u = 0.5 * std::numeric_limits<double>::epsilon() + random.uniform();
    return std::log(u / (1.0 - u + std::numeric_limits<double>::epsilon()));
}

} // namespace antiphon::statistics
