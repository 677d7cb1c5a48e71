#include "core/base/random.h"
#include "core/statistics/descriptive.h"
#include "core/statistics/hodgeslehmann.h"

#include <gtest/gtest.h>

using namespace antiphon::statistics;
using antiphon::Random;

namespace {

// Points with many ties, or numbers without.
std::vector<double> drawn(Random& random, std::size_t size, bool points)
{
    std::vector<double> values;
    for (std::size_t i = 0; i < size; ++i)
        values.push_back(points ? static_cast<double>(random.below(5)) - 2.0 : random.uniform() - 0.4);
    return values;
}

} // namespace

// Hollander and Wolfe 1973, p. 29: depression of nine patients.
TEST(HodgesLehmann, HollanderWolfe)
{
    const std::vector<double> x{1.83, .50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};
    const std::vector<double> y{.878, .647, .598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};
    std::vector<double> differences;
    for (std::size_t i = 0; i < x.size(); ++i)
        differences.push_back(x[i] - y[i]);
    const Estimate shift = hodgesLehmann(differences);
    EXPECT_NEAR(*shift.value, 0.46, 1e-12);
    EXPECT_EQ(shift.n, 9);
}

TEST(HodgesLehmann, IsTheMedianOfAllPairs)
{
    for (quint64 seed = 0; seed < 400; ++seed) {
        Random random(seed);
        const bool points = seed % 2 == 0;
        const auto x = drawn(random, 1 + random.below(12), points);
        const auto y = drawn(random, 1 + random.below(9), points);
        std::vector<double> means;
        for (std::size_t i = 0; i < x.size(); ++i) {
            for (std::size_t j = i; j < x.size(); ++j)
                means.push_back(0.5 * (x[i] + x[j]));
        }
        std::vector<double> differences;
        for (const double a : x) {
            for (const double b : y)
                differences.push_back(a - b);
        }
        EXPECT_NEAR(*hodgesLehmann(x).value, *median(means).value, 1e-15) << seed;
        EXPECT_NEAR(*hodgesLehmann(x, y).value, *median(differences).value, 1e-15) << seed;
    }
}

TEST(HodgesLehmann, OfManyValuesDoesNotListThePairs)
{
    Random random(5);
    const auto x = drawn(random, 20'000, false);
    const auto y = drawn(random, 20'000, false);
    EXPECT_NEAR(*hodgesLehmann(x, y).value, 0.0, 0.02);
    EXPECT_NEAR(*hodgesLehmann(x).value, 0.1, 0.02);
}

TEST(HodgesLehmann, UndefinedSaysWhy)
{
    const std::vector<double> some{1, 2};
    EXPECT_EQ(hodgesLehmann(std::vector<double>()).reason, "there are no values");
    EXPECT_EQ(hodgesLehmann(some, {}).reason, "there are no values");
    EXPECT_EQ(*hodgesLehmann(std::vector<double>{3}).value, 3.0);
}
