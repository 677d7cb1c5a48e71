// A sample: the dialogue that a writer made of a plan.
#pragma once

#include "core/generation/templatewriter.h"

namespace antiphon {

// Joins a plan with the texts of its turns: roles, intents, attributes and tracks are the plan's. Tracks are
// named by their external ids; the sample's own external id is the plan's ordinal. `texts` has one text a
// turn.
Dialogue sampleOf(const Plan& plan, const QStringList& texts, const TrackFacts& tracks);

} // namespace antiphon
