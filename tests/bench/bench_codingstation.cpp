// What a person waits for in the coding station, in the real window on a project of 20,000 dialogues of
// twelve turns, 200 codes and 500,000 codings of two coders. Counters: the median, the 95th percentile and
// the worst of each act, in ms; resident memory in MB.
//
// ANTIPHON_BULK names a project that bulkproject made, which is then used (a copy of it: benchmarks code).
#include "app/window/stations.h"
#include "core/coding/codingstore.h"
#include "core/corpus/searchstore.h"
#include "core/storage/project.h"
#include "tests/bench/stopwatch.h"
#include "tests/support/bulkproject.h"
#include "ui/coding/codingview.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/icons.h"
#include "ui/widgets/dialogueview.h"

#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QProcess>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>

#include <benchmark/benchmark.h>

#include <cstdio>

using namespace antiphon;

namespace {

void mustHold(const Result<void>& result)
{
    if (!result)
        qFatal("%s", qPrintable(errorSentence(result.error())));
}

template<typename T>
T mustHave(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(errorSentence(result.error())));
    return std::move(*result);
}

double memoryMB(const char* field)
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (file.open(QIODevice::ReadOnly)) {
        const QList<QByteArray> lines = file.readAll().split('\n');
        for (const QByteArray& line : lines) {
            if (line.startsWith(field))
                return line.simplified().split(' ').value(1).toDouble() / 1024;
        }
    }
    return 0;
}

// One project for all benchmarks of this process.
const QString& projectPath()
{
    static QTemporaryDir folder;
    static const QString path = [] {
        const QString made = folder.filePath(QStringLiteral("bulk.antiphon"));
        if (const QString given = qEnvironmentVariable("ANTIPHON_BULK"); !given.isEmpty()) {
            if (!QFile::copy(given, made))
                qFatal("%s cannot be copied", qPrintable(given));
            return made;
        }
        const Connection connection = mustHave(createProject(made));
        mustHold(test::fillBulkProject(connection));
        mustHold(test::addLongDialogue(connection));
        return made;
    }();
    return path;
}

// The window, its coding station and what was painted there.
class Stage : public QObject
{
public:
    explicit Stage(Theme& theme, const QString& project)
        : m_settings(m_folder.filePath(QStringLiteral("settings.ini"))),
          m_window(WindowParts{theme, m_settings, windowStations(), {}, {}, {}})
    {
        m_settings.setActor(QStringLiteral("ada"));
        m_settings.setLastStation(project, QStringLiteral("code"));
        m_window.show();
        m_window.openProject(project);
        waitFor([this] { return findView(); });
        m_view->viewport()->installEventFilter(this);
        waitFor([this] { return isShown(); });
    }
    MainWindow& window() { return m_window; }
    CodingView& station() { return *m_window.findChild<CodingView*>(); }
    CodingDesk& desk() { return station().desk(); }
    DialogueView& view() { return *m_view; }
    bool isShown() const { return m_paints > 0 && m_view->turnCount() > 0; }
    int paints() const { return m_paints; }

    template<typename Condition>
    void waitFor(Condition condition)
    {
        QDeadlineTimer patience(60'000);
        while (!condition()) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents);
            if (patience.hasExpired())
                qFatal("nothing happened for a minute");
        }
    }
    // The pause between two acts of a person, in which the window does what it left for later.
    void rest(int milliseconds) { QTest::qWait(milliseconds); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget* focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : m_view, key, modifiers);
    }
    void goTo(int dialogue)
    {
        const DialogueId before = desk().dialogue().id;
        const bool moves = desk().dialogueNumber() != dialogue + 1;
        desk().showDialogue(dialogue);
        waitFor([&] { return (!moves || desk().dialogue().id != before) && isPainted(); });
    }
    void goToNext()
    {
        const DialogueId before = desk().dialogue().id;
        press(Qt::Key_PageDown, Qt::ControlModifier);
        waitFor([&] { return desk().dialogue().id != before && isPainted(); });
    }
    // Whether the dialogue on the desk is the one in the view, and was painted.
    bool isPainted() const { return m_painted == m_window.findChild<CodingView*>()->desk().dialogue().id; }

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() != QEvent::Paint)
            return QObject::eventFilter(watched, event);
        m_view->viewport()->removeEventFilter(this);
        QCoreApplication::sendEvent(m_view->viewport(), event);
        m_view->viewport()->installEventFilter(this);
        ++m_paints;
        const Dialogue& dialogue = m_window.findChild<CodingView*>()->desk().dialogue();
        if (!dialogue.turns.isEmpty() && m_view->turnCount() == dialogue.turns.size() &&
            m_view->document().turns.first().text == dialogue.turns.first().text)
            m_painted = dialogue.id;
        return true;
    }

private:
    bool findView()
    {
        if (auto* station = m_window.findChild<CodingView*>())
            m_view = station->findChild<DialogueView*>();
        return m_view != nullptr;
    }
    QTemporaryDir m_folder;
    WindowSettings m_settings;
    MainWindow m_window;
    DialogueView* m_view = nullptr;
    int m_paints = 0;
    DialogueId m_painted;
};

Theme* theme = nullptr;

// A process of its own, from its start until the first dialogue with its codes is painted.
void openToFirstPaint(benchmark::State& state)
{
    Stopwatch watch;
    QByteArray said;
    for (auto _ : state) {
        watch.start();
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--open"), projectPath()});
        while (!said.contains("painted") && process.waitForReadyRead(60'000))
            said += process.readAllStandardOutput();
        state.SetIterationTime(watch.stop() / 1000);
        process.waitForFinished();
        said += process.readAllStandardOutput();
        state.counters["rss_MB"] = said.simplified().split(' ').value(1).toDouble();
        said.clear();
    }
    watch.report(state);
}
BENCHMARK(openToFirstPaint)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(9);

int openOnly(const QString& path)
{
    Stage stage(*theme, path);
    std::printf("painted ");
    std::fflush(stdout);
    stage.rest(1'500); // all that the window does by itself after opening
    std::printf("%.1f\n", memoryMB("VmRSS"));
    return 0;
}

constexpr int pauseMs = 60;

void nextDialogue(benchmark::State& state)
{
    Stage stage(*theme, projectPath());
    stage.goTo(static_cast<int>(state.range(0)));
    Stopwatch watch;
    for (auto _ : state) {
        stage.rest(pauseMs);
        watch.start();
        stage.goToNext();
        state.SetIterationTime(watch.stop() / 1000);
    }
    watch.report(state);
    state.counters["rss_MB"] = memoryMB("VmRSS");
}
BENCHMARK(nextDialogue)->Arg(0)->Arg(15'000)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(200);

// Keys of codes on turn after turn. `painted`: the code is in sight; `on_disk`: and the edit was committed.
void pressToPaintedCode(benchmark::State& state)
{
    Stage stage(*theme, projectPath());
    stage.goTo(static_cast<int>(state.range(0)));
    bool committed = false;
    QObject::connect(stage.window().session(), &ProjectSession::changed, &stage, [&] { committed = true; });
    Stopwatch painted;
    Stopwatch onDisk;
    int key = 0;
    for (auto _ : state) {
        if (++key % 6 == 0) {
            stage.goToNext();
        }
        stage.rest(pauseMs);
        const int turn = stage.view().currentTurn();
        const auto codes = stage.view().document().turns[turn].chips;
        const int paints = stage.paints();
        committed = false;
        painted.start();
        onDisk.start();
        stage.press(static_cast<Qt::Key>(Qt::Key_1 + key % 9));
        stage.waitFor(
            [&] { return stage.paints() > paints && stage.view().document().turns[turn].chips != codes; });
        painted.stop();
        stage.waitFor([&] { return committed; });
        state.SetIterationTime(onDisk.stop() / 1000);
        stage.press(Qt::Key_Down);
    }
    onDisk.report(state);
    painted.report(state, "painted_");
}
BENCHMARK(pressToPaintedCode)
    ->Arg(0)
    ->Arg(15'000)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond)
    ->Iterations(200);

// From the first dialogue over all that is coded: the longest way there is.
void nextUncodedTurnOverAll(benchmark::State& state)
{
    Stage stage(*theme, projectPath());
    Stopwatch watch;
    for (auto _ : state) {
        stage.goTo(0);
        stage.rest(pauseMs);
        const DialogueId before = stage.desk().dialogue().id;
        watch.start();
        stage.press(Qt::Key_Down, Qt::ControlModifier);
        stage.waitFor([&] { return stage.desk().dialogue().id != before && stage.isPainted(); });
        state.SetIterationTime(watch.stop() / 1000);
    }
    watch.report(state);
}
BENCHMARK(nextUncodedTurnOverAll)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(5);

void firstPageOfACode(benchmark::State& state)
{
    const Connection connection = mustHave(openProject(projectPath()));
    const Coder ada = mustHave(coderByName(connection, QStringLiteral("ada"))).value();
    const QHash<CodeId, qint64> counts = mustHave(codingCounts(connection, ada.id));
    QList<CodeId> codes = counts.keys();
    std::sort(codes.begin(), codes.end(),
              [&](CodeId a, CodeId b) { return counts.value(a) > counts.value(b); });
    Stopwatch watch;
    qsizetype next = 0;
    for (auto _ : state) {
        watch.start();
        CodedTurnQuery query;
        query.code = codes[next++ % codes.size()];
        query.coder = ada.id;
        query.limit = 100;
        benchmark::DoNotOptimize(mustHave(codedTurns(connection, query)));
        state.SetIterationTime(watch.stop() / 1000);
    }
    watch.report(state);
}
BENCHMARK(firstPageOfACode)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(60);

void fullText(benchmark::State& state, const char* typed)
{
    const Connection connection = mustHave(openProject(projectPath()));
    Stopwatch watch;
    qint64 found = 0;
    for (auto _ : state) {
        watch.start();
        found = mustHave(searchTurns(connection, QString::fromUtf8(typed))).turns;
        state.SetIterationTime(watch.stop() / 1000);
    }
    watch.report(state);
    state.counters["found"] = static_cast<double>(found);
}
BENCHMARK_CAPTURE(fullText, common, "ha")->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(20);
BENCHMARK_CAPTURE(fullText, seldom, "meha")->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(20);
BENCHMARK_CAPTURE(fullText, beginning, "cledo*")
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond)
    ->Iterations(20);
BENCHMARK_CAPTURE(fullText, phrase, "\"ha ki\"")
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond)
    ->Iterations(20);

void counting(benchmark::State& state)
{
    const Connection connection = mustHave(openProject(projectPath()));
    const Coder ada = mustHave(coderByName(connection, QStringLiteral("ada"))).value();
    Stopwatch watch;
    for (auto _ : state) {
        watch.start();
        benchmark::DoNotOptimize(mustHave(codingCounts(connection, ada.id)));
        state.SetIterationTime(watch.stop() / 1000);
    }
    watch.report(state);
}
BENCHMARK(counting)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(10);

// One frame: the scroll bar moves by a notch of the wheel, and the dialogue is painted.
void scrollLongDialogue(benchmark::State& state)
{
    Stage stage(*theme, projectPath());
    Stopwatch opening;
    opening.start();
    for (const Source& source : stage.desk().sources()) {
        if (source.name == QLatin1String("long"))
            stage.desk().chooseSource(source.id);
    }
    stage.waitFor([&] { return stage.view().turnCount() > 100 && stage.isPainted(); });
    const double openMs = opening.stop();
    stage.rest(1'000);
    QScrollBar* bar = stage.view().verticalScrollBar();
    Stopwatch watch;
    for (auto _ : state) {
        watch.start();
        bar->setValue(bar->value() >= bar->maximum() ? 0 : bar->value() + 120);
        stage.view().viewport()->repaint();
        state.SetIterationTime(watch.stop() / 1000);
    }
    watch.report(state);
    state.counters["open_ms"] = openMs;
    state.counters["rss_MB"] = memoryMB("VmRSS");
}
BENCHMARK(scrollLongDialogue)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(3'000);

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    initIconResources();
    Theme ownTheme(application);
    ownTheme.apply({});
    theme = &ownTheme;
    if (argc > 2 && qstrcmp(argv[1], "--open") == 0)
        return openOnly(QFile::decodeName(argv[2]));
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
