// Intervals of coefficients from their standard errors.
#pragma once

#include "core/statistics/chancecorrected.h"

namespace antiphon::statistics {

// value -+ t * standardError, t of as many degrees of freedom as there are units, less one (as irrCAC); ends
// beyond 1 or -1, which no coefficient reaches, are set there. Only for independent units: turns of one
// dialogue hang together, and then dialogues must be resampled. Without a standard error no interval.
Estimate studentInterval(const ChanceCorrected& result, double level = 0.95);

} // namespace antiphon::statistics
