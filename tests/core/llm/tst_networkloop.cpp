#include "core/llm/networkloop.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/streamserver.h"

#include <QElapsedTimer>

#include <gtest/gtest.h>

#include <future>

using namespace antiphon;
using namespace antiphon::test;

namespace {

HttpRequest streamFrom(const StreamServer& server)
{
    return {(server.baseUrl() + QStringLiteral("/chat/completions")).toUtf8(), "{}", {}, true};
}

struct Gathered
{
    QByteArray bytes; // of the network thread until `response` is there
    std::promise<HttpResponse> response;
};

NetworkLoop::Listener into(Gathered& gathered)
{
    return {[&gathered](HttpResponse response) { gathered.response.set_value(std::move(response)); },
            [&gathered](const QByteArray& bytes) { gathered.bytes += bytes; }};
}

// How long a request lasts that is ended by one of its limits.
double lastsMs(const ScriptedServer& server, const EndpointLimits& limits, HttpEnd expected)
{
    std::promise<HttpResponse> told;
    NetworkLoop loop; // dies before what it tells
    QElapsedTimer timer;
    timer.start();
    loop.start({server.baseUrl().toUtf8(), "{}"}, limits,
               {[&told](HttpResponse response) { told.set_value(std::move(response)); }});
    EXPECT_EQ(told.get_future().get().end, expected);
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

} // namespace

TEST(NetworkLoop, losesAndDoublesNoPieceOfManyStreams)
{
    constexpr int streams = 200, pieces = 20;
    StreamServer server(pieces, 10);
    std::vector<Gathered> gathered(streams);
    NetworkLoop loop;
    for (Gathered& one : gathered)
        loop.start(streamFrom(server), {}, into(one));
    for (Gathered& one : gathered) {
        const HttpResponse response = one.response.get_future().get();
        ASSERT_EQ(response.end, HttpEnd::Answered) << response.message.toStdString();
        ASSERT_TRUE(response.body.isEmpty());
        ASSERT_EQ(one.bytes.count("data: "), pieces + 2);
        qsizetype at = 0;
        for (int i = 0; i < pieces; ++i) {
            const qsizetype next = one.bytes.indexOf("\"" + QByteArray::number(i) + " \"", at);
            ASSERT_GT(next, at) << i;
            at = next;
        }
    }
}

TEST(NetworkLoop, endsHundredsOfStreamsAtOnceWhenTold)
{
    constexpr int streams = 200;
    StreamServer server(10'000, 20);
    std::vector<Gathered> gathered(streams);
    NetworkLoop loop;
    for (Gathered& one : gathered)
        loop.start(streamFrom(server), {}, into(one));
    while (server.open() < streams)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    loop.cancelAll();
    for (Gathered& one : gathered)
        EXPECT_EQ(one.response.get_future().get().end, HttpEnd::Cancelled);
    QElapsedTimer timer;
    timer.start();
    while (server.open() > 0 && timer.elapsed() < 20'000)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    EXPECT_EQ(server.open(), 0) << "connections of cancelled streams are closed";
}

// A limit never comes early; how late it comes on a quiet machine is measured by bench_llm.
TEST(NetworkLoop, noLimitComesEarly)
{
    const ScriptedServer slow(QList<ScriptedReply>{{.body = "{}", .delayMs = 5'000}});
    const ScriptedServer silent(QList<ScriptedReply>{{.body = QByteArray(1'000, 'x'), .stallMs = 5'000}});
    EndpointLimits limits;
    limits.firstByteMs = 300;
    EXPECT_GE(lastsMs(slow, limits, HttpEnd::FirstByteTimeout), 299);
    limits = {};
    limits.totalMs = 300;
    EXPECT_GE(lastsMs(slow, limits, HttpEnd::TotalTimeout), 299);
    limits = {};
    limits.silenceMs = 300;
    EXPECT_GE(lastsMs(silent, limits, HttpEnd::SilenceTimeout), 299);
}

TEST(NetworkLoop, callsLaterInOrder)
{
    QList<int> order;
    std::promise<void> done;
    NetworkLoop loop; // dies before what it tells
    loop.after(60, [&] {
        order << 3;
        done.set_value();
    });
    loop.after(30, [&order] { order << 2; });
    loop.post([&order] { order << 1; });
    done.get_future().wait();
    EXPECT_EQ(order, (QList<int>{1, 2, 3}));
}

TEST(NetworkLoop, tellsEveryEndWhenItDies)
{
    StreamServer server(10'000, 20);
    std::vector<Gathered> gathered(20);
    {
        NetworkLoop loop;
        for (Gathered& one : gathered)
            loop.start(streamFrom(server), {}, into(one));
    }
    for (Gathered& one : gathered)
        EXPECT_EQ(one.response.get_future().get().end, HttpEnd::Cancelled);
}
