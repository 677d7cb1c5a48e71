// A chat completion that comes in pieces.
#pragma once

#include "core/llm/chatwire.h"
#include "core/llm/eventstream.h"

namespace antiphon {

// Gathers the chunks of one streamed reply. What a server may leave out (usage, [DONE]) or add (unknown
// fields, comments) is no fault; a stream with neither [DONE] nor a finish reason is half a stream.
class ChatStream
{
public:
    // Takes the next bytes of the stream and returns the text they bring.
    QString feed(const QByteArray& bytes);
    bool hasBegun() const { return m_anyByte; }
    // The reply as it stands when the exchange has ended so; `response` is what the network made of it. Where
    // the server counted no tokens they are estimated from `request` and the text, and marked so.
    ChatResult finish(const HttpResponse& response, const ChatRequest& request, QByteArrayView key) const;

private:
    void take(const QByteArray& data, QString& fresh);
    void takeChoice(const QJsonObject& choice, QString& fresh);
    ChatOutcome outcome(const HttpResponse& response) const;

    EventStreamReader m_reader;
    QString m_content;
    QString m_refusal;
    QString m_finishReason;
    QString m_model;
    QString m_fingerprint;
    QString m_error;
    std::optional<TokenCounts> m_usage;
    bool m_done = false;
    bool m_anyByte = false;
    bool m_anyEvent = false;
    bool m_hasError = false;
};

} // namespace antiphon
