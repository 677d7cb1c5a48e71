// What a person waits for in the cascade station, in its real view on a catalogue of 319,000 tracks with nine
// labels each. A frame of a drag is the pointer's move with everything it brings about, to the last painted
// pixel. Counters: the median, the 95th percentile and the worst of each act, in ms.
//
// ANTIPHON_TRACKS gives another number of tracks.
#include "core/base/linereader.h"
#include "core/catalogue/catalogueimport.h"
#include "core/storage/project.h"
#include "tests/bench/stopwatch.h"
#include "tests/support/cataloguefile.h"
#include "ui/cascade/cascadesteps.h"
#include "ui/cascade/cascadeview.h"
#include "ui/cascade/contactsheetview.h"
#include "ui/cascade/explorecharts.h"
#include "ui/cascade/explorepage.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QMouseEvent>
#include <QTemporaryDir>
#include <QTest>

using namespace antiphon;

namespace {

template<typename T>
T mustHave(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(errorSentence(result.error())));
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

// One project for all benchmarks of this process.
const QString& projectPath()
{
    static QTemporaryDir folder;
    static const QString path = [] {
        const QString made = folder.filePath(QStringLiteral("bulk.antiphon"));
        const QString table = folder.filePath(QStringLiteral("tracks.tsv"));
        const int asked = qEnvironmentVariableIntValue("ANTIPHON_TRACKS");
        mustHave(test::writeCatalogueFile(table, {asked > 0 ? asked : 319'000, 1}));
        const Connection connection = mustHave(createProject(made));
        const CatalogueMap map = mustHave(catalogueMapFromJson(test::catalogueFileMap(), table));
        mustHave(importCatalogue(connection, {QStringLiteral("ada")}, table, map, {}, {}, {}));
        return made;
    }();
    return path;
}

class Station
{
public:
    Station()
        : m_session(projectPath(), Actor{QStringLiteral("ada")}),
          m_view(WorkspaceContext{m_session,
                                  m_jobs,
                                  [](const QString&, const QString&) {},
                                  [](const Notice& notice) { qFatal("%s", qPrintable(notice.text)); },
                                  [](const QString&) {},
                                  {}},
                 nullptr)
    {
        m_view.resize(1216, 756);
        m_view.show();
        waitFor([this] { return !explore().answer().pools.empty(); });
    }
    ExplorePage& explore() { return m_view.explore(); }
    CascadeView& view() { return m_view; }
    template<typename Condition>
    void waitFor(Condition condition)
    {
        QDeadlineTimer patience(120'000);
        while (!condition()) {
            QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
            if (patience.hasExpired())
                qFatal("nothing happened for two minutes");
        }
    }
    // Applies a state and waits until all of it is painted.
    void apply(const FilterState& state)
    {
        explore().setState(state);
        waitFor([&] { return explore().answer().state == state; });
        QCoreApplication::processEvents();
    }
    QList<CascadeStep*> steps()
    {
        auto found = explore().findChildren<CascadeStep*>();
        std::sort(found.begin(), found.end(), [](auto* a, auto* b) { return a->x() < b->x(); });
        return found;
    }

private:
    ProjectSession m_session;
    JobRunner m_jobs;
    CascadeView m_view;
};

// The most frequent value of each label type, one excluded, and a range.
FilterState fiveFilters(const CatalogueIndex& index)
{
    FilterState state;
    for (const char* name : {"genre", "mood", "instrument", "theme"}) {
        const IndexedType& type =
            index.types()[static_cast<std::size_t>(index.typeIndex(QString::fromUtf8(name)))];
        ValueId best = type.firstValue;
        for (ValueId value = type.firstValue; value < type.firstValue + type.valueCount; ++value)
            if (index.frequency(value) > index.frequency(best))
                best = value;
        const Sense sense = state.filters.size() == 2 ? Sense::Exclude : Sense::Include;
        state = withFilter(state, {type.name, index.valueText(best), sense});
    }
    return withFilter(state, {QStringLiteral("year"), QStringLiteral("1970-2010")});
}

void moveMouse(QWidget* widget, const QPoint& to)
{
    QMouseEvent event(QEvent::MouseMove, to, widget->mapToGlobal(to), Qt::NoButton, Qt::LeftButton,
                      Qt::NoModifier);
    QApplication::sendEvent(widget, &event);
}

// A chip is dragged over the whole row and back, a move every few pixels.
void dragAChip(benchmark::State& bench)
{
    Station station;
    const FilterState state = fiveFilters(*station.view().loader().index());
    station.apply(state);
    Stopwatch frames;
    for ([[maybe_unused]] const auto _ : bench) {
        CascadeStep* chip = station.steps()[1];
        QWidget* row = chip->parentWidget();
        const int left = chip->x();
        const int right = station.steps().last()->geometry().right();
        QTest::mousePress(chip, Qt::LeftButton, {}, chip->rect().center());
        constexpr int step = 6;
        const auto frame = [&](int x) {
            frames.start();
            moveMouse(chip, chip->mapFrom(row, QPoint(x, 10)));
            QCoreApplication::sendPostedEvents();
            QCoreApplication::processEvents();
            station.view().repaint(); // all of it, at once: the window system would gather several moves
            frames.stop();
        };
        for (int x = left + 20; x < right; x += step)
            frame(x);
        for (int x = right; x > left; x -= step)
            frame(x);
        QTest::keyClick(chip, Qt::Key_Escape);
        QTest::mouseRelease(chip, Qt::LeftButton, {}, chip->rect().center());
    }
    frames.report(bench, "frame_");
}
BENCHMARK(dragAChip)->Unit(benchmark::kMillisecond)->Iterations(10);

// From the key to the painted answer: pools, next values, sample and dialogue.
void addAFilter(benchmark::State& bench)
{
    Station station;
    const FilterState state = fiveFilters(*station.view().loader().index());
    Stopwatch watch;
    for ([[maybe_unused]] const auto _ : bench) {
        for (qsizetype count = 0; count <= state.filters.size(); ++count) {
            FilterState prefix;
            prefix.filters = state.filters.first(count);
            if (prefix == station.explore().state())
                continue;
            watch.start();
            station.apply(prefix);
            watch.stop();
        }
    }
    watch.report(bench);
}
BENCHMARK(addAFilter)->Unit(benchmark::kMillisecond)->Iterations(10);

void contactSheet(benchmark::State& bench)
{
    Station station;
    station.explore().apply(fiveFilters(*station.view().loader().index()).filters.first());
    station.explore().showMiddle(ExplorePage::Sheet);
    auto* sheet = station.explore().findChild<ContactSheetView*>();
    Stopwatch watch;
    quint64 seed = 1;
    for ([[maybe_unused]] const auto _ : bench) {
        seed += ContactSheetView::plansOfASheet;
        watch.start();
        station.explore().setSeed(seed);
        station.waitFor([&] {
            return !sheet->model()->sheet().seeds.empty() && sheet->model()->sheet().seeds[0] == seed;
        });
        QCoreApplication::processEvents();
        watch.stop();
    }
    watch.report(bench);
}
BENCHMARK(contactSheet)->Unit(benchmark::kMillisecond)->Iterations(10);

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
