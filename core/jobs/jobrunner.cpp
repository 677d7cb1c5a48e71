#include "core/jobs/jobrunner.h"

#include <QPointer>
#include <QTimer>

#include <mutex>

namespace antiphon {

namespace {
constexpr int refreshMs = 100;
}

struct JobRunner::Job
{
    JobSnapshot snapshot; // of the runner's thread, but for progress
    CancelToken cancel;
    QPointer<QObject> context;
    bool hasContext = false;

    std::mutex progressMutex;
    Progress progress; // of the working thread
    std::atomic<bool> started = false;
};

JobRunner::JobRunner(QObject* parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(std::max(2, QThread::idealThreadCount()));
    auto* timer = new QTimer(this);
    timer->setInterval(refreshMs);
    connect(timer, &QTimer::timeout, this, [this] {
        if (runningCount() > 0)
            Q_EMIT changed();
    });
    timer->start();
}

JobRunner::~JobRunner()
{
    for (const auto& job : m_jobs)
        job->cancel.cancel();
    m_pool.waitForDone();
}

JobNumber JobRunner::startErased(const QString& title, QObject* context,
                                 std::function<Outcome(const JobContext&)> work,
                                 std::function<void(const Outcome&)> done)
{
    auto job = std::make_shared<Job>();
    job->snapshot.number = ++m_lastNumber;
    job->snapshot.title = title;
    job->snapshot.startedAt = now();
    job->context = context;
    job->hasContext = context != nullptr;
    m_jobs << job;
    m_pool.start([this, job, work = std::move(work), done = std::move(done)] {
        job->started = true;
        const JobContext jobContext{job->cancel, [job](const Progress& progress) {
                                        const std::lock_guard lock(job->progressMutex);
                                        job->progress = progress;
                                    }};
        // Work that was cancelled before it began is called all the same: it returns at once, and its view
        // hears of it.
        const Outcome outcome = work(jobContext);
        // The runner outlives the pool's threads, so the call is always delivered or dropped with it.
        m_mailbox.post([this, job, outcome, done] { finish(job, outcome, done); });
    });
    Q_EMIT changed();
    return job->snapshot.number;
}

void JobRunner::finish(const std::shared_ptr<Job>& job, const Outcome& outcome,
                       const std::function<void(const Outcome&)>& done)
{
    job->snapshot.endedAt = now();
    if (!outcome.error) {
        job->snapshot.state = JobState::Done;
        job->snapshot.message = outcome.message;
    } else {
        job->snapshot.state =
            outcome.error->code == ErrorCode::Cancelled ? JobState::Cancelled : JobState::Failed;
        job->snapshot.message = errorSentence(*outcome.error);
    }
    if (!job->hasContext || job->context)
        done(outcome);
    Q_EMIT ended(job->snapshot);
    Q_EMIT changed();
}

void JobRunner::cancel(JobNumber number)
{
    for (const auto& job : m_jobs) {
        if (job->snapshot.number == number)
            job->cancel.cancel();
    }
}

void JobRunner::clearEnded()
{
    m_jobs.removeIf([](const auto& job) { return job->snapshot.endedAt != 0; });
    Q_EMIT changed();
}

QList<JobSnapshot> JobRunner::snapshots() const
{
    QList<JobSnapshot> list;
    for (const auto& job : m_jobs) {
        JobSnapshot snapshot = job->snapshot;
        if (snapshot.endedAt == 0)
            snapshot.state = job->started ? JobState::Running : JobState::Waiting;
        const std::lock_guard lock(job->progressMutex);
        snapshot.progress = job->progress;
        list << snapshot;
    }
    return list;
}

int JobRunner::runningCount() const
{
    return static_cast<int>(std::count_if(m_jobs.begin(), m_jobs.end(),
                                          [](const auto& job) { return job->snapshot.endedAt == 0; }));
}

void JobRunner::waitForAll()
{
    m_pool.waitForDone();
}

} // namespace antiphon
