// The index of a catalogue beside SQLite and numpy, in one run and on the same pools:
// bench_catalogue [--tracks N]... | [FILE MAP.json]. Without arguments: 319,000 and 1,000,000 tracks from a
// seed.
#include "core/base/linereader.h"
#include "core/cascade/pool.h"
#include "core/catalogue/catalogueimport.h"
#include "core/catalogue/nearest.h"
#include "core/storage/project.h"
#include "tests/bench/cataloguepeers.h"
#include "tests/support/cataloguefile.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <cstdio>

using namespace antiphon;
using namespace antiphon::bench;

namespace {

constexpr std::size_t poolsAsked = 400;
constexpr quint32 seedOfPools = 7;

template<typename Act>
double clockTimeOf(Act act)
{
    QElapsedTimer timer;
    timer.start();
    act();
    return double(timer.nsecsElapsed()) / 1e6;
}

template<typename Act>
double timeOf(Act act)
{
    const double begin = processorTime();
    act();
    return processorTime() - begin;
}

template<typename T>
T must(Result<T> result)
{
    if (result)
        return std::move(*result);
    std::fprintf(stderr, "%s\n", qPrintable(errorSentence(result.error())));
    std::exit(1);
}

// Two filters and one more from the labels of a random track, as a person who looks for something would say
// them; so no pool is empty, and frequent values come as often as they stand in the catalogue.
std::vector<Question> drawQuestions(const CatalogueIndex& index)
{
    Random random(seedOfPools);
    std::vector<Question> questions;
    while (questions.size() < poolsAsked) {
        const auto labels = labelsOf(index, static_cast<quint32>(random.below(index.trackCount())));
        if (labels.size() < 3)
            continue;
        Question question;
        const auto drawn = random.sample(labels.size(), 3);
        for (std::size_t i = 0; i < 3; ++i)
            question[i] = labels[drawn[i]];
        questions.push_back(question);
    }
    return questions;
}

FilterState stateOf(const CatalogueIndex& index, const Question& question, std::size_t filters)
{
    FilterState state;
    for (std::size_t i = 0; i < filters; ++i) {
        const AttributeValue value = index.attributeValue(question[i]);
        state = withFilter(state, {value.type, value.value, Sense::Include});
    }
    return state;
}

void askIndex(const CatalogueIndex& index, const std::vector<Question>& questions, Measured& measured)
{
    std::vector<double> sizes;
    Random random(1);
    for (const Question& question : questions) {
        const FilterState narrowed = stateOf(index, question, 3);
        measured.step.push_back(timeOf([&] { must(poolOf(index, narrowed)).cardinality(); }));
        const Roaring pool = must(poolOf(index, stateOf(index, question, 2)));
        sizes.push_back(double(pool.cardinality()));
        std::vector<quint32> counts;
        measured.facets.push_back(timeOf([&] { counts = index.countsIn(pool); }));
        measured.counts.push_back(std::move(counts));
        measured.sample.push_back(timeOf([&] { sampleOf(pool, 10, random); }));
        const auto track = static_cast<quint32>(random.below(index.trackCount()));
        measured.nearest.push_back(timeOf([&] { nearestTracks(index, track, 10); }));
    }
    std::printf("%zu pools of two filters: median %.0f tracks, p95 %.0f, largest %.0f\n", sizes.size(),
                quantile(sizes, 0.5), quantile(sizes, 0.95), quantile(sizes, 1));
}

void reopen(const Connection& connection, CatalogueId catalogue)
{
    const double build = clockTimeOf([&] { must(CatalogueIndex::build(connection, catalogue)); });
    must(CatalogueIndex::load(connection, catalogue)); // leaves the cache
    std::vector<double> times;
    for (int i = 0; i < 9; ++i)
        times.push_back(clockTimeOf([&] { must(CatalogueIndex::load(connection, catalogue)); }));
    std::printf("index: built in %.0f ms, reopened in %.1f ms (median of 9; worst %.1f)\n", build,
                quantile(times, 0.5), quantile(times, 1));
}

void run(const QString& file, const CatalogueMap& map, const QString& folder)
{
    const Connection connection = must(createProject(folder + QStringLiteral("/bench.antiphon")));
    const CatalogueImport import =
        must(importCatalogue(connection, {QStringLiteral("bench")}, file, map, QStringLiteral("c"), {}, {}));
    std::printf("\n%lld tracks, %lld values; imported in %.1f s\n", import.catalogue.tracks,
                import.catalogue.values, import.seconds);
    reopen(connection, import.catalogue.id);
    const auto index = must(CatalogueIndex::load(connection, import.catalogue.id));
    const std::vector<Question> questions = drawQuestions(*index);
    Measured ours;
    askIndex(*index, questions, ours);
    const Labels labels(*index);
    printTable(ours, askSqlite(labels, questions, folder), askNumpy(labels, questions, folder), labels);
}

void runGenerated(qint64 tracks)
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("tracks.tsv"));
    const auto written = test::writeCatalogueFile(file, {tracks, 1});
    if (!written)
        std::exit(1);
    run(file, must(catalogueMapFromJson(test::catalogueFileMap(), QStringLiteral("map"))), folder.path());
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("tracks"), {}, QStringLiteral("N")});
    parser.process(application);
    const QStringList files = parser.positionalArguments();
    if (files.size() == 2) {
        const QTemporaryDir folder;
        const QByteArray map = must(readWholeFile(files[1]));
        run(files[0], must(catalogueMapFromJson(map, files[1])), folder.path());
        return 0;
    }
    QStringList sizes = parser.values(QStringLiteral("tracks"));
    if (sizes.isEmpty())
        sizes = {QStringLiteral("319000"), QStringLiteral("1000000")};
    for (const QString& size : std::as_const(sizes))
        runGenerated(size.toLongLong());
    return 0;
}
