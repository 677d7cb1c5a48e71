// Whether those who were to be blind guessed better than chance.
#pragma once

#include "core/statistics/estimate.h"

namespace antiphon::statistics {

// Bang's blinding index of one arm (Bang, Ni and Davis 2004): (right - wrong) / all, where all includes those
// who do not know. 1: all guessed right, 0: as by chance, -1: all guessed wrong. The normal interval uses the
// multinomial variance. Counts are 0 or more; undefined without guesses.
Estimate bangIndex(std::int64_t right, std::int64_t wrong, std::int64_t unknown, double level = 0.95);

} // namespace antiphon::statistics
