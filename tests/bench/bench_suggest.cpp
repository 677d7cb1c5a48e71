// What the suggestion model costs. On the real codings where they lie beside the project, else on made-up
// talk.
#include "core/coding/codingimport.h"
#include "core/coding/codingstore.h"
#include "core/coding/suggestapply.h"
#include "core/corpus/corpusimport.h"
#include "tests/core/coding/musictalk.h"
#include "tests/support/temporaryproject.h"

#include <QDir>
#include <QThread>

#include <benchmark/benchmark.h>

namespace antiphon {

namespace {

constexpr qint64 turnsToLearn = 4'000;

std::optional<SuggestCorpus> realCorpus(const test::TemporaryProject& project)
{
    const auto data = test::sharedData();
    if (!data)
        return std::nullopt;
    CorpusImport corpus;
    corpus.files = {*data + QStringLiteral("/cpcd/cpcd_v1.dialogs.dev.train.jsonl")};
    corpus.name = QStringLiteral("cpcd");
    CodingImportRequest codings;
    codings.path = *data + QStringLiteral("/cpcd-intent/cpcd_intent.train.csv");
    codings.coder = QStringLiteral("authors");
    codings.format = CodingFormat::CpcdIntent;
    const Actor actor{QStringLiteral("bench")};
    if (!importCorpus(project.connection(), actor, corpus, {}, {}) ||
        !importCodings(project.connection(), actor, codings, {}, {}))
        return std::nullopt;
    const auto coder = coderByName(project.connection(), codings.coder);
    auto read = readSuggestCorpus(project.connection(), (*coder)->id, turnsToLearn);
    return read ? std::optional(std::move(*read)) : std::nullopt;
}

const SuggestCorpus& corpus()
{
    static const SuggestCorpus read = [] {
        const test::TemporaryProject project;
        if (auto real = realCorpus(project))
            return std::move(*real);
        SuggestCorpus made;
        made.codes = test::talkCodes();
        made.words.music = *musicWordClasses();
        made.dialogues = test::codedTalk(570, 1, 20);
        return made;
    }();
    return read;
}

TrainOptions options(int threads)
{
    TrainOptions options;
    options.threads = threads;
    return options;
}

Result<SuggestModel> train(int threads)
{
    const ExampleSet examples = examplesOf(corpus().dialogues, corpus().codes, corpus().words, threads);
    return trainSuggestModel(examples, allOf(examples), options(threads), {});
}

// From texts and codings in memory to weights and thresholds.
void trainOnFourThousandTurns(benchmark::State& state)
{
    qint64 turns = 0;
    for (auto _ : state)
        turns = train(static_cast<int>(state.range(0)))->turns;
    state.counters["turns"] = static_cast<double>(turns);
}
BENCHMARK(trainOnFourThousandTurns)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

void features(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(examplesOf(corpus().dialogues, corpus().codes, corpus().words, 1));
}
BENCHMARK(features)->Unit(benchmark::kMillisecond);

// One turn, all codes, in the order of confidence.
void suggestForOneTurn(benchmark::State& state)
{
    const SuggestModel model = *train(QThread::idealThreadCount());
    std::size_t at = 0;
    for (auto _ : state) {
        const SuggestDialogue& dialogue = corpus().dialogues[at++ % corpus().dialogues.size()];
        benchmark::DoNotOptimize(
            suggestionsFor(model, corpus().words, dialogue, static_cast<int>(dialogue.turns.size()) - 1));
    }
    state.counters["codes"] = static_cast<double>(model.codes.size());
}
BENCHMARK(suggestForOneTurn)->Unit(benchmark::kMillisecond);

void storeAndReadTheModel(benchmark::State& state)
{
    const SuggestModel model = *train(QThread::idealThreadCount());
    qsizetype bytes = 0;
    for (auto _ : state) {
        const QByteArray stored = modelBytes(model);
        bytes = stored.size();
        benchmark::DoNotOptimize(modelFromBytes(stored));
    }
    state.counters["bytes"] = static_cast<double>(bytes);
}
BENCHMARK(storeAndReadTheModel)->Unit(benchmark::kMillisecond);

} // namespace

} // namespace antiphon

BENCHMARK_MAIN();
