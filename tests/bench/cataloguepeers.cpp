#include "tests/bench/cataloguepeers.h"

#include <QFile>
#include <QProcess>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <span>

namespace antiphon::bench {

namespace {

constexpr std::size_t sqliteAsks = 60; // questions; it is slow

void mustRun(const Result<void>& result)
{
    if (!result)
        std::fprintf(stderr, "%s\n", qPrintable(errorSentence(result.error())));
}

Connection tableOf(const Labels& labels)
{
    Connection connection = Connection::open(QStringLiteral(":memory:"), Access::Create).value();
    mustRun(connection.execute("CREATE TABLE has (label INTEGER NOT NULL, track INTEGER NOT NULL, "
                               "PRIMARY KEY (label, track)) WITHOUT ROWID; BEGIN"));
    Statement insert = connection.prepare("INSERT INTO has VALUES (?, ?)").value();
    std::vector<std::pair<quint32, quint32>> pairs;
    for (quint32 track = 0; track + 1 < labels.starts.size(); ++track)
        for (quint32 at = labels.starts[track]; at < labels.starts[track + 1]; ++at)
            pairs.emplace_back(labels.labels[at], track);
    std::sort(pairs.begin(), pairs.end());
    for (const auto& [label, track] : pairs)
        mustRun(insert.reset().bind(1, qint64(label)).bind(2, qint64(track)).run());
    mustRun(connection.execute("COMMIT; CREATE INDEX has_track ON has (track, label); ANALYZE"));
    return connection;
}

double timeOfQuery(Statement& query, std::span<const quint32> labels)
{
    const double begin = processorTime();
    query.reset();
    for (std::size_t i = 0; i < labels.size(); ++i)
        query.bind(static_cast<int>(i) + 1, qint64(labels[i]));
    while (query.step().value_or(false))
        ;
    return processorTime() - begin;
}

// Of the first python3 that can do it: numpy's package belongs to the system's own.
std::optional<QByteArray> outputOfPython(const QStringList& arguments)
{
    for (const char* program : {"/usr/bin/python3", "python3"}) {
        QProcess python;
        python.start(QLatin1String(program), arguments);
        if (python.waitForFinished(600'000) && python.exitCode() == 0)
            return python.readAllStandardOutput();
    }
    return std::nullopt;
}

template<typename T>
void writeNumbers(const QString& path, const std::vector<T>& numbers)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(reinterpret_cast<const char*>(numbers.data()), qint64(numbers.size() * sizeof(T)));
}

std::vector<double> timesIn(const QList<QByteArray>& words)
{
    std::vector<double> times;
    for (qsizetype i = 1; i < words.size(); ++i)
        times.push_back(words[i].toDouble());
    return times;
}

void printLine(const char* name, const std::vector<double>& ours, const std::vector<double>& peer)
{
    const double median = quantile(ours, 0.5);
    const double p95 = quantile(ours, 0.95);
    if (peer.empty())
        std::printf("%-34s %9.4f %9.4f\n", name, median, p95);
    else
        std::printf("%-34s %9.4f %9.4f %11.4f %9.4f %8.1fx %8.1fx\n", name, median, p95, quantile(peer, 0.5),
                    quantile(peer, 0.95), quantile(peer, 0.5) / median, quantile(peer, 0.95) / p95);
}

void compareCounts(const Measured& ours, const Measured& peer, const Labels& labels)
{
    std::size_t differences = 0;
    for (std::size_t i = 0; i < peer.counts.size(); ++i)
        for (std::size_t label = 0; label < labels.values.size(); ++label)
            differences += peer.counts[i][label] == ours.counts[i][labels.values[label]] ? 0 : 1;
    std::printf("counts compared with numpy's: %zu pools, %zu differences\n", peer.counts.size(),
                differences);
}

} // namespace

double processorTime()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

double quantile(std::vector<double> times, double at)
{
    if (times.empty())
        return 0;
    std::sort(times.begin(), times.end());
    return times[std::min(times.size() - 1, static_cast<std::size_t>(at * double(times.size())))];
}

std::vector<ValueId> labelsOf(const CatalogueIndex& index, quint32 track)
{
    std::vector<ValueId> labels;
    for (const ValueId value : index.valuesOf(track)) {
        const IndexedType& type = index.types()[static_cast<std::size_t>(index.typeOf(value))];
        if (type.origin == TypeOrigin::Attribute && !type.hasNumbers)
            labels.push_back(value);
    }
    return labels;
}

Labels::Labels(const CatalogueIndex& index) : starts{0}, m_numbers(index.valueCount(), 0)
{
    for (const IndexedType& type : index.types()) {
        if (type.origin != TypeOrigin::Attribute || type.hasNumbers)
            continue;
        for (ValueId value = type.firstValue; value < type.firstValue + type.valueCount; ++value) {
            m_numbers[value] = static_cast<quint32>(values.size());
            values.push_back(value);
        }
    }
    for (quint32 track = 0; track < index.trackCount(); ++track) {
        for (const ValueId value : labelsOf(index, track))
            labels.push_back(m_numbers[value]);
        starts.push_back(static_cast<quint32>(labels.size()));
    }
}

Measured askSqlite(const Labels& labels, const std::vector<Question>& questions, const QString&)
{
    const Connection connection = tableOf(labels);
    auto step =
        connection.prepare("SELECT count(*) FROM has a JOIN has b ON b.label = ?2 AND b.track = a.track "
                           "JOIN has c ON c.label = ?3 AND c.track = a.track WHERE a.label = ?1");
    auto facets = connection.prepare("SELECT h.label, count(*) FROM has a JOIN has b ON b.label = ?2 AND "
                                     "b.track = a.track JOIN has h ON h.track = a.track WHERE a.label = ?1 "
                                     "GROUP BY h.label");
    auto sample = connection.prepare("SELECT a.track FROM has a JOIN has b ON b.label = ?2 AND b.track = "
                                     "a.track WHERE a.label = ?1 ORDER BY random() LIMIT 10");
    Measured measured;
    for (std::size_t i = 0; i < std::min(sqliteAsks, questions.size()); ++i) {
        std::array<quint32, 3> asked;
        std::transform(questions[i].begin(), questions[i].end(), asked.begin(),
                       [&](ValueId value) { return labels.numberOf(value); });
        measured.step.push_back(timeOfQuery(*step, asked));
        measured.facets.push_back(timeOfQuery(*facets, std::span(asked).first(2)));
        measured.sample.push_back(timeOfQuery(*sample, std::span(asked).first(2)));
    }
    return measured;
}

std::optional<Measured> askNumpy(const Labels& labels, const std::vector<Question>& questions,
                                 const QString& folder)
{
    std::vector<quint32> pools;
    for (const Question& question : questions)
        for (const ValueId value : question)
            pools.push_back(labels.numberOf(value));
    writeNumbers(folder + QStringLiteral("/starts.u32"), labels.starts);
    writeNumbers(folder + QStringLiteral("/values.u32"), labels.labels);
    writeNumbers(folder + QStringLiteral("/pools.u32"), pools);
    const auto output = outputOfPython({QStringLiteral(ANTIPHON_BENCH_PEERS "/catalogue_numpy.py"), folder});
    if (!output)
        return std::nullopt;
    Measured measured;
    const QList<QByteArray> lines = output->split('\n');
    for (const QByteArray& line : lines) {
        const QList<QByteArray> words = line.trimmed().split(' ');
        if (words.first() == "step")
            measured.step = timesIn(words);
        else if (words.first() == "facets.masks")
            measured.facetsByMasks = timesIn(words);
        else if (words.first() == "facets.rows")
            measured.facets = timesIn(words);
    }
    QFile counts(folder + QStringLiteral("/counts.u32"));
    if (!counts.open(QIODevice::ReadOnly))
        return std::nullopt;
    const auto bytesOfAPool = qint64(labels.values.size() * sizeof(quint32));
    while (!counts.atEnd()) {
        auto& pool = measured.counts.emplace_back(labels.values.size());
        counts.read(reinterpret_cast<char*>(pool.data()), bytesOfAPool);
    }
    return measured;
}

void printTable(const Measured& ours, const Measured& sqlite, const std::optional<Measured>& numpy,
                const Labels& labels)
{
    std::printf("%-34s %9s %9s %11s %9s %9s %9s\n", "milliseconds", "median", "p95", "peer median", "p95",
                "ahead", "at p95");
    printLine("one more filter / SQLite", ours.step, sqlite.step);
    printLine("all facet counts / SQLite", ours.facets, sqlite.facets);
    printLine("draw ten / SQLite", ours.sample, sqlite.sample);
    if (numpy) {
        printLine("one more filter / numpy masks", ours.step, numpy->step);
        printLine("all facet counts / numpy masks", ours.facets, numpy->facetsByMasks);
        printLine("all facet counts / numpy rows", ours.facets, numpy->facets);
        compareCounts(ours, *numpy, labels);
    } else {
        std::printf("numpy is not there (package python3-numpy)\n");
    }
    printLine("ten nearest tracks", ours.nearest, {});
    std::fflush(stdout);
}

} // namespace antiphon::bench
