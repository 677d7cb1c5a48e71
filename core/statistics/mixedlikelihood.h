// The log-likelihood of a cumulative-link mixed model at given parameters. Internal to fitCumulativeLink().
#pragma once

#include "core/statistics/arrowmatrix.h"
#include "core/statistics/cumulativelink.h"
#include "core/statistics/linkterms.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace antiphon::statistics {

// Parameters: thresholds, effects, then one standard deviation a grouping (its sign does not matter). Random
// effects are kept in units of their standard deviation, so that a deviation of 0 is an ordinary point.
class MixedLikelihood
{
public:
    // `responses` uses every category from 0 on.
    MixedLikelihood(const OrdinalResponses& responses, int nodes, const CancelToken& cancel = {});

    std::size_t parameters() const { return m_thresholds + m_effects + m_responses.groupings.size(); }
    std::size_t thresholds() const { return m_thresholds; }
    std::size_t effects() const { return m_effects; }
    // Nothing outside of the parameter space (thresholds that do not ascend, probabilities that vanish) and
    // when cancelled.
    std::optional<double> value(std::span<const double> parameters);
    std::optional<double> valueAndGradient(std::span<const double> parameters, std::vector<double>& gradient);
    // The random effects of a grouping where value() was asked last, in units of the responses.
    std::vector<double> modes(std::size_t grouping) const;

private:
    struct Sums; // of one pass over the responses

    // Looked at once in many responses.
    bool isStopped(std::size_t response) const { return response % 4096 == 0 && m_cancel.isCancelled(); }
    double deviation(std::size_t grouping) const { return m_parameters[m_thresholds + m_effects + grouping]; }
    void setParameters(std::span<const double> parameters);
    // Where the random effect of the order-th largest grouping stands.
    std::size_t place(std::size_t response, std::size_t order) const
    {
        return m_places[response * m_order.size() + order];
    }
    std::vector<double> scaled(std::span<const double> random) const; // in units of the responses
    double predictor(std::size_t response, std::span<const double> scaled) const;
    LinkTerms termsAt(std::size_t response, double predictor) const;
    double joint(std::span<const double> random) const;
    bool assemble();
    bool findModes();
    bool stepDown(std::span<const double> step, double& value);
    double quadrature() const;
    void responseParts(std::size_t response, std::span<const double> adjoint,
                       std::vector<double>& gradient) const;
    std::vector<double> adjointOf() const;
    double leverage(std::size_t response) const;
    std::optional<double> numericGradient(std::span<const double> parameters, std::vector<double>& gradient);

    const OrdinalResponses& m_responses;
    std::size_t m_thresholds;
    std::size_t m_effects;
    std::vector<std::size_t> m_order;    // groupings, the largest first
    std::vector<std::size_t> m_offsets;  // of each in the random effects, in that order
    std::vector<std::uint32_t> m_places; // of each response in the random effects, one a grouping
    std::vector<double> m_parameters;
    std::vector<double> m_fixed;  // of each response: what its effects add up to
    std::vector<double> m_widths; // of each category: see LinkTerms
    std::vector<double> m_random;
    std::vector<double> m_slope; // of the negative joint density by the random effects
    std::vector<LinkTerms> m_terms;
    std::vector<double> m_leverages;
    ArrowMatrix m_curvature;
    CancelToken m_cancel;
    std::vector<double> m_nodes; // of Gauss and Hermite
    std::vector<double> m_weights;
};

} // namespace antiphon::statistics
