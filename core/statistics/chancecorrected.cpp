#include "core/statistics/chancecorrected.h"

#include <algorithm>
#include <cmath>

namespace antiphon::statistics {

namespace {

using Vector = std::vector<double>;

// Patterns with at least one rating, and what they add up to.
struct UnitCounts
{
    int categories = 0;
    std::vector<Vector> units;
    Vector sizes;
    Vector times;
    double all = 0;   // units with a rating
    double twice = 0; // units with two ratings or more
    Agreement facts;  // n, missing, units, raters

    std::size_t size() const { return units.size(); }
};

double sumOf(const Vector& values)
{
    double sum = 0;
    for (const double value : values)
        sum += value;
    return sum;
}

UnitCounts countsOf(const PatternTable& table)
{
    UnitCounts counts;
    counts.categories = table.categories;
    counts.facts.raters = table.raters;
    counts.facts.estimate.missing = table.missing;
    for (const UnitPattern& pattern : table.patterns) {
        const double size = sumOf(pattern.counts);
        const auto times = static_cast<double>(pattern.times);
        if (size == 0 || pattern.times == 0)
            continue;
        counts.units.push_back(pattern.counts);
        counts.sizes.push_back(size);
        counts.times.push_back(times);
        counts.all += times;
        counts.twice += size >= 2 ? times : 0;
        counts.facts.estimate.n += std::llround(size) * pattern.times;
    }
    counts.facts.units = std::llround(counts.twice);
    return counts;
}

UnitCounts countsOf(const CategoryTable& table)
{
    return countsOf(patternsOf(table));
}

double weighed(const Vector& weights, const Vector& left, const Vector& right)
{
    const std::size_t q = left.size();
    double sum = 0;
    for (std::size_t a = 0; a < q; ++a) {
        for (std::size_t b = 0; b < q; ++b)
            sum += weights[a * q + b] * left[a] * right[b];
    }
    return sum;
}

// The share of agreeing pairs in one unit; 0 in a unit with one rating.
double unitAgreement(const Vector& counts, double size, const Vector& weights)
{
    if (size < 2)
        return 0;
    const std::size_t q = counts.size();
    double sum = 0;
    for (std::size_t a = 0; a < q; ++a) {
        double beside = 0;
        for (std::size_t b = 0; b < q; ++b)
            beside += weights[a * q + b] * counts[b];
        sum += counts[a] * (beside - 1);
    }
    return sum / (size * (size - 1));
}

double meanAgreement(const UnitCounts& counts, const Vector& weights)
{
    double sum = 0;
    for (std::size_t i = 0; i < counts.size(); ++i)
        sum += counts.times[i] * unitAgreement(counts.units[i], counts.sizes[i], weights);
    return counts.twice > 0 ? sum / counts.twice : 0;
}

// The mean share of each category over all units, those rated once included. Summed before it is divided: of
// a category that everybody gave it is then 1, and not nearly.
Vector meanShares(const UnitCounts& counts)
{
    Vector shares(static_cast<std::size_t>(counts.categories), 0.0);
    for (std::size_t i = 0; i < counts.size(); ++i) {
        for (std::size_t k = 0; k < shares.size(); ++k)
            shares[k] += counts.times[i] * counts.units[i][k] / counts.sizes[i];
    }
    for (double& share : shares)
        share /= counts.all;
    return shares;
}

std::string named(const char* name, Weights weights)
{
    switch (weights) {
    case Weights::Identity:
        break;
    case Weights::Linear:
        return std::string(name) + ", linear weights";
    case Weights::Quadratic:
        return std::string(name) + ", quadratic weights";
    case Weights::Ordinal:
        return std::string(name) + ", ordinal weights";
    }
    return name;
}

ChanceCorrected finish(const UnitCounts& counts, double observed, double expected, std::string method)
{
    ChanceCorrected result;
    result.agreement = counts.facts;
    result.observed = observed;
    result.expected = expected;
    Estimate& estimate = result.agreement.estimate;
    estimate.method = std::move(method);
    if (counts.twice == 0)
        estimate.reason = "no unit was rated twice";
    else if (!(expected < 1))
        estimate.reason = "all ratings are equal, so chance alone agrees fully";
    else
        estimate.value = (observed - expected) / (1 - expected);
    return result;
}

// How often each rater gave each category, of what the rater rated; raters without a rating left out.
std::vector<Vector> raterShares(const CategoryTable& table)
{
    std::vector<Vector> shares;
    for (const auto& row : table.rows) {
        Vector own(static_cast<std::size_t>(table.categories), 0.0);
        for (const auto& cell : row) {
            if (cell)
                own[static_cast<std::size_t>(*cell)] += 1;
        }
        const double size = sumOf(own);
        if (size == 0)
            continue;
        for (double& share : own)
            share /= size;
        shares.push_back(std::move(own));
    }
    return shares;
}

// Gwet's variance of AC1 and AC2 by linearisation, without a finite population.
double acVariance(const UnitCounts& counts, const Vector& weights, const Vector& shares, double value,
                  double expected)
{
    const double n = counts.all;
    const auto q = static_cast<double>(counts.categories);
    const double scale = sumOf(weights) / (q * (q - 1));
    double sum = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const bool enters = counts.sizes[i] >= 2;
        const double agreed = unitAgreement(counts.units[i], counts.sizes[i], weights);
        const double own = n / counts.twice * (agreed - (enters ? expected : 0)) / (1 - expected);
        double chance = 0;
        for (std::size_t k = 0; k < shares.size(); ++k)
            chance += counts.units[i][k] * (1 - shares[k]);
        chance *= scale / counts.sizes[i];
        const double linear = own - 2 * (1 - value) * (chance - expected) / (1 - expected);
        sum += counts.times[i] * (linear - value) * (linear - value);
    }
    return sum / (n * (n - 1));
}

// Ratings of units that have two or more.
std::int64_t pairedRatings(const UnitCounts& counts)
{
    double ratings = 0;
    for (std::size_t i = 0; i < counts.size(); ++i)
        ratings += counts.sizes[i] >= 2 ? counts.times[i] * counts.sizes[i] : 0;
    return std::llround(ratings);
}

// Fleiss, Cohen and Everitt 1969, of complete pairs: each cell's weight against the mean weights of its row
// and its column.
double cohenVariance(const CategoryTable& pairs, const Vector& weights, double value, double expected)
{
    const auto q = static_cast<std::size_t>(pairs.categories);
    const std::vector<Vector> shares = raterShares(pairs);
    Vector means(2 * q, 0.0); // of each category of the first rater, then of the second
    for (std::size_t a = 0; a < q; ++a) {
        for (std::size_t b = 0; b < q; ++b) {
            means[a] += weights[a * q + b] * shares[1][b];
            means[q + b] += weights[a * q + b] * shares[0][a];
        }
    }
    double sum = 0;
    const std::size_t n = pairs.rows[0].size();
    for (std::size_t unit = 0; unit < n; ++unit) {
        const auto a = static_cast<std::size_t>(*pairs.rows[0][unit]);
        const auto b = static_cast<std::size_t>(*pairs.rows[1][unit]);
        const double term = weights[a * q + b] - (means[a] + means[q + b]) * (1 - value);
        sum += term * term;
    }
    const auto size = static_cast<double>(n);
    const double centre = value - expected * (1 - value);
    return (sum / size - centre * centre) / (size * (1 - expected) * (1 - expected));
}

ChanceCorrected percentOf(const UnitCounts& counts, Weights weights)
{
    const Vector matrix = weightMatrix(weights, counts.categories);
    ChanceCorrected result =
        finish(counts, meanAgreement(counts, matrix), 0, named("percent agreement", weights));
    result.agreement.estimate.n = pairedRatings(counts);
    return result;
}

ChanceCorrected fleissOf(const UnitCounts& counts, Weights weights)
{
    const Vector matrix = weightMatrix(weights, counts.categories);
    const Vector shares = meanShares(counts);
    return finish(counts, meanAgreement(counts, matrix), weighed(matrix, shares, shares),
                  named(counts.facts.raters == 2 ? "Scott's pi" : "Fleiss' kappa", weights));
}

ChanceCorrected acOf(const UnitCounts& counts, Weights weights)
{
    const Vector matrix = weightMatrix(weights, counts.categories);
    const Vector shares = meanShares(counts);
    const auto q = static_cast<double>(counts.categories);
    double uncertain = 0;
    for (const double share : shares)
        uncertain += share * (1 - share);
    const double expected = q > 1 ? sumOf(matrix) * uncertain / (q * (q - 1)) : 1;
    ChanceCorrected result =
        finish(counts, meanAgreement(counts, matrix), expected,
               named(weights == Weights::Identity ? "Gwet's AC1" : "Gwet's AC2", weights));
    if (const auto value = result.agreement.estimate.value; value && counts.all > 1) {
        result.standardError = std::sqrt(acVariance(counts, matrix, shares, *value, expected));
        result.errorUnits = std::llround(counts.all);
    }
    return result;
}

ChanceCorrected brennanPredigerOf(const UnitCounts& counts, Weights weights)
{
    const Vector matrix = weightMatrix(weights, counts.categories);
    const auto q = static_cast<double>(counts.categories);
    return finish(counts, meanAgreement(counts, matrix), q > 0 ? sumOf(matrix) / (q * q) : 1,
                  named("Brennan and Prediger's kappa", weights));
}

} // namespace

ChanceCorrected percentAgreement(const PatternTable& table, Weights weights)
{
    return percentOf(countsOf(table), weights);
}

ChanceCorrected percentAgreement(const CategoryTable& table, Weights weights)
{
    return percentOf(countsOf(table), weights);
}

ChanceCorrected congerKappa(const CategoryTable& table, Weights weights)
{
    const UnitCounts counts = countsOf(table);
    const Vector matrix = weightMatrix(weights, table.categories);
    const std::vector<Vector> raters = raterShares(table);
    const auto r = static_cast<double>(raters.size());
    // The mean over all ordered pairs of different raters: that of all pairs without a rater and itself.
    double all = 0;
    for (const Vector& left : raters) {
        for (const Vector& right : raters) {
            if (&left != &right)
                all += weighed(matrix, left, right);
        }
    }
    const double expected = r > 1 ? all / (r * (r - 1)) : 0;
    return finish(counts, meanAgreement(counts, matrix), expected, named("Conger's kappa", weights));
}

ChanceCorrected cohenKappa(const CategoryTable& table, Weights weights)
{
    CategoryTable pairs{table.categories, {}};
    if (table.rows.size() == 2) {
        pairs.rows.resize(2);
        for (std::size_t unit = 0; unit < table.rows[0].size(); ++unit) {
            if (!table.rows[0][unit] || !table.rows[1][unit])
                continue;
            pairs.rows[0].push_back(table.rows[0][unit]);
            pairs.rows[1].push_back(table.rows[1][unit]);
        }
    }
    ChanceCorrected result = congerKappa(pairs, weights);
    Estimate& estimate = result.agreement.estimate;
    estimate.method = named("Cohen's kappa", weights);
    estimate.missing = patternsOf(table).missing;
    if (table.rows.size() != 2) {
        estimate.value.reset();
        estimate.reason = "it is defined for two raters";
    } else if (estimate.value) {
        const double variance =
            cohenVariance(pairs, weightMatrix(weights, table.categories), *estimate.value, result.expected);
        result.standardError = std::sqrt(std::max(0.0, variance));
        result.errorUnits = static_cast<std::int64_t>(pairs.rows[0].size());
    }
    return result;
}

ChanceCorrected fleissKappa(const PatternTable& table, Weights weights)
{
    return fleissOf(countsOf(table), weights);
}

ChanceCorrected fleissKappa(const CategoryTable& table, Weights weights)
{
    return fleissOf(countsOf(table), weights);
}

ChanceCorrected gwetAc(const PatternTable& table, Weights weights)
{
    return acOf(countsOf(table), weights);
}

ChanceCorrected gwetAc(const CategoryTable& table, Weights weights)
{
    return acOf(countsOf(table), weights);
}

ChanceCorrected brennanPrediger(const PatternTable& table, Weights weights)
{
    return brennanPredigerOf(countsOf(table), weights);
}

ChanceCorrected brennanPrediger(const CategoryTable& table, Weights weights)
{
    return brennanPredigerOf(countsOf(table), weights);
}

Agreement nominalAlpha(const PatternTable& table)
{
    const UnitCounts counts = countsOf(table);
    Agreement agreement = counts.facts;
    agreement.estimate.n = pairedRatings(counts);
    agreement.estimate.method = "Krippendorff's alpha, nominal";
    Vector marginals(static_cast<std::size_t>(counts.categories), 0.0);
    double observed = 0; // disagreeing pairs, each unit's over its ratings less one
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const double size = counts.sizes[i];
        if (size < 2)
            continue;
        double same = 0;
        for (std::size_t k = 0; k < marginals.size(); ++k) {
            marginals[k] += counts.times[i] * counts.units[i][k];
            same += counts.units[i][k] * (counts.units[i][k] - 1);
        }
        observed += counts.times[i] * (size * (size - 1) - same) / (size - 1);
    }
    const double n = sumOf(marginals);
    double expected = n * n;
    for (const double marginal : marginals)
        expected -= marginal * marginal;
    if (expected > 0)
        agreement.estimate.value = 1 - (n - 1) * observed / expected;
    else
        agreement.estimate.reason = counts.twice == 0 ? "no unit was rated twice" : "all ratings are equal";
    return agreement;
}

std::optional<double> cohenKappa(const std::vector<double>& joint, const std::vector<double>& disagreements,
                                 int categories)
{
    const auto q = static_cast<std::size_t>(categories);
    Vector left(q, 0.0);
    Vector right(q, 0.0);
    double sum = 0;
    double observed = 0;
    for (std::size_t a = 0; a < q; ++a) {
        for (std::size_t b = 0; b < q; ++b) {
            const double cell = joint[a * q + b];
            left[a] += cell;
            right[b] += cell;
            sum += cell;
            observed += disagreements[a * q + b] * cell;
        }
    }
    const double expected = sum > 0 ? weighed(disagreements, left, right) / sum : 0;
    return expected > 0 ? std::optional(1 - observed / expected) : std::nullopt;
}

std::optional<FleissDetail> fleissDetail(const CategoryTable& table)
{
    const UnitCounts counts = countsOf(table);
    if (counts.size() == 0 || counts.sizes[0] < 2)
        return std::nullopt;
    const double m = counts.sizes[0];
    if (!std::all_of(counts.sizes.begin(), counts.sizes.end(), [m](double size) { return size == m; }))
        return std::nullopt;
    const double n = counts.all;
    const Vector shares = meanShares(counts);
    double spread = 0;
    double skew = 0;
    FleissDetail detail;
    for (std::size_t k = 0; k < shares.size(); ++k) {
        const double p = shares[k];
        spread += p * (1 - p);
        skew += p * (1 - p) * (1 - 2 * p);
        double mixed = 0;
        for (std::size_t i = 0; i < counts.size(); ++i)
            mixed += counts.times[i] * counts.units[i][k] * (m - counts.units[i][k]);
        detail.byCategory.push_back(
            p > 0 && p < 1 ? std::optional(1 - mixed / (n * m * (m - 1) * p * (1 - p))) : std::nullopt);
    }
    const auto kappa = fleissKappa(table).agreement.estimate.value;
    if (!kappa || !(spread > 0))
        return std::nullopt;
    const double variance = 2 * (spread * spread - skew) / (n * m * (m - 1) * spread * spread);
    detail.z = *kappa / std::sqrt(variance);
    return detail;
}

} // namespace antiphon::statistics
