#include "core/cascade/poolcurves.h"

#include <cmath>

namespace antiphon {

namespace {

// The value at `place` (from 0) of the sizes written out one by one.
double sizeAt(const std::map<qint64, qint64>& sizes, qint64 place)
{
    for (const auto& [size, count] : sizes) {
        if (place < count)
            return static_cast<double>(size);
        place -= count;
    }
    return sizes.empty() ? 0.0 : static_cast<double>(sizes.rbegin()->first);
}

double quantile(const std::map<qint64, qint64>& sizes, qint64 n, double probability)
{
    const double place = probability * static_cast<double>(n - 1);
    const double below = std::floor(place);
    const double low = sizeAt(sizes, static_cast<qint64>(below));
    const double high = sizeAt(sizes, static_cast<qint64>(std::ceil(place)));
    return low + (place - below) * (high - low);
}

} // namespace

void PoolTally::add(const Plan& plan)
{
    m_pools.resize(std::max(m_pools.size(), static_cast<std::size_t>(plan.turns.size())));
    for (qsizetype i = 0; i < plan.turns.size(); ++i)
        ++m_pools[static_cast<std::size_t>(i)][plan.turns[i].pool];
}

QList<PoolStep> PoolTally::steps() const
{
    QList<PoolStep> steps;
    for (const auto& sizes : m_pools) {
        PoolStep step;
        step.turn = static_cast<int>(steps.size()) + 1;
        for (const auto& [size, count] : sizes)
            step.plans += count;
        step.smallest = sizes.begin()->first;
        step.largest = sizes.rbegin()->first;
        step.lowerQuartile = quantile(sizes, step.plans, 0.25);
        step.median = quantile(sizes, step.plans, 0.5);
        step.upperQuartile = quantile(sizes, step.plans, 0.75);
        steps << step;
    }
    return steps;
}

} // namespace antiphon
