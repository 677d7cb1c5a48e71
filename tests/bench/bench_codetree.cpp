// What a tree of 1,000 codes costs: typing in its filter until the rows are painted, a change of the
// codebook; and the first page of all codings of one code among half a million.
#include "core/base/random.h"
#include "core/coding/codetreestore.h"
#include "core/coding/codingstore.h"
#include "core/coding/incidentstore.h"
#include "tests/support/bulkproject.h"
#include "tests/support/temporaryproject.h"
#include "ui/coding/codetreeview.h"
#include "ui/theme/icons.h"

#include <QApplication>
#include <QPixmap>

#include <benchmark/benchmark.h>

using namespace antiphon;

namespace {

constexpr int manyCodes = 1000;

template<typename T>
T mustHave(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(errorSentence(result.error())));
    return std::move(*result);
}

// 40 categories with 24 codes each; definitions of 30 words, three examples.
Codebook largeCodebook()
{
    Random random(5);
    const auto words = [&](int count) {
        QStringList text;
        for (int i = 0; i < count; ++i)
            text << QStringLiteral("w%1").arg(random.below(3000));
        return text.join(u' ');
    };
    Codebook codebook;
    CodeId parent;
    for (int i = 0; i < manyCodes; ++i) {
        Code code;
        code.id = CodeId::create();
        code.name = QStringLiteral("code %1 %2").arg(words(2)).arg(i);
        code.definition = words(30);
        code.examples = {words(12), words(12), words(12)};
        code.codable = i % 25 != 0;
        code.position = i;
        code.colour = i % codeColours;
        if (code.codable)
            code.parent = parent;
        else
            parent = code.id;
        codebook.codes << code;
    }
    return codebook;
}

// One letter more each time, as it is typed, then all away again; each with its rows painted.
void filterAsTyped(benchmark::State& state)
{
    CodeTree tree;
    tree.resize(262, 640);
    tree.show();
    tree.showCodebook(largeCodebook(), {});
    QPixmap picture(tree.size());
    const QStringList typed{QStringLiteral("c"),     QStringLiteral("co"),   QStringLiteral("w12"),
                            QStringLiteral("w12 7"), QStringLiteral("w129"), QString()};
    int next = 0;
    for (auto _ : state) {
        tree.setFilter(typed[next++ % typed.size()]);
        tree.render(&picture);
    }
}
BENCHMARK(filterAsTyped)->Unit(benchmark::kMillisecond);

// A code is moved: the rows change, what is folded stays.
void changeTheTree(benchmark::State& state)
{
    CodeTree tree;
    tree.resize(262, 640);
    tree.show();
    Codebook codebook = largeCodebook();
    tree.showCodebook(codebook, {});
    QPixmap picture(tree.size());
    int next = 1;
    for (auto _ : state) {
        const auto move = moveNodes(codebook, {{codebook.codes[next % 20 + 1].id, {}}},
                                    {Facet::Free, codebook.codes[0].id, next % 7});
        codebook = mustHave(move).codebook;
        ++next;
        tree.showCodebook(codebook, {});
        tree.render(&picture);
    }
}
BENCHMARK(changeTheTree)->Unit(benchmark::kMillisecond);

// The key press of a coder changes a figure only.
void changeACount(benchmark::State& state)
{
    CodeTree tree;
    tree.resize(262, 640);
    tree.show();
    const Codebook codebook = largeCodebook();
    QPixmap picture(tree.size());
    qint64 count = 0;
    for (auto _ : state) {
        tree.showCodebook(codebook, {{codebook.codes[7].id, ++count}});
        tree.render(&picture);
    }
}
BENCHMARK(changeACount)->Unit(benchmark::kMillisecond);

void firstPageOfIncidents(benchmark::State& state)
{
    static const test::TemporaryProject project;
    static const bool filled = [] {
        const auto made = test::fillBulkProject(project.connection());
        if (!made)
            qFatal("%s", qPrintable(errorSentence(made.error())));
        return true;
    }();
    Q_UNUSED(filled)
    const Connection& db = project.connection();
    const QList<Coder> coders = mustHave(allCoders(db));
    const Codebook codebook = mustHave(readCodebook(db));
    qsizetype next = 0;
    qint64 listed = 0;
    for (auto _ : state) {
        IncidentQuery query{codebook.codes[next++ % codebook.codes.size()].id, coders.first().id};
        const QList<CodingId> ids = mustHave(incidentIds(db, query));
        listed += ids.size();
        benchmark::DoNotOptimize(mustHave(readIncidentRows(db, ids.mid(0, 100))));
    }
    state.counters["codings"] = static_cast<double>(listed) / static_cast<double>(state.iterations());
}
BENCHMARK(firstPageOfIncidents)->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    initIconResources();
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
