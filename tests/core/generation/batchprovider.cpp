#include "tests/core/generation/batchprovider.h"

#include "core/base/packedwriter.h"

#include <QDir>
#include <QFile>

#include <gtest/gtest.h>

namespace antiphon::test {

namespace {

QByteArray jsonText(const QByteArray& text)
{
    QByteArray escaped = text;
    escaped.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    return '"' + escaped + '"';
}

} // namespace

qint64 BatchLine::plan() const
{
    const QByteArray head = customId.left(customId.lastIndexOf('-'));
    return head.mid(head.lastIndexOf('-') + 1).toLongLong();
}

QStringList partFiles(const QString& folder)
{
    const QDir dir(folder);
    QStringList paths;
    const QStringList names = dir.entryList({QStringLiteral("part-*.jsonl")}, QDir::Files, QDir::Name);
    for (const QString& name : names)
        paths << dir.filePath(name);
    return paths;
}

std::vector<BatchLine> batchRequests(const QString& folder)
{
    std::vector<BatchLine> requests;
    const QStringList paths = partFiles(folder);
    for (const QString& path : paths) {
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        while (!file.atEnd()) {
            const QByteArray line = file.readLine();
            const QByteArray before("{\"custom_id\":\"");
            const QByteArray between("\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":");
            const qsizetype id = before.size();
            const qsizetype idEnd = line.indexOf(between);
            EXPECT_TRUE(line.startsWith(before) && idEnd > 0 && line.endsWith("}\n")) << line.constData();
            const qsizetype body = idEnd + between.size();
            requests.push_back({line.mid(id, idEnd - id), line.mid(body, line.size() - 2 - body)});
        }
    }
    return requests;
}

QByteArray obedientContent(const QByteArray& body)
{
    QByteArray turns;
    qsizetype at = 0;
    for (int number = 1;; ++number) {
        const QByteArray mark = "\\n" + QByteArray::number(number) + ". ";
        const qsizetype user = body.indexOf(mark + "user:", at);
        const qsizetype system = body.indexOf(mark + "system:", at);
        if (user < 0 && system < 0)
            break;
        const bool isUser = user >= 0 && (system < 0 || user < system);
        at = (isUser ? user : system) + mark.size();
        turns += turns.isEmpty() ? "" : ",";
        turns +=
            isUser ? "{\"role\":\"user\",\"text\":\"Ask.\"}" : "{\"role\":\"system\",\"text\":\"Here.\"}";
    }
    return "{\"turns\":[" + turns + "]}";
}

QByteArray answeredLine(const BatchLine& request, const QByteArray& content, const QByteArray& finishReason)
{
    return "{\"id\": \"batch_req_1\", \"custom_id\": \"" + request.customId +
           "\", \"response\": {\"status_code\": 200, \"request_id\": \"req-" + request.customId.right(4) +
           "\", \"body\": {\"id\": \"c\", \"object\": \"chat.completion\", \"model\": \"answering-model\", "
           "\"choices\": [{\"index\": 0, \"message\": {\"role\": \"assistant\", \"content\": " +
           jsonText(content) + ", \"refusal\": null}, \"finish_reason\": \"" + finishReason +
           "\"}], \"usage\": {\"prompt_tokens\": 1000, \"completion_tokens\": 100, \"total_tokens\": 1100}, "
           "\"system_fingerprint\": \"fp\"}}, \"error\": null}";
}

QByteArray refusedLine(const BatchLine& request, int status, const QByteArray& message)
{
    return "{\"id\": \"batch_req_2\", \"custom_id\": \"" + request.customId +
           "\", \"response\": {\"status_code\": " + QByteArray::number(status) +
           ", \"request_id\": \"r\", \"body\": {\"error\": {\"message\": " + jsonText(message) +
           ", \"type\": \"x\", \"code\": null}}}, \"error\": null}";
}

QByteArray expiredLine(const BatchLine& request)
{
    return "{\"id\": \"batch_req_3\", \"custom_id\": \"" + request.customId +
           "\", \"response\": null, \"error\": {\"code\": \"batch_expired\", \"message\": "
           "\"This request could not be executed before the completion window expired.\"}}";
}

void writeLines(const QString& path, const QList<QByteArray>& lines)
{
    const Packing packing = path.endsWith(QLatin1String(".gz"))    ? Packing::Gzip
                            : path.endsWith(QLatin1String(".zst")) ? Packing::Zstandard
                                                                   : Packing::None;
    auto file = PackedWriter::create(path, packing);
    ASSERT_TRUE(file.has_value());
    for (const QByteArray& line : lines) {
        ASSERT_TRUE(file->write({line.constData(), static_cast<size_t>(line.size())}).has_value());
        ASSERT_TRUE(file->write("\n").has_value());
    }
    ASSERT_TRUE(file->finish().has_value());
}

} // namespace antiphon::test
