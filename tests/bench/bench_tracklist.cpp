// A list of a million tracks: what a key in the search field costs, beside SQLite's own ways to the same
// answer, and sorting.
#include "core/cascade/trackanswer.h"
#include "core/catalogue/indexbuilder.h"
#include "core/storage/connection.h"
#include "tests/bench/stopwatch.h"

#include <QTemporaryDir>

using namespace antiphon;

namespace {

constexpr quint32 trackCount = 1'000'000;

std::string words(Random& random, quint64 count)
{
    static const char* const syllables[] = {"ka", "lo", "mi", "ren", "sol", "ti",  "ver", "a",  "bo",  "dun",
                                            "é",  "fa", "gr", "hou", "i",   "jaz", "Nor", "oo", "pel", "Que"};
    std::string text;
    for (; count > 0; --count) {
        for (quint64 parts = 1 + random.below(4); parts > 0; --parts)
            text += syllables[random.below(std::size(syllables))];
        text += count > 1 ? " " : "";
    }
    return text;
}

struct Texts
{
    std::string id, title, artist, album;
};

const std::vector<Texts>& texts()
{
    static const std::vector<Texts> made = [] {
        std::vector<Texts> tracks;
        for (quint32 i = 0; i < trackCount; ++i) {
            Random random = Random::forKey(1, i);
            Random artist = Random::forKey(2, random.below(trackCount / 12));
            tracks.push_back({"tr_" + std::to_string(i), words(random, 1 + random.below(5)), words(artist, 2),
                              words(artist, 3)});
        }
        return tracks;
    }();
    return made;
}

const std::shared_ptr<const CatalogueIndex>& index()
{
    static const auto made = [] {
        CatalogueIndexBuilder builder({});
        quint32 i = 0;
        for (const Texts& text : texts()) {
            Random random = Random::forKey(3, i++);
            builder.beginTrack(text.id, text.title, text.artist, text.album);
            builder.addLabel("genre", "genre " + std::to_string(random.below(25)));
            builder.addLabel("mood", "mood " + std::to_string(random.below(60)));
            builder.addNumber("year", 1950 + static_cast<double>(random.below(70)));
        }
        return builder.finish();
    }();
    return made;
}

const TrackList& list()
{
    static const TrackList made(index());
    return made;
}

void must(const Result<void>& result)
{
    if (!result)
        qFatal("%s", qPrintable(errorSentence(result.error())));
}

const Connection& database()
{
    static QTemporaryDir folder;
    static const Connection made = [] {
        auto connection = Connection::open(folder.filePath(QStringLiteral("t.db")), Access::Create);
        must(connection->execute(
            "CREATE TABLE t (id TEXT, title TEXT, artist TEXT, album TEXT);"
            "CREATE VIRTUAL TABLE w USING fts5(line, tokenize = 'trigram', detail = none);"
            "BEGIN"));
        auto row = connection->prepare("INSERT INTO t VALUES (?, ?, ?, ?)");
        for (const Texts& text : texts()) {
            row->bind(1, std::string_view(text.id)).bind(2, std::string_view(text.title));
            row->bind(3, std::string_view(text.artist)).bind(4, std::string_view(text.album));
            must(row->run());
        }
        must(connection->execute(
            "INSERT INTO w (rowid, line) SELECT rowid, id || ' ' || title || ' ' || artist "
            "|| ' ' || album FROM t; COMMIT"));
        return std::move(*connection);
    }();
    return made;
}

const char* const searches[] = {"kami", "renso", "jaz ver", "tr_99", "queque", "norgr", "hou"};

void report(benchmark::State& state, Stopwatch& watch, qint64 found)
{
    watch.report(state);
    state.counters["found"] = static_cast<double>(found);
}

void searchByScan(benchmark::State& state)
{
    list();
    Stopwatch watch;
    qint64 found = 0;
    for ([[maybe_unused]] const auto _ : state)
        for (const char* search : searches) {
            watch.start();
            found += static_cast<qint64>(list().texts().find(QString::fromUtf8(search)).cardinality());
            watch.stop();
        }
    report(state, watch, found / static_cast<qint64>(state.iterations()));
}
BENCHMARK(searchByScan)->Unit(benchmark::kMillisecond)->Iterations(10);

void searchBySql(benchmark::State& state, const char* sql, const char* around)
{
    Stopwatch watch;
    qint64 found = 0;
    database();
    for ([[maybe_unused]] const auto _ : state)
        for (const char* search : searches) {
            watch.start();
            QStringList parts = QString::fromUtf8(search).split(QLatin1Char(' '));
            parts.resize(2);
            auto select = database().prepare(sql);
            for (int i = 0; i < 2; ++i)
                select->bind(i + 1, QString::fromUtf8(around).arg(parts[i]));
            qint64 rows = 0;
            while (select->step().value_or(false))
                ++rows;
            found += rows;
            watch.stop();
        }
    report(state, watch, found / static_cast<qint64>(state.iterations()));
}
BENCHMARK_CAPTURE(
    searchBySql, like,
    "SELECT rowid FROM t WHERE (id || ' ' || title || ' ' || artist || ' ' || album) LIKE ?1 AND "
    "(id || ' ' || title || ' ' || artist || ' ' || album) LIKE ?2",
    "%%1%")
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);
BENCHMARK_CAPTURE(searchBySql, fts5trigram, "SELECT rowid FROM w WHERE line LIKE ?1 AND line LIKE ?2", "%%1%")
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);

// From a key to the rows that the table shows: search, filter, order.
void keyToRows(benchmark::State& state)
{
    Stopwatch watch;
    const TrackOrder order{TrackOrder::By::Title, -1, false};
    TrackQuestion question;
    question.state.filters = {{QStringLiteral("genre"), QStringLiteral("genre 3"), Sense::Exclude}};
    list().rows(Roaring(), order);
    for ([[maybe_unused]] const auto _ : state)
        for (const char* search : {"k", "ka", "kam", "kami", "kami r", "kami re", "", "v"}) {
            question.search = QString::fromUtf8(search);
            watch.start();
            const auto pool = tracksAsked(list(), question);
            auto rows = list().rows(*pool, order);
            benchmark::DoNotOptimize(rows);
            watch.stop();
        }
    watch.report(state);
}
BENCHMARK(keyToRows)->Unit(benchmark::kMillisecond)->Iterations(10);

void facets(benchmark::State& state)
{
    const auto pool = list().texts().find(QStringLiteral("ka"));
    const int year = index()->typeIndex(QStringLiteral("year"));
    Stopwatch watch;
    for ([[maybe_unused]] const auto _ : state) {
        watch.start();
        auto found = facetsOf(*index(), pool);
        auto spread = list().spread(year, pool, 24);
        benchmark::DoNotOptimize(found);
        benchmark::DoNotOptimize(spread);
        watch.stop();
    }
    watch.report(state);
}
BENCHMARK(facets)->Unit(benchmark::kMillisecond)->Iterations(10);

void readTexts(benchmark::State& state)
{
    index();
    for ([[maybe_unused]] const auto _ : state)
        TrackTexts made(*index());
}
BENCHMARK(readTexts)->Unit(benchmark::kMillisecond)->Iterations(2);

void firstOrderByTitle(benchmark::State& state)
{
    for ([[maybe_unused]] const auto _ : state) {
        state.PauseTiming();
        const TrackList fresh(index());
        state.ResumeTiming();
        auto rows = fresh.rows(Roaring(), {TrackOrder::By::Title, -1, false});
        benchmark::DoNotOptimize(rows);
    }
}
BENCHMARK(firstOrderByTitle)->Unit(benchmark::kMillisecond)->Iterations(2);

} // namespace

BENCHMARK_MAIN();
