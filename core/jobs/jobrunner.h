// Background work with a name, progress and an end, listed in one place.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/clock.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/jobs/mailbox.h"

#include <QObject>
#include <QThreadPool>

#include <any>

namespace antiphon {

using JobNumber = int;

enum class JobState { Waiting, Running, Done, Failed, Cancelled };

// What the window shows of a job.
struct JobSnapshot
{
    JobNumber number = 0;
    QString title; // "Importing cpcd.jsonl"
    JobState state = JobState::Waiting;
    Progress progress;
    TimePoint startedAt = 0;
    TimePoint endedAt = 0;
    QString message; // the error's sentence, or what was done
};

// Handed to the work; to be used in the working thread.
struct JobContext
{
    CancelToken cancel;
    ProgressSink progress;
};

// Runs work on a pool of its own and tells the thread it lives in. Work gets everything by value and opens
// its own connection. A job whose context object dies still finishes (a person started it), but its
// continuation is dropped.
class JobRunner : public QObject
{
    Q_OBJECT
public:
    explicit JobRunner(QObject* parent = nullptr);
    ~JobRunner() override; // cancels what runs and waits for it

    // `work` runs in the pool; `done` then runs in the runner's thread unless `context` is gone. The string
    // is the message for the job's line in the list, empty for none.
    template<typename T>
    JobNumber start(const QString& title, QObject* context, std::function<Result<T>(const JobContext&)> work,
                    std::function<void(Result<T>)> done, std::function<QString(const T&)> message = {})
    {
        return startErased(
            title, context,
            [work = std::move(work), message = std::move(message)](const JobContext& job) -> Outcome {
                Result<T> result = work(job);
                Outcome outcome;
                if (!result)
                    outcome.error = result.error();
                else if (message)
                    outcome.message = message(*result);
                outcome.result = std::make_shared<Result<T>>(std::move(result));
                return outcome;
            },
            [done = std::move(done)](const Outcome& outcome) {
                if (done)
                    done(std::move(*std::static_pointer_cast<Result<T>>(outcome.result)));
            });
    }

    void cancel(JobNumber number);
    void clearEnded();
    QList<JobSnapshot> snapshots() const; // newest last
    int runningCount() const;
    // Blocks until no job runs; for the end of the program and for tests of core, never for the window.
    void waitForAll();

Q_SIGNALS:
    // At most ten times a second for progress, at once for starts and ends.
    void changed();
    void ended(const antiphon::JobSnapshot& job);

private:
    struct Outcome
    {
        std::optional<Error> error;
        QString message;
        std::shared_ptr<void> result;
    };
    struct Job;
    JobNumber startErased(const QString& title, QObject* context,
                          std::function<Outcome(const JobContext&)> work,
                          std::function<void(const Outcome&)> done);
    void finish(const std::shared_ptr<Job>& job, const Outcome& outcome,
                const std::function<void(const Outcome&)>& done);

    Mailbox m_mailbox;
    QThreadPool m_pool;
    QList<std::shared_ptr<Job>> m_jobs;
    JobNumber m_lastNumber = 0;
};

} // namespace antiphon
