// How well the model on the device foretells a coder: on dialogues that it never saw.
#pragma once

#include "core/coding/suggestmodel.h"
#include "core/statistics/estimate.h"

namespace antiphon {

struct EvaluationOptions
{
    int folds = 5;
    TrainOptions training = {};
    int replicates = 1'000; // resamples of dialogues for the intervals
};

struct CodeScore
{
    CodeId code = {};
    Facet facet = Facet::Free;
    QString name = {};
    bool inMacro = false;
    Decisions decisions = {};
    statistics::Estimate f1;
    std::optional<double> precision;
    std::optional<double> recall;
    QList<float> thresholds = {}; // of each fold that learned the code
};

struct FacetScore
{
    Facet facet = Facet::Free;
    QStringList codes; // the mean is over these
    statistics::Estimate macroF1;
};

struct Evaluation
{
    QList<CodeScore> codes;       // by facet, most given first
    QList<UnlearntCode> unlearnt; // too few turns in the whole data
    QList<FacetScore> facets;     // those with a code to average
    qint64 turns = 0;
    qint64 dialogues = 0;
    int folds = 0;
    quint64 seed = 1;
};

// Whether a code of that name says that nothing else applies ("none", "others"): it is scored, but left out
// of means over codes.
bool isResidual(const QString& name);

// Each fold of the dialogues is foretold by a model trained, with its thresholds, on the other folds alone; a
// turn is judged with the coder's codes of the turns before it, as while coding. A turn counts for the codes
// that may go on its role. Intervals: percentiles over resampled dialogues (Efron 1979). Errors: NotPossible
// with fewer dialogues than folds or than the training needs; Cancelled.
Result<Evaluation> evaluateSuggestions(const ExampleSet& examples, const EvaluationOptions& options,
                                       const CancelToken& cancel, const ProgressSink& progress = {});

} // namespace antiphon
