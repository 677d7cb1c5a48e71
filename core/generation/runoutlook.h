// What is known of a run before its first request.
#pragma once

#include "core/generation/runsetup.h"

namespace antiphon {

// What earlier sessions of the run spent, and how many of its pending plans, which must be ascending, were in
// flight when the last one died.
Result<void> lookBack(const Connection& connection, RunSetup& setup);

// Holds the longest first question of some plans, spread over the pending ones, and the token limit against
// the window of each endpoint that told its own. Errors: InvalidValue, as contextFits().
Result<void> refuseTooLongPrompts(const Connection& connection, const RunSetup& setup);

} // namespace antiphon
