#include "core/base/random.h"
#include "core/reliability/overlap.h"

#include <QSet>

#include <gtest/gtest.h>

#include <map>

using namespace antiphon;

namespace {

QList<OverlapCandidate> candidates(int count, quint64 seed)
{
    const SourceId sources[] = {SourceId::create(), SourceId::create()};
    Random random(seed);
    QList<OverlapCandidate> all;
    for (int i = 0; i < count; ++i)
        all << OverlapCandidate{DialogueId::create(), sources[random.chance(0.25) ? 1 : 0],
                                static_cast<int>(random.below(30)) + 2};
    return all;
}

} // namespace

TEST(Overlap, DrawsSoManyDifferentOnesInOrderAndTheSameAgain)
{
    const auto all = candidates(100, 7);
    for (const OverlapDraw draw : allOverlapDraws) {
        const auto drawn = drawOverlap(all, 20, draw, 3);
        ASSERT_EQ(drawn.size(), 20);
        EXPECT_EQ(QSet<DialogueId>(drawn.cbegin(), drawn.cend()).size(), 20);
        EXPECT_TRUE(std::is_sorted(drawn.cbegin(), drawn.cend())); // candidates were made in this order
        EXPECT_EQ(drawn, drawOverlap(all, 20, draw, 3));
        EXPECT_EQ(drawOverlap(all, 500, draw, 3).size(), 100);
        EXPECT_TRUE(drawOverlap({}, 5, draw, 3).isEmpty());
    }
    EXPECT_NE(drawOverlap(all, 20, OverlapDraw::Random, 3), drawOverlap(all, 20, OverlapDraw::Random, 4));
    EXPECT_EQ(drawOverlap(all, 2, OverlapDraw::Chosen, 3), QList({all[0].dialogue, all[1].dialogue}));
}

TEST(Overlap, AtRandomEveryDialogueHasTheSameChance)
{
    const auto all = candidates(10, 7);
    std::map<DialogueId, int> times;
    for (quint64 seed = 0; seed < 4000; ++seed) {
        for (const DialogueId& dialogue : drawOverlap(all, 3, OverlapDraw::Random, seed))
            ++times[dialogue];
    }
    ASSERT_EQ(times.size(), 10U);
    for (const auto& [dialogue, count] : times)
        EXPECT_NEAR(count, 1200, 5 * 29); // five standard deviations
}

TEST(Overlap, StrataGetTheirShareWithinOne)
{
    for (quint64 seed = 1; seed <= 50; ++seed) {
        const auto all = candidates(200, seed);
        std::vector<int> lengths;
        for (const OverlapCandidate& one : all)
            lengths.push_back(one.turns);
        std::ranges::sort(lengths);
        const auto stratum = [&](const OverlapCandidate& one) {
            const int third = one.turns >= lengths[133] ? 2 : one.turns >= lengths[66] ? 1 : 0;
            return std::pair(one.source, third);
        };
        std::map<std::pair<SourceId, int>, double> there;
        std::map<std::pair<SourceId, int>, double> drawn;
        const auto chosen = drawOverlap(all, 31, OverlapDraw::Stratified, seed);
        ASSERT_EQ(chosen.size(), 31);
        for (const OverlapCandidate& one : all) {
            there[stratum(one)] += 1;
            drawn[stratum(one)] += chosen.contains(one.dialogue) ? 1 : 0;
        }
        for (const auto& [key, count] : there)
            EXPECT_LT(std::abs(drawn[key] - count * 31 / 200), 1.0);
    }
}
