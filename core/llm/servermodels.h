// The models that a server offers.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/result.h"
#include "core/llm/endpoint.h"
#include "core/llm/http.h"

namespace antiphon {

struct ServerModel
{
    QString id;
    int contextWindow = 0; // 0: the server does not tell
};

// Reads an answer to GET /models, by id. The window is meta.n_ctx (llama.cpp), max_model_len (vLLM),
// context_length or context_window (hosted services), else meta.n_ctx_train. Errors: WrongFormat when there
// is no list.
Result<QList<ServerModel>> readModels(const QByteArray& body);

// Asks the server; needs its address and key, no model. Errors: the server's or the network's trouble as
// chatError() names it; InvalidValue for an address that can not be; Cancelled.
Result<QList<ServerModel>> listModels(const Endpoint& endpoint, const Secret& key, const CancelToken& cancel);

} // namespace antiphon
