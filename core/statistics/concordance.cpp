#include "core/statistics/intraclass.h"

#include <boost/math/distributions/chi_squared.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace antiphon::statistics {

namespace {

// A rater's ratings as places among the values that the rater used, which is all that ranks need.
struct Ranked
{
    std::vector<std::uint32_t> place; // of each unit
    std::size_t places = 0;
};

Ranked rankedOf(const std::vector<std::optional<double>>& row)
{
    std::vector<double> values;
    for (const auto& cell : row)
        values.push_back(*cell);
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    Ranked ranked;
    ranked.places = values.size();
    for (const auto& cell : row)
        ranked.place.push_back(static_cast<std::uint32_t>(
            std::lower_bound(values.begin(), values.end(), *cell) - values.begin()));
    return ranked;
}

// Midranks of the places when place k was drawn counts[k] times; `ties` gathers t^3 - t.
std::vector<double> midranksOf(const std::vector<double>& counts, double& ties)
{
    std::vector<double> ranks;
    double below = 0;
    for (const double count : counts) {
        ranks.push_back(below + (count + 1) / 2);
        below += count;
        ties += count * count * count - count;
    }
    return ranks;
}

// W of units that were drawn `weights` times; nothing where no rater tells them apart.
std::optional<double> concordanceOf(const std::vector<Ranked>& raters, const std::vector<double>& weights)
{
    double n = 0;
    for (const double weight : weights)
        n += weight;
    const auto m = static_cast<double>(raters.size());
    std::vector<double> sums(weights.size(), 0.0);
    double ties = 0;
    for (const Ranked& rater : raters) {
        std::vector<double> counts(rater.places, 0.0);
        for (std::size_t unit = 0; unit < weights.size(); ++unit)
            counts[rater.place[unit]] += weights[unit];
        const std::vector<double> ranks = midranksOf(counts, ties);
        for (std::size_t unit = 0; unit < weights.size(); ++unit)
            sums[unit] += ranks[rater.place[unit]];
    }
    double spread = 0;
    for (std::size_t unit = 0; unit < weights.size(); ++unit) {
        const double apart = sums[unit] - m * (n + 1) / 2;
        spread += weights[unit] * apart * apart;
    }
    const double below = m * m * (n * n * n - n) - m * ties;
    return below > 0 ? std::optional(12 * spread / below) : std::nullopt;
}

void countCells(Estimate& estimate, const RatingTable& table)
{
    for (const auto& row : table.rows) {
        const auto given =
            std::count_if(row.begin(), row.end(), [](const auto& cell) { return cell.has_value(); });
        estimate.n += given;
        estimate.missing += static_cast<std::int64_t>(row.size()) - given;
    }
}

std::vector<Ranked> rankedRaters(const RatingTable& table)
{
    std::vector<Ranked> raters;
    for (const auto& row : table.rows)
        raters.push_back(rankedOf(row));
    return raters;
}

} // namespace

Concordance kendallW(const RatingTable& table)
{
    Concordance found;
    found.estimate = undefined("Kendall's W, corrected for ties", {});
    countCells(found.estimate, table);
    const std::size_t units = table.rows.empty() ? 0 : table.rows.front().size();
    if (units < 2 || table.rows.size() < 2 || found.estimate.missing > 0) {
        found.estimate.reason =
            found.estimate.missing > 0 ? "all cells are needed" : "two units and two raters are needed";
        return found;
    }
    found.estimate.value = concordanceOf(rankedRaters(table), std::vector<double>(units, 1.0));
    if (!found.estimate.value) {
        found.estimate.reason = "no rater tells units apart";
        return found;
    }
    found.degrees = static_cast<int>(units) - 1;
    found.chiSquare = static_cast<double>(table.rows.size()) * found.degrees * *found.estimate.value;
    const boost::math::chi_squared chi(found.degrees);
    found.p = boost::math::cdf(boost::math::complement(chi, found.chiSquare));
    return found;
}

Concordance kendallW(const RatingTable& table, const BootstrapOptions& options)
{
    Concordance found = kendallW(table);
    if (!found.estimate.value)
        return found;
    const std::vector<Ranked> raters = rankedRaters(table);
    std::vector<double> weights(table.rows.front().size());
    const Estimate resampled = bootstrap(
        weights.size(),
        [&](const std::vector<std::size_t>& drawn) {
            std::fill(weights.begin(), weights.end(), 0.0);
            for (const std::size_t unit : drawn)
                weights[unit] += 1;
            return concordanceOf(raters, weights);
        },
        options);
    adoptInterval(found.estimate, resampled, "units");
    return found;
}

} // namespace antiphon::statistics
