// What a prompt would ask for one plan, before anything is sent.
#pragma once

#include "core/cascade/planstore.h"
#include "core/generation/prompt.h"

namespace antiphon {

struct PromptPreview
{
    QList<ChatMessage> messages; // of the request in view
    int requests = 1;            // that the plan takes
    int turn = 0;                // of the request in view, from 0; a whole dialogue has only one
    qint64 promptTokens = 0;     // estimated, of all requests of the plan
    qint64 replyTokens = 0;      // estimated by what the template writer would say
    qint64 answersKnown = 0;     // samples of this project by whose real counts the estimate was corrected
};

// Renders the prompt for a plan; turn by turn, what was said before the turn in view is what the template
// writer would say, with the seed 1. Errors: NotFound (plan set, plan, turn); those of preparedPrompt.
Result<PromptPreview> previewPrompt(const Connection& connection, const PromptVersion& prompt,
                                    const QString& planSet, qint64 ordinal, int turn = 0);

// The facts of the tracks that a plan lists, by ordinal; the rest is empty.
Result<TrackFacts> trackFactsOf(const Connection& connection, CatalogueId catalogue, const Plan& plan);

} // namespace antiphon
