// Suggestions by a model server: what it is asked, and what of its reply can be used.
#pragma once

#include "core/coding/suggeststore.h"
#include "core/corpus/dialogue.h"
#include "core/llm/chat.h"
#include "core/llm/endpoint.h"

namespace antiphon {

// Asks for codes of the codebook for each turn of the dialogue, with the codes' definitions. Temperature 0.
ChatRequest suggestionRequest(const Endpoint& endpoint, const QList<Code>& codes, const Dialogue& dialogue);

struct ServerSuggestions
{
    QList<StoredSuggestion> suggestions; // each turn and code once
    int unusable = 0; // of the reply's entries: unknown turns and codes, codes of the other role, no number
};
// Errors: WrongFormat when the reply is not the JSON that was asked for.
Result<ServerSuggestions> suggestionsOfReply(const QString& reply, const QString& model,
                                             const QList<Code>& codes, const Dialogue& dialogue);

// The name under which an endpoint's suggestions are kept: "lab gpt-4o".
QString serverModelName(const Endpoint& endpoint);

} // namespace antiphon
