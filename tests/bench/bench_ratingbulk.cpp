// A study of 50,000 items and 500,000 answers: what it takes to open it, to analyse it and to report it.
#include "core/rating/report.h"
#include "tests/support/bulkstudy.h"
#include "tests/support/temporaryproject.h"

#include <QFile>

#include <benchmark/benchmark.h>

#include <optional>

namespace antiphon {

namespace {

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
        auto study = test::fillBulkStudy(made->project.connection(), Actor{QStringLiteral("ann")});
        if (!study)
            qFatal("%s", qPrintable(errorSentence(study.error())));
        made->study = *study;
    }
    return *made;
}

// The most memory that the process ever held, in megabytes.
double peakMegabytes()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0.0;
    const QList<QByteArray> lines = status.readAll().split('\n');
    for (const QByteArray& line : lines) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').constFirst().toDouble() / 1024.0;
    }
    return 0.0;
}

template<typename Work>
void measure(benchmark::State& state, const Work& work)
{
    Bulk& own = bulk();
    for (auto _ : state) {
        const auto done = work(own.project.connection(), own.study);
        if (!done)
            state.SkipWithError(qPrintable(errorSentence(done.error())));
    }
    state.counters["peak_mb"] = peakMegabytes();
}

void listOfStudies(benchmark::State& state)
{
    measure(state, [](const Connection& connection, const Study&) { return studies(connection); });
}

void countsOfPackets(benchmark::State& state)
{
    measure(state, [](const Connection& connection, const Study& study) {
        return answerCounts(connection, study.id);
    });
}

void answersRead(benchmark::State& state)
{
    measure(state, [](const Connection& connection, const Study& study) {
        return ratedAnswers(connection, study.id);
    });
}

void resultsOfAllAnswers(benchmark::State& state)
{
    measure(state,
            [](const Connection& connection, const Study& study) { return studyResults(connection, study); });
}

void answersAsCsv(benchmark::State& state)
{
    measure(state,
            [](const Connection& connection, const Study& study) { return answersCsv(connection, study); });
}

void blindingAudit(benchmark::State& state)
{
    measure(state, [](const Connection& connection, const Study& study) {
        return auditStudy(connection, study, {});
    });
}

void wholeReport(benchmark::State& state)
{
    measure(state, [](const Connection& connection, const Study& study) {
        return writeReport(connection, study, bulk().project.filePath(QStringLiteral("report.html")));
    });
}

BENCHMARK(listOfStudies)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(countsOfPackets)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(answersRead)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(answersAsCsv)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(resultsOfAllAnswers)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(blindingAudit)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(wholeReport)->Unit(benchmark::kMillisecond)->Iterations(1);

} // namespace

} // namespace antiphon

BENCHMARK_MAIN();
