// A dialogue asked for text by text: a request tells what was said so far and the plan of its turn alone, so
// that nothing of a later turn can be said too early.
#pragma once

#include "core/generation/dialoguescript.h"

namespace antiphon {

// For prompts of form Turns.
std::unique_ptr<DialogueScript> makeTurnScript(const PromptVersion& prompt, const Plan& plan,
                                               const TrackFacts& tracks, const PhraseBook& book);

} // namespace antiphon
