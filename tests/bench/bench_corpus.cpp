// How fast dialogues come in, are listed and are found. The data is made up in the shape of the real:
// exchanges with about twenty words and forty shown tracks.
#include "core/base/jsontext.h"
#include "core/base/random.h"
#include "core/corpus/corpusimport.h"
#include "core/corpus/corpusstore.h"
#include "core/corpus/searchstore.h"
#include "core/corpus/sourcestore.h"
#include "core/corpus/sourcewriter.h"
#include "tests/support/temporaryproject.h"

#include <benchmark/benchmark.h>
#include <sys/resource.h>

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

double peakMegabytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

QString sentence(Random& random, int words)
{
    QString text;
    for (int i = 0; i < words; ++i) {
        // Few words are frequent and many are rare, as in speech.
        const auto word =
            static_cast<quint64>(40'000 * random.uniform() * random.uniform() * random.uniform());
        text += (i ? QStringLiteral(" w%1") : QStringLiteral("W%1")).arg(word);
    }
    return text;
}

QByteArray cpcdLine(int number)
{
    Random random = Random::forKey(1, static_cast<quint64>(number));
    QByteArray line = "{\"id\": \"d" + QByteArray::number(number) + "\", \"turns\": [";
    for (int exchange = 0; exchange < 5; ++exchange) {
        line += exchange ? ", {\"user_query\": " : "{\"user_query\": ";
        appendJsonString(line, sentence(random, 18));
        line += ", \"system_response\": ";
        appendJsonString(line, sentence(random, 18));
        line += ", \"search_results\": [[";
        for (int track = 0; track < 40; ++track)
            line += (track ? ", \"t" : "\"t") + QByteArray::number(random.below(60'000)) + '"';
        line += "]], \"liked_results\": [], \"disliked_results\": []}";
    }
    return line + "], \"tracks\": {}, \"goal_playlist\": []}\n";
}

Dialogue sample(int number)
{
    Random random = Random::forKey(2, static_cast<quint64>(number));
    Dialogue dialogue;
    dialogue.externalId = QString::number(number);
    for (int i = 0; i < 10; ++i) {
        Turn turn;
        turn.role = i % 2 ? Role::System : Role::User;
        turn.text = sentence(random, 14);
        turn.intents = {QStringLiteral("add_filter")};
        turn.attributes = {QStringLiteral("genre:reggae")};
        for (int track = 0; i % 2 && track < 10; ++track)
            turn.tracks << TrackReference{QStringLiteral("SO%1").arg(random.below(300'000)), Verdict::Shown};
        dialogue.turns << turn;
    }
    return dialogue;
}

void writeSamples(const Connection& connection, int count)
{
    Source source;
    source.name = QStringLiteral("run %1").arg(count);
    source.kind = SourceKind::Run;
    SourceWriter writer = mustHave(SourceWriter::begin(connection, source));
    for (int i = 0; i < count; ++i)
        mustHave(writer.add(sample(i), i));
    const Source finished = mustHave(writer.finish());
    const auto published =
        EditHistory(connection).record(Actor{QStringLiteral("ada")}, QStringLiteral("Publish"), [&] {
            return publishSource(connection, finished);
        });
    if (!published)
        qFatal("%s", qPrintable(errorSentence(published.error())));
}

const Connection& fullProject()
{
    static test::TemporaryProject project;
    static const bool filled = [] {
        writeSamples(project.connection(), listed);
        return true;
    }();
    Q_UNUSED(filled);
    return project.connection();
}

void importCpcd(benchmark::State& state)
{
    const int count = static_cast<int>(state.range(0));
    const test::TemporaryProject files;
    QFile file(files.filePath(QStringLiteral("made.jsonl")));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("no file to write");
    for (int i = 0; i < count; ++i)
        file.write(cpcdLine(i));
    file.close();
    for (auto _ : state) {
        const test::TemporaryProject project;
        const CorpusImport request{{file.fileName()}, CorpusFormat::Cpcd, QStringLiteral("made"), {}};
        mustHave(importCorpus(project.connection(), Actor{QStringLiteral("ada")}, request));
    }
    state.SetItemsProcessed(state.iterations() * count);
    state.SetBytesProcessed(state.iterations() * file.size());
    state.counters["peak_MB"] = peakMegabytes();
}
BENCHMARK(importCpcd)->Arg(2'000)->Arg(20'000)->Unit(benchmark::kMillisecond)->Iterations(1);

void writeRunSamples(benchmark::State& state)
{
    const int count = static_cast<int>(state.range(0));
    for (auto _ : state) {
        const test::TemporaryProject project;
        writeSamples(project.connection(), count);
    }
    state.SetItemsProcessed(state.iterations() * count);
    state.counters["peak_MB"] = peakMegabytes();
}
BENCHMARK(writeRunSamples)->Arg(20'000)->Arg(288'000)->Unit(benchmark::kMillisecond)->Iterations(1);

// The whole order of a list, which the window asks for once per filter.
void listOrder(benchmark::State& state)
{
    const Connection& connection = fullProject();
    DialogueQuery query;
    query.sort = static_cast<DialogueSort>(state.range(0));
    for (auto _ : state)
        benchmark::DoNotOptimize(mustHave(dialogueOrder(connection, query)));
}
BENCHMARK(listOrder)->DenseRange(0, 2)->Unit(benchmark::kMillisecond);

void listRows(benchmark::State& state)
{
    const Connection& connection = fullProject();
    const auto order = mustHave(dialogueOrder(connection, {}));
    Random random(3);
    for (auto _ : state)
        benchmark::DoNotOptimize(mustHave(dialogueSummaries(
            connection, order.mid(static_cast<qsizetype>(random.below(listed - 100)), 100))));
}
BENCHMARK(listRows)->Unit(benchmark::kMicrosecond);

void readOne(benchmark::State& state)
{
    const Connection& connection = fullProject();
    const auto order = mustHave(dialogueOrder(connection, {}));
    DialogueReader reader = mustHave(DialogueReader::open(connection));
    Random random(4);
    for (auto _ : state)
        benchmark::DoNotOptimize(mustHave(reader.read(order[static_cast<qsizetype>(random.below(listed))])));
}
BENCHMARK(readOne)->Unit(benchmark::kMicrosecond);

// 0: a rare word, 1: one in every hundredth turn, 2: a frequent one.
void findTurns(benchmark::State& state)
{
    const Connection& connection = fullProject();
    const QString words[] = {QStringLiteral("w31234 "), QStringLiteral("w120 "), QStringLiteral("w1 ")};
    const QString& word = words[state.range(0)];
    for (auto _ : state)
        benchmark::DoNotOptimize(mustHave(searchTurns(connection, word)));
    state.counters["hits"] = static_cast<double>(mustHave(searchTurns(connection, word)).turns);
}
BENCHMARK(findTurns)->DenseRange(0, 2)->Unit(benchmark::kMillisecond);

void filterList(benchmark::State& state)
{
    const Connection& connection = fullProject();
    const QString words[] = {QStringLiteral("w31234 "), QStringLiteral("w120 "), QStringLiteral("w1 ")};
    const DialogueQuery query{{}, words[state.range(0)], DialogueSort::Place, false};
    for (auto _ : state)
        benchmark::DoNotOptimize(mustHave(dialogueOrder(connection, query)));
}
BENCHMARK(filterList)->DenseRange(0, 2)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
