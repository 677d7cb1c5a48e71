// Lorenz curves of counts.
#pragma once

#include <QtGlobal>

#include <vector>

namespace antiphon {

// At 0, 1, ... 100 % of the things, those with the lowest counts first: their share of the sum (Lorenz 1905).
// Empty where nothing was counted.
std::vector<double> lorenzOf(std::vector<quint32> counts);

} // namespace antiphon
