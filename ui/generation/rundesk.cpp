#include "ui/generation/rundesk.h"

namespace antiphon {

namespace {
constexpr int lookMs = 100;
constexpr qint64 paceMs = 10'000;
} // namespace

RunDesk::RunDesk(const WorkspaceContext& context, QObject* parent) : QObject(parent), m_context(context)
{
    m_timer.setInterval(lookMs);
    connect(&m_timer, &QTimer::timeout, this, &RunDesk::look);
}

void RunDesk::start(const RunRequest& request)
{
    if (isRunning())
        return;
    m_name = request.name;
    m_tally = {};
    m_pace.clear();
    m_shared = std::make_shared<Shared>();
    const QString path = m_context.session.path();
    const Actor actor = m_context.session.actor();
    m_job = m_context.jobs.start<RunOutcome>(
        tr("Writing %1").arg(request.name), this,
        [path, request, actor, shared = m_shared](const JobContext& job) {
            return performRun(path, request, actor, job.cancel, job.progress,
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

void RunDesk::look()
{
    {
        const std::lock_guard lock(m_shared->mutex);
        m_tally = m_shared->tally;
    }
    m_pace.emplace_back(m_tally.elapsedMs, m_tally.written);
    while (m_pace.size() > 2 && m_pace.front().first < m_tally.elapsedMs - paceMs)
        m_pace.pop_front();
    Q_EMIT advanced();
}

double RunDesk::perMinute() const
{
    if (m_pace.size() < 2)
        return 0;
    const qint64 ms = m_pace.back().first - m_pace.front().first;
    const qint64 dialogues = m_pace.back().second - m_pace.front().second;
    return ms < 200 ? 0 : 60'000.0 * static_cast<double>(dialogues) / static_cast<double>(ms);
}

void RunDesk::finish(const Result<RunOutcome>& outcome)
{
    look();
    m_timer.stop();
    m_job = 0;
    m_context.session.noteChange();
    if (!outcome) {
        Notice notice = noticeOf(outcome.error());
        if (outcome.error().code == ErrorCode::Cancelled)
            notice.kind = NoticeKind::Info;
        m_context.notify(notice);
    } else if (outcome->tally.setAside > 0) {
        m_context.notify({NoticeKind::Warning, tr("%1 is written; %L2 of %L3 plans were set aside.")
                                                   .arg(m_name)
                                                   .arg(outcome->tally.setAside)
                                                   .arg(outcome->tally.planned)});
    }
    Q_EMIT ended(m_name);
}

} // namespace antiphon
