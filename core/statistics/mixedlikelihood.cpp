#include "core/statistics/mixedlikelihood.h"

#include "core/statistics/gausshermite.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

namespace antiphon::statistics {

namespace {

constexpr int mostModeSteps = 60;
constexpr double modeTolerance = 1e-9;

std::vector<std::size_t> largestFirst(const std::vector<Grouping>& groupings)
{
    std::vector<std::size_t> order(groupings.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return groupings[a].levels > groupings[b].levels; });
    return order;
}

std::size_t levelsOf(const std::vector<Grouping>& groupings, bool largest)
{
    std::size_t most = 0;
    std::size_t all = 0;
    for (const Grouping& grouping : groupings) {
        most = std::max(most, static_cast<std::size_t>(grouping.levels));
        all += static_cast<std::size_t>(grouping.levels);
    }
    return largest ? most : all - most;
}

} // namespace

MixedLikelihood::MixedLikelihood(const OrdinalResponses& responses, int nodes, const CancelToken& cancel)
    : m_responses(responses),
      m_thresholds(static_cast<std::size_t>(responses.categories - 1)),
      m_effects(responses.effects.size()),
      m_order(largestFirst(responses.groupings)),
      m_terms(responses.values.size()),
      m_leverages(responses.values.size()),
      m_curvature(levelsOf(responses.groupings, true), levelsOf(responses.groupings, false)),
      m_cancel(cancel)
{
    std::size_t offset = 0;
    for (const std::size_t grouping : m_order) {
        m_offsets.push_back(offset);
        offset += static_cast<std::size_t>(responses.groupings[grouping].levels);
    }
    for (std::size_t i = 0; i < m_terms.size(); ++i) {
        for (std::size_t f = 0; f < m_order.size(); ++f)
            m_places.push_back(static_cast<std::uint32_t>(
                m_offsets[f] + static_cast<std::size_t>(responses.groupings[m_order[f]].level[i])));
    }
    m_random.assign(offset, 0.0);
    m_slope.assign(offset, 0.0);
    if (nodes > 1 && m_order.size() == 1)
        gaussHermite(nodes, m_nodes, m_weights);
}

void MixedLikelihood::setParameters(std::span<const double> parameters)
{
    m_parameters.assign(parameters.begin(), parameters.end());
    m_fixed.assign(m_terms.size(), 0.0);
    for (std::size_t j = 0; j < m_effects; ++j) {
        const std::vector<double>& column = m_responses.effects[j];
        for (std::size_t i = 0; i < m_fixed.size(); ++i)
            m_fixed[i] += column[i] * m_parameters[m_thresholds + j];
    }
    m_widths.assign(m_thresholds + 1, 1.0);
    for (std::size_t k = 1; k < m_thresholds; ++k)
        m_widths[k] = -std::expm1(m_parameters[k - 1] - m_parameters[k]);
}

std::vector<double> MixedLikelihood::scaled(std::span<const double> random) const
{
    std::vector<double> scaled(random.begin(), random.end());
    for (std::size_t f = 0; f < m_order.size(); ++f) {
        const std::size_t end = f + 1 < m_order.size() ? m_offsets[f + 1] : scaled.size();
        for (std::size_t k = m_offsets[f]; k < end; ++k)
            scaled[k] *= deviation(m_order[f]);
    }
    return scaled;
}

double MixedLikelihood::predictor(std::size_t response, std::span<const double> scaled) const
{
    double eta = m_fixed[response];
    for (std::size_t f = 0; f < m_order.size(); ++f)
        eta += scaled[place(response, f)];
    return eta;
}

LinkTerms MixedLikelihood::termsAt(std::size_t response, double predictor) const
{
    const auto category = static_cast<std::size_t>(m_responses.values[response]);
    LinkTerms terms;
    terms.width = m_widths[category];
    if (category < m_thresholds)
        terms.upper = logisticBound(m_parameters[category] - predictor);
    if (category > 0)
        terms.lower = logisticBound(m_parameters[category - 1] - predictor);
    return terms;
}

// The log of the density of responses and random effects together, up to a constant. Probabilities are
// multiplied before their logarithm is taken, since that costs as much as all the rest.
double MixedLikelihood::joint(std::span<const double> random) const
{
    constexpr double small = 1e-150; // two such numbers still have a product
    const std::vector<double> own = scaled(random);
    double sum = 0.0;
    double product = 1.0;
    for (std::size_t i = 0; i < m_terms.size(); ++i) {
        if (isStopped(i))
            return std::numeric_limits<double>::quiet_NaN();
        const double p = termsAt(i, predictor(i, own)).p();
        if (p < small) {
            sum += std::log(p);
            continue;
        }
        product *= p;
        if (product < small) {
            sum += std::log(product);
            product = 1.0;
        }
    }
    sum += std::log(product);
    for (const double u : random)
        sum -= 0.5 * u * u;
    return sum;
}

// Terms, slope and curvature at the random effects in hand; false when cancelled.
bool MixedLikelihood::assemble()
{
    m_curvature.reset();
    std::copy(m_random.begin(), m_random.end(), m_slope.begin());
    const std::vector<double> own = scaled(m_random);
    for (std::size_t i = 0; i < m_terms.size(); ++i) {
        if (isStopped(i))
            return false;
        m_terms[i] = termsAt(i, predictor(i, own));
        const double q = m_terms[i].q();
        const double w = m_terms[i].w();
        for (std::size_t f = 0; f < m_order.size(); ++f) {
            const double first = deviation(m_order[f]);
            m_slope[place(i, f)] += q * first;
            for (std::size_t g = f; g < m_order.size(); ++g)
                m_curvature.add(place(i, f), place(i, g), w * first * deviation(m_order[g]));
        }
    }
    return true;
}

// Goes along -step as far as the joint density grows.
bool MixedLikelihood::stepDown(std::span<const double> step, double& value)
{
    std::vector<double> trial(m_random.size());
    for (double length = 1.0; length > 1e-8; length *= 0.5) {
        for (std::size_t k = 0; k < trial.size(); ++k)
            trial[k] = m_random[k] - length * step[k];
        const double reached = joint(trial);
        if (reached >= value - 1e-12 * std::abs(value)) {
            m_random = trial;
            value = reached;
            return true;
        }
    }
    return false;
}

bool MixedLikelihood::findModes()
{
    double value = joint(m_random);
    if (!std::isfinite(value)) {
        std::fill(m_random.begin(), m_random.end(), 0.0);
        value = joint(m_random);
    }
    for (int i = 0; i < mostModeSteps && std::isfinite(value); ++i) {
        if (!assemble() || !m_curvature.factor())
            return false;
        double steepest = 0.0;
        for (const double slope : m_slope)
            steepest = std::max(steepest, std::abs(slope));
        if (steepest < modeTolerance)
            return true;
        std::vector<double> step = m_slope;
        m_curvature.solve(step);
        if (!stepDown(step, value))
            return steepest < 1e-5;
    }
    return false;
}

// Adaptive: the nodes of each level lie around its mode, as wide as its curvature (Pinheiro and Bates 1995).
double MixedLikelihood::quadrature() const
{
    const Grouping& grouping = m_responses.groupings.front();
    const auto levels = static_cast<std::size_t>(grouping.levels);
    std::vector<double> curvature(levels, 1.0);
    for (std::size_t i = 0; i < m_terms.size(); ++i)
        curvature[place(i, 0)] += m_terms[i].w() * deviation(0) * deviation(0);
    std::vector<double> integral(levels, 0.0);
    for (std::size_t node = 0; node < m_nodes.size(); ++node) {
        std::vector<double> random(levels);
        std::vector<double> log(levels);
        for (std::size_t g = 0; g < levels; ++g) {
            random[g] = m_random[g] + std::numbers::sqrt2 * m_nodes[node] / std::sqrt(curvature[g]);
            log[g] = m_nodes[node] * m_nodes[node] - 0.5 * random[g] * random[g];
        }
        const std::vector<double> own = scaled(random);
        for (std::size_t i = 0; i < m_terms.size(); ++i)
            log[place(i, 0)] += std::log(termsAt(i, predictor(i, own)).p());
        for (std::size_t g = 0; g < levels; ++g)
            integral[g] += m_weights[node] * std::exp(log[g]);
    }
    double sum = 0.0;
    for (std::size_t g = 0; g < levels; ++g)
        sum += std::log(integral[g]) - 0.5 * std::log(std::numbers::pi * curvature[g]);
    return sum;
}

std::optional<double> MixedLikelihood::value(std::span<const double> parameters)
{
    for (std::size_t k = 1; k < m_thresholds; ++k) {
        if (!(parameters[k] > parameters[k - 1]))
            return std::nullopt;
    }
    setParameters(parameters);
    if (!findModes())
        return std::nullopt;
    const double value =
        m_nodes.empty() ? joint(m_random) - 0.5 * m_curvature.logDeterminant() : quadrature();
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::vector<double> MixedLikelihood::modes(std::size_t grouping) const
{
    const auto order = static_cast<std::size_t>(
        std::distance(m_order.begin(), std::find(m_order.begin(), m_order.end(), grouping)));
    const auto begin = m_random.begin() + static_cast<std::ptrdiff_t>(m_offsets[order]);
    std::vector<double> effects(begin, begin + m_responses.groupings[grouping].levels);
    for (double& effect : effects)
        effect *= deviation(grouping);
    return effects;
}

} // namespace antiphon::statistics
