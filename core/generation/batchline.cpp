#include "core/generation/batchline.h"

#include "core/corpus/jsonrecord.h"
#include "core/llm/chatwire.h"

#include <QCryptographicHash>

namespace antiphon {

namespace {

constexpr qsizetype digestLength = 16;
constexpr qsizetype longestMessage = 300;

QString shortened(const QString& text)
{
    const QString clean = text.simplified();
    return clean.size() <= longestMessage ? clean : clean.left(longestMessage) + QStringLiteral("...");
}

// What stands in the place of a response: {"code", "message"}.
Result<ChatResult> resultOfError(const JsonElement& error)
{
    ChatResult result;
    result.outcome = ChatOutcome::ServerFailed;
    JsonObject object;
    if (error.get(object) != simdjson::SUCCESS) {
        result.message = QStringLiteral("the batch failed");
        return result;
    }
    ANTIPHON_TRY_ASSIGN(const QString code, textField(object, "code"));
    ANTIPHON_TRY_ASSIGN(const QString message, textField(object, "message"));
    result.message = shortened(message.isEmpty() ? code : message);
    return result;
}

Result<ChatResult> resultOfResponse(const JsonObject& response)
{
    int64_t status = 0;
    JsonElement body;
    if (response.at_key("status_code").get(status) != simdjson::SUCCESS ||
        response.at_key("body").get(body) != simdjson::SUCCESS)
        return rowFault(QStringLiteral("its response has no \"status_code\" or no \"body\""));
    HttpResponse answer;
    answer.status = static_cast<int>(std::clamp<int64_t>(status, 0, 999));
    answer.body = QByteArray::fromStdString(simdjson::minify(body));
    ANTIPHON_TRY_ASSIGN(const QString requestId, textField(response, "request_id"));
    answer.headers.insert("x-request-id", requestId.toUtf8());
    return readChatAnswer(answer, true, {});
}

} // namespace

BatchId BatchId::of(RunId run, qint64 planOrdinal, const QByteArray& body)
{
    return {run, planOrdinal, requestDigest(body).left(digestLength)};
}

QByteArray BatchId::toText() const
{
    return run.toText().toUtf8() + '-' + QByteArray::number(planOrdinal) + '-' + request;
}

std::optional<BatchId> BatchId::fromText(std::string_view text)
{
    const QByteArray whole(text.data(), static_cast<qsizetype>(text.size()));
    const qsizetype second = whole.lastIndexOf('-');
    const qsizetype first = second > 0 ? whole.lastIndexOf('-', second - 1) : -1;
    if (first <= 0)
        return std::nullopt;
    BatchId id;
    const auto run = RunId::fromText(QString::fromUtf8(whole.left(first)));
    bool isNumber = false;
    id.planOrdinal = whole.mid(first + 1, second - first - 1).toLongLong(&isNumber);
    id.request = whole.mid(second + 1);
    if (!run || !isNumber || id.planOrdinal < 0 || id.request.size() != digestLength)
        return std::nullopt;
    id.run = *run;
    return id.toText() == whole ? std::optional(id) : std::nullopt;
}

QByteArray requestDigest(const QByteArray& body)
{
    return QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex();
}

QByteArray batchRequestLine(const BatchId& id, const QByteArray& body)
{
    return "{\"custom_id\":\"" + id.toText() +
           "\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":" + body + "}\n";
}

struct BatchReplyReader::Parser
{
    simdjson::dom::parser json;
};

BatchReplyReader::BatchReplyReader() : m_parser(std::make_unique<Parser>()) {}
BatchReplyReader::~BatchReplyReader() = default;

Result<BatchReply> BatchReplyReader::read(std::string_view line)
{
    ANTIPHON_TRY_ASSIGN(const JsonElement element, parseJson(m_parser->json, line));
    JsonObject object;
    std::string_view customId;
    if (element.get(object) != simdjson::SUCCESS ||
        object.at_key("custom_id").get(customId) != simdjson::SUCCESS)
        return rowFault(QStringLiteral("it has no \"custom_id\""));
    const auto id = BatchId::fromText(customId);
    if (!id)
        return fail(ErrorCode::NotFound, {}, QStringLiteral("its custom_id is none of this program's"));
    JsonElement error;
    JsonObject response;
    if (object.at_key("response").get(response) == simdjson::SUCCESS) {
        ANTIPHON_TRY_ASSIGN(ChatResult result, resultOfResponse(response));
        return BatchReply{*id, std::move(result)};
    }
    if (object.at_key("error").get(error) != simdjson::SUCCESS || error.is_null())
        return rowFault(QStringLiteral("it has neither a \"response\" nor an \"error\""));
    ANTIPHON_TRY_ASSIGN(ChatResult result, resultOfError(error));
    return BatchReply{*id, std::move(result)};
}

bool staysQueued(ChatOutcome outcome)
{
    switch (outcome) {
    case ChatOutcome::Ok:
    case ChatOutcome::Truncated:
    case ChatOutcome::Refused:
    case ChatOutcome::Filtered:
    case ChatOutcome::SchemaViolation:
    case ChatOutcome::EmptyReply:
    case ChatOutcome::UnreadableReply:
    case ChatOutcome::HtmlPage:
    case ChatOutcome::TooLarge:
    case ChatOutcome::RequestRefused:
    case ChatOutcome::ContextTooLong:
        return false;
    default:
        return true;
    }
}

} // namespace antiphon
