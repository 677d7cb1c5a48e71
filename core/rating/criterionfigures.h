// What a criterion's answers say beyond means and verdicts: tests over all conditions, agreement by several
// coefficients, a model of the answers, and how each rater rates.
#pragma once

#include "core/base/cancellation.h"
#include "core/rating/sortedanswers.h"
#include "core/statistics/cumulativelink.h"
#include "core/statistics/equivalence.h"
#include "core/statistics/manysamples.h"
#include "core/statistics/pairwise.h"
#include "core/statistics/rankcorrelation.h"
#include "core/statistics/ranktests.h"

namespace antiphon {

// Two conditions by the means that each rater gave them.
struct RaterPair
{
    qsizetype first = 0; // of the conditions
    qsizetype second = 0;
    statistics::RankTest wilcoxon; // of the raters' differences, first - second
    statistics::Estimate shift;    // Hodges and Lehmann's, in points
    statistics::Estimate winShare; // raters who gave the first the higher mean; ties count half
    std::optional<double> signP;   // exact, without ties
    qint64 wins = 0;
    qint64 losses = 0;
    qint64 ties = 0;
};

// A log odds ratio held against a margin, as differences of means are.
struct OddsVerdict
{
    statistics::Estimate narrow;                // with the (1 - 2 alpha) interval
    std::optional<statistics::Verdict> verdict; // nothing where the model is undefined
};

// Whether one odds ratio does for all points of the scale: the model with conditions alone against one with
// thresholds of its own for each condition (Christensen 2019, nominal effects). It takes answers as
// independent, so its p is smaller than it should be.
struct ProportionalOddsTest
{
    std::optional<statistics::LikelihoodRatio> ratio;
    qint64 n = 0;
    QString reason; // why it is undefined
};

// Answers as ordinal, with random effects of raters and dialogues that were crossed.
struct ModelFigures
{
    statistics::CumulativeLinkFit fit; // variances: dialogues, then raters where there are two or more
    QStringList thresholds;            // "1|2", ...
    QStringList groupings;             // "dialogues", "raters"
    QList<statistics::Estimate> pairs; // log odds ratio of each pair, first against second
    std::optional<statistics::Estimate> order;   // the last dialogue against the first; where places differ
    std::optional<statistics::Estimate> session; // later sessions against the first; where a rater came back
    std::optional<statistics::LikelihoodRatio> conditions; // against a model that knows no conditions
    QList<OddsVerdict> verdicts;                           // of each pair; empty where no margin was declared
    double oddsMargin = 0.0;
    ProportionalOddsTest proportional;
};

// What an answer owes to when it was given: differences of means in points, raters drawn.
struct TimeFigures
{
    statistics::Estimate halves;   // the second half of each rater's order less the first
    statistics::Estimate sessions; // later sessions less the first, of raters who came back
    qsizetype returned = 0;        // raters with more than one session
    int most = 1;                  // sessions of one rater
};

struct RaterFigures
{
    QString rater;
    int sessions = 0;
    statistics::Estimate severity;          // own answers less the mean of the others' to the same dialogues
    statistics::RankCorrelation withOthers; // Spearman, of own answers with that mean
    statistics::RankCorrelation drift;      // Kendall, of place and what severity is made of
};

struct CriterionFigures
{
    statistics::ManySamplesTest dialogues; // Kruskal-Wallis over the conditions, dialogue means
    statistics::ManySamplesTest raters;    // conditions within raters, who are the blocks
    QList<RaterPair> pairs;                // in the order of CriterionResult::pairs
    statistics::BradleyTerry wins;         // over raters; the first condition has 0
    QList<statistics::Estimate> agreement;
    ModelFigures model;
    QList<RaterFigures> byRater;
    TimeFigures time;
};

// What the model is told beside the answers.
struct ModelOptions
{
    int points = 5;
    double alpha = 0.05;
    double oddsMargin = 0.0; // 0: no verdicts
    CancelToken cancel = {};
    int threads = 2;
};

// Resampling takes `bootstrap`. Where the options' cancel strikes, figures are left undefined.
CriterionFigures criterionFigures(const SortedAnswers& sorted, qsizetype conditions,
                                  const QStringList& raters, const ModelOptions& options,
                                  const statistics::BootstrapOptions& bootstrap);

// The model alone.
ModelFigures modelFigures(const SortedAnswers& sorted, qsizetype conditions, const ModelOptions& options);
// Order and sessions alone.
TimeFigures timeFigures(const SortedAnswers& sorted, const statistics::BootstrapOptions& bootstrap);
// How each rater rates, alone.
QList<RaterFigures> raterFigures(const SortedAnswers& sorted, const QStringList& raters,
                                 const statistics::BootstrapOptions& bootstrap);

} // namespace antiphon
