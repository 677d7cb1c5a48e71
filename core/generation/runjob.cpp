#include "core/generation/runjob.h"

#include "core/corpus/corpusstore.h"
#include "core/corpus/sourcestore.h"
#include "core/corpus/sourcewriter.h"
#include "core/generation/runstore.h"
#include "core/generation/writingline.h"
#include "core/storage/bulklock.h"
#include "core/storage/project.h"

#include <QElapsedTimer>
#include <QJsonDocument>

namespace antiphon {

namespace {

constexpr qint64 commitMs = 250; // what a kill may cost of slow work
constexpr qint64 observeMs = 100;
constexpr int equalFailures = 20; // in a row: the endpoint, not the plans

// Stores what the line hands over and keeps the books.
class RunKeeper
{
public:
    RunKeeper(RunSetup& setup, SourceWriter& samples, RunItemWriter& items)
        : m_setup(setup), m_samples(samples), m_items(items), m_known(setup.tracks->size(), false)
    {
        tally.planned = setup.run.planned;
        tally.samples = setup.run.samples;
        tally.setAside = setup.run.setAside;
        m_common = QJsonDocument(setup.common).toJson(QJsonDocument::Compact).chopped(1);
        for (size_t i = 0; i < setup.tracks->size(); ++i)
            m_places.insert((*setup.tracks)[i].externalId, static_cast<quint32>(i));
    }

    Result<void> store(std::vector<LineItem> chunk);
    const std::optional<Error>& stop() const { return m_stop; }
    RunTally tally;

private:
    Result<void> storeSample(LineItem& item);
    Result<void> storeSetAside(const LineItem& item);
    void watchForEqualFailures(const LineItem& item);
    QByteArray provenanceOf(const LineItem& item) const;
    QList<SourceTrack> newTracksOf(const Dialogue& sample);

    RunSetup& m_setup;
    SourceWriter& m_samples;
    RunItemWriter& m_items;
    QByteArray m_common; // JSON without its closing brace
    std::vector<bool> m_known;
    QHash<QString, quint32> m_places;
    std::optional<Error> m_stop;
    QString m_lastKind;
    int m_equal = 0;
};

QByteArray RunKeeper::provenanceOf(const LineItem& item) const
{
    QByteArray json = m_common;
    json += ",\"plan\":" + QByteArray::number(item.ordinal) + ",\"at\":" + QByteArray::number(now());
    if (item.written.transient)
        json += ",\"transient\":true";
    if (!item.written.provenance.isEmpty())
        json +=
            ',' + QJsonDocument(item.written.provenance).toJson(QJsonDocument::Compact).chopped(1).sliced(1);
    return json + '}';
}

QList<SourceTrack> RunKeeper::newTracksOf(const Dialogue& sample)
{
    QList<SourceTrack> fresh;
    for (const Turn& turn : sample.turns) {
        for (const TrackReference& reference : turn.tracks) {
            const quint32 place = m_places.value(reference.externalId);
            if (m_known[place])
                continue;
            m_known[place] = true;
            fresh << (*m_setup.tracks)[place];
        }
    }
    return fresh;
}

Result<void> RunKeeper::storeSample(LineItem& item)
{
    ANTIPHON_TRY(m_samples.addTracks(newTracksOf(item.sample)));
    tally.latest = item.sample.turns.isEmpty() ? QString() : item.sample.turns.first().text;
    RunItem row{item.ordinal, {}, provenanceOf(item), {}};
    ANTIPHON_TRY(m_samples.add(std::move(item.sample), item.ordinal, [this, row](DialogueId id) mutable {
        row.dialogue = id;
        return m_items.add(row);
    }));
    ++tally.samples;
    ++tally.written;
    m_equal = 0;
    return {};
}

Result<void> RunKeeper::storeSetAside(const LineItem& item)
{
    const RunItem row{item.ordinal, {}, provenanceOf(item), errorSentence(item.written.error)};
    ANTIPHON_TRY(m_samples.alsoWrite([this, row] { return m_items.add(row); }));
    ++tally.setAside;
    ++tally.failures[item.written.kind];
    watchForEqualFailures(item);
    return {};
}

void RunKeeper::watchForEqualFailures(const LineItem& item)
{
    m_equal = item.written.kind == m_lastKind ? m_equal + 1 : 1;
    m_lastKind = item.written.kind;
    if (m_equal < equalFailures || m_stop)
        return;
    m_stop = item.written.error;
    m_stop->detail =
        QStringLiteral("%1 replies in a row failed in the same way: %2").arg(m_equal).arg(m_stop->detail);
}

Result<void> RunKeeper::store(std::vector<LineItem> chunk)
{
    for (LineItem& item : chunk) {
        tally.promptTokens += item.written.tokens.prompt;
        tally.completionTokens += item.written.tokens.completion;
        switch (item.written.end) {
        case Written::End::Sample:
            ANTIPHON_TRY(storeSample(item));
            break;
        case Written::End::SetAside:
            ANTIPHON_TRY(storeSetAside(item));
            break;
        case Written::End::Stopped:
            if (!m_stop && item.written.error.code != ErrorCode::Cancelled)
                m_stop = item.written.error;
            break;
        }
    }
    return {};
}

struct Listeners
{
    ProgressSink progress;
    RunObserver observe;
    QElapsedTimer timer;

    void tell(RunTally& tally) const
    {
        tally.elapsedMs = timer.elapsed();
        report(progress, tally.samples + tally.setAside, tally.planned, QStringLiteral("dialogues"));
        if (observe)
            observe(tally);
    }
};

// Runs the line to its end, or until told to stop; then everything that was handed over is stored.
Result<void> storeAll(WritingLine& line, RunKeeper& keeper, SourceWriter& samples, const Listeners& listeners,
                      const CancelToken& cancel)
{
    QElapsedTimer sinceCommit, sinceTold;
    sinceCommit.start();
    sinceTold.start();
    while (!line.isOver()) {
        ANTIPHON_TRY(keeper.store(line.take(20)));
        if (cancel.isCancelled() || keeper.stop())
            line.stop();
        if (sinceCommit.elapsed() > commitMs) {
            ANTIPHON_TRY(samples.commitBatch());
            sinceCommit.restart();
        }
        if (sinceTold.elapsed() > observeMs) {
            listeners.tell(keeper.tally);
            sinceTold.restart();
        }
    }
    listeners.tell(keeper.tally);
    return {};
}

// The end of every session that made something: one recorded edit that publishes what there is.
Result<Run> publish(const Connection& connection, Run run, SourceWriter& samples, const RunTally& tally,
                    const Actor& actor)
{
    ANTIPHON_TRY_ASSIGN(const Source source, samples.finish());
    const bool complete = tally.samples + tally.setAside >= run.planned;
    run.state = complete ? RunState::Ready : RunState::Stopped;
    run.samples = tally.samples;
    run.setAside = tally.setAside;
    const QString label =
        complete ? QStringLiteral("Generate %1").arg(run.name)
                 : QStringLiteral("Stop %1 at %2 of %3").arg(run.name).arg(run.samples).arg(run.planned);
    const auto change = [&]() -> Result<void> {
        ANTIPHON_TRY(publishSource(connection, source));
        return setRunState(connection, run.id, run.state, run.planned);
    };
    ANTIPHON_TRY(EditHistory(connection).record(actor, label, change));
    return run;
}

Result<SourceWriter> openSamples(const Connection& connection, RunSetup& setup)
{
    Run& run = setup.run;
    if (!run.id.isNull())
        return SourceWriter::resume(connection, run.source);
    Source source;
    source.id = SourceId::create();
    source.name = run.name;
    source.kind = SourceKind::Run;
    source.format = QStringLiteral("run");
    source.origin = run.writer;
    ANTIPHON_TRY_ASSIGN(SourceWriter writer, SourceWriter::begin(connection, source));
    run.id = RunId::create();
    run.source = source.id;
    run.createdAt = now();
    ANTIPHON_TRY(insertRun(connection, run));
    return writer;
}

Failure stoppedAt(const Run& run, Error why)
{
    const QString kept = QStringLiteral("%1 of %2 dialogues are written and the run can be resumed")
                             .arg(run.samples)
                             .arg(run.planned);
    why.detail = why.detail.isEmpty() ? kept : why.detail + QStringLiteral("; ") + kept;
    return fail(std::move(why));
}

} // namespace

Result<RunOutcome> performRun(const QString& projectPath, const RunRequest& request, const Actor& actor,
                              const CancelToken& cancel, const ProgressSink& progress,
                              const RunObserver& observe)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(projectPath));
    ANTIPHON_TRY_ASSIGN(const BulkLock lock, BulkLock::acquire(connection, QStringLiteral("run")));
    ANTIPHON_TRY_ASSIGN(RunSetup setup, setUpRun(connection, request));
    if (cancel.isCancelled())
        return fail(ErrorCode::Cancelled, QStringLiteral("the run"));
    ANTIPHON_TRY_ASSIGN(SourceWriter samples, openSamples(connection, setup));
    ANTIPHON_TRY_ASSIGN(RunItemWriter items, RunItemWriter::prepare(connection, setup.run.id));
    RunKeeper keeper(setup, samples, items);
    Listeners listeners{progress, observe, {}};
    listeners.timer.start();
    std::optional<Error> trouble;
    {
        WritingLine line(projectPath, setup);
        if (const auto stored = storeAll(line, keeper, samples, listeners, cancel); !stored)
            return fail(stored.error());
        trouble = keeper.stop() ? keeper.stop() : line.failure();
    }
    const bool madeNothing = keeper.tally.samples + keeper.tally.setAside == 0;
    if (request.start == RunStart::New && madeNothing && setup.run.planned > 0) {
        ANTIPHON_TRY(deleteRun(connection, setup.run.id));
        ANTIPHON_TRY(deleteUnfinishedSource(connection, setup.run.source));
        return trouble ? fail(*trouble) : fail(ErrorCode::Cancelled, QStringLiteral("the run"));
    }
    ANTIPHON_TRY_ASSIGN(const Run run, publish(connection, setup.run, samples, keeper.tally, actor));
    if (trouble)
        return stoppedAt(run, *trouble);
    if (run.state != RunState::Ready)
        return stoppedAt(run, Error{ErrorCode::Cancelled, QStringLiteral("the run \"%1\"").arg(run.name)});
    return RunOutcome{run, keeper.tally};
}

} // namespace antiphon
