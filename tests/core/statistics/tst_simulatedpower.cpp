// What the formulas of sample size promise, held against made-up studies.
#include "core/statistics/draws.h"
#include "core/statistics/effectsize.h"
#include "core/statistics/equivalence.h"
#include "core/statistics/ranktests.h"
#include "core/statistics/samplesize.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

using namespace antiphon::statistics;
using antiphon::Random;

namespace {

constexpr int studies = 20'000; // a share of .8 has a standard error of .003

const std::vector<double> shares{.05, .10, .25, .40, .20};

// The shares once all odds of more against less are multiplied: proportional odds.
std::vector<double> shifted(double oddsRatio)
{
    std::vector<double> moved;
    double below = 0.0, before = 0.0;
    for (const double share : shares) {
        below += share;
        const double now = below > 1.0 - 1e-9 ? 1.0 : below / (below + (1.0 - below) * oddsRatio);
        moved.push_back(now - before);
        before = now;
    }
    return moved;
}

std::vector<double> answersOf(Random& random, const std::vector<double>& drawnBy, int size)
{
    std::vector<double> answers;
    for (int i = 0; i < size; ++i) {
        double left = random.uniform();
        int point = 0;
        while (point < 4 && left >= drawnBy[static_cast<std::size_t>(point)])
            left -= drawnBy[static_cast<std::size_t>(point++)];
        answers.push_back(point + 1);
    }
    return answers;
}

double equivalenceFound(int perArm)
{
    int found = 0;
    for (int study = 0; study < studies; ++study) {
        Random random = Random::forKey(31, static_cast<quint64>(study));
        std::vector<double> arms[2];
        for (auto& arm : arms) {
            for (int i = 0; i < perArm; ++i)
                arm.push_back(normalDraw(random));
        }
        found += tostWelch(arms[0], arms[1], 0.5).verdict == Verdict::Equivalent ? 1 : 0;
    }
    return static_cast<double>(found) / studies;
}

} // namespace

TEST(SimulatedPower, OfMannWhitneyUnderProportionalOdds)
{
    const std::vector<double> better = shifted(2.0);
    double chance = 0.0; // of the better arm to be the higher, ties half
    for (std::size_t i = 0; i < shares.size(); ++i) {
        for (std::size_t j = 0; j < shares.size(); ++j)
            chance += better[i] * shares[j] * (i > j ? 1.0 : i == j ? 0.5 : 0.0);
    }
    EXPECT_NEAR(chance, 0.603, 5e-4);
    int found = 0;
    double meanChance = 0.0;
    for (int study = 0; study < studies; ++study) {
        Random random = Random::forKey(29, static_cast<quint64>(study));
        const auto first = answersOf(random, better, 108);
        const auto second = answersOf(random, shares, 108);
        found += *mannWhitney(first, second).p < 0.05 ? 1 : 0;
        if (study < 500)
            meanChance += *a12(first, second).value / 500;
    }
    const double power = static_cast<double>(found) / studies;
    EXPECT_NEAR(power, 0.78, 0.02);                                      // which was simulated, too
    EXPECT_NEAR(power, 0.8, 0.01);                                       // of which 108 an arm is
    EXPECT_NEAR(whiteheadTotal(shares, 2.0, .05, .8) / 2.0, 108.0, 0.5); // Whitehead's promise
    EXPECT_NEAR(meanChance, 0.603, 0.006);
}

TEST(SimulatedPower, OfTwoOneSidedTests)
{
    EXPECT_NEAR(equivalenceFound(69), .795, .01);
    EXPECT_NEAR(equivalenceFound(70), .805, .01);
}
