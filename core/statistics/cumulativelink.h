// Ordinal answers explained by effects of conditions and by random effects of raters and items.
#pragma once

#include "core/base/cancellation.h"
#include "core/statistics/estimate.h"

#include <vector>

namespace antiphon::statistics {

// Which level of a grouping (which rater, which item) each response belongs to, from 0.
struct Grouping
{
    std::vector<int> level;
    int levels = 0;
};

struct OrdinalResponses
{
    std::vector<int> values; // categories from 0
    int categories = 0;
    std::vector<std::vector<double>> effects; // one column an effect, without a constant
    std::vector<Grouping> groupings;          // crossed or nested; each with a random intercept
};

struct LinkOptions
{
    // 1: Laplace. More: adaptive Gauss-Hermite with so many nodes, for one grouping only.
    int nodes = 1;
    double level = 0.95;
    CancelToken cancel = {};
    bool withErrors = true; // without: the likelihood alone, no estimates; it takes half the time
};

// A variance that came out as 0 has no standard error; that is said in `boundary`, not an error.
struct CumulativeLinkFit
{
    std::vector<Estimate> thresholds; // ascending, with Wald intervals
    std::vector<Estimate> effects;    // log odds ratios: above 0 for more of the higher categories
    std::vector<double> effectErrors; // standard errors
    std::vector<std::vector<double>> effectCovariance;
    std::vector<Estimate> variances;        // of the groupings, without intervals
    std::vector<std::vector<double>> modes; // of the groupings: the random effects as they most likely are
    std::vector<int> categories;            // those in use, to which the thresholds belong
    double logLikelihood = 0.0;
    double gradient = 0.0; // the largest element left, a measure of convergence
    int steps = 0;
    bool converged = false;
    bool boundary = false;
    std::string method;
    std::string reason; // why it is undefined

    bool isDefined() const { return reason.empty(); }
};

// The cumulative-link mixed model with logit link: logit P(Y <= k) = threshold_k - effects - random
// intercepts, by maximum likelihood (Agresti 2013, "Categorical Data Analysis", 10.2; Christensen 2019,
// "ordinal"). The integral over random effects is Laplace's approximation, with the exact gradient of it.
// Categories that nobody used are left out. Undefined for no responses, for fewer than two categories in use,
// where effects can not be told apart (or separate the categories wholly), and when cancelled.
CumulativeLinkFit fitCumulativeLink(const OrdinalResponses& responses, const LinkOptions& options = {});

// Twice the difference of two log-likelihoods against chi-squared: p that the simpler of two nested models
// does.
struct LikelihoodRatio
{
    double statistic = 0.0;
    int degrees = 0;
    double p = 1.0;
};
LikelihoodRatio likelihoodRatio(const CumulativeLinkFit& simple, const CumulativeLinkFit& full, int degrees);

} // namespace antiphon::statistics
