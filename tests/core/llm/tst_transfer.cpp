#include "core/base/cancellation.h"
#include "core/llm/networkloop.h"
#include "tests/support/resultassertions.h"
#include "tests/support/scriptedserver.h"

#include <QElapsedTimer>

#include <future>

using namespace antiphon;
using namespace antiphon::test;

namespace {

// Waits for the end of one request at a time, on a loop of its own.
class HttpClient
{
public:
    HttpResponse perform(const HttpRequest& request, const EndpointLimits& limits, const CancelToken& cancel)
    {
        const auto answer = std::make_shared<std::promise<HttpResponse>>();
        std::future<HttpResponse> future = answer->get_future();
        const NetworkLoop::Number number = m_loop.start(
            request, limits, {[answer](HttpResponse response) { answer->set_value(std::move(response)); }});
        while (future.wait_for(std::chrono::milliseconds(20)) != std::future_status::ready) {
            if (cancel.isCancelled())
                m_loop.cancel(number);
        }
        return future.get();
    }

private:
    NetworkLoop m_loop;
};

HttpResponse post(const QString& url, const EndpointLimits& limits = {}, const CancelToken& cancel = {})
{
    HttpClient client;
    return client.perform({url.toUtf8(), "{}", {}}, limits, cancel);
}

} // namespace

TEST(Transfer, postsJsonAndReadsTheAnswer)
{
    const ScriptedServer server(
        QList<ScriptedReply>{{200, "{\"ok\":1}", "application/json", {"X-Request-Id: 77"}}});
    HttpClient client;
    const HttpResponse response =
        client.perform({server.baseUrl().toUtf8(), "{\"a\":2}", Secret("the-key")}, {}, {});
    EXPECT_EQ(response.end, HttpEnd::Answered);
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, "{\"ok\":1}");
    EXPECT_EQ(response.headers.value("x-request-id"), "77");
    const ScriptedRequest request = server.requests().first();
    EXPECT_EQ(request.body, "{\"a\":2}");
    EXPECT_TRUE(request.head.contains("Content-Type: application/json"));
    EXPECT_TRUE(request.head.contains("Authorization: Bearer the-key"));
    EXPECT_FALSE(request.head.contains("Expect"));
}

TEST(Transfer, followsNoRedirect)
{
    const ScriptedServer other(QList<ScriptedReply>{{200, "{}"}});
    const ScriptedServer server(
        QList<ScriptedReply>{{302, "", "text/plain", {"Location: " + other.baseUrl().toUtf8()}}});
    EXPECT_EQ(post(server.baseUrl()).status, 302);
    EXPECT_TRUE(other.requests().isEmpty());
}

TEST(Transfer, speaksHttpOnly)
{
    EXPECT_EQ(post(QStringLiteral("file:///etc/hostname")).end, HttpEnd::BadAddress);
    EXPECT_EQ(post(QStringLiteral("not an address")).end, HttpEnd::BadAddress);
}

TEST(Transfer, stopsAtTheLimitOfBytes)
{
    const ScriptedServer server(QList<ScriptedReply>{{200, QByteArray(100'000, 'x')}});
    EndpointLimits limits;
    limits.bodyBytes = 10'000;
    const HttpResponse response = post(server.baseUrl(), limits);
    EXPECT_EQ(response.end, HttpEnd::TooLarge);
    EXPECT_LE(response.body.size(), 10'000);
}

TEST(Transfer, namesEachTimeLimit)
{
    const ScriptedServer slow(QList<ScriptedReply>{{.body = "{}", .delayMs = 3'000}});
    EndpointLimits limits;
    limits.firstByteMs = 150;
    EXPECT_EQ(post(slow.baseUrl(), limits).end, HttpEnd::FirstByteTimeout);
    limits = {};
    limits.totalMs = 150;
    EXPECT_EQ(post(slow.baseUrl(), limits).end, HttpEnd::TotalTimeout);

    const ScriptedServer silent(QList<ScriptedReply>{{.body = QByteArray(1'000, 'x'), .stallMs = 3'000}});
    limits = {};
    limits.silenceMs = 150;
    EXPECT_EQ(post(silent.baseUrl(), limits).end, HttpEnd::SilenceTimeout);
}

TEST(Transfer, tellsABrokenConnectionFromNone)
{
    const ScriptedServer broken(QList<ScriptedReply>{{.body = QByteArray(1'000, 'x'), .cutAfter = 100}});
    EXPECT_EQ(post(broken.baseUrl()).end, HttpEnd::Broken);
    QString gone;
    {
        const ScriptedServer server(QList<ScriptedReply>{{}});
        gone = server.baseUrl();
    }
    EXPECT_EQ(post(gone).end, HttpEnd::ConnectFailed);
}

TEST(Transfer, cancelsWithinARequest)
{
    const ScriptedServer slow(QList<ScriptedReply>{{.body = "{}", .delayMs = 10'000}});
    const CancelToken cancel;
    std::thread person([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(150));
        cancel.cancel();
    });
    QElapsedTimer timer;
    timer.start();
    EXPECT_EQ(post(slow.baseUrl(), {}, cancel).end, HttpEnd::Cancelled);
    EXPECT_LT(timer.elapsed(), 5'000); // far from the reply
    person.join();
}
