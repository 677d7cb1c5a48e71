// How a prompt asks for one dialogue: in one request, or in several, one after another.
#pragma once

#include "core/generation/prompt.h"

#include <memory>

namespace antiphon {

// Knows nothing of models and seeds: those are put on by itemRequest(). Used by one thread at a time.
class DialogueScript
{
public:
    virtual ~DialogueScript() = default;
    // The next question with messages and schema; nothing when the dialogue is complete.
    virtual std::optional<ChatRequest> next() const = 0;
    // Takes the reply to next(). Errors: WrongFormat with a detail that a model can act on; the script then
    // stands as it did.
    virtual Result<void> take(const QString& content) = 0;
    // next() once more with the reply that could not be used and what is wrong with it.
    virtual ChatRequest repaired(const QString& content, const QString& fault) const = 0;
    // A text for each turn, when complete.
    virtual QStringList texts() const = 0;
};

// The script that the prompt asks for. What is passed is needed during the call only.
std::unique_ptr<DialogueScript> makeDialogueScript(const PromptVersion& prompt, const Plan& plan,
                                                   const TrackFacts& tracks, const PhraseBook& book);

} // namespace antiphon
