#include "core/llm/chatstream.h"

#include <gtest/gtest.h>

using namespace antiphon;

namespace {

const QByteArray wholeStream =
    ": a comment\r\n\r\n"
    "data: {\"id\":\"c1\",\"model\":\"m\",\"system_fingerprint\":\"fp\",\"choices\":[{\"index\":0,\"delta\":"
    "{\"role\":\"assistant\",\"content\":null}}],\"usage\":null}\r\n\r\n"
    "data: {\"choices\":[{\"delta\":{\"content\":\"Grüße, \"}}],\"obfuscation\":\"xx\"}\n\n"
    "data: {\"choices\":[{\"delta\":{\"content\":\"日本\"}}]}\n\n"
    "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
    "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3}}\n\n"
    "data: [DONE]\n\n";

HttpResponse answered(HttpEnd end = HttpEnd::Answered)
{
    HttpResponse response;
    response.end = end;
    response.status = 200;
    return response;
}

ChatResult read(const QByteArray& bytes, HttpEnd end = HttpEnd::Answered, const ChatRequest& request = {})
{
    ChatStream stream;
    stream.feed(bytes);
    return stream.finish(answered(end), request, {});
}

QByteArray chunk(const QByteArray& choice)
{
    return "data: {\"choices\":[" + choice + "]}\n\n";
}

const QByteArray someText = chunk("{\"delta\":{\"content\":\"half a\"}}");

} // namespace

TEST(ChatStream, readsTheSameWhereverTheBytesAreSplit)
{
    const QString expected = QStringLiteral("Grüße, 日本");
    for (qsizetype first = 0; first <= wholeStream.size(); ++first) {
        ChatStream stream;
        QString text = stream.feed(wholeStream.left(first));
        text += stream.feed(wholeStream.mid(first));
        const ChatResult result = stream.finish(answered(), {}, {});
        ASSERT_EQ(text, expected) << first;
        ASSERT_EQ(result.content, expected) << first;
        ASSERT_EQ(result.outcome, ChatOutcome::Ok) << first;
        ASSERT_EQ(result.tokens.prompt, 7);
        ASSERT_EQ(result.tokens.completion, 3);
        ASSERT_FALSE(result.tokensEstimated);
        ASSERT_EQ(result.model, QStringLiteral("m")) << first;
        ASSERT_EQ(result.fingerprint, QStringLiteral("fp"));
    }
}

TEST(ChatStream, readsByteByByte)
{
    ChatStream stream;
    QString text;
    for (const char byte : wholeStream)
        text += stream.feed(QByteArray(1, byte));
    EXPECT_EQ(text, QStringLiteral("Grüße, 日本"));
}

TEST(ChatStream, tellsHalfAStreamFromAWholeOne)
{
    EXPECT_EQ(read(someText).outcome, ChatOutcome::HalfStream);
    EXPECT_EQ(read(someText, HttpEnd::Broken).outcome, ChatOutcome::HalfStream);
    EXPECT_EQ(read(someText + "data: [DONE]\n\n").outcome, ChatOutcome::Ok);
    // A connection that breaks after the last piece takes nothing away.
    EXPECT_EQ(read(someText + chunk("{\"delta\":{},\"finish_reason\":\"stop\"}"), HttpEnd::Broken).outcome,
              ChatOutcome::Ok);
    EXPECT_EQ(read({}).outcome, ChatOutcome::EmptyReply);
}

TEST(ChatStream, namesEveryOtherEnd)
{
    const auto ended = [](const QByteArray& reason) {
        return someText + chunk("{\"delta\":{},\"finish_reason\":\"" + reason + "\"}");
    };
    EXPECT_EQ(read(ended("length")).outcome, ChatOutcome::Truncated);
    EXPECT_EQ(read(ended("content_filter")).outcome, ChatOutcome::Filtered);
    EXPECT_EQ(read(chunk("{\"delta\":{\"refusal\":\"I can not\"},\"finish_reason\":\"stop\"}")).outcome,
              ChatOutcome::Refused);
    EXPECT_EQ(read(chunk("{\"delta\":{},\"finish_reason\":\"stop\"}")).outcome, ChatOutcome::EmptyReply);
    EXPECT_EQ(read(someText, HttpEnd::SilenceTimeout).outcome, ChatOutcome::SilenceTimeout);
    EXPECT_EQ(read(someText, HttpEnd::Cancelled).outcome, ChatOutcome::Cancelled);
    EXPECT_EQ(read(someText, HttpEnd::TooLarge).outcome, ChatOutcome::TooLarge);
    const ChatResult failed = read(someText + "data: {\"error\":{\"message\":\"out of memory\"}}\n\n");
    EXPECT_EQ(failed.outcome, ChatOutcome::ErrorInReply);
    EXPECT_EQ(failed.message, QStringLiteral("out of memory"));
}

TEST(ChatStream, checksJsonWhereItWasAskedFor)
{
    ChatRequest request;
    request.schema = ReplySchema{QStringLiteral("reply"), {}};
    EXPECT_EQ(read(someText + "data: [DONE]\n\n", HttpEnd::Answered, request).outcome,
              ChatOutcome::SchemaViolation);
    EXPECT_EQ(
        read(chunk("{\"delta\":{\"content\":\"{}\"},\"finish_reason\":\"stop\"}"), HttpEnd::Answered, request)
            .outcome,
        ChatOutcome::Ok);
}

TEST(ChatStream, marksTokensThatItHadToEstimate)
{
    ChatRequest request;
    request.messages = {{QStringLiteral("user"), QStringLiteral("eight by")}};
    const ChatResult result = read(someText, HttpEnd::Answered, request);
    EXPECT_TRUE(result.tokensEstimated);
    EXPECT_EQ(result.tokens.prompt, 9);
    EXPECT_GT(result.tokens.completion, 0);
}

TEST(EventStreamReader, joinsLinesAndDropsWhatIsTooLong)
{
    EventStreamReader reader;
    QList<QByteArray> events;
    const auto take = [&events](const QByteArray& data) { events << data; };
    reader.feed("\xEF\xBB\xBF"
                "data: one\ndata:two\nid: 7\n\nevent: ping\n\ndata\n\n",
                take);
    EXPECT_EQ(events, (QList<QByteArray>{"one\ntwo", ""}));
    events.clear();
    for (int i = 0; i < 30; ++i)
        reader.feed(i == 0 ? "data: " + QByteArray(100'000, 'x') : QByteArray(100'000, 'x'), take);
    reader.feed("\n\ndata: next\r\rdata: last\n\n", take);
    EXPECT_EQ(events, (QList<QByteArray>{"next", "last"}));
}
