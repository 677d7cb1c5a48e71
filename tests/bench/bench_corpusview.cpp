// What a person waits for in the corpus station with 300,000 dialogues, and the longest time for which the
// window did not answer meanwhile.
#include "core/base/random.h"
#include "core/corpus/corpusstore.h"
#include "core/corpus/sourcestore.h"
#include "core/corpus/sourcewriter.h"
#include "tests/support/temporaryproject.h"
#include "ui/corpus/corpusview.h"
#include "ui/corpus/dialoguelist.h"
#include "ui/corpus/dialoguepane.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QScrollBar>

#include <benchmark/benchmark.h>

using namespace antiphon;

namespace {

constexpr int listed = 300'000;

template<typename T>
T mustHave(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(errorSentence(result.error())));
    return std::move(*result);
}

Dialogue numbered(int number)
{
    Random random = Random::forKey(3, static_cast<quint64>(number));
    Dialogue dialogue;
    dialogue.externalId = QStringLiteral("d%1").arg(number, 6, 10, QLatin1Char('0'));
    for (int i = 0; i < 2; ++i) {
        Turn turn;
        turn.role = i == 0 ? Role::User : Role::System;
        for (int word = 0; word < 8; ++word)
            turn.text += QStringLiteral("w%1 ").arg(random.below(5'000));
        dialogue.turns << turn;
    }
    return dialogue;
}

void fill(const Connection& db)
{
    Source source;
    source.name = QStringLiteral("many");
    source.format = QStringLiteral("chat");
    SourceWriter writer = mustHave(SourceWriter::begin(db, source));
    for (int number = 0; number < listed; ++number)
        mustHave(writer.add(numbered(number), number));
    const Source finished = mustHave(writer.finish());
    const auto published = EditHistory(db).record(Actor{QStringLiteral("bench")}, QStringLiteral("Import"),
                                                  [&] { return publishSource(db, finished); });
    if (!published)
        qFatal("%s", qPrintable(errorSentence(published.error())));
}

// A station on a project that all benchmarks share.
class Station
{
public:
    Station() : m_session(project().path(), Actor{QStringLiteral("bench")}), m_view(context())
    {
        m_view.resize(1216, 726);
        m_view.show();
    }
    CorpusView& view() { return m_view; }
    double longestPause() const { return m_longest; }

    template<typename Condition>
    void waitFor(Condition condition)
    {
        QElapsedTimer timer;
        while (!condition()) {
            timer.start();
            QCoreApplication::processEvents();
            m_longest = std::max(m_longest, static_cast<double>(timer.nsecsElapsed()) / 1e6);
        }
    }
    void waitForList()
    {
        const DialogueListModel& model = m_view.list()->model();
        waitFor([&model] { return !model.isLoading() && model.rowCount() > 0 && model.summaryAt(0); });
    }
    void waitForRowInSight()
    {
        CalmTable* table = m_view.list()->table();
        waitFor([this, table] {
            table->viewport()->grab();
            return m_view.list()->model().summaryAt(table->rowAt(1)) != nullptr;
        });
    }

private:
    static const test::TemporaryProject& project()
    {
        static const test::TemporaryProject shared = [] {
            test::TemporaryProject made;
            fill(made.connection());
            return made;
        }();
        return shared;
    }
    WorkspaceContext context()
    {
        return {m_session,
                m_jobs,
                [](const QString&, const QString&) {},
                [](const Notice&) {},
                [](const QString&) {},
                {},
                {}};
    }

    ProjectSession m_session;
    JobRunner m_jobs;
    CorpusView m_view;
    double m_longest = 0;
};

void openStation(benchmark::State& state)
{
    double longest = 0;
    Station().waitForList(); // makes the project
    for (auto _ : state) {
        Station station;
        station.waitForList();
        longest = std::max(longest, station.longestPause());
    }
    state.counters["longest_pause_ms"] = longest;
}
BENCHMARK(openStation)->Unit(benchmark::kMillisecond)->Iterations(5);

// To any place of the list, until its rows are there.
void jumpInList(benchmark::State& state)
{
    Station station;
    station.waitForList();
    QScrollBar* bar = station.view().list()->table()->verticalScrollBar();
    Random random(7);
    for (auto _ : state) {
        bar->setValue(static_cast<int>(random.below(static_cast<quint64>(bar->maximum()))));
        station.waitForRowInSight();
    }
    state.counters["longest_pause_ms"] = station.longestPause();
    state.counters["rows_in_memory"] = station.view().list()->model().keptRows();
}
BENCHMARK(jumpInList)->Unit(benchmark::kMillisecond)->Iterations(200);

void searchWord(benchmark::State& state)
{
    Station station;
    station.waitForList();
    int word = 100;
    for (auto _ : state) {
        station.view().list()->setSearch(QStringLiteral("w%1 ").arg(word++));
        station.waitForList();
    }
    state.counters["longest_pause_ms"] = station.longestPause();
    state.counters["found"] = station.view().list()->model().rowCount();
}
BENCHMARK(searchWord)->Unit(benchmark::kMillisecond)->Iterations(20);

void sortById(benchmark::State& state)
{
    Station station;
    station.waitForList();
    auto order = Qt::AscendingOrder;
    for (auto _ : state) {
        station.view().list()->model().sort(DialogueListModel::IdColumn, order);
        station.waitForList();
        order = order == Qt::AscendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder;
    }
    state.counters["longest_pause_ms"] = station.longestPause();
}
BENCHMARK(sortById)->Unit(benchmark::kMillisecond)->Iterations(4);

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
