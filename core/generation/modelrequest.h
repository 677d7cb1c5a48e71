// What a run puts on a script's question: model, temperature, token limit, seed.
#pragma once

#include "core/llm/chat.h"
#include "core/llm/endpoint.h"

namespace antiphon {

// The seed is drawn from the run's for this plan alone, so a request does not depend on what else was asked.
// `freshTry` counts the new beginnings of an item and `step` the questions of its script, both from 0; a
// repair keeps the seed of the question that it repairs.
ChatRequest itemRequest(const Endpoint& endpoint, ChatRequest asked, quint64 runSeed, qint64 planOrdinal,
                        int freshTry, int step);

} // namespace antiphon
