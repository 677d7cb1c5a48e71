#include "core/generation/batchintake.h"

#include "core/cascade/planstore.h"
#include "core/corpus/corpusstore.h"
#include "core/corpus/sourcestore.h"
#include "core/generation/batchexport.h"
#include "core/generation/dialoguescript.h"
#include "core/generation/sample.h"

namespace antiphon {

namespace {

QJsonObject provenanceOf(const BatchReply& reply, const ChatRequest& request, const QByteArray& digest,
                         const Endpoint& endpoint)
{
    const ChatResult& result = reply.result;
    const bool isSame = digest.startsWith(reply.id.request);
    QJsonObject json{
        {QStringLiteral("batch"), true},
        {QStringLiteral("endpoint"), endpoint.name},
        {QStringLiteral("model_answered"), result.model},
        {QStringLiteral("fingerprint"), result.fingerprint},
        {QStringLiteral("request_id"), result.requestId},
        {QStringLiteral("request_digest"), QString::fromLatin1(isSame ? digest : reply.id.request)},
        {QStringLiteral("item_seed"), request.seed.value_or(0)},
        {QStringLiteral("outcome"), outcomeWord(result.outcome)},
        {QStringLiteral("status"), result.status},
        {QStringLiteral("prompt_tokens"), result.tokens.prompt},
        {QStringLiteral("completion_tokens"), result.tokens.completion},
        {QStringLiteral("attempts"), 1}};
    if (!isSame)
        json.insert(QStringLiteral("request_changed"), true);
    return json;
}

} // namespace

BatchIntake::BatchIntake(const Connection& connection, RunSetup setup, SourceWriter samples,
                         RunItemWriter items)
    : m_connection(connection),
      m_setup(std::move(setup)),
      m_samples(std::move(samples)),
      m_items(std::move(items)),
      m_keeper(m_setup, m_samples, m_items)
{
}

Result<std::unique_ptr<BatchIntake>> BatchIntake::open(const Connection& connection, const Run& run)
{
    RunRequest request;
    request.start = RunStart::Append;
    request.name = run.name;
    ANTIPHON_TRY_ASSIGN(RunSetup setup, setUpRun(connection, request));
    if (!setup.model)
        return fail(ErrorCode::NotPossible, QStringLiteral("the run \"%1\"").arg(run.name),
                    QStringLiteral("it is written by templates and takes no replies"));
    ANTIPHON_TRY_ASSIGN(SourceWriter samples, SourceWriter::resume(connection, run.source));
    ANTIPHON_TRY_ASSIGN(RunItemWriter items, RunItemWriter::prepare(connection, run.id));
    std::unique_ptr<BatchIntake> intake(
        new BatchIntake(connection, std::move(setup), std::move(samples), std::move(items)));
    ANTIPHON_TRY(intake->readStates());
    return intake;
}

Result<void> BatchIntake::readStates()
{
    m_states.assign(static_cast<size_t>(m_setup.run.planned), State::Sample);
    for (const qint64 ordinal : m_setup.pending)
        m_states[static_cast<size_t>(ordinal)] = State::Open;
    ANTIPHON_TRY_ASSIGN(const auto items,
                        runItems(m_connection, m_setup.run.id, ItemChoice::SetAside, 0, -1));
    for (const RunItem& item : items) {
        if (item.planOrdinal < m_setup.run.planned)
            m_states[static_cast<size_t>(item.planOrdinal)] = State::SetAside;
    }
    return {};
}

// The item as a writer would have left it.
Result<LineItem> BatchIntake::judge(BatchReply& reply, Outcome& outcome)
{
    const ModelWriterParts& parts = *m_setup.model;
    ANTIPHON_TRY_ASSIGN(const Plan plan, readPlan(m_connection, m_setup.run.planSet, reply.id.planOrdinal));
    const auto script = makeDialogueScript(parts.prompt, plan, *parts.tracks, *parts.book);
    const ChatRequest request = batchQuestion(parts, plan, *script);
    const QByteArray digest = requestDigest(batchBody(request));
    LineItem item{plan.ordinal, {}, {}};
    item.written.tokens = reply.result.tokens;
    item.written.provenance = provenanceOf(reply, request, digest, parts.endpoint);
    ChatOutcome end = reply.result.outcome;
    const auto usable = end == ChatOutcome::Ok ? script->take(reply.result.content)
                                               : fail(chatError(reply.result, parts.endpoint.name));
    outcome.changed = !digest.startsWith(reply.id.request);
    outcome.tokens = reply.result.tokens;
    if (usable) {
        outcome.taken = Taken::Sample;
        item.sample = sampleOf(plan, script->texts(), *parts.tracks);
        return item;
    }
    end = end == ChatOutcome::Ok ? ChatOutcome::SchemaViolation : end;
    item.written.end = Written::End::SetAside;
    item.written.error = usable.error();
    item.written.kind = outcome.kind = outcomeWord(end);
    item.written.transient = staysQueued(end);
    outcome.taken = item.written.transient ? Taken::Failed : Taken::SetAside;
    return item;
}

Result<BatchIntake::Outcome> BatchIntake::take(BatchReply reply)
{
    Outcome outcome;
    const qint64 ordinal = reply.id.planOrdinal;
    if (ordinal >= m_setup.run.planned)
        return outcome;
    State& state = m_states[static_cast<size_t>(ordinal)];
    const bool isBefore = state == State::Sample || state == State::SetAside;
    const bool isSample = state == State::Sample || state == State::SampleNow;
    outcome.taken = isBefore ? Taken::Already : Taken::Double;
    if (isSample)
        return outcome;
    Outcome judged;
    ANTIPHON_TRY_ASSIGN(LineItem item, judge(reply, judged));
    if (state != State::Open) {
        if (judged.taken != Taken::Sample)
            return outcome;
        ANTIPHON_TRY(m_keeper.forgetSetAside(ordinal));
        if (state != State::SetAside)
            judged.replaced = state == State::FailedNow ? Taken::Failed : Taken::SetAside;
    }
    const State failed = judged.taken == Taken::Failed ? State::FailedNow : State::SetAsideNow;
    state = judged.taken == Taken::Sample ? State::SampleNow : failed;
    std::vector<LineItem> one;
    one.push_back(std::move(item));
    ANTIPHON_TRY(m_keeper.store(std::move(one)));
    return judged;
}

qint64 BatchIntake::missing() const
{
    return std::count(m_states.begin(), m_states.end(), State::Open);
}

// Whether anything is to be published: of this import, or of one that was killed.
Result<bool> BatchIntake::hasNews()
{
    ANTIPHON_TRY_ASSIGN(const Source there, readSource(m_connection, m_setup.run.source));
    ANTIPHON_TRY_ASSIGN(const Source now, m_samples.finish());
    const RunTally& tally = m_keeper.tally;
    return tally.samples != m_setup.run.samples || tally.setAside != m_setup.run.setAside ||
           there.state != SourceState::Ready || there.published != now.published ||
           m_setup.run.state == RunState::Running;
}

Result<Run> BatchIntake::finish(const Actor& actor)
{
    ANTIPHON_TRY(m_samples.commitBatch());
    ANTIPHON_TRY_ASSIGN(const bool news, hasNews());
    if (!news)
        return m_setup.run;
    ANTIPHON_TRY_ASSIGN(const Source source, m_samples.finish());
    const RunTally& tally = m_keeper.tally;
    Run run = m_setup.run;
    run.state = tally.samples + tally.setAside >= run.planned ? RunState::Ready : RunState::Stopped;
    run.samples = tally.samples;
    run.setAside = tally.setAside;
    const QString label = QStringLiteral("Import replies of %1").arg(run.name);
    ANTIPHON_TRY(EditHistory(m_connection).record(actor, label, [&]() -> Result<void> {
        ANTIPHON_TRY(publishSource(m_connection, source));
        return setRunState(m_connection, run.id, run.state, run.planned);
    }));
    return run;
}

} // namespace antiphon
