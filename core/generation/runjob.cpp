#include "core/generation/runjob.h"

#include "core/corpus/sourcestore.h"
#include "core/generation/runkeeper.h"
#include "core/generation/runstore.h"
#include "core/generation/writingline.h"
#include "core/storage/bulklock.h"
#include "core/storage/project.h"

#include <QElapsedTimer>

namespace antiphon {

namespace {

constexpr qint64 commitMs = 250; // what a kill may cost of slow work
constexpr qint64 observeMs = 100;

struct Listeners
{
    ProgressSink progress;
    RunObserver observe;
    QElapsedTimer timer;

    void tell(RunTally& tally) const
    {
        tally.elapsedMs = timer.elapsed();
        report(progress, tally.samples + tally.setAside, tally.planned, QStringLiteral("dialogues"));
        if (observe)
            observe(tally);
    }
};

// Runs the line to its end, or until told to stop; then everything that was handed over is stored.
Result<void> storeAll(WritingLine& line, RunKeeper& keeper, SourceWriter& samples, const Listeners& listeners,
                      const CancelToken& cancel)
{
    QElapsedTimer sinceCommit, sinceTold;
    sinceCommit.start();
    sinceTold.start();
    while (!line.isOver()) {
        ANTIPHON_TRY(keeper.store(line.take(20)));
        if (cancel.isCancelled() || keeper.stop())
            line.stop();
        if (sinceCommit.elapsed() > commitMs) {
            ANTIPHON_TRY(samples.commitBatch());
            sinceCommit.restart();
        }
        if (sinceTold.elapsed() > observeMs) {
            listeners.tell(keeper.tally);
            sinceTold.restart();
        }
    }
    listeners.tell(keeper.tally);
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
    ANTIPHON_TRY_ASSIGN(const BulkLock lock, BulkLock::acquire(connection, QStringLiteral("run")));
    ANTIPHON_TRY_ASSIGN(RunSetup setup, setUpRun(connection, request, cancel));
    if (cancel.isCancelled())
        return fail(ErrorCode::Cancelled, QStringLiteral("the run"));
    ANTIPHON_TRY_ASSIGN(SourceWriter samples, openSamples(connection, setup));
    ANTIPHON_TRY_ASSIGN(RunItemWriter items, RunItemWriter::prepare(connection, setup.run.id));
    RunKeeper keeper(setup, samples, items);
    Listeners listeners{progress, observe, {}};
    listeners.timer.start();
    std::optional<Error> trouble;
    {
        WritingLine line(projectPath, setup);
        if (const auto stored = storeAll(line, keeper, samples, listeners, cancel); !stored)
            return fail(stored.error());
        trouble = keeper.stop() ? keeper.stop() : line.failure();
    }
    const bool madeNothing = keeper.tally.samples + keeper.tally.setAside == 0;
    if (request.start == RunStart::New && madeNothing && setup.run.planned > 0) {
        ANTIPHON_TRY(deleteRun(connection, setup.run.id));
        ANTIPHON_TRY(deleteUnfinishedSource(connection, setup.run.source));
        return trouble ? fail(*trouble) : fail(ErrorCode::Cancelled, QStringLiteral("the run"));
    }
    ANTIPHON_TRY_ASSIGN(const Run run, publishRun(connection, setup.run, samples, keeper.tally, actor));
    if (trouble)
        return stoppedAt(run, *trouble);
    if (run.state != RunState::Ready)
        return stoppedAt(run, Error{ErrorCode::Cancelled, QStringLiteral("the run \"%1\"").arg(run.name)});
    return RunOutcome{run, keeper.tally};
}

} // namespace antiphon
