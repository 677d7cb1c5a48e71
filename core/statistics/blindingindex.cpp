#include "core/statistics/blindingindex.h"

#include <boost/math/distributions/normal.hpp>

#include <cmath>

namespace antiphon::statistics {

Estimate bangIndex(std::int64_t right, std::int64_t wrong, std::int64_t unknown, double level)
{
    const char* const method = "Bang's blinding index, normal interval";
    const std::int64_t all = right + wrong + unknown;
    if (all == 0)
        return undefined(method, "nobody was asked");
    const auto n = static_cast<double>(all);
    const double r = static_cast<double>(right) / n, w = static_cast<double>(wrong) / n;
    const double variance = (r * (1 - r) + w * (1 - w) + 2 * r * w) / n;
    const double reach =
        boost::math::quantile(boost::math::normal(), 0.5 + level / 2.0) * std::sqrt(variance);
    Estimate index;
    index.value = r - w;
    index.n = all;
    index.method = method;
    index.low = r - w - reach;
    index.high = r - w + reach;
    index.level = level;
    return index;
}

} // namespace antiphon::statistics
