// The chat completions format of OpenAI and of the servers that follow it: bodies out, bodies in.
#pragma once

#include "core/llm/chat.h"
#include "core/llm/http.h"

namespace antiphon {

enum class SchemaUse { Sent, LeftOut };

// The JSON body of a request; keys in a fixed order, so equal requests have equal bytes.
QByteArray chatBody(const ChatRequest& request, SchemaUse schema);

// Reads one HTTP answer. Fills outcome, content, message, model, fingerprint, request id, status, tokens;
// `key` is taken out of every text.
ChatResult readChatAnswer(const HttpResponse& response, bool wantsJson, QByteArrayView key);

// The parts that plain and streamed answers share.
ChatOutcome outcomeOfEnd(HttpEnd end);
ChatOutcome outcomeOfReply(const QString& content, const QString& refusal, const QString& finishReason);
TokenCounts tokensOf(const QJsonObject& usage);
QString serverMessage(const QJsonObject& errorAnswer);
QString requestIdOf(const HttpResponse& response);
// Turns a reply that is Ok but no JSON into a schema violation that says where; takes the code fence off.
void checkJson(ChatResult& result);
// Takes the key out of the texts that are kept and shortens them.
void takeOutKey(ChatResult& result, QByteArrayView key);

// Whether a refusal (400, 422, 501) is about response_format, so that it helps to ask without.
bool refusesSchema(const ChatResult& result);

// The text inside a code fence that is all there is; otherwise the text itself, trimmed.
QString withoutCodeFence(const QString& text);

} // namespace antiphon
