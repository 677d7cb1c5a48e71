#include "core/base/random.h"
#include "core/measures/groupedcounts.h"

#include <gtest/gtest.h>

using namespace antiphon;
using namespace antiphon::measures;

namespace {

GroupedCounts<QString> countsOf(const QMap<QString, qint64>& counts)
{
    GroupedCounts<QString> grouped;
    qint64 dialogue = 0;
    for (const auto& [key, count] : counts.asKeyValueRange()) {
        for (qint64 i = 0; i < count; ++i)
            grouped.add(dialogue++, key);
    }
    return grouped;
}

// 400 dialogues of four labels that are alike within a dialogue: the first by `share`, the rest its equal
// with 6 in 10.
GroupedCounts<QString> drawnCorpus(Random& random, double share)
{
    GroupedCounts<QString> counts;
    for (qint64 dialogue = 0; dialogue < 400; ++dialogue) {
        const bool first = random.chance(share);
        for (int turn = 0; turn < 4; ++turn) {
            const bool label = turn == 0 || random.chance(0.6) ? first : random.chance(share);
            counts.add(dialogue, label ? QStringLiteral("a") : QStringLiteral("b"));
        }
    }
    return counts;
}

} // namespace

TEST(GroupedCounts, areTheSameHoweverTheyCameTogether)
{
    GroupedCounts<qint64> whole, odd, even;
    for (qint64 i = 0; i < 200; ++i) {
        whole.add(i, i % 7);
        (i % 2 == 0 ? even : odd).add(i, i % 7);
    }
    odd.join(even);
    EXPECT_EQ(odd.groups(), whole.groups());
    EXPECT_EQ(whole.total().at(0), 29);
}

TEST(ShareDistance, isHalfTheSumOfDifferences)
{
    const auto a = countsOf({{QStringLiteral("x"), 20}, {QStringLiteral("y"), 20}});
    const auto b = countsOf({{QStringLiteral("x"), 30}, {QStringLiteral("z"), 10}});
    const statistics::Estimate apart = shareDistance(a, b, Drawn::Apart);
    EXPECT_DOUBLE_EQ(apart.value.value(), 0.5);
    EXPECT_EQ(apart.n, 40);
    EXPECT_LT(apart.low.value(), 0.5);
    EXPECT_GT(apart.high.value(), 0.5);
    const statistics::Estimate same = shareDistance(a, a, Drawn::Together);
    EXPECT_DOUBLE_EQ(same.value.value(), 0);
    EXPECT_DOUBLE_EQ(same.high.value(), 0); // left out of both, they stay equal
    EXPECT_FALSE(shareDistance(a, {}, Drawn::Apart).value.has_value());
    const auto few = countsOf({{QStringLiteral("x"), 3}});
    EXPECT_TRUE(shareDistance(few, a, Drawn::Apart).value.has_value());
    EXPECT_FALSE(shareDistance(few, a, Drawn::Apart).low.has_value());
}

TEST(ShareDistance, holdsTheTruthAsOftenAsItSays)
{
    Random random(11);
    int held = 0;
    constexpr int rounds = 400;
    for (int round = 0; round < rounds; ++round) {
        const statistics::Estimate estimate =
            shareDistance(drawnCorpus(random, 0.6), drawnCorpus(random, 0.3), Drawn::Apart);
        ASSERT_TRUE(estimate.low.has_value());
        held += *estimate.low <= 0.3 && *estimate.high >= 0.3 ? 1 : 0;
    }
    // 95 % of 400, five standard errors wide.
    EXPECT_GE(held, 358);
    EXPECT_LE(held, 399);
}
