// Going through a round dialogue by dialogue.
#pragma once

#include "core/reliability/roundstore.h"

namespace antiphon {

// What comes after a dialogue was finished.
struct RoundStep
{
    QString round;
    std::optional<DialogueId> next; // the coder's next unfinished one, from there on around; nothing: all are
};

// Finishes the dialogue in the open round in which the coder has it, the newest where there are several.
// Called inside EditHistory::record or ProjectSession::edit. Errors: NotPossible where there is none.
Result<RoundStep> finishInRound(const Connection& connection, DialogueId dialogue, CoderId coder);

} // namespace antiphon
