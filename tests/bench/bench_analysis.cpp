// What questions to all codings cost: 20,000 dialogues of twelve turns, 200 codes, 500,000 codings of two
// coders.
//
// ANTIPHON_BULK names a project that bulkproject made; without it, one is made (10 s).
#include "core/analysis/accumulation.h"
#include "core/analysis/agreementrows.h"
#include "core/analysis/codedcorpusstore.h"
#include "core/analysis/coderagreement.h"
#include "core/analysis/cooccurrence.h"
#include "core/analysis/transitions.h"
#include "core/base/random.h"
#include "core/coding/frequencystore.h"
#include "core/storage/project.h"
#include "tests/support/bulkproject.h"

#include <QTemporaryDir>

#include <benchmark/benchmark.h>

namespace antiphon {

namespace {

const Connection& project()
{
    static QTemporaryDir folder;
    static const Connection connection = [] {
        if (const QString given = qEnvironmentVariable("ANTIPHON_BULK"); !given.isEmpty())
            return std::move(*openProject(given, Access::ReadOnly));
        auto made = createProject(folder.filePath(QStringLiteral("bulk.antiphon")));
        if (!made || !test::fillBulkProject(*made))
            qFatal("the project can not be made");
        return std::move(*made);
    }();
    return connection;
}

const CodedCorpus& corpus()
{
    static const CodedCorpus read = *readCodedCorpus(project(), {});
    return read;
}

void frequencies(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(readFrequencies(project(), {})->size());
}

void readTheCorpus(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(readCodedCorpus(project(), {})->turns.size());
}

// From the file to all pairs of one coder.
void coOccurrenceFromTheFile(benchmark::State& state)
{
    std::size_t pairs = 0;
    for (auto _ : state) {
        const CodedCorpus read = *readCodedCorpus(project(), {});
        pairs = coOccurrences(read, read.layers.front()).size();
    }
    state.counters["pairs"] = static_cast<double>(pairs);
}

void coOccurrence(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(coOccurrences(corpus(), corpus().layers.front()).size());
}

void transitions(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(
            countTransitions(corpus(), corpus().layers.front(), {TurnStep::Any, {}, {}}).pairs);
}

// The band over 1,000 orders of so many dialogues.
void saturationBand(benchmark::State& state)
{
    std::vector<quint32> order(static_cast<std::size_t>(state.range(0)));
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = static_cast<quint32>(i);
    const DialogueCodes dialogues = codesOfDialogues(corpus(), corpus().layers.front(), order);
    for (auto _ : state)
        benchmark::DoNotOptimize(accumulate(dialogues, {})->median.size());
}

// Every coefficient of every code, from the file.
void agreementOfAllCodes(benchmark::State& state)
{
    std::size_t codes = 0;
    for (auto _ : state) {
        const CodedCorpus read = *readCodedCorpus(project(), {});
        const auto all = agreementByCode(read);
        codes = all.size();
        for (const CodeAgreement& code : all) {
            benchmark::DoNotOptimize(statistics::percentAgreement(code.patterns).observed);
            benchmark::DoNotOptimize(code.cohen().value);
            benchmark::DoNotOptimize(statistics::fleissKappa(code.patterns).expected);
            benchmark::DoNotOptimize(statistics::gwetAc(code.patterns).expected);
            benchmark::DoNotOptimize(statistics::nominalAlpha(code.patterns).estimate.value);
        }
    }
    state.counters["codes"] = static_cast<double>(codes);
}

// Every coefficient of every code, facet and of all, from the file; the unit by number.
void agreementOfAllUnits(benchmark::State& state)
{
    for (auto _ : state) {
        const CodedCorpus read = *readCodedCorpus(project(), {});
        const CodedExtent extent = *readCodedExtent(project(), read);
        const auto tally = AgreementTally::of(read, extent, static_cast<AgreementUnit>(state.range(0)));
        benchmark::DoNotOptimize(agreementRows(read, *tally).size());
    }
}

void agreementOfAllUnitsWithIntervals(benchmark::State& state)
{
    const CodedExtent extent = *readCodedExtent(project(), corpus());
    const auto tally = AgreementTally::of(corpus(), extent, static_cast<AgreementUnit>(state.range(0)));
    statistics::BootstrapOptions options;
    options.replicates = 1000;
    for (auto _ : state)
        benchmark::DoNotOptimize(agreementRows(corpus(), *tally, {}, options, 2)->size());
}

// Three coders over 24,000 units in 2,000 dialogues, up to three of thirty labels each.
const statistics::LabelSetTable& threeCoders()
{
    static const statistics::LabelSetTable table = [] {
        Random random(4);
        statistics::LabelSetTable made;
        made.rows.resize(3);
        for (std::uint32_t unit = 0; unit < 24'000; ++unit) {
            made.clusterOf.push_back(unit / 12);
            for (auto& row : made.rows) {
                statistics::LabelSet set;
                for (std::uint16_t label = 0; label < 30; ++label) {
                    if (random.chance(0.05) && set.size() < 3)
                        set.push_back(label);
                }
                row.push_back(random.chance(0.05) ? std::nullopt : std::optional(set));
            }
        }
        return made;
    }();
    return table;
}

void alphaOfThreeCoders(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(
            statistics::krippendorffAlpha(threeCoders(), statistics::SetDistance::Masi).estimate.value);
}

void alphaOfThreeCodersWithInterval(benchmark::State& state)
{
    statistics::BootstrapOptions options;
    options.replicates = 1000;
    for (auto _ : state)
        benchmark::DoNotOptimize(
            statistics::krippendorffAlpha(threeCoders(), statistics::SetDistance::Masi, options, 2)
                ->estimate.low);
}

BENCHMARK(agreementOfAllCodes)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(agreementOfAllUnits)->DenseRange(0, 2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(agreementOfAllUnitsWithIntervals)->DenseRange(0, 2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(alphaOfThreeCoders)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(alphaOfThreeCodersWithInterval)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(frequencies)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(readTheCorpus)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(coOccurrenceFromTheFile)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(coOccurrence)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(transitions)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(saturationBand)->Arg(400)->Arg(20'000)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace

} // namespace antiphon

BENCHMARK_MAIN();
