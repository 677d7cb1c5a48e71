// Clusters and how they are drawn. Internal to clusteredbootstrap.h.
#pragma once

#include "core/base/random.h"
#include "core/statistics/clusteredbootstrap.h"

#include <algorithm>
#include <map>

namespace antiphon::statistics {

inline const char* drawnText(Clusters clusters)
{
    switch (clusters) {
    case Clusters::Items:
        return "percentile bootstrap, dialogues drawn";
    case Clusters::Raters:
        return "percentile bootstrap, raters drawn";
    case Clusters::Crossed:
        break;
    }
    return "percentile bootstrap, dialogues and raters drawn";
}

// The numbers that items or raters get, from 0 without gaps.
class Numbers
{
public:
    std::size_t of(int key) { return m_numbers.emplace(key, m_numbers.size()).first->second; }
    std::size_t size() const { return m_numbers.size(); }

private:
    std::map<int, std::size_t> m_numbers;
};

// How often each thing was drawn, with as many draws as there are things.
inline void drawWeights(std::vector<double>& weights, Random& random)
{
    std::fill(weights.begin(), weights.end(), 0.0);
    for (std::size_t i = 0; i < weights.size(); ++i)
        weights[static_cast<std::size_t>(random.below(weights.size()))] += 1.0;
}

inline std::string tooFewClusters(Clusters clusters)
{
    return clusters == Clusters::Items ? "fewer than two dialogues" : "fewer than two dialogues or raters";
}

inline bool canDraw(std::size_t items, std::size_t raters, Clusters clusters)
{
    return (clusters == Clusters::Raters || items >= 2) && (clusters == Clusters::Items || raters >= 2);
}

// The resamples that have a value; none when cancelled. `draw(raters, random)` makes one, with the weights of
// the raters, all 1 where they are not drawn.
template<typename Draw>
std::vector<double> resamplesOf(const BootstrapOptions& options, std::size_t raters, const Draw& draw)
{
    Random random(options.seed);
    std::vector<double> raterWeights(raters, 1.0);
    std::vector<double> replicates;
    replicates.reserve(static_cast<std::size_t>(options.replicates));
    for (int i = 0; i < options.replicates; ++i) {
        if (options.cancel.isCancelled())
            return {};
        if (options.clusters != Clusters::Items)
            drawWeights(raterWeights, random);
        if (const std::optional<double> value = draw(raterWeights, random))
            replicates.push_back(*value);
    }
    return replicates;
}

inline void setResampledEnds(Estimate& estimate, std::vector<double>& replicates, double level,
                             const CancelToken& cancel)
{
    if (cancel.isCancelled())
        estimate.reason = cancelledReason;
    else
        setPercentileEnds(estimate, replicates, level);
}

} // namespace antiphon::statistics
