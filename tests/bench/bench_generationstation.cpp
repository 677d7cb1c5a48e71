// The window while a run streams hundreds of dialogues: from frame to frame of the page that shows it.
#include "core/generation/endpointstore.h"
#include "core/storage/edithistory.h"
#include "tests/bench/stopwatch.h"
#include "tests/core/generation/generationproject.h"
#include "tests/support/streamserver.h"
#include "ui/generation/runpage.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QTest>

using namespace antiphon;
using namespace antiphon::test;

namespace {

constexpr int streams = 800;
constexpr int pieces = 400;
constexpr int everyMs = 50;
constexpr int frameMs = 16;
constexpr int watchedMs = 10'000;

Result<void> addStreamingEndpoint(const GenerationProject& project, const QString& baseUrl)
{
    Endpoint endpoint;
    endpoint.id = EndpointId::create();
    endpoint.name = QStringLiteral("crowd");
    endpoint.baseUrl = baseUrl;
    endpoint.model = QStringLiteral("m");
    endpoint.streams = true;
    endpoint.concurrency = streams;
    return EditHistory(project.connection())
        .record({QStringLiteral("tester")}, QStringLiteral("Add endpoint"),
                [&] { return saveEndpoint(project.connection(), endpoint); });
}

// Each frame paints the whole page, which the run advances ten times a second.
void framesWhileStreaming(benchmark::State& state)
{
    const StreamServer server(pieces, everyMs);
    GenerationProject project;
    project.addPlans(QStringLiteral("p"), streams);
    if (!addStreamingEndpoint(project, server.baseUrl())) {
        state.SkipWithError("no endpoint");
        return;
    }
    ProjectSession session(project.path(), {QStringLiteral("tester")});
    JobRunner jobs;
    const WorkspaceContext context{session, jobs, {}, [](const Notice&) {}, [](const QString&) {}, {}};
    RunDesk desk(context, nullptr);
    RunPage page(context, desk);
    page.resize(1280, 800);
    page.show();
    for (auto _ : state) {
        RunRequest request = templateRun(QStringLiteral("r"), QStringLiteral("p"));
        request.writer = QStringLiteral("crowd");
        request.useCache = false;
        desk.start(request);
        (void)QTest::qWaitFor([&] { return server.open() == streams; }, 30'000);
        state.counters["open"] = server.open();
        Stopwatch gaps;
        QTimer frame;
        frame.setTimerType(Qt::PreciseTimer);
        gaps.start();
        QObject::connect(&frame, &QTimer::timeout, &page, [&] {
            page.repaint();
            gaps.stop();
            gaps.start();
        });
        frame.start(frameMs);
        QTest::qWait(watchedMs);
        frame.stop();
        gaps.report(state, "gap_");
        state.counters["still_open"] = server.open();
        desk.stop();
        jobs.waitForAll();
        (void)QTest::qWaitFor([&] { return !desk.isRunning(); });
    }
}
BENCHMARK(framesWhileStreaming)->Unit(benchmark::kMillisecond)->Iterations(1)->UseRealTime();

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    initIconResources();
    Theme theme(application);
    theme.apply({SchemeChoice::Light, 100});
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
