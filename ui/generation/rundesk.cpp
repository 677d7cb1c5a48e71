#include "ui/generation/rundesk.h"

#include "core/keyring/systemkeyring.h"

#include <algorithm>

namespace antiphon {

namespace {
constexpr int lookMs = 100;
}

RunDesk::RunDesk(const WorkspaceContext& context, QObject* parent) : QObject(parent), m_context(context)
{
    m_timer.setInterval(lookMs);
    connect(&m_timer, &QTimer::timeout, this, &RunDesk::look);
}

void RunDesk::start(const RunRequest& request)
{
    if (!isRunning()) {
        begin(request);
        return;
    }
    const auto behind = std::find_if(m_waiting.cbegin(), m_waiting.cend(), [&](const RunRequest& other) {
        return other.priority < request.priority;
    });
    m_waiting.insert(behind, request);
    Q_EMIT waitingChanged();
}

void RunDesk::forgetWaiting(const QString& name)
{
    m_waiting.removeIf([&name](const RunRequest& request) { return request.name == name; });
    Q_EMIT waitingChanged();
}

void RunDesk::begin(const RunRequest& request)
{
    m_request = request;
    m_usesModel = request.writer != templateWriterName;
    m_tally = {};
    m_shared = std::make_shared<Shared>();
    const QString path = m_context.session.path();
    const Actor actor = m_context.session.actor();
    m_job = m_context.jobs.start<RunOutcome>(
        tr("Writing %1").arg(request.name), this,
        [path, request, actor, shared = m_shared](const JobContext& job) {
            RunRequest withKeys = request;
            withKeys.keyRing = makeSystemKeyRing();
            return performRun(path, withKeys, actor, job.cancel, job.progress,
                              [shared](const RunTally& tally) {
                                  const std::lock_guard lock(shared->mutex);
                                  shared->tally = tally;
                              });
        },
        [this](Result<RunOutcome> outcome) { finish(outcome); },
        [](const RunOutcome& outcome) {
            return tr("%L1 samples, %L2 set aside").arg(outcome.tally.samples).arg(outcome.tally.setAside);
        });
    m_timer.start();
    Q_EMIT started();
}

void RunDesk::stop()
{
    if (isRunning())
        m_context.jobs.cancel(m_job);
}

void RunDesk::setPaused(bool paused)
{
    if (!isRunning())
        return;
    if (paused)
        m_request.control.pause();
    else
        m_request.control.resume();
    Q_EMIT advanced();
}

void RunDesk::setConcurrency(int number)
{
    m_request.control.setConcurrency(number);
}

void RunDesk::setBudget(double money)
{
    m_request.control.setBudget(money);
}

void RunDesk::look()
{
    {
        const std::lock_guard lock(m_shared->mutex);
        m_tally = m_shared->tally;
    }
    Q_EMIT advanced();
}

void RunDesk::finish(const Result<RunOutcome>& outcome)
{
    look();
    m_timer.stop();
    m_job = 0;
    m_context.session.noteChange();
    tellEnd(outcome);
    const QString name = m_request.name;
    Q_EMIT ended(name);
    if (isRunning() || m_waiting.isEmpty())
        return;
    const RunRequest next = m_waiting.takeFirst();
    Q_EMIT waitingChanged();
    begin(next);
}

void RunDesk::tellEnd(const Result<RunOutcome>& outcome)
{
    const bool behindPilot =
        m_tally.estimate && !m_request.goOnAfterPilot && m_tally.samples + m_tally.setAside < m_tally.planned;
    if (behindPilot && (outcome || outcome.error().code == ErrorCode::Cancelled)) {
        Q_EMIT pilotWritten(m_request.name, *m_tally.estimate, m_tally.planned);
        return;
    }
    if (!outcome) {
        Notice notice = noticeOf(outcome.error());
        if (outcome.error().code == ErrorCode::Cancelled)
            notice.kind = NoticeKind::Info;
        m_context.notify(notice);
    } else if (!outcome->note.isEmpty()) {
        m_context.notify({NoticeKind::Info, outcome->note});
    } else if (outcome->tally.setAside > 0) {
        m_context.notify({NoticeKind::Warning, tr("%1 is written; %L2 of %L3 plans were set aside.")
                                                   .arg(m_request.name)
                                                   .arg(outcome->tally.setAside)
                                                   .arg(outcome->tally.planned)});
    }
}

} // namespace antiphon
