// What coding costs: one key until it is on disk, a table of codings, the frequencies. 400 dialogues of ten
// turns.
#include "core/coding/codebookimport.h"
#include "core/coding/codestore.h"
#include "core/coding/codingimport.h"
#include "core/coding/codingstore.h"
#include "core/coding/frequencystore.h"
#include "core/corpus/corpusstore.h"
#include "core/corpus/sourcestore.h"
#include "core/corpus/sourcewriter.h"
#include "tests/support/temporaryproject.h"

#include <benchmark/benchmark.h>

#include <chrono>

using namespace antiphon;

namespace {

constexpr int dialogues = 400;
constexpr int turnsEach = 10;
const Actor ada{QStringLiteral("ada")};

template<typename T>
T mustHave(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(errorSentence(result.error())));
    return std::move(*result);
}

void mustHold(const Result<void>& result)
{
    if (!result)
        qFatal("%s", qPrintable(errorSentence(result.error())));
}

// A project with the dialogues and a table that codes each turn with three codes.
struct Ground
{
    Ground()
    {
        const Connection& db = project.connection();
        mustHave(addStartingCodebook(db, ada));
        Source source;
        source.name = QStringLiteral("talks");
        SourceWriter writer = mustHave(SourceWriter::begin(db, source));
        QByteArray rows = "unique_id,intent,music_attribute\n";
        for (int d = 0; d < dialogues; ++d) {
            Dialogue dialogue;
            dialogue.externalId = QStringLiteral("d%1").arg(d);
            for (int t = 0; t < turnsEach; ++t) {
                Turn turn;
                turn.role = t % 2 == 0 ? Role::User : Role::System;
                turn.text = QStringLiteral("Something calm for turn %1, please").arg(t);
                dialogue.turns << turn;
                rows += QStringLiteral("d%1:%2:%3,\"%4\",['genre']\n")
                            .arg(d)
                            .arg(t / 2)
                            .arg(t % 2 == 0 ? QStringLiteral("user") : QStringLiteral("system"),
                                 t % 2 == 0 ? QStringLiteral("['add_filter', 'accept_response']")
                                            : QStringLiteral("['passive_recommend', 'parroting_response']"))
                            .toUtf8();
            }
            mustHave(writer.add(dialogue, d));
        }
        const Source finished = mustHave(writer.finish());
        mustHold(EditHistory(db).record(ada, QStringLiteral("Import"),
                                        [&] { return publishSource(db, finished); }));
        table = project.writeFile(QStringLiteral("codings.csv"), rows);
    }
    CodingImport import(const QString& coder) const
    {
        return mustHave(
            importCodings(project.connection(), ada, {table, CodingFormat::CpcdIntent, coder, {}}));
    }
    test::TemporaryProject project;
    QString table;
};

void oneKey(benchmark::State& state)
{
    const Ground ground;
    ground.import(QStringLiteral("authors"));
    const Connection& db = ground.project.connection();
    QList<TurnPlace> places;
    for (const DialogueId id : mustHave(dialogueIds(db, mustHave(readySources(db)).first().id)))
        places += mustHave(turnPlaces(db, id));
    const QList<Code> codes = mustHave(readCodes(db));
    const Code genre =
        *std::find_if(codes.begin(), codes.end(), [](const Code& code) { return code.shortcut == u'g'; });
    std::vector<double> times;
    qsizetype next = 0;
    for (auto _ : state) {
        const TurnPlace place = places[next++];
        const auto begin = std::chrono::steady_clock::now();
        mustHold(EditHistory(db).record(ada, codeLabel(place, genre), [&]() -> Result<void> {
            ANTIPHON_TRY_ASSIGN(const Coder coder, ensureCoder(db, ada.name));
            ANTIPHON_TRY(addCoding(db, {{}, genre.id, coder.id, {place.dialogue, place.turn, {}}, {}, 0}));
            return {};
        }));
        times.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    }
    std::sort(times.begin(), times.end());
    state.counters["median_ms"] = times[times.size() / 2];
    state.counters["p95_ms"] = times[times.size() * 95 / 100];
}
BENCHMARK(oneKey)->Unit(benchmark::kMillisecond)->Iterations(500);

void importTable(benchmark::State& state)
{
    const Ground ground;
    int round = 0;
    qint64 codings = 0;
    for (auto _ : state)
        codings += ground.import(QStringLiteral("coder %1").arg(round++)).codings;
    state.counters["codings/s"] =
        benchmark::Counter(static_cast<double>(codings), benchmark::Counter::kIsRate);
}
BENCHMARK(importTable)->Unit(benchmark::kMillisecond)->Iterations(5)->UseRealTime();

void frequencies(benchmark::State& state)
{
    const Ground ground;
    ground.import(QStringLiteral("authors"));
    for (auto _ : state)
        benchmark::DoNotOptimize(mustHave(readFrequencies(ground.project.connection(), {})));
}
BENCHMARK(frequencies)->Unit(benchmark::kMillisecond)->Iterations(20)->UseRealTime();

} // namespace

BENCHMARK_MAIN();
