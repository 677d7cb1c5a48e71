#include "core/llm/chat.h"

namespace antiphon {

namespace {

struct OutcomeFacts
{
    ChatOutcome outcome;
    const char* word;
    ErrorCode code;
    const char* clause; // for people
};

constexpr OutcomeFacts outcomeFacts[] = {
    {ChatOutcome::Ok, "ok", ErrorCode::Internal, ""},
    {ChatOutcome::Truncated, "truncated", ErrorCode::ServerRefused,
     "the reply was cut at the token limit; raise the limit or shorten the prompt"},
    {ChatOutcome::Refused, "refused", ErrorCode::ServerRefused, "the model declined to answer"},
    {ChatOutcome::Filtered, "filtered", ErrorCode::ServerRefused,
     "the server's content filter cut the reply"},
    {ChatOutcome::SchemaViolation, "schema_violation", ErrorCode::WrongFormat,
     "the reply is not the JSON that was asked for"},
    {ChatOutcome::EmptyReply, "empty_reply", ErrorCode::ServerRefused, "the reply has no text"},
    {ChatOutcome::HalfStream, "half_stream", ErrorCode::ServerRefused,
     "the server broke its answer off in the middle"},
    {ChatOutcome::ErrorInReply, "error_in_reply", ErrorCode::ServerRefused, "the server reported an error"},
    {ChatOutcome::HtmlPage, "html_page", ErrorCode::ServerRefused,
     "a web page came instead of an answer; check the address, which should end in /v1"},
    {ChatOutcome::UnreadableReply, "unreadable_reply", ErrorCode::WrongFormat,
     "the answer is no chat completion; check the address"},
    {ChatOutcome::TooLarge, "too_large", ErrorCode::ServerRefused, "the answer is over the limit of bytes"},
    {ChatOutcome::Cancelled, "cancelled", ErrorCode::Cancelled, ""},
    {ChatOutcome::ConnectFailed, "connect_failed", ErrorCode::NetworkFailed, "no connection"},
    {ChatOutcome::ConnectTimeout, "connect_timeout", ErrorCode::Timeout, "no connection in time"},
    {ChatOutcome::FirstByteTimeout, "first_byte_timeout", ErrorCode::Timeout,
     "the server did not begin to answer"},
    {ChatOutcome::SilenceTimeout, "silence_timeout", ErrorCode::Timeout,
     "the server fell silent within its answer"},
    {ChatOutcome::TotalTimeout, "total_timeout", ErrorCode::Timeout, "the answer took too long"},
    {ChatOutcome::ConnectionBroken, "connection_broken", ErrorCode::NetworkFailed, "the connection broke"},
    {ChatOutcome::CertificateRefused, "certificate_refused", ErrorCode::NetworkFailed,
     "the server's certificate is not trusted"},
    {ChatOutcome::RateLimited, "rate_limited", ErrorCode::ServerRefused,
     "the server kept telling to wait beyond the deadline"},
    {ChatOutcome::ServerFailed, "server_failed", ErrorCode::ServerRefused, "the server failed"},
    {ChatOutcome::RequestRefused, "request_refused", ErrorCode::ServerRefused,
     "the server refused the request"},
    {ChatOutcome::ContextTooLong, "context_too_long", ErrorCode::ServerRefused,
     "the prompt is longer than the model's window"},
    {ChatOutcome::KeyMissing, "key_missing", ErrorCode::NotFound,
     "no key is where the endpoint says that it is"},
    {ChatOutcome::KeyRefused, "key_refused", ErrorCode::PermissionDenied,
     "the server refused the key; check it, or the variable that holds it"},
    {ChatOutcome::ModelMissing, "model_missing", ErrorCode::NotFound,
     "the server does not know the model or the address"},
    {ChatOutcome::QuotaExhausted, "quota_exhausted", ErrorCode::ServerRefused,
     "the account has no credit left"},
};

const OutcomeFacts& factsOf(ChatOutcome outcome)
{
    for (const OutcomeFacts& facts : outcomeFacts) {
        if (facts.outcome == outcome)
            return facts;
    }
    return outcomeFacts[0];
}

} // namespace

QString outcomeWord(ChatOutcome outcome)
{
    return QLatin1String(factsOf(outcome).word);
}

bool stopsEndpoint(ChatOutcome outcome)
{
    switch (outcome) {
    case ChatOutcome::KeyMissing:
    case ChatOutcome::KeyRefused:
    case ChatOutcome::ModelMissing:
    case ChatOutcome::QuotaExhausted:
    case ChatOutcome::CertificateRefused:
    case ChatOutcome::HtmlPage:
        return true;
    default:
        return false;
    }
}

Error chatError(const ChatResult& result, const QString& endpointName)
{
    const OutcomeFacts& facts = factsOf(result.outcome);
    QString detail = QLatin1String(facts.clause);
    if (result.status >= 400)
        detail += QStringLiteral(" (status %1)").arg(result.status);
    if (!result.message.isEmpty())
        detail += QStringLiteral(": ") + result.message;
    return Error{facts.code, endpointName, 0, detail};
}

} // namespace antiphon
