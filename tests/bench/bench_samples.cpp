// What it costs to read, sort and filter the samples of a run of 288,000.
#include "core/base/random.h"
#include "core/generation/sampletable.h"
#include "tests/bench/stopwatch.h"

using namespace antiphon;

namespace {

constexpr size_t samples = 288'000;

const SampleColumns& columns()
{
    static const SampleColumns made = [] {
        SampleColumns columns;
        Random random(1);
        for (size_t i = 0; i < samples; ++i) {
            columns.plans.push_back(static_cast<quint32>(i));
            columns.standing.push_back(SampleColumns::Standing::Checked);
            columns.turns.push_back(static_cast<quint16>(4 + random.below(20)));
            columns.words.push_back(static_cast<quint16>(50 + random.below(900)));
            columns.recall.push_back(static_cast<float>(random.uniform()));
            for (auto& counts : columns.findings)
                counts.push_back(random.below(50) == 0 ? 1 : 0);
        }
        columns.checked = static_cast<qint64>(samples);
        return columns;
    }();
    return made;
}

void choose(benchmark::State& state, const SampleFilter& filter, const SampleOrder& order)
{
    const SampleColumns& all = columns();
    SampleVerdicts verdicts;
    for (qint64 plan = 0; plan < 5'000; ++plan)
        verdicts[plan * 3].decision = SampleDecision::Accepted;
    Stopwatch watch;
    size_t rows = 0;
    for (auto _ : state) {
        watch.start();
        rows = chooseSamples(all, verdicts, filter, order).size();
        watch.stop();
    }
    watch.report(state);
    state.counters["rows"] = static_cast<double>(rows);
}

void sortByRecall(benchmark::State& state)
{
    choose(state, {}, {{SampleKey::What::Recall}, true});
}
BENCHMARK(sortByRecall)->Unit(benchmark::kMillisecond);

void sortByLeaks(benchmark::State& state)
{
    choose(state, {}, {{SampleKey::What::OneKind, CheckKind::FutureLeak}, true});
}
BENCHMARK(sortByLeaks)->Unit(benchmark::kMillisecond);

void sortByDecision(benchmark::State& state)
{
    choose(state, {}, {{SampleKey::What::Decision}, true});
}
BENCHMARK(sortByDecision)->Unit(benchmark::kMillisecond);

void filterByLeaksAndRecall(benchmark::State& state)
{
    SampleFilter filter;
    filter.conditions << *sampleConditionFrom(QStringLiteral("leaks>0"))
                      << *sampleConditionFrom(QStringLiteral("recall<=0.8"));
    choose(state, filter, {{SampleKey::What::Words}, false});
}
BENCHMARK(filterByLeaksAndRecall)->Unit(benchmark::kMillisecond);

void filterByState(benchmark::State& state)
{
    SampleFilter filter;
    filter.decision = SampleDecision::Open;
    choose(state, filter, {});
}
BENCHMARK(filterByState)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
