#include "core/cascade/lorenz.h"

#include <algorithm>
#include <numeric>

namespace antiphon {

std::vector<double> lorenzOf(std::vector<quint32> counts)
{
    constexpr std::size_t steps = 100;
    const quint64 all = std::accumulate(counts.begin(), counts.end(), quint64{0});
    if (all == 0)
        return {};
    std::sort(counts.begin(), counts.end());
    std::vector<double> curve;
    quint64 sum = 0;
    std::size_t place = 0;
    for (std::size_t step = 0; step <= steps; ++step) {
        for (const std::size_t until = counts.size() * step / steps; place < until; ++place)
            sum += counts[place];
        curve.push_back(static_cast<double>(sum) / static_cast<double>(all));
    }
    return curve;
}

} // namespace antiphon
