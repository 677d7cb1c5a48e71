// Suggestions for whole dialogues and whole sources.
#pragma once

#include "core/coding/suggeststore.h"

namespace antiphon {

// What the model suggests for each turn of the dialogue, as suggestionsFor(); `own` thresholds of the coder
// win over the model's. Where turns before have no code yet, what the model is sure of stands in for them.
QList<QList<Suggestion>> suggestionsForDialogue(const SuggestModel& model, const FeatureWords& words,
                                                const QHash<CodeId, float>& own, SuggestDialogue dialogue);

struct SuggestionRun
{
    qint64 dialogues = 0;
    qint64 turns = 0;       // that had no code of the coder
    qint64 suggestions = 0; // stored
};
// Stores what the coder's stored model is sure of on all her uncoded turns of `source`, or of all ready
// sources, in the place of what it had stored for these dialogues before. Never makes a coding. In
// transactions of a hundred dialogues; `threads` only changes the time it takes. Errors: NotFound without a
// stored model; Cancelled: what was stored stays.
Result<SuggestionRun> applySuggestions(const Connection& connection, CoderId coder,
                                       std::optional<SourceId> source, int threads, const CancelToken& cancel,
                                       const ProgressSink& progress = {});

} // namespace antiphon
