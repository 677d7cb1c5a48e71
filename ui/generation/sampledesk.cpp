#include "ui/generation/sampledesk.h"

#include "core/generation/samplecomparison.h"
#include "core/generation/samplerewrite.h"
#include "core/keyring/systemkeyring.h"
#include "ui/widgets/numbers.h"

namespace antiphon {

namespace {

constexpr int examplesKept = 20;
constexpr qint64 countedUnasked = 20'000; // some seconds in the background

} // namespace

SampleDesk::SampleDesk(const WorkspaceContext& context, QObject* parent) : QObject(parent), m_context(context)
{
}

void SampleDesk::setSample(const std::optional<Run>& run, qint64 plan)
{
    m_run = run;
    m_plan = plan;
}

void SampleDesk::decide(SampleDecision decision, const QString& reason)
{
    if (!hasSample())
        return;
    const QString person = m_context.session.actor().name;
    m_context.session.edit(
        decisionLabel(decision, m_plan, m_run->name),
        [run = m_run->id, plan = m_plan, decision, reason, person](const Connection& connection) {
            return decideOnSample(connection, run, plan, decision, person, reason);
        });
}

void SampleDesk::comment(const QString& text)
{
    if (!hasSample())
        return;
    m_context.session.edit(tr("Comment on sample %1 of %2").arg(QString::number(m_plan), m_run->name),
                           [run = m_run->id, plan = m_plan, text,
                            person = m_context.session.actor().name](const Connection& connection) {
                               return commentOnSample(connection, run, plan, person, text);
                           });
}

void SampleDesk::writeAgain()
{
    if (!hasSample())
        return;
    m_context.jobs.start<bool>(
        tr("Writing sample %1 of %2 again").arg(countText(m_plan), m_run->name), this,
        [path = m_context.session.path(), run = m_run->name, plan = m_plan,
         actor = m_context.session.actor()](const JobContext& job) -> Result<bool> {
            ANTIPHON_TRY(rewriteSample(path, run, plan, actor, job.cancel, makeSystemKeyRing()));
            return true;
        },
        [this](const Result<bool>& done) {
            m_context.session.noteChange();
            if (!done && done.error().code != ErrorCode::Cancelled)
                m_context.notify(noticeOf(done.error()));
        });
}

void SampleDesk::checkAll(const QString& run)
{
    m_context.jobs.start<SourceCheck>(
        tr("Checking %1").arg(run), this,
        [path = m_context.session.path(), run](const JobContext& job) {
            return checkSource(path, run, examplesKept, job.cancel, job.progress);
        },
        [this](Result<SourceCheck> check) {
            Q_EMIT checkEnded();
            m_context.session.noteChange();
            if (check)
                Q_EMIT checked(*check);
            else
                m_context.notify(noticeOf(check.error()));
        },
        [](const SourceCheck& check) { return tr("%1 dialogues").arg(countText(check.dialogues)); });
}

void SampleDesk::countFew(const Run& run, qint64 checked)
{
    const qint64 open = run.samples - checked;
    if (open <= 0)
        m_counting.remove(run.id);
    if (open <= 0 || open > countedUnasked || m_counting.contains(run.id))
        return;
    m_counting.insert(run.id);
    m_context.jobs.start<bool>(
        tr("Counting faults of %1").arg(run.name), this,
        [path = m_context.session.path(), run](const JobContext& job) -> Result<bool> {
            ANTIPHON_TRY(checkRun(path, run, job.cancel, job.progress));
            return true;
        },
        [this](const Result<bool>&) { m_context.session.noteChange(); });
}

} // namespace antiphon
