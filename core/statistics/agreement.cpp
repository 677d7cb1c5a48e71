#include "core/statistics/agreement.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace antiphon::statistics {

namespace {

// The units that enter, by the pattern of their ratings: counts per category, categories in ascending order.
// Many units share few patterns, and units of one pattern count alike.
struct Counts
{
    std::vector<double> categories;
    std::vector<std::vector<double>> patterns;
    std::vector<std::size_t> units; // the pattern of each
};

Counts countsOf(const RatingTable& table)
{
    std::map<double, std::size_t> places;
    std::vector<std::vector<double>> ratings;
    const std::size_t width = table.rows.empty() ? 0 : table.rows.front().size();
    for (std::size_t unit = 0; unit < width; ++unit) {
        std::vector<double> given;
        for (const auto& row : table.rows) {
            if (row[unit])
                given.push_back(*row[unit]);
        }
        if (given.size() < 2)
            continue;
        for (const double value : given)
            places.emplace(value, 0);
        ratings.push_back(std::move(given));
    }
    Counts counts;
    for (auto& [value, place] : places) {
        place = counts.categories.size();
        counts.categories.push_back(value);
    }
    std::map<std::vector<double>, std::size_t> known;
    for (const auto& given : ratings) {
        std::vector<double> unit(counts.categories.size(), 0.0);
        for (const double value : given)
            unit[places.at(value)] += 1.0;
        const auto [found, isNew] = known.emplace(unit, counts.patterns.size());
        if (isNew)
            counts.patterns.push_back(std::move(unit));
        counts.units.push_back(found->second);
    }
    return counts;
}

double squared(double value)
{
    return value * value;
}

double distance(Scale scale, const std::vector<double>& categories, const std::vector<double>& cumulative,
                const std::vector<double>& marginals, std::size_t a, std::size_t b)
{
    switch (scale) {
    case Scale::Nominal:
        return a == b ? 0.0 : 1.0;
    case Scale::Interval:
        return squared(categories[a] - categories[b]);
    case Scale::Ratio:
        return a == b ? 0.0 : squared((categories[a] - categories[b]) / (categories[a] + categories[b]));
    case Scale::Ordinal:
        break;
    }
    // The ratings from the one category to the other, half of both ends.
    const double between = cumulative[b] - (a == 0 ? 0.0 : cumulative[a - 1]);
    return a == b ? 0.0 : squared(between - (marginals[a] + marginals[b]) / 2.0);
}

// Alpha over the chosen units (with repeats); nothing when expected disagreement is 0.
std::optional<double> alphaOf(const Counts& counts, const std::vector<std::size_t>& chosen, Scale scale)
{
    const std::size_t q = counts.categories.size();
    std::vector<double> coincidences(q * q, 0.0);
    std::vector<double> marginals(q, 0.0);
    std::vector<double> times(counts.patterns.size(), 0.0);
    for (const std::size_t place : chosen)
        times[counts.units[place]] += 1.0;
    double n = 0.0;
    for (std::size_t i = 0; i < counts.patterns.size(); ++i) {
        const std::vector<double>& unit = counts.patterns[i];
        const double size = std::accumulate(unit.begin(), unit.end(), 0.0);
        for (std::size_t a = 0; a < q; ++a) {
            if (unit[a] == 0.0)
                continue;
            const double weight = times[i] * unit[a];
            for (std::size_t b = 0; b < q; ++b)
                coincidences[a * q + b] += weight * (unit[b] - (a == b ? 1.0 : 0.0)) / (size - 1.0);
            marginals[a] += weight;
        }
        n += times[i] * size;
    }
    std::vector<double> cumulative(q, 0.0);
    double running = 0.0;
    for (std::size_t a = 0; a < q; ++a)
        cumulative[a] = running += marginals[a];
    double observed = 0.0;
    double expected = 0.0;
    for (std::size_t a = 0; a < q; ++a) {
        for (std::size_t b = a + 1; b < q; ++b) {
            const double apart = distance(scale, counts.categories, cumulative, marginals, a, b);
            observed += coincidences[a * q + b] * apart;
            expected += marginals[a] * marginals[b] * apart;
        }
    }
    if (!(expected > 0.0))
        return std::nullopt;
    return 1.0 - (n - 1.0) * observed / expected;
}

const char* nameOf(Scale scale)
{
    switch (scale) {
    case Scale::Nominal:
        return "Krippendorff's alpha, nominal";
    case Scale::Ordinal:
        return "Krippendorff's alpha, ordinal";
    case Scale::Ratio:
        return "Krippendorff's alpha, ratio";
    case Scale::Interval:
        break;
    }
    return "Krippendorff's alpha, interval";
}

std::vector<std::size_t> allUnits(const Counts& counts)
{
    std::vector<std::size_t> all(counts.units.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = i;
    return all;
}

Agreement pointAlpha(const RatingTable& table, const Counts& counts, Scale scale)
{
    Agreement agreement;
    Estimate& estimate = agreement.estimate;
    estimate.method = nameOf(scale);
    for (const auto& row : table.rows) {
        const auto given =
            std::count_if(row.begin(), row.end(), [](const auto& cell) { return cell.has_value(); });
        estimate.missing += static_cast<std::int64_t>(row.size()) - given;
        agreement.raters += given > 0 ? 1 : 0;
    }
    for (const std::size_t pattern : counts.units) {
        for (const double count : counts.patterns[pattern])
            estimate.n += std::llround(count);
    }
    agreement.units = static_cast<std::int64_t>(counts.units.size());
    if (scale == Scale::Ratio && !counts.categories.empty() && counts.categories.front() < 0) {
        estimate.reason = "ratios need ratings from 0 on";
        return agreement;
    }
    estimate.value = alphaOf(counts, allUnits(counts), scale);
    if (!estimate.value)
        estimate.reason = counts.units.empty() ? "no unit was rated twice" : "all ratings are equal";
    return agreement;
}

} // namespace

Agreement krippendorffAlpha(const RatingTable& table, Scale scale)
{
    return pointAlpha(table, countsOf(table), scale);
}

Agreement krippendorffAlpha(const RatingTable& table, Scale scale, const BootstrapOptions& options)
{
    const Counts counts = countsOf(table);
    Agreement agreement = pointAlpha(table, counts, scale);
    if (!agreement.estimate.value)
        return agreement;
    const Estimate resampled = bootstrap(
        counts.units.size(),
        [&](const std::vector<std::size_t>& chosen) { return alphaOf(counts, chosen, scale); }, options);
    adoptInterval(agreement.estimate, resampled, "units");
    return agreement;
}

} // namespace antiphon::statistics
