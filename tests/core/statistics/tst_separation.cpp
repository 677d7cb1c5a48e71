#include "core/base/random.h"
#include "core/statistics/separation.h"

#include <gtest/gtest.h>

using namespace antiphon;
using namespace antiphon::statistics;

namespace {

struct Points
{
    std::vector<std::vector<double>> at;
    std::vector<int> classes;

    std::vector<double> gram() const
    {
        std::vector<double> matrix;
        for (const auto& one : at) {
            for (const auto& other : at) {
                double sum = 0;
                for (std::size_t i = 0; i < one.size(); ++i)
                    sum += one[i] * other[i];
                matrix.push_back(sum);
            }
        }
        return matrix;
    }
};

// Each class about a place of its own, so far from the others.
Points pointsOf(int classes, int each, double distance, quint64 seed)
{
    Random random(seed);
    Points points;
    for (int which = 0; which < classes; ++which) {
        for (int i = 0; i < each; ++i) {
            std::vector<double> at;
            for (int axis = 0; axis < 4; ++axis)
                at.push_back(random.uniform() + random.uniform() - 1 + (axis == which ? distance : 0));
            points.at.push_back(at);
            points.classes.push_back(which);
        }
    }
    return points;
}

} // namespace

TEST(Separation, TheAreaIsTheShareOfPairsInOrder)
{
    Random random(3);
    for (int round = 0; round < 50; ++round) {
        std::vector<double> scores;
        std::vector<bool> positive;
        for (int i = 0; i < 20; ++i) {
            scores.push_back(static_cast<double>(random.below(6)));
            positive.push_back(i < 2 || random.chance(0.4));
        }
        double inOrder = 0, pairs = 0;
        for (std::size_t i = 0; i < 20; ++i) {
            for (std::size_t j = 0; j < 20; ++j) {
                if (!positive[i] || positive[j])
                    continue;
                inOrder += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                ++pairs;
            }
        }
        const auto area = areaUnderRoc(scores, positive);
        if (pairs == 0)
            EXPECT_FALSE(area);
        else
            EXPECT_NEAR(*area, inOrder / pairs, 1e-12);
    }
}

TEST(Separation, FindsWhatLiesApart)
{
    SeparationOptions options;
    options.permutations = 199;
    for (const int classes : {2, 3}) {
        const Points points = pointsOf(classes, 30, 4, 5);
        const Separation separation = crossValidatedSeparation(points.gram(), points.classes, options);
        EXPECT_GT(*separation.overall.value, 0.99);
        EXPECT_EQ(separation.p, 1.0 / 200);
        ASSERT_EQ(separation.classes.size(), static_cast<std::size_t>(classes));
        for (const Estimate& area : separation.classes)
            EXPECT_GT(*area.value, 0.99);
    }
}

// Under the null the p values are uniform, so about one in five lies below 0.2.
TEST(Separation, WithoutADifferenceThePIsUniform)
{
    SeparationOptions options;
    options.permutations = 99;
    int small = 0;
    double sum = 0;
    const int rounds = 200;
    for (int round = 0; round < rounds; ++round) {
        const Points points = pointsOf(2, 15, 0, static_cast<quint64>(100 + round));
        options.seed = static_cast<std::uint64_t>(round);
        const Separation separation = crossValidatedSeparation(points.gram(), points.classes, options);
        small += *separation.p <= 0.2 ? 1 : 0;
        sum += *separation.overall.value;
    }
    EXPECT_NEAR(small, 0.2 * rounds, 18); // three standard deviations
    EXPECT_NEAR(sum / rounds, 0.5, 0.03);
}

TEST(Separation, SaysWhatItCanNotTell)
{
    const Points alone = pointsOf(1, 10, 0, 1);
    EXPECT_FALSE(crossValidatedSeparation(alone.gram(), alone.classes, {}).overall.isDefined());
    const Points few = pointsOf(2, 4, 0, 1);
    const Separation separation = crossValidatedSeparation(few.gram(), few.classes, {});
    EXPECT_FALSE(separation.overall.isDefined());
    EXPECT_FALSE(separation.overall.reason.empty());
    SeparationOptions stopped;
    stopped.cancel.cancel();
    const Points many = pointsOf(2, 20, 1, 1);
    EXPECT_TRUE(crossValidatedSeparation(many.gram(), many.classes, stopped).cancelled);
}
