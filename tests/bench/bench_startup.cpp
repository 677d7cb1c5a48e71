// Cold start: from the start of the process to the window's first paint, as a person waits for it, offscreen
// where there is no display. The peak memory of the started programs is printed beside it.
#include "tests/support/program.h"

#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <chrono>

namespace {

void startToFirstPaint(benchmark::State& state)
{
    for (auto _ : state) {
        const auto begin = std::chrono::steady_clock::now();
        const auto run = antiphon::test::runProgram(antiphon::test::builtProgram(QStringLiteral("antiphon")),
                                                    {QStringLiteral("--measure-first-paint")});
        const auto end = std::chrono::steady_clock::now();
        if (run.exitStatus != 0)
            state.SkipWithError(run.err.constData());
        state.SetIterationTime(std::chrono::duration<double>(end - begin).count());
    }
    rusage usage{};
    getrusage(RUSAGE_CHILDREN, &usage);
    state.counters["peakMB"] = static_cast<double>(usage.ru_maxrss) / 1024.0;
}
BENCHMARK(startToFirstPaint)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(15)->Repetitions(3);

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
