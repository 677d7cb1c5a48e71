// What the answers of a pilot study say about the next one.
#pragma once

#include "core/rating/results.h"
#include "core/rating/studyplanner.h"

namespace antiphon {

// `base` with the shares of the points over all conditions, and the variances of raters and dialogues as the
// model of the answers (core/statistics/cumulativelink.h) estimates them; a variance that the model leaves
// undefined stays as it is. Conditions stay unnamed, so a blind study may be the pilot. Errors: NotPossible
// when fewer than two points were given.
Result<PlanAssumptions> pilotAssumptions(const CriterionResult& pilot, PlanAssumptions base);

} // namespace antiphon
