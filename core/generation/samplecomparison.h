// Two runs over the same plans, pair by pair.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/progress.h"
#include "core/generation/sampletable.h"
#include "core/statistics/ranktests.h"

namespace antiphon {

// One measure of the samples of both runs. Every figure is over the pairs alone: plans that both runs wrote.
struct PairedMeasure
{
    SampleKey key;
    statistics::Estimate first;      // mean of the first run
    statistics::Estimate second;     // mean of the second
    statistics::Estimate difference; // mean of first - second, with its interval
    statistics::RankTest test;       // Wilcoxon's signed-rank test of the differences
    std::vector<float> differences;  // by pair
};

struct RunComparison
{
    QString first;
    QString second;
    std::vector<qint64> plans; // of the pairs, ascending
    qint64 onlyFirst = 0;      // written by the first run alone
    qint64 onlySecond = 0;
    QList<PairedMeasure> measures; // recall, every kind of check, all findings, turns, words

    const PairedMeasure* measure(const SampleKey& key) const;
};

// Differences are of one plan each, so plans that are hard for both writers do not blur them. Intervals are
// percentiles of a paired bootstrap over plans with the seed (10,000 resamples, 2,000 beyond 2,000 pairs);
// beyond 20,000 pairs Student's t, whose difference to it is then below what is shown. Errors: NotPossible
// where the runs have other plans, or samples that were not checked (checkRun() does that); Cancelled.
Result<RunComparison> compareRuns(const Connection& connection, const Run& first, const Run& second,
                                  quint64 seed, const CancelToken& cancel);

// Checks the run's samples and keeps the counts, unless all have theirs. Errors: those of checkSource.
Result<void> checkRun(const QString& projectPath, const Run& run, const CancelToken& cancel,
                      const ProgressSink& progress = {});

// What a person should know who is about to say which writer is better.
QString comparisonCaveat();

} // namespace antiphon
