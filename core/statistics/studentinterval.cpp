#include "core/statistics/studentinterval.h"

#include <boost/math/distributions/students_t.hpp>

#include <algorithm>

namespace antiphon::statistics {

Estimate studentInterval(const ChanceCorrected& result, double level)
{
    Estimate estimate = result.agreement.estimate;
    if (!estimate.value)
        return estimate;
    if (!result.standardError || result.errorUnits < 2) {
        estimate.reason = "no standard error is known, so there is no interval";
        return estimate;
    }
    const boost::math::students_t t(static_cast<double>(result.errorUnits - 1));
    const double reach = boost::math::quantile(t, (1 + level) / 2) * *result.standardError;
    estimate.low = std::max(-1.0, *estimate.value - reach);
    estimate.high = std::min(1.0, *estimate.value + reach);
    estimate.level = level;
    estimate.method += ", t interval of independent units";
    return estimate;
}

} // namespace antiphon::statistics
