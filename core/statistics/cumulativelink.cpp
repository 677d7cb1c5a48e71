#include "core/statistics/cumulativelink.h"

#include "core/statistics/mixedlikelihood.h"

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>

#include <algorithm>
#include <cmath>

namespace antiphon::statistics {

namespace {

constexpr int mostSteps = 100;
constexpr double startDeviation = 0.7;
constexpr double zeroVariance = 1e-5;
constexpr std::size_t partSize = 10'000; // responses
constexpr double farEffect = 25.0;       // log odds beyond which a separation is at work

// The same responses with categories counted from 0 without gaps.
OrdinalResponses compacted(const OrdinalResponses& responses, std::vector<int>& used)
{
    used = responses.values;
    std::sort(used.begin(), used.end());
    used.erase(std::unique(used.begin(), used.end()), used.end());
    OrdinalResponses compact = responses;
    compact.categories = static_cast<int>(used.size());
    for (int& value : compact.values)
        value = static_cast<int>(std::lower_bound(used.begin(), used.end(), value) - used.begin());
    return compact;
}

std::vector<double> startOf(const OrdinalResponses& responses, const MixedLikelihood& likelihood)
{
    std::vector<double> counts(static_cast<std::size_t>(responses.categories), 0.0);
    for (const int value : responses.values)
        counts[static_cast<std::size_t>(value)] += 1.0;
    std::vector<double> start(likelihood.parameters(), 0.0);
    const auto all = static_cast<double>(responses.values.size());
    double below = 0.0;
    for (std::size_t k = 0; k < likelihood.thresholds(); ++k) {
        below += counts[k];
        start[k] = std::log(below / (all - below));
    }
    for (std::size_t k = likelihood.thresholds() + likelihood.effects(); k < start.size(); ++k)
        start[k] = startDeviation;
    return start;
}

// The climb to the maximum.
struct Climb
{
    std::vector<double> at;
    std::vector<double> gradient;
    double value = 0.0;
    int steps = 0;
    bool converged = false;
    bool cancelled = false;
};

// The negative second derivatives by differences of the gradient; nothing where there are none, or cancelled.
std::vector<double> informationAt(MixedLikelihood& likelihood, const std::vector<double>& at,
                                  const CancelToken& cancel)
{
    const std::size_t size = at.size();
    std::vector<double> information(size * size, 0.0);
    std::vector<double> above;
    std::vector<double> below;
    std::vector<double> moved = at;
    for (std::size_t k = 0; k < size; ++k) {
        if (cancel.isCancelled())
            return {};
        const double step = 1e-4 * std::max(1.0, std::abs(at[k]));
        moved[k] = at[k] + step;
        const bool canAbove = likelihood.valueAndGradient(moved, above).has_value();
        moved[k] = at[k] - step;
        const bool canBelow = likelihood.valueAndGradient(moved, below).has_value();
        moved[k] = at[k];
        if (!canAbove || !canBelow)
            return {};
        for (std::size_t j = 0; j < size; ++j)
            information[k * size + j] = (below[j] - above[j]) / (2.0 * step);
    }
    for (std::size_t k = 0; k < size; ++k) {
        for (std::size_t j = 0; j < k; ++j)
            information[k * size + j] = information[j * size + k] =
                0.5 * (information[k * size + j] + information[j * size + k]);
    }
    return information;
}

// Newton's step, with a ridge where the likelihood is not curved downwards.
std::vector<double> stepFor(const std::vector<double>& information, const std::vector<double>& gradient)
{
    const std::size_t size = gradient.size();
    double largest = 1e-6;
    for (std::size_t k = 0; k < size; ++k)
        largest = std::max(largest, std::abs(information[k * size + k]));
    for (double ridge = 0.0; ridge<1e6 * largest; ridge = ridge> 0.0 ? ridge * 10.0 : 1e-4 * largest) {
        std::vector<double> factor = information;
        for (std::size_t k = 0; k < size; ++k)
            factor[k * size + k] += ridge;
        if (!choleskyFactor(factor, size))
            continue;
        std::vector<double> step = gradient;
        choleskySolve(factor, size, step);
        return step;
    }
    return gradient;
}

double largestOf(const std::vector<double>& values)
{
    double largest = 0.0;
    for (const double value : values)
        largest = std::max(largest, std::abs(value));
    return largest;
}

bool advance(MixedLikelihood& likelihood, Climb& climb, const std::vector<double>& step)
{
    const double reach = largestOf(step);
    std::vector<double> trial(climb.at.size());
    for (double length = reach > 2.0 ? 2.0 / reach : 1.0; length > 1e-7; length *= 0.5) {
        for (std::size_t k = 0; k < trial.size(); ++k)
            trial[k] = climb.at[k] + length * step[k];
        const auto reached = likelihood.value(trial);
        if (reached && *reached >= climb.value) {
            climb.at = trial;
            return true;
        }
    }
    return false;
}

// Broyden, Fletcher, Goldfarb and Shanno: what a move and the change of the gradient along it tell of the
// negative second derivatives.
void learn(std::vector<double>& information, const std::vector<double>& move,
           const std::vector<double>& change)
{
    const std::size_t size = move.size();
    std::vector<double> along(size, 0.0);
    double curvature = 0.0;
    double known = 0.0;
    for (std::size_t k = 0; k < size; ++k) {
        for (std::size_t j = 0; j < size; ++j)
            along[k] += information[k * size + j] * move[j];
        curvature += move[k] * change[k];
        known += move[k] * along[k];
    }
    if (!(curvature > 0.0) || !(known > 0.0))
        return;
    for (std::size_t k = 0; k < size; ++k) {
        for (std::size_t j = 0; j < size; ++j)
            information[k * size + j] += change[k] * change[j] / curvature - along[k] * along[j] / known;
    }
}

double gainLeft(const std::vector<double>& step, const std::vector<double>& gradient)
{
    double twice = 0.0;
    for (std::size_t k = 0; k < step.size(); ++k)
        twice += step[k] * gradient[k];
    return twice;
}

// Newton's steps, with the information computed anew at each.
Climb climbFrom(MixedLikelihood& likelihood, std::vector<double> start, const CancelToken& cancel)
{
    Climb climb;
    climb.at = std::move(start);
    for (; climb.steps < mostSteps; ++climb.steps) {
        climb.cancelled = cancel.isCancelled();
        const auto value = likelihood.valueAndGradient(climb.at, climb.gradient);
        if (climb.cancelled || !value)
            return climb;
        climb.value = *value;
        const std::vector<double> information = informationAt(likelihood, climb.at, cancel);
        climb.cancelled = cancel.isCancelled();
        if (information.empty())
            return climb;
        const std::vector<double> step = stepFor(information, climb.gradient);
        const double expected = gainLeft(step, climb.gradient);
        climb.converged = expected < 1e-9;
        if (climb.converged || !advance(likelihood, climb, step)) {
            climb.converged = climb.converged || expected < 1e-6;
            return climb;
        }
    }
    return climb;
}

// The same from a point nearby, whose information is known well enough to be corrected along the way.
Climb climbNearby(MixedLikelihood& likelihood, std::vector<double> start, std::vector<double> information,
                  const CancelToken& cancel)
{
    Climb climb;
    climb.at = std::move(start);
    auto value = likelihood.valueAndGradient(climb.at, climb.gradient);
    for (; value && climb.steps < mostSteps && !cancel.isCancelled(); ++climb.steps) {
        climb.value = *value;
        const std::vector<double> step = stepFor(information, climb.gradient);
        const double expected = gainLeft(step, climb.gradient);
        climb.converged = expected < 1e-7;
        const std::vector<double> from = climb.at;
        if (climb.converged || !advance(likelihood, climb, step)) {
            // A likelihood of so many responses is known to no more places: (0.01 standard errors)^2.
            climb.converged = climb.converged || expected < 1e-4;
            return climb;
        }
        std::vector<double> change = climb.gradient;
        value = likelihood.valueAndGradient(climb.at, climb.gradient);
        std::vector<double> move = climb.at;
        for (std::size_t k = 0; k < move.size(); ++k) {
            move[k] -= from[k];
            change[k] -= climb.gradient[k];
        }
        learn(information, move, change);
    }
    climb.cancelled = cancel.isCancelled();
    return climb;
}

// The responses of every so many levels of the largest grouping, whole.
OrdinalResponses partOf(const OrdinalResponses& responses, int stride)
{
    const auto largest =
        std::max_element(responses.groupings.begin(), responses.groupings.end(),
                         [](const Grouping& a, const Grouping& b) { return a.levels < b.levels; });
    OrdinalResponses part;
    part.categories = responses.categories;
    part.effects.resize(responses.effects.size());
    part.groupings.resize(responses.groupings.size());
    const auto own = static_cast<std::size_t>(largest - responses.groupings.begin());
    for (std::size_t f = 0; f < part.groupings.size(); ++f)
        part.groupings[f].levels =
            f == own ? (largest->levels + stride - 1) / stride : responses.groupings[f].levels;
    for (std::size_t i = 0; i < responses.values.size(); ++i) {
        if (largest->level[i] % stride != 0)
            continue;
        part.values.push_back(responses.values[i]);
        for (std::size_t j = 0; j < part.effects.size(); ++j)
            part.effects[j].push_back(responses.effects[j][i]);
        for (std::size_t f = 0; f < part.groupings.size(); ++f)
            part.groupings[f].level.push_back(responses.groupings[f].level[i] / (f == own ? stride : 1));
    }
    return part;
}

// Many responses start from where a part of them leads, with its information by their share: each evaluation
// of all of them is dear. Where the part leads nowhere, from the shares of the categories.
Climb climbOf(MixedLikelihood& likelihood, const OrdinalResponses& responses, const LinkOptions& options)
{
    const auto stride = static_cast<int>(responses.values.size() / partSize);
    if (stride >= 4 && !responses.groupings.empty()) {
        const OrdinalResponses part = partOf(responses, stride);
        std::vector<int> used;
        compacted(part, used);
        MixedLikelihood partLikelihood(part, options.nodes, options.cancel);
        if (static_cast<int>(used.size()) == responses.categories) {
            const Climb small = climbFrom(partLikelihood, startOf(part, partLikelihood), options.cancel);
            std::vector<double> information;
            if (small.converged)
                information = informationAt(partLikelihood, small.at, options.cancel);
            for (double& cell : information)
                cell *=
                    static_cast<double>(responses.values.size()) / static_cast<double>(part.values.size());
            if (!information.empty()) {
                const Climb all = climbNearby(likelihood, small.at, std::move(information), options.cancel);
                if (all.converged || all.cancelled)
                    return all;
            }
        }
    }
    return climbFrom(likelihood, startOf(responses, likelihood), options.cancel);
}

Estimate waldOf(double value, double error, std::int64_t n, double level, const std::string& method)
{
    Estimate estimate;
    estimate.value = value;
    estimate.n = n;
    estimate.method = method + ", Wald interval";
    const double reach = boost::math::quantile(boost::math::normal(), 0.5 + level / 2.0) * error;
    estimate.low = value - reach;
    estimate.high = value + reach;
    estimate.level = level;
    return estimate;
}

std::string methodOf(const OrdinalResponses& responses, const LinkOptions& options)
{
    if (responses.groupings.empty())
        return "cumulative-link model, logit";
    if (options.nodes > 1 && responses.groupings.size() == 1)
        return "cumulative-link mixed model, logit, adaptive Gauss-Hermite with " +
               std::to_string(options.nodes) + " nodes";
    return "cumulative-link mixed model, logit, Laplace";
}

void fillFit(CumulativeLinkFit& fit, const OrdinalResponses& compact, MixedLikelihood& likelihood,
             const Climb& climb, const std::vector<double>& covariance, double level)
{
    const std::size_t size = climb.at.size();
    const auto n = static_cast<std::int64_t>(compact.values.size());
    for (std::size_t k = 0; k < likelihood.thresholds() + likelihood.effects(); ++k) {
        const double error = std::sqrt(covariance[k * size + k]);
        const bool isThreshold = k < likelihood.thresholds();
        (isThreshold ? fit.thresholds : fit.effects)
            .push_back(waldOf(climb.at[k], error, n, level, fit.method));
        if (!isThreshold)
            fit.effectErrors.push_back(error);
    }
    const std::size_t first = likelihood.thresholds();
    for (std::size_t j = first; j < first + likelihood.effects(); ++j) {
        const auto row = covariance.begin() + static_cast<std::ptrdiff_t>(j * size + first);
        fit.effectCovariance.emplace_back(row, row + static_cast<std::ptrdiff_t>(likelihood.effects()));
    }
    likelihood.value(climb.at);
    for (std::size_t f = 0; f < compact.groupings.size(); ++f) {
        const double deviation = climb.at[first + likelihood.effects() + f];
        Estimate variance;
        variance.method = fit.method;
        variance.n = compact.groupings[f].levels;
        variance.value = deviation * deviation < zeroVariance ? 0.0 : deviation * deviation;
        fit.boundary = fit.boundary || *variance.value == 0.0;
        fit.variances.push_back(variance);
        fit.modes.push_back(likelihood.modes(f));
    }
}

std::string faultOf(const Climb& climb, const MixedLikelihood& likelihood, const CancelToken& cancel)
{
    if (climb.cancelled || cancel.isCancelled())
        return "it was cancelled";
    if (climb.gradient.empty())
        return "the likelihood can not be computed";
    for (std::size_t k = 0; k < likelihood.thresholds() + likelihood.effects(); ++k) {
        if (std::abs(climb.at[k]) > farEffect)
            return "an effect separates the categories wholly";
    }
    return climb.converged ? "" : "the fit did not converge";
}

} // namespace

CumulativeLinkFit fitCumulativeLink(const OrdinalResponses& responses, const LinkOptions& options)
{
    CumulativeLinkFit fit;
    fit.method = methodOf(responses, options);
    const OrdinalResponses compact = compacted(responses, fit.categories);
    if (compact.categories < 2) {
        fit.reason = compact.values.empty() ? "there are no values" : "all values are equal";
        return fit;
    }
    MixedLikelihood likelihood(compact, options.nodes, options.cancel);
    const Climb climb = climbOf(likelihood, compact, options);
    fit.reason = faultOf(climb, likelihood, options.cancel);
    fit.steps = climb.steps;
    fit.converged = climb.converged;
    fit.gradient = largestOf(climb.gradient);
    fit.logLikelihood = climb.value;
    if (!fit.reason.empty() || !options.withErrors)
        return fit;
    std::vector<double> information = informationAt(likelihood, climb.at, options.cancel);
    if (information.empty() || !choleskyFactor(information, climb.at.size())) {
        fit.reason = options.cancel.isCancelled() ? "it was cancelled" : "the effects can not be told apart";
        return fit;
    }
    fillFit(fit, compact, likelihood, climb, choleskyInverse(information, climb.at.size()), options.level);
    return fit;
}

LikelihoodRatio likelihoodRatio(const CumulativeLinkFit& simple, const CumulativeLinkFit& full, int degrees)
{
    LikelihoodRatio ratio;
    ratio.statistic = std::max(0.0, 2.0 * (full.logLikelihood - simple.logLikelihood));
    ratio.degrees = degrees;
    ratio.p = boost::math::cdf(boost::math::complement(boost::math::chi_squared(degrees), ratio.statistic));
    return ratio;
}

} // namespace antiphon::statistics
