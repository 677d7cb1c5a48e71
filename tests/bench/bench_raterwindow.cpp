// What a rater waits for in a packet of 50,000 dialogues of six or twelve turns: until the packet is open,
// new and half answered, and from the digit that ends a dialogue until the next one is painted, its answer on
// disk.
#include "tests/bench/stopwatch.h"
#include "tests/ui/rating/raterstage.h"
#include "ui/theme/icons.h"
#include "ui/widgets/dialogueview.h"

#include <QFileInfo>

using namespace antiphon;

namespace {

constexpr int itemCount = 50'000;
constexpr int answeredBefore = 25'000;
constexpr int dialoguesRated = 300;

void mustHold(const Result<void>& result)
{
    if (!result)
        qFatal("%s", qPrintable(errorSentence(result.error())));
}

// One packet for all benchmarks of this process; its window is opened by each.
test::RaterStage& stage()
{
    static test::RaterStage own;
    return own;
}

void writeTurns(int turns)
{
    if (stage().turns == turns && !stage().packet.items.isEmpty())
        return;
    stage().window.reset();
    stage().turns = turns;
    stage().write(itemCount);
}

void answerHalf(const test::RaterStage& stage)
{
    const auto packet = readPacket(stage.packetPath());
    if (!packet)
        qFatal("%s", qPrintable(errorSentence(packet.error())));
    auto log = AnswerLog::open(*packet, stage.answersPath());
    if (!log)
        qFatal("%s", qPrintable(errorSentence(log.error())));
    for (int i = 0; i < answeredBefore; ++i) {
        for (const Criterion& criterion : std::as_const(stage.packet.criteria))
            mustHold(
                log->append(GivenAnswer{stage.packet.order[i], criterion.key, 0, 1 + i % 5, now(), 1000}));
    }
}

void openPacket(benchmark::State& state)
{
    Stopwatch watch;
    for (auto _ : state) {
        stage().window.reset();
        watch.start();
        stage().reopen();
        stage().window->grab();
        watch.stop();
        if (stage().window->place() != RaterPlace::Welcome)
            state.SkipWithError("the packet did not open");
    }
    watch.report(state);
    state.counters["packet_mb"] = static_cast<double>(QFileInfo(stage().packetPath()).size()) / 1e6;
}

void openNew(benchmark::State& state)
{
    writeTurns(static_cast<int>(state.range(0)));
    QFile::remove(stage().answersPath());
    openPacket(state);
}

void openHalfAnswered(benchmark::State& state)
{
    writeTurns(static_cast<int>(state.range(0)));
    stage().window.reset();
    QFile::remove(stage().answersPath());
    answerHalf(stage());
    openPacket(state);
}

// Every digit counts: those that stay at the dialogue and the one that goes on.
void nextDialogue(benchmark::State& state)
{
    writeTurns(12);
    stage().window.reset();
    stage().reopen();
    stage().press(Qt::Key_Return);
    Stopwatch watch;
    for (auto _ : state) {
        for (int i = 0; i < dialoguesRated; ++i) {
            const int before = static_cast<int>(stage().window->questionPage()->sheet().number);
            while (stage().window->questionPage()->sheet().number == before) {
                watch.start();
                stage().press(Qt::Key_3);
                stage().window->grab();
                watch.stop();
            }
        }
    }
    watch.report(state);
}

BENCHMARK(openNew)->Unit(benchmark::kMillisecond)->Iterations(5)->Arg(6)->Arg(12);
BENCHMARK(openHalfAnswered)->Unit(benchmark::kMillisecond)->Iterations(5)->Arg(6)->Arg(12);
BENCHMARK(nextDialogue)->Unit(benchmark::kMillisecond)->Iterations(1);

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    initIconResources();
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    stage().window.reset();
    return 0;
}
