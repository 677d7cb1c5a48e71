// What a project gives to a prompt: definitions of its labels and dialogues of its corpus as examples.
#pragma once

#include "core/generation/prompt.h"
#include "core/storage/connection.h"

namespace antiphon {

// The prompt with what its slots {examples N} and {taxonomy} show, the same for every plan of a run.
// Definitions come from the published version called `taxonomy`, or from the codebook as it stands where that
// is empty; labels without one there, from the starting codebook. Examples are drawn by the prompt's seed
// from the dialogues that its coder coded, or from all of its source. Errors: NotFound (source, coder,
// taxonomy); NotPossible where there are fewer dialogues than examples; those of SQLite.
Result<PromptVersion> preparedPrompt(const Connection& connection, PromptVersion prompt,
                                     const QString& taxonomy);

} // namespace antiphon
