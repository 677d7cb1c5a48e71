// The chat completions format of OpenAI and of the servers that follow it: bodies out, bodies in.
#pragma once

#include "core/llm/chat.h"
#include "core/llm/httpclient.h"

namespace antiphon {

enum class SchemaUse { Sent, LeftOut };

// The JSON body of a request; keys in a fixed order, so equal requests have equal bytes.
QByteArray chatBody(const ChatRequest& request, SchemaUse schema);

// Reads one HTTP answer. Fills outcome, content, message, model, fingerprint, request id, status, tokens;
// `key` is taken out of every text.
ChatResult readChatAnswer(const HttpResponse& response, bool wantsJson, const QByteArray& key);

// Whether a refusal (400, 422, 501) is about response_format, so that it helps to ask without.
bool refusesSchema(const ChatResult& result);

// The text inside a code fence that is all there is; otherwise the text itself, trimmed.
QString withoutCodeFence(const QString& text);

} // namespace antiphon
