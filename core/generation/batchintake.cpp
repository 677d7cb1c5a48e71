#include "core/generation/batchintake.h"

#include "core/cascade/planstore.h"
#include "core/corpus/corpusstore.h"
#include "core/corpus/sourcestore.h"
#include "core/generation/batchexport.h"
#include "core/generation/dialoguescript.h"
#include "core/generation/sample.h"

#include <QJsonArray>

namespace antiphon {

namespace {

constexpr qsizetype longestKept = 20'000; // of an unusable reply

QJsonObject provenanceOf(const BatchReply& reply, const ChatRequest& request, const QByteArray& digest,
                         double cost)
{
    const ChatResult& result = reply.result;
    const bool isSame = digest.startsWith(reply.id.request);
    QJsonObject json{
        {QStringLiteral("batch"), true},
        {QStringLiteral("endpoint"), result.endpoint},
        {QStringLiteral("model_answered"), result.model},
        {QStringLiteral("fingerprint"), result.fingerprint},
        {QStringLiteral("request_id"), result.requestId},
        {QStringLiteral("request_digest"), QString::fromLatin1(isSame ? digest : reply.id.request)},
        {QStringLiteral("item_seed"), request.seed.value_or(0)},
        {QStringLiteral("outcome"), outcomeWord(result.outcome)},
        {QStringLiteral("status"), result.status},
        {QStringLiteral("prompt_tokens"), result.tokens.prompt},
        {QStringLiteral("completion_tokens"), result.tokens.completion},
        {QStringLiteral("attempts"), 1},
        {QStringLiteral("repairs"), 0}};
    if (!isSame)
        json.insert(QStringLiteral("request_changed"), true);
    if (cost > 0)
        json.insert(QStringLiteral("cost"), cost);
    return json;
}

void setAside(Written& written, const ChatResult& result, const Error& error)
{
    const ChatOutcome end = result.outcome == ChatOutcome::Ok ? ChatOutcome::SchemaViolation : result.outcome;
    written.end = Written::End::SetAside;
    written.error = error;
    written.kind = outcomeWord(end);
    written.transient = staysQueued(end);
    const QJsonObject attempt{{QStringLiteral("outcome"), written.kind},
                              {QStringLiteral("status"), result.status},
                              {QStringLiteral("prompt_tokens"), result.tokens.prompt},
                              {QStringLiteral("completion_tokens"), result.tokens.completion},
                              {QStringLiteral("fault"), error.detail},
                              {QStringLiteral("reply"), result.content.left(longestKept)}};
    written.provenance.insert(QStringLiteral("attempts_kept"), QJsonArray{attempt});
}

} // namespace

BatchIntake::BatchIntake(const Connection& connection, RunSetup setup, SourceWriter samples,
                         RunItemWriter items, double priceFactor)
    : m_connection(connection),
      m_setup(std::move(setup)),
      m_samples(std::move(samples)),
      m_items(std::move(items)),
      m_keeper(m_connection, m_setup, m_samples, m_items),
      m_priceFactor(priceFactor)
{
}

Result<std::unique_ptr<BatchIntake>> BatchIntake::open(const Connection& connection, const Run& run,
                                                       double priceFactor)
{
    RunRequest request;
    request.start = RunStart::Append;
    request.name = run.name;
    request.reachesServers = false;
    ANTIPHON_TRY_ASSIGN(RunSetup setup, setUpRun(connection, request));
    if (!setup.model)
        return fail(ErrorCode::NotPossible, QStringLiteral("the run \"%1\"").arg(run.name),
                    QStringLiteral("it is written by templates and takes no replies"));
    ANTIPHON_TRY_ASSIGN(SourceWriter samples, SourceWriter::resume(connection, run.source));
    ANTIPHON_TRY_ASSIGN(RunItemWriter items, RunItemWriter::prepare(connection, run.id));
    std::unique_ptr<BatchIntake> intake(
        new BatchIntake(connection, std::move(setup), std::move(samples), std::move(items), priceFactor));
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

double BatchIntake::costOf(const TokenCounts& tokens) const
{
    constexpr double million = 1e6;
    const Endpoint& endpoint = m_setup.model->endpoint;
    return m_priceFactor *
           (static_cast<double>(tokens.prompt) * endpoint.promptPrice +
            static_cast<double>(tokens.completion) * endpoint.completionPrice) /
           million;
}

// The item as a writer would have left it.
Result<LineItem> BatchIntake::judge(BatchReply& reply, Outcome& outcome)
{
    const ModelWriterParts& parts = *m_setup.model;
    ChatResult& result = reply.result;
    ANTIPHON_TRY_ASSIGN(const Plan plan, readPlan(m_connection, m_setup.run.planSet, reply.id.planOrdinal));
    const auto script = makeDialogueScript(parts.prompt, plan, *parts.tracks, *parts.book);
    const ChatRequest request = batchQuestion(parts, plan, *script);
    result.endpoint = parts.endpoint.name;
    result.body = batchBody(request);
    const QByteArray digest = requestDigest(result.body);
    outcome.changed = !digest.startsWith(reply.id.request);
    outcome.tokens = result.tokens;
    outcome.cost = costOf(result.tokens);
    LineItem item;
    item.ordinal = plan.ordinal;
    item.written.tokens = result.tokens;
    item.written.cost = outcome.cost;
    item.written.provenance = provenanceOf(reply, request, digest, outcome.cost);
    if (!outcome.changed)
        item.written.body = result.body;
    const auto usable = result.outcome == ChatOutcome::Ok ? script->take(result.content)
                                                          : fail(chatError(result, result.endpoint));
    if (!usable) {
        setAside(item.written, result, usable.error());
        outcome.kind = item.written.kind;
        outcome.taken = item.written.transient ? Taken::Failed : Taken::SetAside;
        return item;
    }
    outcome.taken = Taken::Sample;
    item.sample = sampleOf(plan, script->texts(), *parts.tracks);
    if (!outcome.changed)
        item.written.replies.push_back(keptReply(parts.endpoint, result));
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
