// What constant comparison, autocode and theoretical sampling cost on 20,000 dialogues with 500,000 codings.
#include "core/coding/autocode.h"
#include "core/coding/coderstore.h"
#include "core/coding/comparisonstore.h"
#include "core/coding/sampling.h"
#include "tests/support/bulkproject.h"
#include "tests/support/temporaryproject.h"

#include <benchmark/benchmark.h>

using namespace antiphon;

namespace {

template<typename T>
T mustHave(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(errorSentence(result.error())));
    return std::move(*result);
}

struct Ground
{
    Ground()
    {
        if (const auto filled = test::fillBulkProject(project.connection()); !filled)
            qFatal("%s", qPrintable(errorSentence(filled.error())));
        looking.emplace(mustHave(openProject(project.path(), Access::ReadOnly)));
        coder = mustHave(coderByName(*looking, QStringLiteral("ada"))).value().id;
        auto select = mustHave(looking->prepare("SELECT code, count(*) FROM coding WHERE coder = ? AND turn "
                                                "IS NOT NULL GROUP BY code ORDER BY 2 DESC LIMIT 1"));
        mustHave(select.bind(1, coder).step());
        code = select.id<CodeId>(0);
        incidents = select.integer(1);
        auto turn = mustHave(looking->prepare("SELECT turn FROM coding WHERE code = ? AND coder = ? AND turn "
                                              "IS NOT NULL ORDER BY created_at DESC LIMIT 1"));
        mustHave(turn.bind(1, code).bind(2, coder).step());
        inHand = turn.id<TurnId>(0);
    }
    test::TemporaryProject project;
    std::optional<Connection> looking;
    CoderId coder;
    CodeId code;
    TurnId inHand;
    qint64 incidents = 0;
};

const Ground& ground()
{
    static const Ground made;
    return made;
}

void compare(benchmark::State& state)
{
    const Ground& g = ground();
    for (auto _ : state)
        benchmark::DoNotOptimize(mustHave(compareIncidents(*g.looking, {g.code, g.coder, g.inHand})));
    state.counters["incidents"] = static_cast<double>(g.incidents);
}

void findPattern(benchmark::State& state)
{
    const Ground& g = ground();
    AutocodeRule rule;
    rule.kind = PatternKind::Words;
    rule.pattern = QStringLiteral("piano");
    rule.code = g.code;
    rule.coder = g.coder;
    AutocodePreview preview;
    for (auto _ : state)
        preview = mustHave(previewAutocode(*g.looking, rule));
    state.counters["turns"] = static_cast<double>(preview.turns);
    state.counters["matches"] = static_cast<double>(preview.matches.size());
}

void queue(benchmark::State& state)
{
    const Ground& g = ground();
    SamplingQuery query;
    query.coder = g.coder;
    query.strategy = static_cast<SamplingStrategy>(state.range(0));
    for (auto _ : state)
        benchmark::DoNotOptimize(mustHave(samplingQueue(*g.looking, query)));
    state.SetLabel(strategyWord(query.strategy).toStdString());
}

} // namespace

BENCHMARK(compare)->Unit(benchmark::kMillisecond)->MinTime(2);
BENCHMARK(findPattern)->Unit(benchmark::kMillisecond)->Iterations(3);
BENCHMARK(queue)
    ->Arg(static_cast<int>(SamplingStrategy::Random))
    ->Arg(static_cast<int>(SamplingStrategy::Unlike))
    ->Arg(static_cast<int>(SamplingStrategy::Thin))
    ->Unit(benchmark::kMillisecond)
    ->Iterations(2);

BENCHMARK_MAIN();
