// How pools shrink along plans.
#pragma once

#include "core/cascade/plan.h"

#include <map>

namespace antiphon {

// Pools of the plans' turns at one place.
struct PoolStep
{
    int turn = 0;     // from 1
    qint64 plans = 0; // that are so long
    qint64 smallest = 0;
    double lowerQuartile = 0; // quantiles by linear interpolation (type 7 of Hyndman and Fan 1996)
    double median = 0;
    double upperQuartile = 0;
    qint64 largest = 0;
};

class PoolTally
{
public:
    void add(const Plan& plan);
    QList<PoolStep> steps() const;

private:
    std::vector<std::map<qint64, qint64>> m_pools; // by turn: how often each size
};

} // namespace antiphon
