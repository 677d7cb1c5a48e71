#include "core/base/random.h"
#include "tests/support/resultassertions.h"

#include <set>

using namespace antiphon;

// The first outputs of the authors' C code of xoshiro256** for the state 1, 2, 3, 4 are 11520, 0, 1509978240;
// seeded through splitmix64 there is no published vector, so this one pins the stream: it must never change.
TEST(Random, StreamIsPinned)
{
    Random a(42);
    Random b(42);
    for (int i = 0; i < 1000; ++i)
        ASSERT_EQ(a.next(), b.next());
    EXPECT_NE(Random(42).next(), Random(43).next());
    EXPECT_NE(Random::forKey(1, 0).next(), Random::forKey(1, 1).next());
    // splitmix64 of seed 0 begins with e220a8397b1dcdaf (Vigna's test value), which is the first state word.
    EXPECT_EQ(Random(0).next(), 0x99ec5f36cb75f2b4ULL);
}

TEST(Random, BelowIsUniform)
{
    Random random(7);
    std::array<int, 10> counts{};
    for (int i = 0; i < 100000; ++i)
        ++counts[random.below(10)];
    double chi2 = 0;
    for (const int count : counts)
        chi2 += (count - 10000.0) * (count - 10000.0) / 10000.0;
    EXPECT_LT(chi2, 27.9); // 0.999 quantile for 9 degrees of freedom
}

TEST(Random, WeightedFollowsWeightsAndSkipsZero)
{
    Random random(3);
    const std::array<double, 4> weights{0, 1, 0, 3};
    std::array<int, 4> counts{};
    for (int i = 0; i < 40000; ++i)
        ++counts[static_cast<std::size_t>(random.weighted(weights))];
    EXPECT_EQ(counts[0], 0);
    EXPECT_EQ(counts[2], 0);
    EXPECT_NEAR(counts[3], 30000, 400);
    EXPECT_EQ(random.weighted(std::array<double, 2>{0, 0}), -1);
}

TEST(Random, SampleHasNoRepeatsAndCoversAll)
{
    Random random(5);
    for (const quint64 n : {0ULL, 1ULL, 5ULL, 100ULL}) {
        for (const quint64 k : {0ULL, 1ULL, 5ULL, 200ULL}) {
            const auto drawn = random.sample(n, k);
            const std::set<quint64> unique(drawn.begin(), drawn.end());
            ASSERT_EQ(drawn.size(), std::min(n, k));
            ASSERT_EQ(unique.size(), drawn.size());
            for (const quint64 index : drawn)
                ASSERT_LT(index, n);
        }
    }
}

TEST(Random, SampleIsUniformOverPositions)
{
    std::array<int, 6> first{};
    for (quint64 seed = 0; seed < 6000; ++seed)
        ++first[Random(seed).sample(6, 3).front()];
    for (const int count : first)
        EXPECT_NEAR(count, 1000, 120);
}
