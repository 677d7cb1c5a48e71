// The gradient of Laplace's approximation. With v_i the row of response i over the random effects (its
// deviations at its levels), H = I + sum w_i v_i v_i' and u its modes:
//   d/dp [ joint(u) - log|H|/2 ] = d joint/dp - tr(H^-1 dH/dp)/2,
// where dH also moves through u, by du/dp = -H^-1 d slope/dp. The latter is taken by one adjoint solve,
// s = H^-1 sum h_i w'_i v_i, with h_i = v_i' H^-1 v_i.
#include "core/statistics/mixedlikelihood.h"

namespace antiphon::statistics {

double MixedLikelihood::leverage(std::size_t response) const
{
    double h = 0.0;
    for (std::size_t f = 0; f < m_order.size(); ++f) {
        for (std::size_t g = 0; g < m_order.size(); ++g)
            h += deviation(m_order[f]) * deviation(m_order[g]) *
                 m_curvature.inverse(place(response, f), place(response, g));
    }
    return h;
}

std::vector<double> MixedLikelihood::adjointOf() const
{
    std::vector<double> adjoint(m_random.size(), 0.0);
    for (std::size_t i = 0; i < m_terms.size(); ++i) {
        for (std::size_t f = 0; f < m_order.size(); ++f)
            adjoint[place(i, f)] += m_leverages[i] * m_terms[i].wEta() * deviation(m_order[f]);
    }
    m_curvature.solve(adjoint);
    return adjoint;
}

void MixedLikelihood::responseParts(std::size_t response, std::span<const double> adjoint,
                                    std::vector<double>& gradient) const
{
    const LinkTerms& t = m_terms[response];
    const double h = m_leverages[response];
    double along = 0.0; // v' s
    for (std::size_t f = 0; f < m_order.size(); ++f)
        along += deviation(m_order[f]) * adjoint[place(response, f)];
    const auto category = static_cast<std::size_t>(m_responses.values[response]);
    if (category < m_thresholds)
        gradient[category] += t.a() - 0.5 * (h * t.wa() - t.qa() * along);
    if (category > 0)
        gradient[category - 1] += t.c() - 0.5 * (h * t.wc() - t.qc() * along);
    const double byPredictor = -t.q() - 0.5 * (h * t.wEta() - t.w() * along);
    for (std::size_t j = 0; j < m_effects; ++j)
        gradient[m_thresholds + j] += byPredictor * m_responses.effects[j][response];
    for (std::size_t f = 0; f < m_order.size(); ++f) {
        const std::size_t own = place(response, f);
        double row = 0.0; // of H^-1 v
        for (std::size_t g = 0; g < m_order.size(); ++g)
            row += deviation(m_order[g]) * m_curvature.inverse(own, place(response, g));
        gradient[m_thresholds + m_effects + m_order[f]] +=
            byPredictor * m_random[own] - t.w() * row + 0.5 * t.q() * adjoint[own];
    }
}

std::optional<double> MixedLikelihood::numericGradient(std::span<const double> parameters,
                                                       std::vector<double>& gradient)
{
    constexpr double step = 1e-4;
    std::vector<double> moved(parameters.begin(), parameters.end());
    for (std::size_t k = 0; k < moved.size(); ++k) {
        moved[k] = parameters[k] + step;
        const auto above = value(moved);
        moved[k] = parameters[k] - step;
        const auto below = value(moved);
        moved[k] = parameters[k];
        if (!above || !below)
            return std::nullopt;
        gradient[k] = (*above - *below) / (2.0 * step);
    }
    return value(parameters);
}

std::optional<double> MixedLikelihood::valueAndGradient(std::span<const double> parameters,
                                                        std::vector<double>& gradient)
{
    gradient.assign(this->parameters(), 0.0);
    if (!m_nodes.empty())
        return numericGradient(parameters, gradient);
    const auto reached = value(parameters);
    if (!reached)
        return std::nullopt;
    m_curvature.invert();
    for (std::size_t i = 0; i < m_terms.size(); ++i) {
        if (isStopped(i))
            return std::nullopt;
        m_leverages[i] = leverage(i);
    }
    const std::vector<double> adjoint = adjointOf();
    for (std::size_t i = 0; i < m_terms.size(); ++i) {
        if (isStopped(i))
            return std::nullopt;
        responseParts(i, adjoint, gradient);
    }
    return reached;
}

} // namespace antiphon::statistics
