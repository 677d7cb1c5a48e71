#include "core/rating/studyplanner.h"

#include "core/base/parallel.h"
#include "core/statistics/draws.h"
#include "core/statistics/pairwise.h"
#include "core/statistics/samplesize.h"

#include <cmath>
#include <numbers>
#include <numeric>

namespace antiphon {

namespace {

using statistics::Observation;

constexpr double logisticVariance = std::numbers::pi * std::numbers::pi / 3.0;

Error invalid(const QString& what, const QString& detail)
{
    return {ErrorCode::InvalidValue, what, 0, detail};
}

Result<void> check(const PlanAssumptions& a)
{
    const double sum = std::accumulate(a.shares.begin(), a.shares.end(), 0.0);
    const bool negative =
        std::any_of(a.shares.begin(), a.shares.end(), [](double one) { return !(one >= 0.0); });
    if (a.shares.size() < 2 || negative || std::abs(sum - 1.0) > 1e-6)
        return fail(
            invalid(QStringLiteral("the shares"), QStringLiteral("two or more that add up to 1 are needed")));
    if (!(a.raterVariance >= 0.0) || !(a.itemVariance >= 0.0))
        return fail(invalid(QStringLiteral("the variances"), QStringLiteral("none may be below 0")));
    if (!(a.margin > 0.0))
        return fail(invalid(QStringLiteral("the margin"), QStringLiteral("it must be above 0")));
    if (!(a.alpha > 0.0 && a.alpha < 0.5) || !(a.power > 0.0 && a.power < 1.0))
        return fail(invalid(QStringLiteral("alpha and power"),
                            QStringLiteral("alpha lies in 0 to 0.5, power in 0 to 1")));
    return {};
}

// On the scale of one rater and one dialogue: wider than the shares over all of them by what these vary.
std::vector<double> thresholdsOf(const PlanAssumptions& a)
{
    const double widening =
        std::sqrt((a.raterVariance + a.itemVariance + logisticVariance) / logisticVariance);
    std::vector<double> thresholds;
    double below = 0.0;
    for (std::size_t k = 0; k + 1 < a.shares.size(); ++k) {
        below = std::clamp(below + a.shares[k], 1e-9, 1.0 - 1e-9);
        thresholds.push_back(widening * std::log(below / (1.0 - below)));
    }
    return thresholds;
}

std::vector<Observation> simulated(const PlanAssumptions& a, const std::vector<double>& thresholds,
                                   const std::vector<double>& raters, int items, double effect,
                                   Random& random)
{
    std::vector<Observation> observations;
    observations.reserve(static_cast<std::size_t>(items) * raters.size());
    const double deviation = std::sqrt(a.itemVariance);
    for (int item = 0; item < items; ++item) {
        const double own = effect + deviation * statistics::normalDraw(random);
        for (std::size_t rater = 0; rater < raters.size(); ++rater) {
            const double latent = own + raters[rater] + statistics::logisticDraw(random);
            int value = 1;
            for (const double threshold : thresholds)
                value += latent > threshold ? 1 : 0;
            observations.push_back({static_cast<double>(value), item, static_cast<int>(rater)});
        }
    }
    return observations;
}

struct Outcome
{
    std::optional<statistics::Verdict> verdict;
    double difference = 0.0;
};

Outcome outcomeOf(const PlanAssumptions& a, int raters, int items, quint64 key)
{
    const MadeUpStudy study = makeUpStudy(a, raters, items, key);
    statistics::BootstrapOptions options;
    options.seed = study.bootstrapSeed;
    options.replicates = a.replicates;
    options.clusters = a.clusters;
    options.level = 1.0 - a.alpha;
    const statistics::Difference difference =
        statistics::clusteredDifference(study.second, study.first, a.margin, options, a.alpha);
    return {difference.verdict, difference.wide.value.value_or(0.0)};
}

PlanCell cellOf(const PlanAssumptions& a, int raters, int items, const std::vector<Outcome>& outcomes)
{
    PlanCell cell;
    cell.raters = raters;
    cell.items = items;
    double equivalent = 0.0;
    double different = 0.0;
    double inconclusive = 0.0;
    for (const Outcome& outcome : outcomes) {
        using enum statistics::Verdict;
        const auto verdict = outcome.verdict.value_or(Inconclusive);
        equivalent += verdict == Equivalent || verdict == Both ? 1.0 : 0.0;
        different += verdict == Different || verdict == Both ? 1.0 : 0.0;
        inconclusive += verdict == Inconclusive ? 1.0 : 0.0;
        cell.difference += outcome.difference / static_cast<double>(outcomes.size());
    }
    const auto all = static_cast<double>(outcomes.size());
    cell.equivalent = statistics::wilsonShare(equivalent, all);
    cell.different = statistics::wilsonShare(different, all);
    cell.inconclusive = statistics::wilsonShare(inconclusive, all);
    for (auto* share : {&cell.equivalent, &cell.different, &cell.inconclusive}) {
        share->method = "share of simulated studies, Wilson interval";
        share->seed = a.seed;
    }
    return cell;
}

// The chance of an answer of the second condition to be the higher, under proportional odds.
double chanceOf(const std::vector<double>& shares, double effect)
{
    double below = 0.0;        // of the first
    double shiftedBelow = 0.0; // of the second
    double chance = 0.0;
    for (const double share : shares) {
        const double upTo = std::clamp(below + share, 1e-12, 1.0 - 1e-12);
        const double shifted = 1.0 / (1.0 + (1.0 - upTo) / upTo * std::exp(effect));
        const double own = (below + share > 1.0 - 1e-9 ? 1.0 : shifted) - shiftedBelow;
        chance += own * (below + 0.5 * share);
        below += share;
        shiftedBelow += own;
    }
    return chance;
}

} // namespace

MadeUpStudy makeUpStudy(const PlanAssumptions& assumptions, int raters, int items, quint64 key)
{
    const std::vector<double> thresholds = thresholdsOf(assumptions);
    Random random = Random::forKey(assumptions.seed, key);
    std::vector<double> severities;
    for (int rater = 0; rater < raters; ++rater)
        severities.push_back(std::sqrt(assumptions.raterVariance) * statistics::normalDraw(random));
    MadeUpStudy study;
    study.first = simulated(assumptions, thresholds, severities, items, 0.0, random);
    study.second = simulated(assumptions, thresholds, severities, items, assumptions.effect, random);
    study.bootstrapSeed = random.next();
    return study;
}

Result<QList<PlanCell>> simulatePlan(const PlanAssumptions& assumptions, const QList<int>& raters,
                                     const QList<int>& items, int threads, const CancelToken& cancel,
                                     const ProgressSink& progress)
{
    ANTIPHON_TRY(check(assumptions));
    for (const int size : raters + items) {
        if (size < 2)
            return fail(invalid(QStringLiteral("%1").arg(size),
                                QStringLiteral("at least two raters and two dialogues are needed")));
    }
    QList<PlanCell> cells;
    const qint64 total = raters.size() * items.size();
    for (const int raterCount : raters) {
        for (const int itemCount : items) {
            std::vector<Outcome> outcomes(static_cast<std::size_t>(assumptions.simulations));
            forEachIndex(outcomes.size(), threads, [&](std::size_t i) {
                if (!cancel.isCancelled())
                    outcomes[i] = outcomeOf(assumptions, raterCount, itemCount, i);
            });
            if (cancel.isCancelled())
                return fail(ErrorCode::Cancelled, QStringLiteral("planning"));
            cells << cellOf(assumptions, raterCount, itemCount, outcomes);
            report(progress, cells.size(), total, QStringLiteral("sizes"));
        }
    }
    return cells;
}

double FirstGuess::dialogues(double ratings, int raters) const
{
    return ratings * statistics::designEffect(raters, icc) / raters;
}

FirstGuess firstGuess(const PlanAssumptions& a)
{
    FirstGuess guess;
    double mean = 0.0;
    double squares = 0.0;
    for (std::size_t k = 0; k < a.shares.size(); ++k) {
        const auto point = static_cast<double>(k + 1);
        mean += a.shares[k] * point;
        squares += a.shares[k] * point * point;
    }
    guess.deviation = std::sqrt(std::max(1e-12, squares - mean * mean));
    guess.icc = a.itemVariance / (a.itemVariance + a.raterVariance + logisticVariance);
    const double margin = a.margin / guess.deviation;
    guess.equivalence = statistics::equivalencePerArm(margin, a.alpha, a.power);
    guess.nonInferiority = 2.0 * statistics::nonInferiorityPairs(margin, a.alpha, a.power);
    if (a.effect != 0.0) {
        guess.whitehead = statistics::whiteheadTotal(a.shares, std::exp(a.effect), a.alpha, a.power) / 2.0;
        guess.noether = statistics::noetherTotal(chanceOf(a.shares, a.effect), a.alpha, a.power) / 2.0;
    }
    return guess;
}

} // namespace antiphon
