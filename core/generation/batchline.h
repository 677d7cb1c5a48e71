// The lines of OpenAI's Batch API: requests out, replies in.
#pragma once

#include "core/generation/run.h"
#include "core/llm/chat.h"

namespace antiphon {

// Which item of which run a line belongs to, and what it was asked.
struct BatchId
{
    RunId run;
    qint64 planOrdinal = 0;
    QByteArray request; // the first 16 hex digits of the SHA-256 of the request's body

    static BatchId of(RunId run, qint64 planOrdinal, const QByteArray& body);
    // "RUN-PLAN-REQUEST", at most 64 characters.
    QByteArray toText() const;
    static std::optional<BatchId> fromText(std::string_view text);
    bool operator==(const BatchId&) const = default;
};

// The SHA-256 of a body in hex, as provenance keeps it.
QByteArray requestDigest(const QByteArray& body);

// {"custom_id", "method": "POST", "url": "/v1/chat/completions", "body"} with its line end. `body` is a JSON
// object.
QByteArray batchRequestLine(const BatchId& id, const QByteArray& body);

// One line of an output or error file.
struct BatchReply
{
    BatchId id;
    ChatResult result;
};

// Reads lines one after another; keeps its memory between them.
class BatchReplyReader
{
public:
    BatchReplyReader();
    ~BatchReplyReader();
    // A line with an error object, or with another status than 200, gives a result with that outcome; one of
    // an expired or cancelled batch counts as ServerFailed, since it may succeed another time. Errors:
    // WrongFormat (no line of a batch reply), InvalidText; NotFound where the custom id is none of ours.
    Result<BatchReply> read(std::string_view line);

private:
    struct Parser;
    std::unique_ptr<Parser> m_parser;
};

// Whether sending the same request again may succeed, or a person has to change something first; else the
// fault lies with the item.
bool staysQueued(ChatOutcome outcome);

} // namespace antiphon
