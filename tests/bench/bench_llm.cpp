// Hundreds of streams in one thread: what it costs, how fast they end, how well limits are kept.
#include "core/llm/networkloop.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/streamserver.h"

#include <QElapsedTimer>

#include <benchmark/benchmark.h>

#include <ctime>
#include <future>

using namespace antiphon;
using namespace antiphon::test;

namespace {

constexpr int pieces = 60;
constexpr int everyMs = 50;

double cpuSeconds(NetworkLoop& loop)
{
    std::promise<double> told;
    loop.post([&told] {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        told.set_value(static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9);
    });
    return told.get_future().get();
}

struct Stream
{
    qsizetype pieces = 0;
    std::promise<HttpResponse> response;
};

void start(NetworkLoop& loop, const StreamServer& server, std::vector<Stream>& streams)
{
    const QByteArray url = server.baseUrl().toUtf8() + "/chat/completions";
    for (Stream& stream : streams)
        loop.start({url, "{}", {}, true}, {},
                   {[&stream](HttpResponse response) { stream.response.set_value(std::move(response)); },
                    [&stream](const QByteArray& bytes) { stream.pieces += bytes.count("data: "); }});
}

// Share of a core that the network thread takes; "lost" counts pieces that did not come, or came twice.
void streaming(benchmark::State& state)
{
    StreamServer server(pieces, everyMs);
    for (auto _ : state) {
        NetworkLoop loop;
        std::vector<Stream> streams(static_cast<size_t>(state.range(0)));
        QElapsedTimer timer;
        timer.start();
        const double before = cpuSeconds(loop);
        start(loop, server, streams);
        qsizetype lost = 0;
        for (Stream& stream : streams) {
            stream.response.get_future().wait();
            lost += std::abs(stream.pieces - (pieces + 2));
        }
        const double seconds = static_cast<double>(timer.elapsed()) / 1000;
        state.SetIterationTime(seconds);
        state.counters["core_share"] = (cpuSeconds(loop) - before) / seconds;
        state.counters["lost"] = static_cast<double>(lost);
    }
}
BENCHMARK(streaming)->Arg(100)->Arg(800)->UseManualTime()->Iterations(1)->Repetitions(5)->Unit(
    benchmark::kSecond);

void cancelling(benchmark::State& state)
{
    StreamServer server(100'000, everyMs);
    for (auto _ : state) {
        NetworkLoop loop;
        std::vector<Stream> streams(static_cast<size_t>(state.range(0)));
        start(loop, server, streams);
        while (server.open() < state.range(0))
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        QElapsedTimer timer;
        timer.start();
        loop.cancelAll();
        for (Stream& stream : streams)
            stream.response.get_future().wait();
        state.SetIterationTime(static_cast<double>(timer.nsecsElapsed()) / 1e9);
        while (server.open() > 0)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
}
BENCHMARK(cancelling)
    ->Arg(800)
    ->UseManualTime()
    ->Iterations(1)
    ->Repetitions(7)
    ->Unit(benchmark::kMillisecond);

// How far past its setting a limit fires, in percent of it. An address that swallows packets stands for a
// server that can not be reached (TEST-NET-1, RFC 5737); where the network refuses it at once, no figure is
// given for connecting.
void limit(benchmark::State& state, int EndpointLimits::*which, HttpEnd expected)
{
    const ScriptedServer slow(
        QList<ScriptedReply>{{.body = QByteArray(1'000, 'x'),
                              .delayMs = expected == HttpEnd::SilenceTimeout ? 0 : 5'000,
                              .stallMs = 5'000}});
    const QByteArray url =
        expected == HttpEnd::ConnectTimeout ? QByteArray("http://192.0.2.1:9/v1") : slow.baseUrl().toUtf8();
    const int setting = static_cast<int>(state.range(0));
    for (auto _ : state) {
        NetworkLoop loop;
        EndpointLimits limits;
        limits.*which = setting;
        std::promise<HttpEnd> told;
        QElapsedTimer timer;
        timer.start();
        loop.start({url, "{}"}, limits,
                   {[&told](const HttpResponse& response) { told.set_value(response.end); }});
        if (told.get_future().get() != expected) {
            state.SkipWithError("another end");
            return;
        }
        const double ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        state.SetIterationTime(ms / 1000);
        state.counters["late_percent"] = 100 * (ms - setting) / setting;
    }
}
BENCHMARK_CAPTURE(limit, connect, &EndpointLimits::connectMs, HttpEnd::ConnectTimeout)
    ->Arg(500)
    ->UseManualTime()
    ->Iterations(1)
    ->Repetitions(5)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(limit, firstByte, &EndpointLimits::firstByteMs, HttpEnd::FirstByteTimeout)
    ->Arg(500)
    ->UseManualTime()
    ->Iterations(1)
    ->Repetitions(5)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(limit, silence, &EndpointLimits::silenceMs, HttpEnd::SilenceTimeout)
    ->Arg(500)
    ->UseManualTime()
    ->Iterations(1)
    ->Repetitions(5)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(limit, total, &EndpointLimits::totalMs, HttpEnd::TotalTimeout)
    ->Arg(500)
    ->UseManualTime()
    ->Iterations(1)
    ->Repetitions(5)
    ->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
