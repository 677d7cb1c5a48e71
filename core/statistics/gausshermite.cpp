#include "core/statistics/gausshermite.h"

#include <cmath>
#include <numbers>

namespace antiphon::statistics {

namespace {

struct Hermite
{
    double value = 0.0;
    double slope = 0.0;
};

Hermite hermite(int degree, double x)
{
    double last = 0.0;
    double now = std::pow(std::numbers::pi, -0.25);
    for (int j = 1; j <= degree; ++j) {
        const double next = x * std::sqrt(2.0 / j) * now - std::sqrt((j - 1.0) / j) * last;
        last = now;
        now = next;
    }
    return {now, std::sqrt(2.0 * degree) * last};
}

// A zero between two points where the polynomial has different signs.
double zeroBetween(int degree, double low, double high)
{
    const bool rising = hermite(degree, low).value < 0.0;
    double x = 0.5 * (low + high);
    for (int i = 0; i < 200 && high - low > 1e-15 * (1.0 + std::abs(x)); ++i) {
        const Hermite at = hermite(degree, x);
        ((at.value < 0.0) == rising ? low : high) = x;
        const double newton = x - at.value / at.slope;
        x = newton > low && newton < high ? newton : 0.5 * (low + high);
        if (x == newton && std::abs(at.value / at.slope) < 1e-15)
            break;
    }
    return x;
}

} // namespace

void gaussHermite(int count, std::vector<double>& nodes, std::vector<double>& weights)
{
    // The zeros of each degree lie between those of the one before.
    nodes = {0.0};
    for (int degree = 2; degree <= count; ++degree) {
        const double edge = std::sqrt(2.0 * degree + 2.0);
        std::vector<double> bounds{-edge};
        bounds.insert(bounds.end(), nodes.begin(), nodes.end());
        bounds.push_back(edge);
        nodes.clear();
        for (std::size_t i = 0; i + 1 < bounds.size(); ++i)
            nodes.push_back(zeroBetween(degree, bounds[i], bounds[i + 1]));
    }
    weights.clear();
    for (const double node : nodes) {
        const double slope = hermite(count, node).slope;
        weights.push_back(2.0 / (slope * slope));
    }
}

} // namespace antiphon::statistics
