#include "core/statistics/ranks.h"

#include <algorithm>
#include <numeric>

namespace antiphon::statistics {

namespace {

// Calls visit(first, last) for each group of equal values, as places [first, last) of `order`.
template<typename Visit>
std::vector<std::size_t> visitTies(std::span<const double> values, const Visit& visit)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    for (std::size_t first = 0; first < order.size();) {
        std::size_t last = first + 1;
        while (last < order.size() && values[order[last]] == values[order[first]])
            ++last;
        visit(order, first, last);
        first = last;
    }
    return order;
}

} // namespace

std::vector<double> midranks(std::span<const double> values)
{
    std::vector<double> ranks(values.size());
    visitTies(values, [&](const std::vector<std::size_t>& order, std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i)
            ranks[order[i]] = (static_cast<double>(first + 1) + static_cast<double>(last)) / 2.0;
    });
    return ranks;
}

double tieSum(std::span<const double> values)
{
    double sum = 0.0;
    visitTies(values, [&](const std::vector<std::size_t>&, std::size_t first, std::size_t last) {
        const auto tied = static_cast<double>(last - first);
        sum += tied * tied * tied - tied;
    });
    return sum;
}

} // namespace antiphon::statistics
