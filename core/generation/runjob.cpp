#include "core/generation/runjob.h"

#include "core/corpus/sourcestore.h"
#include "core/generation/runkeeper.h"
#include "core/generation/runline.h"
#include "core/generation/runpace.h"
#include "core/generation/runstore.h"
#include "core/storage/project.h"

#include <QElapsedTimer>

namespace antiphon {

namespace {

constexpr qint64 commitMs = 250; // what a kill may cost of slow work
constexpr qint64 observeMs = 100;

// One session of a run: the line at work, its items stored, those who listen told.
class RunSession
{
public:
    RunSession(RunSetup& setup, RunKeeper& keeper, SourceWriter& samples, RunLine& line)
        : m_setup(setup), m_keeper(keeper), m_samples(samples), m_line(line)
    {
        m_timer.start();
    }

    // To the line's end, or until told to stop; then everything that was handed over is stored.
    Result<void> perform(const RunRequest& request, const CancelToken& cancel, const ProgressSink& progress,
                         const RunObserver& observe);

private:
    void lookAtPilot(bool goesOn);
    void tell(const ProgressSink& progress, const RunObserver& observe);

    RunSetup& m_setup;
    RunKeeper& m_keeper;
    SourceWriter& m_samples;
    RunLine& m_line;
    QElapsedTimer m_timer;
    RunPace m_pace;
};

void RunSession::lookAtPilot(bool goesOn)
{
    RunTally& tally = m_keeper.tally;
    if (tally.estimate || m_keeper.pilot().items() < static_cast<qint64>(m_setup.pilot))
        return;
    tally.estimate = m_keeper.pilot().estimateFor(tally.planned, m_setup.writers, m_setup.hasPrice);
    if (goesOn)
        m_line.beginUpTo(m_setup.pending.size());
    else
        m_line.finish();
}

void RunSession::tell(const ProgressSink& progress, const RunObserver& observe)
{
    RunTally& tally = m_keeper.tally;
    tally.elapsedMs = m_timer.elapsed();
    tally.paused = m_setup.control.isPaused();
    const qint64 done = tally.samples + tally.setAside;
    if (tally.paused)
        m_pace.forget();
    else
        m_pace.note(tally.elapsedMs, done);
    tally.perMinute = m_pace.perMinute();
    tally.etaSeconds = m_pace.secondsFor(tally.planned - done);
    m_line.tell(tally);
    report(progress, done, tally.planned, QStringLiteral("dialogues"));
    if (observe)
        observe(tally);
}

Result<void> RunSession::perform(const RunRequest& request, const CancelToken& cancel,
                                 const ProgressSink& progress, const RunObserver& observe)
{
    QElapsedTimer sinceCommit, sinceTold;
    sinceCommit.start();
    sinceTold.start();
    while (!m_line.isOver()) {
        ANTIPHON_TRY(m_keeper.store(m_line.take(20)));
        if (cancel.isCancelled() || m_keeper.stop())
            m_line.stop();
        if (m_setup.pilot > 0)
            lookAtPilot(request.goOnAfterPilot);
        if (sinceCommit.elapsed() > commitMs) {
            ANTIPHON_TRY(m_samples.commitBatch());
            sinceCommit.restart();
        }
        if (sinceTold.elapsed() > observeMs) {
            tell(progress, observe);
            sinceTold.restart();
        }
    }
    tell(progress, observe);
    return {};
}

Failure stoppedAt(const Run& run, Error why)
{
    const QString kept = QStringLiteral("%1 of %2 dialogues are written and the run can be resumed")
                             .arg(run.samples)
                             .arg(run.planned);
    why.detail = why.detail.isEmpty() ? kept : why.detail + QStringLiteral("; ") + kept;
    return fail(std::move(why));
}

} // namespace

Result<RunOutcome> performRun(const QString& projectPath, const RunRequest& request, const Actor& actor,
                              const CancelToken& cancel, const ProgressSink& progress,
                              const RunObserver& observe)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(projectPath));
    ANTIPHON_TRY_ASSIGN(const BulkLock lock, lockForRun(connection, request.wait, request.priority, cancel));
    ANTIPHON_TRY_ASSIGN(RunSetup setup, setUpRun(connection, request, cancel));
    if (cancel.isCancelled())
        return fail(ErrorCode::Cancelled, QStringLiteral("the run"));
    ANTIPHON_TRY_ASSIGN(SourceWriter samples, openSamples(connection, setup));
    ANTIPHON_TRY(clearLeases(connection, setup.run.id)); // what a dead program left is counted
    ANTIPHON_TRY_ASSIGN(RunItemWriter items, RunItemWriter::prepare(connection, setup.run.id));
    RunKeeper keeper(connection, setup, samples, items);
    std::optional<Error> trouble;
    QString note;
    {
        const std::unique_ptr<RunLine> line = makeRunLine(projectPath, setup);
        RunSession session(setup, keeper, samples, *line);
        if (const auto stored = session.perform(request, cancel, progress, observe); !stored)
            return fail(stored.error());
        trouble = keeper.stop() ? keeper.stop() : line->failure();
        note = line->note();
    }
    const bool madeNothing = keeper.tally.samples + keeper.tally.setAside == 0;
    if (request.start == RunStart::New && madeNothing && setup.run.planned > 0) {
        ANTIPHON_TRY(deleteRun(connection, setup.run.id));
        ANTIPHON_TRY(deleteUnfinishedSource(connection, setup.run.source));
        if (trouble)
            return fail(*trouble);
        return note.isEmpty() ? fail(ErrorCode::Cancelled, QStringLiteral("the run"))
                              : fail(ErrorCode::NotPossible, QStringLiteral("the run"), note);
    }
    ANTIPHON_TRY(samples.alsoWrite([&] { return clearLeases(connection, setup.run.id); }));
    ANTIPHON_TRY_ASSIGN(const Run run, publishRun(connection, setup.run, samples, keeper.tally, actor));
    if (trouble)
        return stoppedAt(run, *trouble);
    if (note.isEmpty() && keeper.tally.estimate && !request.goOnAfterPilot)
        note = QStringLiteral("the pilot is written; --resume goes on");
    if (run.state != RunState::Ready && (note.isEmpty() || cancel.isCancelled()))
        return stoppedAt(run, Error{ErrorCode::Cancelled, QStringLiteral("the run \"%1\"").arg(run.name)});
    return RunOutcome{run, keeper.tally, run.state == RunState::Ready ? QString() : note};
}

} // namespace antiphon
