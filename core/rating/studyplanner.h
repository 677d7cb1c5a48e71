// How many raters and dialogues a study needs: studies are made up under assumptions and analysed as real
// ones are.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/statistics/clusteredbootstrap.h"

#include <QList>

namespace antiphon {

// Two conditions; every rater rates every dialogue. Answers come from a cumulative-link model whose shares,
// over raters and dialogues, are about `shares`.
struct PlanAssumptions
{
    std::vector<double> shares{.05, .10, .25, .40, .20}; // of the points, from 1; add up to 1
    double raterVariance = 0.3;                          // on the logit scale
    double itemVariance = 0.5;
    double effect = 0.0; // true log odds ratio of the second condition against the first; 0: no difference
    double margin = 0.5; // in points
    double alpha = 0.05;
    double power = 0.8; // for the formulas
    int simulations = 1000;
    int replicates = 1000; // of the bootstrap in each
    statistics::Clusters clusters = statistics::Clusters::Items;
    quint64 seed = 1;
};

// The answers of one made-up study.
struct MadeUpStudy
{
    std::vector<statistics::Observation> first; // condition; items numbered from 0 in each
    std::vector<statistics::Observation> second;
    quint64 bootstrapSeed = 1;
};
// As simulatePlan() makes them; `key` numbers the studies of one seed. Assumptions and sizes must hold what
// it asks for.
MadeUpStudy makeUpStudy(const PlanAssumptions& assumptions, int raters, int items, quint64 key);

// What became of the studies of one size.
struct PlanCell
{
    int raters = 0;
    int items = 0; // of each condition
    statistics::Estimate
        equivalent; // share of the studies, with Wilson's interval, which is the Monte Carlo error
    statistics::Estimate different; // also "both", as above
    statistics::Estimate inconclusive;
    double difference = 0.0; // mean over the studies, second - first, in points
};

// Errors: InvalidValue for shares that do not add up to 1, variances below 0, margin, alpha or power out of
// range, sizes below 2; Cancelled. The same seed gives the same table with any number of threads.
Result<QList<PlanCell>> simulatePlan(const PlanAssumptions& assumptions, const QList<int>& raters,
                                     const QList<int>& items, int threads, const CancelToken& cancel = {},
                                     const ProgressSink& progress = {});

// Formulas, in ratings per condition if all were independent, and what the raters' agreement makes of them.
struct FirstGuess
{
    double equivalence = 0.0;        // two one-sided tests, no true difference
    double nonInferiority = 0.0;     // one side
    std::optional<double> whitehead; // to find the effect, by proportional odds; nothing without an effect
    std::optional<double> noether;   // the same by A12
    double deviation = 0.0;          // of the answers, in points
    double icc = 0.0;                // of dialogues, on the logit scale

    // Dialogues per condition that `ratings` independent ones amount to with so many raters.
    double dialogues(double ratings, int raters) const;
};
FirstGuess firstGuess(const PlanAssumptions& assumptions);

} // namespace antiphon
