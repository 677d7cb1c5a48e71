// The run in hand: starts, follows and steers it; keeps those that wait for their turn.
#pragma once

#include "core/generation/runjob.h"
#include "ui/shell/workspace.h"

#include <QTimer>

#include <mutex>

namespace antiphon {

// One run at a time: the project's lock allows no more. Lives in the window's thread; the job tells it how
// things stand through a shared tally that is read ten times a second.
class RunDesk : public QObject
{
    Q_OBJECT
public:
    RunDesk(const WorkspaceContext& context, QObject* parent);

    bool isRunning() const { return m_job != 0; }
    const QString& runName() const { return m_request.name; }
    const RunTally& tally() const { return m_tally; }
    bool isPaused() const { return isRunning() && m_request.control.isPaused(); }
    double budget() const { return m_request.control.budget(); } // below 0: none
    int concurrency() const { return m_request.control.concurrency(); }
    bool usesModel() const { return m_usesModel; }

    // At once; behind the run in hand, by priority, while there is one.
    void start(const RunRequest& request);
    const QList<RunRequest>& waiting() const { return m_waiting; }
    void forgetWaiting(const QString& name);

    void stop();
    void setPaused(bool paused);
    void setConcurrency(int number);
    void setBudget(double money);

Q_SIGNALS:
    void started();
    void advanced();
    void waitingChanged();
    // The run ended behind its pilot and waits for a word.
    void pilotWritten(const QString& run, const antiphon::RunEstimate& estimate, qint64 planned);
    // After the end, good or bad; an error is told in the window as well.
    void ended(const QString& run);

private:
    struct Shared
    {
        std::mutex mutex;
        RunTally tally;
    };
    void begin(const RunRequest& request);
    void look();
    void finish(const Result<RunOutcome>& outcome);
    void tellEnd(const Result<RunOutcome>& outcome);

    WorkspaceContext m_context;
    QTimer m_timer;
    std::shared_ptr<Shared> m_shared;
    JobNumber m_job = 0;
    RunRequest m_request;
    bool m_usesModel = false;
    RunTally m_tally;
    QList<RunRequest> m_waiting; // the next one first
};

} // namespace antiphon
