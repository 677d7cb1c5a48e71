#include "core/statistics/intraclass.h"

#include "core/statistics/variancecomponents.h"

#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/normal.hpp>

#include <algorithm>
#include <cmath>

namespace antiphon::statistics {

namespace {

// Without the units and raters that have no rating.
RatingTable rated(const RatingTable& table)
{
    RatingTable kept;
    const std::size_t width = table.rows.empty() ? 0 : table.rows.front().size();
    std::vector<bool> used(width);
    for (const auto& row : table.rows) {
        for (std::size_t unit = 0; unit < width; ++unit)
            used[unit] = used[unit] || row[unit];
    }
    for (const auto& row : table.rows) {
        if (std::none_of(row.begin(), row.end(), [](const auto& cell) { return cell.has_value(); }))
            continue;
        auto& cells = kept.rows.emplace_back();
        for (std::size_t unit = 0; unit < width; ++unit) {
            if (used[unit])
                cells.push_back(row[unit]);
        }
    }
    return kept;
}

struct Facts
{
    double units = 0;
    double raters = 0;
    std::int64_t ratings = 0;
    std::int64_t missing = 0;
    bool equal = true;
};

Facts factsOf(const RatingTable& table)
{
    Facts facts;
    facts.raters = static_cast<double>(table.rows.size());
    facts.units = table.rows.empty() ? 0 : static_cast<double>(table.rows.front().size());
    std::optional<double> first;
    for (const auto& row : table.rows) {
        for (const auto& cell : row) {
            ++(cell ? facts.ratings : facts.missing);
            if (!first)
                first = cell;
            facts.equal = facts.equal && (!cell || *cell == *first);
        }
    }
    return facts;
}

struct Squares
{
    double units = 0;
    double raters = 0;
    double residual = 0;
    double within = 0; // of units: raters and residual together
};

Squares squaresOf(const RatingTable& table, const Facts& facts)
{
    const double n = facts.units;
    const double k = facts.raters;
    std::vector<double> unitMeans(table.rows.front().size(), 0.0);
    std::vector<double> raterMeans(table.rows.size(), 0.0);
    double mean = 0;
    for (std::size_t rater = 0; rater < table.rows.size(); ++rater) {
        for (std::size_t unit = 0; unit < unitMeans.size(); ++unit) {
            const double value = *table.rows[rater][unit];
            unitMeans[unit] += value / k;
            raterMeans[rater] += value / n;
            mean += value / (n * k);
        }
    }
    Squares squares;
    for (const double unit : unitMeans)
        squares.units += k * (unit - mean) * (unit - mean) / (n - 1);
    for (const double rater : raterMeans)
        squares.raters += n * (rater - mean) * (rater - mean) / (k - 1);
    for (std::size_t rater = 0; rater < table.rows.size(); ++rater) {
        for (std::size_t unit = 0; unit < unitMeans.size(); ++unit) {
            const double apart = *table.rows[rater][unit] - unitMeans[unit] - raterMeans[rater] + mean;
            squares.residual += apart * apart / ((n - 1) * (k - 1));
        }
    }
    squares.within = ((k - 1) * squares.raters + (n - 1) * (k - 1) * squares.residual) / (n * (k - 1));
    return squares;
}

double quantileOfF(double probability, double first, double second)
{
    return boost::math::quantile(boost::math::fisher_f(first, second), probability);
}

void setRatio(Estimate& estimate, double above, double below, const char* reason)
{
    if (below > 0)
        estimate.value = above / below;
    else
        estimate.reason = reason;
}

// The reliability of the mean of k raters from that of one (Spearman and Brown).
double ofMean(double single, double k)
{
    return k * single / (1 + (k - 1) * single);
}

// ICC = (F - 1) / (F + k - 1) and its mean, F against `degrees`; the ends from F over and times its quantile.
void setByF(Estimate& single, Estimate& mean, double units, double rest, double k, double n, double degrees,
            double level)
{
    const char* reason = "units do not differ";
    setRatio(single, units - rest, units + (k - 1) * rest, reason);
    setRatio(mean, units - rest, units, reason);
    if (!(rest > 0) || !(units > 0))
        return;
    const double f = units / rest;
    const double low = f / quantileOfF((1 + level) / 2, n - 1, degrees);
    const double high = f * quantileOfF((1 + level) / 2, degrees, n - 1);
    single.low = (low - 1) / (low + k - 1);
    single.high = (high - 1) / (high + k - 1);
    mean.low = 1 - 1 / low;
    mean.high = 1 - 1 / high;
    single.level = mean.level = level;
}

// Absolute agreement: Shrout and Fleiss 1979, p. 424.
void setAbsolute(IntraclassForms& forms, const Squares& squares, double k, double n, double level)
{
    const char* reason = "units do not differ beyond chance";
    const double above = squares.units - squares.residual;
    setRatio(forms.twoSingle, above,
             squares.units + (k - 1) * squares.residual + k * (squares.raters - squares.residual) / n,
             reason);
    setRatio(forms.twoMean, above, squares.units + (squares.raters - squares.residual) / n, reason);
    if (!forms.twoSingle.value || !(squares.residual > 0))
        return;
    const double icc = *forms.twoSingle.value;
    const double f = squares.raters / squares.residual;
    const double part = n * (1 + (k - 1) * icc) - k * icc;
    const double above2 = k * icc * f + part;
    const double degrees =
        (k - 1) * (n - 1) * above2 * above2 / ((n - 1) * k * k * icc * icc * f * f + part * part);
    const double beside = k * squares.raters + (k * n - k - n) * squares.residual;
    const double low = quantileOfF((1 + level) / 2, n - 1, degrees);
    const double high = quantileOfF((1 + level) / 2, degrees, n - 1);
    Estimate& single = forms.twoSingle;
    single.low = n * (squares.units - low * squares.residual) / (low * beside + n * squares.units);
    single.high = n * (high * squares.units - squares.residual) / (beside + n * high * squares.units);
    single.level = level;
    if (!forms.twoMean.value)
        return;
    forms.twoMean.low = ofMean(*single.low, k);
    forms.twoMean.high = ofMean(*single.high, k);
    forms.twoMean.level = level;
}

// The interval of units / (units + weights * rest) by the delta method on the logit scale, where the
// components' covariance is known (as Donner 1986 for large samples).
void setDeltaInterval(Estimate& estimate, const VarianceComponents& at, const std::array<double, 3>& weights,
                      double level)
{
    const double below = at.units + weights[1] * at.raters + weights[2] * at.residual;
    const double rest = below - at.units;
    if (!(at.units > 0) || !(rest > 0)) {
        estimate.reason = "a component lies at its boundary, where there is no interval";
        return;
    }
    // logit(ICC) = log(units) - log(rest)
    const std::array<double, 3> slopes{1 / at.units, -weights[1] / rest, -weights[2] / rest};
    double variance = 0;
    for (std::size_t a = 0; a < 3; ++a) {
        for (std::size_t b = 0; b < 3; ++b)
            variance += slopes[a] * slopes[b] * at.covariance[a][b];
    }
    const double centre = std::log(at.units / rest);
    const double reach = boost::math::quantile(boost::math::normal(), 0.5 + level / 2) * std::sqrt(variance);
    estimate.low = 1 / (1 + std::exp(reach - centre));
    estimate.high = 1 / (1 + std::exp(-reach - centre));
    estimate.level = level;
    estimate.method += ", large-sample interval on the logit scale";
}

void setFromComponents(IntraclassForms& forms, const RatingTable& table, double k, double level)
{
    const char* reason = "the ratings there are do not tell units, raters and chance apart";
    const auto both = remlComponents(table);
    const auto oneWay = remlComponents(table, false);
    const auto set = [&](Estimate& single, Estimate& mean, const VarianceComponents& at, double raters) {
        const double rest = raters * at.raters + at.residual;
        setRatio(single, at.units, at.units + rest, reason);
        setRatio(mean, at.units, at.units + rest / k, reason);
        setDeltaInterval(single, at, {0, raters, 1}, level);
        setDeltaInterval(mean, at, {0, raters / k, 1 / k}, level);
    };
    if (both) {
        set(forms.twoSingle, forms.twoMean, *both, 1);
        set(forms.threeSingle, forms.threeMean, *both, 0);
    }
    if (oneWay)
        set(forms.oneSingle, forms.oneMean, *oneWay, 0);
    for (Estimate* estimate : {&forms.oneSingle, &forms.oneMean, &forms.twoSingle, &forms.twoMean,
                               &forms.threeSingle, &forms.threeMean}) {
        if (!estimate->value)
            estimate->reason = reason;
    }
}

IntraclassForms named(const Facts& facts)
{
    IntraclassForms forms;
    const std::string k = std::to_string(std::llround(facts.raters));
    const char* how = facts.missing > 0 ? ", variance components by restricted maximum likelihood"
                                        : ", analysis of variance";
    forms.oneSingle.method = "ICC(1,1) of Shrout and Fleiss, one-way random, single rater (McGraw and Wong: "
                             "ICC(1))";
    forms.twoSingle.method =
        "ICC(2,1) of Shrout and Fleiss, two-way random, absolute agreement, single rater "
        "(McGraw and Wong: ICC(A,1))";
    forms.threeSingle.method = "ICC(3,1) of Shrout and Fleiss, two-way mixed, consistency, single rater "
                               "(McGraw and Wong: ICC(C,1))";
    forms.oneMean.method = "ICC(1," + k + ") of Shrout and Fleiss, one-way random, mean of " + k +
                           " raters (McGraw and Wong: ICC(" + k + "))";
    forms.twoMean.method = "ICC(2," + k +
                           ") of Shrout and Fleiss, two-way random, absolute agreement, mean of " + k +
                           " raters (McGraw and Wong: ICC(A," + k + "))";
    forms.threeMean.method = "ICC(3," + k + ") of Shrout and Fleiss, two-way mixed, consistency, mean of " +
                             k + " raters (McGraw and Wong: ICC(C," + k + "))";
    for (Estimate* estimate : {&forms.oneSingle, &forms.oneMean, &forms.twoSingle, &forms.twoMean,
                               &forms.threeSingle, &forms.threeMean}) {
        estimate->n = facts.ratings;
        estimate->missing = facts.missing;
        estimate->method += how;
        if (facts.units < 2 || facts.raters < 2)
            estimate->reason = "two units and two raters are needed";
        else if (facts.equal)
            estimate->reason = "all ratings are equal";
    }
    return forms;
}

} // namespace

IntraclassForms intraclass(const RatingTable& table, double level)
{
    const RatingTable kept = rated(table);
    const Facts facts = factsOf(kept);
    IntraclassForms forms = named(facts);
    if (!forms.oneSingle.reason.empty())
        return forms;
    const double n = facts.units;
    const double k = facts.raters;
    if (facts.missing > 0) {
        setFromComponents(forms, kept, k, level);
        return forms;
    }
    const Squares squares = squaresOf(kept, facts);
    forms.unitSquare = squares.units;
    forms.raterSquare = squares.raters;
    forms.residualSquare = squares.residual;
    setByF(forms.oneSingle, forms.oneMean, squares.units, squares.within, k, n, n * (k - 1), level);
    setByF(forms.threeSingle, forms.threeMean, squares.units, squares.residual, k, n, (n - 1) * (k - 1),
           level);
    setAbsolute(forms, squares, k, n, level);
    return forms;
}

} // namespace antiphon::statistics
