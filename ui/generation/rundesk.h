// The run in hand: starts, follows and stops it.
#pragma once

#include "core/generation/runjob.h"
#include "ui/shell/workspace.h"

#include <QTimer>

#include <deque>
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
    const QString& runName() const { return m_name; }
    const RunTally& tally() const { return m_tally; }
    // Dialogues a minute over the last ten seconds; 0 while it is not known.
    double perMinute() const;
    void start(const RunRequest& request);
    void stop();

Q_SIGNALS:
    void started();
    void advanced();
    // After the end, good or bad; an error is told in the window as well.
    void ended(const QString& run);

private:
    struct Shared
    {
        std::mutex mutex;
        RunTally tally;
    };
    void look();
    void finish(const Result<RunOutcome>& outcome);

    WorkspaceContext m_context;
    QTimer m_timer;
    std::shared_ptr<Shared> m_shared;
    JobNumber m_job = 0;
    QString m_name;
    RunTally m_tally;
    std::deque<std::pair<qint64, qint64>> m_pace; // elapsed ms, dialogues
};

} // namespace antiphon
