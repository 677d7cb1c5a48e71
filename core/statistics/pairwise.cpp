#include "core/statistics/pairwise.h"

#include "core/statistics/arrowmatrix.h"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/normal.hpp>

#include <algorithm>
#include <cmath>

namespace antiphon::statistics {

namespace {

using Wins = std::vector<std::vector<double>>;

double normalReach(double level)
{
    return boost::math::quantile(boost::math::normal(), 0.5 + level / 2.0);
}

// Whether from the first all others are reached along wins, or along losses.
bool reachesAll(const Wins& wins, bool alongWins)
{
    std::vector<bool> seen(wins.size(), false);
    std::vector<std::size_t> open{0};
    seen[0] = true;
    while (!open.empty()) {
        const std::size_t from = open.back();
        open.pop_back();
        for (std::size_t to = 0; to < wins.size(); ++to) {
            if (seen[to] || !((alongWins ? wins[from][to] : wins[to][from]) > 0.0))
                continue;
            seen[to] = true;
            open.push_back(to);
        }
    }
    return std::all_of(seen.begin(), seen.end(), [](bool one) { return one; });
}

double chance(const std::vector<double>& abilities, std::size_t i, std::size_t j)
{
    return 1.0 / (1.0 + std::exp(abilities[j] - abilities[i]));
}

struct Step
{
    std::vector<double> slope;
    std::vector<double> information;
};

// Without the first, whose ability stays 0.
Step stepAt(const Wins& wins, const std::vector<double>& abilities)
{
    const std::size_t size = wins.size() - 1;
    Step step{std::vector<double>(size, 0.0), std::vector<double>(size * size, 0.0)};
    for (std::size_t i = 0; i < wins.size(); ++i) {
        for (std::size_t j = 0; j < wins.size(); ++j) {
            const double met = wins[i][j] + wins[j][i];
            if (i == j || i == 0 || !(met > 0.0))
                continue;
            const double p = chance(abilities, i, j);
            step.slope[i - 1] += wins[i][j] - met * p;
            step.information[(i - 1) * size + i - 1] += met * p * (1.0 - p);
            if (j > 0)
                step.information[(i - 1) * size + j - 1] -= met * p * (1.0 - p);
        }
    }
    return step;
}

double devianceOf(const Wins& wins, const std::vector<double>& abilities, int& pairs)
{
    double deviance = 0.0;
    for (std::size_t i = 0; i < wins.size(); ++i) {
        for (std::size_t j = 0; j < wins.size(); ++j) {
            const double met = wins[i][j] + wins[j][i];
            if (i == j || !(met > 0.0))
                continue;
            pairs += i < j ? 1 : 0;
            if (wins[i][j] > 0.0)
                deviance += 2.0 * wins[i][j] * std::log(wins[i][j] / met / chance(abilities, i, j));
        }
    }
    return deviance;
}

Estimate abilityOf(double value, double error, std::int64_t n, double level)
{
    Estimate estimate;
    estimate.value = value;
    estimate.n = n;
    estimate.method = "Bradley-Terry ability, Wald interval";
    if (error > 0.0) {
        estimate.low = value - normalReach(level) * error;
        estimate.high = value + normalReach(level) * error;
        estimate.level = level;
    }
    return estimate;
}

} // namespace

BinomialTest exactBinomial(std::int64_t successes, std::int64_t trials, double expected, double level)
{
    BinomialTest test;
    test.estimate.method = "share, Clopper-Pearson interval";
    test.estimate.n = trials;
    if (trials <= 0) {
        test.estimate.reason = "there are no trials";
        return test;
    }
    const auto x = static_cast<double>(successes);
    const auto n = static_cast<double>(trials);
    test.estimate.value = x / n;
    test.estimate.level = level;
    const double tail = (1.0 - level) / 2.0;
    test.estimate.low =
        successes == 0 ? 0.0 : boost::math::quantile(boost::math::beta_distribution<>(x, n - x + 1.0), tail);
    test.estimate.high =
        successes == trials
            ? 1.0
            : boost::math::quantile(boost::math::beta_distribution<>(x + 1.0, n - x), 1.0 - tail);
    const boost::math::binomial binomial(n, expected);
    const double limit = boost::math::pdf(binomial, x) * (1.0 + 1e-7);
    double p = 0.0;
    for (std::int64_t k = 0; k <= trials; ++k) {
        const double one = boost::math::pdf(binomial, static_cast<double>(k));
        p += one <= limit ? one : 0.0;
    }
    test.p = std::min(1.0, p);
    return test;
}

Estimate wilsonShare(double successes, double trials, double level)
{
    if (!(trials > 0.0))
        return undefined("share, Wilson interval", "there are no trials");
    Estimate estimate;
    estimate.method = "share, Wilson interval";
    estimate.n = std::llround(trials);
    const double share = successes / trials;
    const double z = normalReach(level);
    const double centre = share + z * z / (2.0 * trials);
    const double reach = z * std::sqrt(share * (1.0 - share) / trials + z * z / (4.0 * trials * trials));
    const double scale = 1.0 + z * z / trials;
    estimate.value = share;
    estimate.low = std::max(0.0, (centre - reach) / scale);
    estimate.high = std::min(1.0, (centre + reach) / scale);
    estimate.level = level;
    return estimate;
}

BradleyTerry bradleyTerry(const Wins& wins, double level)
{
    BradleyTerry result;
    if (wins.size() < 2)
        result.reason = "there are fewer than two conditions";
    else if (!reachesAll(wins, true) || !reachesAll(wins, false))
        result.reason = "some conditions never won, or never lost, against the others";
    if (!result.reason.empty())
        return result;
    std::vector<double> abilities(wins.size(), 0.0);
    std::vector<double> inverse;
    const std::size_t size = wins.size() - 1;
    for (int i = 0; i < 100; ++i) {
        Step step = stepAt(wins, abilities);
        if (!choleskyFactor(step.information, size))
            break;
        inverse = choleskyInverse(step.information, size);
        choleskySolve(step.information, size, step.slope);
        double largest = 0.0;
        for (std::size_t k = 0; k < size; ++k) {
            abilities[k + 1] += std::clamp(step.slope[k], -2.0, 2.0);
            largest = std::max(largest, std::abs(step.slope[k]));
        }
        if (largest < 1e-12)
            break;
    }
    int pairs = 0;
    result.deviance = devianceOf(wins, abilities, pairs);
    result.degrees = pairs - static_cast<int>(size);
    double met = 0.0;
    for (std::size_t i = 0; i < wins.size(); ++i) {
        for (std::size_t j = 0; j < wins.size(); ++j)
            met += i == j ? 0.0 : wins[i][j];
    }
    for (std::size_t i = 0; i < wins.size(); ++i) {
        result.errors.push_back(i == 0 ? 0.0 : std::sqrt(inverse[(i - 1) * size + i - 1]));
        result.abilities.push_back(abilityOf(abilities[i], result.errors[i], std::llround(met), level));
    }
    return result;
}

} // namespace antiphon::statistics
