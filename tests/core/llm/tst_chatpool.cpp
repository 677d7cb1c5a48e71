#include "core/llm/chatpool.h"
#include "tests/support/scriptedserver.h"

#include <gtest/gtest.h>

#include <condition_variable>

using namespace antiphon;
using namespace antiphon::test;

namespace {

Endpoint endpointAt(const ScriptedServer& server, const char* name = "local")
{
    Endpoint endpoint;
    endpoint.name = QLatin1String(name);
    endpoint.baseUrl = server.baseUrl();
    endpoint.model = QLatin1String(name);
    return endpoint;
}

ScriptedReply good()
{
    return {200, completionBody(QStringLiteral("hello"))};
}

ScriptedServer::Script goodAfter(int ms)
{
    return [ms](const ScriptedRequest&, int) {
        ScriptedReply reply = good();
        reply.delayMs = ms;
        return reply;
    };
}

// Gathers what the network thread tells.
class Answers
{
public:
    ChatPool::Question question(const QString& text = QStringLiteral("Write"))
    {
        ChatRequest request;
        request.messages = {{QStringLiteral("user"), text}};
        ++m_asked;
        return {request, m_asked, [this](const ChatResult& result) {
                    const std::lock_guard lock(m_mutex);
                    m_results << result;
                    m_told.notify_all();
                }};
    }
    QList<ChatResult> all()
    {
        std::unique_lock lock(m_mutex);
        const bool came = m_told.wait_for(lock, std::chrono::seconds(60), [this] {
            return m_results.size() >= static_cast<qsizetype>(m_asked);
        });
        EXPECT_TRUE(came) << m_results.size() << " of " << m_asked;
        return m_results;
    }
    qsizetype count()
    {
        const std::lock_guard lock(m_mutex);
        return m_results.size();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_told;
    QList<ChatResult> m_results;
    quint64 m_asked = 0;
};

} // namespace

TEST(ChatPool, asksNoMoreAtOnceThanItMay)
{
    const ScriptedServer server(goodAfter(40));
    Answers answers;
    Endpoint endpoint = endpointAt(server);
    endpoint.concurrency = 6;
    ChatPool pool({endpoint});
    for (int i = 0; i < 40; ++i)
        pool.ask(answers.question());
    for (const ChatResult& result : answers.all())
        EXPECT_EQ(result.outcome, ChatOutcome::Ok);
    EXPECT_LE(server.mostAtOnce(), 6);
    EXPECT_GE(server.mostAtOnce(), 3);
}

TEST(ChatPool, holdsAllRequestsUntilTheToldTime)
{
    const ScriptedServer server([](const ScriptedRequest&, int number) -> ScriptedReply {
        if (number == 0)
            return {429, "{}", "application/json", {"Retry-After-Ms: 400"}};
        return good();
    });
    Answers answers;
    Endpoint endpoint = endpointAt(server);
    endpoint.concurrency = 1;
    ChatPool pool({endpoint});
    for (int i = 0; i < 5; ++i)
        pool.ask(answers.question());
    answers.all();
    const auto requests = server.requests();
    ASSERT_EQ(requests.size(), 6);
    for (qsizetype i = 1; i < requests.size(); ++i)
        EXPECT_GE(requests[i].arrivedMs - requests[0].arrivedMs, 395);
}

TEST(ChatPool, waitsForTheResetOfWhatIsUsedUp)
{
    const ScriptedServer server([](const ScriptedRequest&, int number) -> ScriptedReply {
        ScriptedReply reply = good();
        if (number == 0)
            reply.headers = {"x-ratelimit-remaining-requests: 0", "x-ratelimit-reset-requests: 300ms"};
        return reply;
    });
    Answers answers;
    Endpoint endpoint = endpointAt(server);
    endpoint.concurrency = 1;
    ChatPool pool({endpoint});
    pool.ask(answers.question());
    pool.ask(answers.question());
    for (const ChatResult& result : answers.all())
        EXPECT_EQ(result.outcome, ChatOutcome::Ok);
    EXPECT_GE(server.requests()[1].arrivedMs - server.requests()[0].arrivedMs, 295);
}

TEST(ChatPool, sharesByWeightAndGoesToAnotherWhereOneFails)
{
    const auto slow = goodAfter(20);
    const ScriptedServer strong(slow), weak(slow);
    const ScriptedServer broken(QList<ScriptedReply>{{401, "{}"}});
    Answers answers;
    Endpoint first = endpointAt(strong, "strong"), second = endpointAt(weak, "weak");
    first.concurrency = second.concurrency = 300; // so that only the weights decide
    first.weight = 3;
    ChatPool pool({endpointAt(broken, "broken"), first, second});
    for (int i = 0; i < 200; ++i)
        pool.ask(answers.question());
    for (const ChatResult& result : answers.all())
        EXPECT_EQ(result.outcome, ChatOutcome::Ok) << result.message.toStdString();
    EXPECT_GT(strong.requests().size(), 2 * weak.requests().size() - 20);
    EXPECT_GT(weak.requests().size(), 10);
    EXPECT_LE(broken.requests().size(), 4) << "no more than were under way when it refused the key";
    const auto standing = pool.standing();
    EXPECT_EQ(standing[0].stoppedBy, ChatOutcome::KeyRefused);
    EXPECT_FALSE(standing[1].stoppedBy.has_value());
}

TEST(ChatPool, endsEveryQuestionWhenNoEndpointIsLeft)
{
    const ScriptedServer server(QList<ScriptedReply>{{401, "{}"}});
    Answers answers;
    Endpoint endpoint = endpointAt(server);
    endpoint.concurrency = 2;
    ChatPool pool({endpoint});
    for (int i = 0; i < 50; ++i)
        pool.ask(answers.question());
    for (const ChatResult& result : answers.all())
        EXPECT_EQ(result.outcome, ChatOutcome::KeyRefused);
    EXPECT_LE(server.requests().size(), 2);
}

TEST(ChatPool, stopsAnEndpointAfter20EqualEnds)
{
    const ScriptedServer server(QList<ScriptedReply>{{400, R"({"error":{"message":"no such field"}})"}});
    Answers answers;
    Endpoint endpoint = endpointAt(server);
    endpoint.concurrency = 1;
    ChatPool pool({endpoint});
    for (int i = 0; i < 100; ++i)
        pool.ask(answers.question());
    const auto results = answers.all();
    EXPECT_EQ(server.requests().size(), 20);
    EXPECT_EQ(results.last().outcome, ChatOutcome::RequestRefused);
    EXPECT_TRUE(results.last().message.contains(QLatin1String("20 replies in a row")));
}

TEST(ChatPool, givesNoQuestionTheReplyOfAnother)
{
    const ScriptedServer server(
        QList<ScriptedReply>{{200, completionBody(QStringLiteral("no JSON at all"))}});
    Answers answers;
    Endpoint endpoint = endpointAt(server);
    endpoint.concurrency = 1;
    ChatPool pool({endpoint});
    for (int i = 0; i < 30; ++i) {
        ChatPool::Question question = answers.question();
        question.request.schema = ReplySchema{QStringLiteral("turns"), {}};
        pool.ask(question);
    }
    const auto results = answers.all();
    EXPECT_EQ(server.requests().size(), 20);
    EXPECT_EQ(results.first().content, QStringLiteral("no JSON at all"));
    EXPECT_EQ(results.last().outcome, ChatOutcome::SchemaViolation);
    EXPECT_TRUE(results.last().content.isEmpty());
    EXPECT_TRUE(results.last().body.isEmpty());
}

TEST(ChatPool, handsAStreamOnAsItComes)
{
    const QByteArray stream =
        "data: {\"choices\":[{\"delta\":{\"content\":\"Good \"}}]}\n\n"
        "data: {\"choices\":[{\"delta\":{\"content\":\"day\"}}]}\n\n"
        "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
    const ScriptedServer server(QList<ScriptedReply>{{.body = stream, .contentType = "text/event-stream"}});
    Answers answers;
    Endpoint endpoint = endpointAt(server);
    endpoint.streams = true;
    QString pieces;
    ChatPool::Question question = answers.question();
    question.piece = [&pieces](const QString& text) { pieces += text; };
    {
        ChatPool pool({endpoint});
        pool.ask(question);
        const ChatResult result = answers.all().first();
        EXPECT_EQ(result.outcome, ChatOutcome::Ok);
        EXPECT_EQ(result.content, QStringLiteral("Good day"));
        EXPECT_TRUE(result.tokensEstimated);
    }
    EXPECT_EQ(pieces, QStringLiteral("Good day"));
    EXPECT_TRUE(server.requests().first().body.contains("\"stream\":true"));
}

TEST(ChatPool, tellsTheEndOfEveryQuestionWhenItDies)
{
    const ScriptedServer server([](const ScriptedRequest&, int number) -> ScriptedReply {
        if (number % 3 == 1)
            return {500, "{}"};
        ScriptedReply reply = good();
        reply.delayMs = 5'000;
        return reply;
    });
    Answers answers;
    {
        ChatPool pool({endpointAt(server)});
        for (int i = 0; i < 30; ++i)
            pool.ask(answers.question());
        while (server.requests().size() < 4)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    EXPECT_EQ(answers.count(), 30);
}

TEST(ChatPool, cancelsAllAtOnce)
{
    const ScriptedServer server(goodAfter(20'000));
    Answers answers;
    Endpoint endpoint = endpointAt(server);
    endpoint.concurrency = 10;
    ChatPool pool({endpoint});
    for (int i = 0; i < 30; ++i)
        pool.ask(answers.question());
    while (server.requests().size() < 10)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    pool.cancelAll();
    for (const ChatResult& result : answers.all())
        EXPECT_EQ(result.outcome, ChatOutcome::Cancelled);
    EXPECT_EQ(server.requests().size(), 10);
    pool.ask(answers.question()); // still of use afterwards
    pool.cancelAll();
    answers.all();
}
