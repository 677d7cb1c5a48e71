// What is said to a chat model and what comes back, as values.
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <map>
#include <optional>

namespace antiphon {

struct ChatMessage
{
    QString role; // "system", "user" or "assistant"
    QString content;
};

// Asks the model for a JSON object. `schema` should keep to the strict subset that all servers share: every
// property required, no further properties, no limits on lengths or numbers.
struct ReplySchema
{
    QString name;
    QJsonObject schema;
};

struct ChatRequest
{
    QString model;
    QList<ChatMessage> messages;
    std::optional<ReplySchema> schema;
    double temperature = 1;
    int maximumTokens = 0; // 0: the server's own limit
    std::optional<qint64> seed;
    bool stream = false; // the reply comes in pieces
};

// How one request ended. Each has a word of its own, so that a run can count them.
enum class ChatOutcome {
    Ok,
    Truncated,       // the token limit cut the reply
    Refused,         // the model declined
    Filtered,        // the server's content filter cut in
    SchemaViolation, // not the JSON that was asked for
    EmptyReply,      // status 200 without a text
    HalfStream,      // a stream that ended before the reply did
    ErrorInReply,    // an error object under status 200
    HtmlPage,        // a web page instead of an API: wrong address or a proxy
    UnreadableReply, // no chat completion at all
    TooLarge,        // over the limit of bytes
    Cancelled,
    ConnectFailed,
    ConnectTimeout,
    FirstByteTimeout,
    SilenceTimeout,
    TotalTimeout,
    ConnectionBroken,
    CertificateRefused,
    RateLimited,    // told to wait beyond the deadline
    ServerFailed,   // 5xx to the last attempt
    RequestRefused, // 400, 422
    ContextTooLong,
    KeyMissing,   // not in the environment variable or the keyring
    KeyRefused,   // 401, 403
    ModelMissing, // 404
    QuotaExhausted
};

// The word for reports and JSON: "truncated", "rate_limited".
QString outcomeWord(ChatOutcome outcome);
// Whether no further request to the endpoint can do better until a person changes something.
bool stopsEndpoint(ChatOutcome outcome);

struct TokenCounts
{
    qint64 prompt = 0;
    qint64 completion = 0;
};

// One question with all its attempts. Holds no key in any field.
struct ChatResult
{
    ChatOutcome outcome = ChatOutcome::Ok;
    QString content;     // the reply's text, code fence taken off where a schema was asked for
    QString message;     // what the server or the network said about a failure, at most 300 characters
    QString model;       // as the server names it
    QString fingerprint; // system_fingerprint
    QString requestId;   // x-request-id of the last answer
    QByteArray body;     // of the last request
    QString endpoint;    // the name of the one that was asked last
    int status = 0;      // HTTP status of the last answer; 0: none came
    TokenCounts tokens;
    bool tokensEstimated = false; // the server counted none
    int attempts = 0;     // requests that were answered or failed, without those that were told to wait
    int waits = 0;        // times the server told to wait (429)
    qint64 elapsedMs = 0; // from the first request to the end
    std::map<ChatOutcome, int> trouble; // failed requests by kind, also those that another one made good
    bool schemaDropped = false;         // the server knows no response_format; asked without
};

// A failed result as an error for people; the subject is the endpoint's name.
Error chatError(const ChatResult& result, const QString& endpointName);

} // namespace antiphon
