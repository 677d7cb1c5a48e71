#include "core/generation/runkeeper.h"

#include "core/corpus/sourcestore.h"
#include "core/generation/samplecheckstore.h"

#include <QJsonDocument>

namespace antiphon {

namespace {
constexpr int equalFailures = 20; // in a row: the endpoint, not the plans
} // namespace

RunKeeper::RunKeeper(const Connection& connection, RunSetup& setup, SourceWriter& samples,
                     RunItemWriter& items)
    : m_connection(connection),
      m_setup(setup),
      m_samples(samples),
      m_items(items),
      m_known(setup.tracks->size(), false)
{
    tally.planned = setup.run.planned;
    tally.samples = setup.run.samples;
    tally.setAside = setup.run.setAside;
    tally.finished = setup.finished;
    tally.repeated = setup.repeated;
    if (setup.hasPrice)
        tally.spent = setup.spentBefore;
    if (setup.model) {
        m_checker.emplace(*setup.model->book, setup.checks.aliases, setup.checks.facts);
        m_checkStamp = checkStamp(*setup.model->book, setup.checks.aliases);
    }
    m_common = QJsonDocument(setup.common).toJson(QJsonDocument::Compact).chopped(1);
    for (size_t i = 0; i < setup.tracks->size(); ++i)
        m_places.insert((*setup.tracks)[i].externalId, static_cast<quint32>(i));
}

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

// What goes into the file with an item, in the same transaction.
Result<void> RunKeeper::storeBelongings(const LineItem& item)
{
    if (!item.written.body.isEmpty()) {
        ANTIPHON_TRY(m_samples.alsoWrite([this, written = item.written]() -> Result<void> {
            for (const KeptReply& reply : written.replies)
                ANTIPHON_TRY(m_items.replies().keep(reply));
            return m_items.replies().keepBody(written.body);
        }));
    }
    if (!item.lease)
        return {};
    const Lease& lease = *item.lease;
    if (++m_leaseDone[lease.first] <= lease.last - lease.first)
        return {};
    m_leaseDone.remove(lease.first);
    return m_samples.alsoWrite([this, first = lease.first] { return m_items.clearLease(first); });
}

// Counts the faults for the run's page and keeps them, so that the list of samples can be sorted at once.
Result<void> RunKeeper::check(const LineItem& item)
{
    if (!m_checker || !item.plan)
        return {};
    const DialogueChecks checks = m_checker->check(item.sample, item.plan.get());
    m_checks.add(item.sample, checks);
    tally.checks = m_checks.tally();
    return m_samples.alsoWrite([this, kept = keptCheckOf(item.ordinal, item.sample, checks)] {
        return keepSampleChecks(m_connection, m_setup.run.id, m_checkStamp, {kept});
    });
}

Result<void> RunKeeper::storeSample(LineItem& item)
{
    ANTIPHON_TRY(check(item));
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

Result<void> RunKeeper::forgetSetAside(qint64 planOrdinal)
{
    ANTIPHON_TRY(m_samples.alsoWrite([this, planOrdinal] { return m_items.forgetSetAside(planOrdinal); }));
    --tally.setAside;
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
        if (tally.spent)
            *tally.spent += item.written.cost;
        if (item.written.end != Written::End::Stopped && m_pilot.items() < static_cast<qint64>(m_setup.pilot))
            m_pilot.add(item.written);
        switch (item.written.end) {
        case Written::End::Sample:
            ANTIPHON_TRY(storeSample(item));
            ANTIPHON_TRY(storeBelongings(item));
            break;
        case Written::End::SetAside:
            ANTIPHON_TRY(storeSetAside(item));
            ANTIPHON_TRY(storeBelongings(item));
            break;
        case Written::End::Stopped:
            if (!m_stop && item.written.error.code != ErrorCode::Cancelled)
                m_stop = item.written.error;
            break;
        }
    }
    return {};
}

Result<Run> publishRun(const Connection& connection, Run run, SourceWriter& samples, const RunTally& tally,
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

} // namespace antiphon
