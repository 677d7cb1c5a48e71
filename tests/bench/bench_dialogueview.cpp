// Scrolling one dialogue of a million characters with 20,000 codings, as one turn and as thousands. A frame
// is a step of the scroll bar and the painting that follows, into an image; frames are printed as
// percentiles.
#include "core/base/random.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/dialogueview.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QScrollBar>

#include <benchmark/benchmark.h>

#include <ctime>

using namespace antiphon;

namespace {

constexpr int characters = 1'000'000;
constexpr int codings = 20'000;
constexpr QSize viewSize(900, 760);

enum Shape { OneTurn, OneTurnOfParagraphs, ThousandsOfTurns };

QString words(Random& random, int size, int paragraph)
{
    QString text;
    int sinceFeed = 0;
    while (text.size() < size) {
        const auto letters = static_cast<int>(2 + random.below(8));
        for (int i = 0; i < letters; ++i)
            text += QChar(static_cast<char16_t>(u'a' + random.below(26)));
        sinceFeed += letters + 1;
        const bool ends = paragraph > 0 && sinceFeed > paragraph;
        text += ends ? u'\n' : u' ';
        sinceFeed = ends ? 0 : sinceFeed;
    }
    text.resize(size);
    return text;
}

DialogueStripe coding(Random& random, int textSize, int number)
{
    const auto size = std::min<qint64>(textSize, static_cast<qint64>(5 + random.below(120)));
    const auto begin = static_cast<qint64>(random.below(static_cast<quint64>(textSize - size + 1)));
    DialogueStripe stripe{TextSpan{begin, begin + size}, QStringLiteral("code %1").arg(number % 200),
                          number % 8};
    stripe.key = QString::number(number);
    return stripe;
}

DialogueDocument documentOf(Shape shape)
{
    Random random(11);
    const int turns = shape == ThousandsOfTurns ? 8'000 : 1;
    const int size = characters / turns;
    DialogueDocument document;
    for (int i = 0; i < turns; ++i) {
        DialogueTurn turn;
        turn.speaker = i % 2 == 0 ? Speaker::User : Speaker::System;
        turn.text = words(random, size, shape == OneTurnOfParagraphs ? 300 : 0);
        document.turns << turn;
    }
    for (int i = 0; i < codings; ++i) {
        DialogueTurn& turn = document.turns[static_cast<int>(random.below(static_cast<quint64>(turns)))];
        turn.stripes << coding(random, size, i);
    }
    return document;
}

const DialogueDocument& shared(Shape shape)
{
    static QHash<int, DialogueDocument> made;
    if (!made.contains(shape))
        made.insert(shape, documentOf(shape));
    return *made.constFind(shape);
}

double percentile(QList<double>& values, double part)
{
    std::sort(values.begin(), values.end());
    return values[static_cast<qsizetype>(part * static_cast<double>(values.size() - 1))];
}

// Wall time, and the time of this thread alone, which other programs do not lengthen.
class FrameTimes
{
public:
    template<typename Frame>
    void add(Frame frame)
    {
        const double cpu = threadMilliseconds();
        QElapsedTimer timer;
        timer.start();
        frame();
        m_wall << static_cast<double>(timer.nsecsElapsed()) / 1e6;
        m_cpu << threadMilliseconds() - cpu;
    }
    void print(benchmark::State& state)
    {
        state.counters["median_ms"] = percentile(m_wall, 0.5);
        state.counters["p95_ms"] = percentile(m_wall, 0.95);
        state.counters["longest_ms"] = m_wall.constLast();
        state.counters["cpu_median_ms"] = percentile(m_cpu, 0.5);
        state.counters["cpu_p95_ms"] = percentile(m_cpu, 0.95);
        state.counters["cpu_longest_ms"] = m_cpu.constLast();
    }

private:
    static double threadMilliseconds()
    {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
    }
    QList<double> m_wall;
    QList<double> m_cpu;
};

void prepare(DialogueView& view)
{
    view.resize(viewSize);
    view.show();
    QCoreApplication::processEvents();
}

void firstShow(benchmark::State& state)
{
    const DialogueDocument& document = shared(static_cast<Shape>(state.range(0)));
    DialogueView view;
    prepare(view);
    FrameTimes times;
    for (auto _ : state) {
        view.setDocument({});
        times.add([&] {
            view.setDocument(document);
            view.repaint();
        });
    }
    times.print(state);
}
BENCHMARK(firstShow)->DenseRange(OneTurn, ThousandsOfTurns)->Unit(benchmark::kMillisecond)->Iterations(9);

// How far the bar goes at each step: a notch of the wheel, a page, to anywhere.
enum Step { Notch, Page, Anywhere };

void scroll(benchmark::State& state)
{
    DialogueView view;
    prepare(view);
    view.setDocument(shared(static_cast<Shape>(state.range(0))));
    view.repaint();
    QScrollBar* bar = view.verticalScrollBar();
    Random random(5);
    FrameTimes times;
    for (auto _ : state) {
        const auto anywhere = static_cast<int>(random.below(static_cast<quint64>(bar->maximum())));
        times.add([&] {
            bar->setValue(state.range(1) == Anywhere ? anywhere
                          : state.range(1) == Page   ? bar->value() + bar->pageStep()
                                                     : bar->value() + 3 * bar->singleStep());
            view.viewport()->repaint();
            QCoreApplication::processEvents(); // the rest: minimap, scroll bar, layout in the background
        });
    }
    times.print(state);
}
BENCHMARK(scroll)
    ->ArgsProduct({{OneTurn, OneTurnOfParagraphs, ThousandsOfTurns}, {Notch, Page, Anywhere}})
    ->Unit(benchmark::kMillisecond)
    ->Iterations(500);

// A coding is added to the dialogue in sight.
void addCoding(benchmark::State& state)
{
    DialogueView view;
    prepare(view);
    DialogueDocument document = shared(static_cast<Shape>(state.range(0)));
    view.setDocument(document);
    view.repaint();
    FrameTimes times;
    qint64 begin = 0;
    for (auto _ : state) {
        begin = (begin + 1) % 60;
        document.turns[0].stripes << DialogueStripe{TextSpan{begin, begin + 20}, QStringLiteral("new"), 2};
        times.add([&] {
            view.updateDocument(document);
            view.repaint();
        });
    }
    times.print(state);
}
BENCHMARK(addCoding)->DenseRange(OneTurn, ThousandsOfTurns)->Unit(benchmark::kMillisecond)->Iterations(60);

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    initIconResources();
    Theme theme(application);
    theme.apply({});
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
