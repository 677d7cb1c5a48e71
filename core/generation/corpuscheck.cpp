#include "core/generation/corpuscheck.h"

#include <QElapsedTimer>

#include <thread>

namespace antiphon {

namespace {

int threadCount()
{
    return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

Result<measures::CorpusComparison> compareTo(const QString& projectPath, const CorpusCheckRequest& request,
                                             const measures::CorpusTally& tally, const CancelToken& cancel)
{
    measures::CorpusTally human(request.seed);
    ANTIPHON_TRY(checkSource(projectPath, request.human, 0, cancel, {}, &human));
    return measures::compareCorpora(tally, human, threadCount(), cancel);
}

} // namespace

Result<CorpusCheck> checkCorpus(const QString& projectPath, const CorpusCheckRequest& request,
                                const CancelToken& cancel, const ProgressSink& progress)
{
    QElapsedTimer timer;
    timer.start();
    CorpusCheck check;
    measures::CorpusTally tally(request.seed);
    ANTIPHON_TRY_ASSIGN(check.exact, checkSource(projectPath, request.source, request.examplesPerKind, cancel,
                                                 progress, &tally));
    ANTIPHON_TRY_ASSIGN(check.measures, measures::corpusMeasures(tally, {threadCount(), {}}, cancel));
    check.openings = {tally.openings().commonest(Role::User), tally.openings().commonest(Role::System)};
    check.human = request.human;
    if (!request.human.isEmpty()) {
        ANTIPHON_TRY_ASSIGN(check.comparison, compareTo(projectPath, request, tally, cancel));
    }
    check.exact.seconds = static_cast<double>(timer.elapsed()) / 1000.0;
    return check;
}

} // namespace antiphon
