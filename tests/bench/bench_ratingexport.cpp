// What it takes to write 100,000 answers of a study to a file.
#include "core/base/linereader.h"
#include "core/rating/results.h"
#include "tests/support/bulkstudy.h"
#include "tests/support/temporaryproject.h"

#include <benchmark/benchmark.h>

#include <optional>

namespace antiphon {

namespace {

constexpr test::BulkStudySize size{5, 2'000, 10};

struct Bulk
{
    test::TemporaryProject project;
    Study study;
};

Bulk& bulk()
{
    static std::optional<Bulk> made;
    if (!made) {
        made.emplace();
        auto study = test::fillBulkStudy(made->project.connection(), Actor{QStringLiteral("ann")}, size);
        if (!study)
            qFatal("%s", qPrintable(errorSentence(study.error())));
        made->study = *study;
    }
    return *made;
}

using Export = Result<QByteArray> (*)(const Connection&, const Study&);

void writeAnswers(benchmark::State& state, Export bytesOf, const QString& name)
{
    Bulk& own = bulk();
    QByteArray bytes;
    for (auto _ : state) {
        auto written = bytesOf(own.project.connection(), own.study);
        if (!written || !writeWholeFile(own.project.filePath(name), *written))
            state.SkipWithError("it could not be written");
        else
            bytes = *std::move(written);
    }
    state.counters["lines"] = static_cast<double>(bytes.count('\n'));
    state.counters["megabytes"] = static_cast<double>(bytes.size()) / 1e6;
}

void answersToCsv(benchmark::State& state)
{
    writeAnswers(state, answersCsv, QStringLiteral("answers.csv"));
}

void answersToJsonl(benchmark::State& state)
{
    writeAnswers(state, answersJsonl, QStringLiteral("answers.jsonl"));
}

BENCHMARK(answersToCsv)->Unit(benchmark::kMillisecond)->Iterations(3);
BENCHMARK(answersToJsonl)->Unit(benchmark::kMillisecond)->Iterations(3);

} // namespace

} // namespace antiphon

BENCHMARK_MAIN();
