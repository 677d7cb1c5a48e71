#include "core/rating/pilot.h"

namespace antiphon {

Result<PlanAssumptions> pilotAssumptions(const CriterionResult& pilot, PlanAssumptions base)
{
    std::vector<double> counts;
    double total = 0.0;
    for (const ConditionResult& condition : pilot.conditions) {
        counts.resize(std::max(counts.size(), condition.distribution.size()), 0.0);
        for (std::size_t k = 0; k < condition.distribution.size(); ++k) {
            counts[k] += static_cast<double>(condition.distribution[k]);
            total += static_cast<double>(condition.distribution[k]);
        }
    }
    const auto used = std::count_if(counts.begin(), counts.end(), [](double count) { return count > 0.0; });
    if (used < 2)
        return fail(ErrorCode::NotPossible, pilot.criterion.name,
                    QStringLiteral("answers on two points or more are needed"));
    for (double& count : counts)
        count /= total;
    base.shares = counts;
    const std::vector<statistics::Estimate>& variances = pilot.figures.model.fit.variances;
    if (!variances.empty())
        base.itemVariance = variances.front().value.value_or(base.itemVariance);
    if (variances.size() > 1)
        base.raterVariance = variances[1].value.value_or(base.raterVariance);
    return base;
}

} // namespace antiphon
