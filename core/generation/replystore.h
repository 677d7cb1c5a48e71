// Replies of models and bodies of requests, kept in the project file. The only place with SQL about them.
#pragma once

#include "core/generation/run.h"
#include "core/llm/chat.h"
#include "core/llm/endpoint.h"
#include "core/storage/connection.h"

#include <optional>

namespace antiphon {

// What a request is known by: SHA-256 of the endpoint's base URL, a line end and the exact body.
QByteArray replyKey(const Endpoint& endpoint, const QByteArray& body);

// A reply with the key of its request.
struct KeptReply
{
    QByteArray key;
    QByteArray packed;
};
KeptReply keptReply(const Endpoint& endpoint, const ChatResult& result);

// Finds replies; for one thread.
class ReplyReader
{
public:
    static Result<ReplyReader> prepare(const Connection& connection);
    // The reply to the request with this key as it was then, without its body. Errors: of SQLite; a reply
    // that can not be read is none.
    Result<std::optional<ChatResult>> find(const QByteArray& key);

private:
    explicit ReplyReader(Statement select) : m_select(std::move(select)) {}
    Statement m_select;
};

// Keeps replies and bodies as part of the caller's transaction.
class ReplyWriter
{
public:
    static Result<ReplyWriter> prepare(const Connection& connection, RunId run);
    // One that is there stays.
    Result<void> keep(const KeptReply& reply);
    // Bodies of a run are packed against its first one.
    Result<void> keepBody(const QByteArray& body);

private:
    ReplyWriter(RunId run, Statement reply, Statement body)
        : m_run(run), m_reply(std::move(reply)), m_body(std::move(body))
    {
    }
    RunId m_run;
    Statement m_reply;
    Statement m_body;
    QByteArray m_base;
    QByteArray m_baseDigest;
};

// The bytes of a request of a run. Errors: NotFound for a digest (hex) that the run did not keep.
Result<QByteArray> requestBody(const Connection& connection, RunId run, const QString& digest);

} // namespace antiphon
