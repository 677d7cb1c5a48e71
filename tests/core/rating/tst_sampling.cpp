#include "core/rating/sampling.h"
#include "tests/support/resultassertions.h"

#include <QSet>

using namespace antiphon;

namespace {

const QStringList names{QStringLiteral("one"), QStringLiteral("two")};

QList<Candidate> pool(const QList<std::pair<int, int>>& turnsAndCounts)
{
    QList<Candidate> candidates;
    for (const auto& [turns, count] : turnsAndCounts) {
        for (int i = 0; i < count; ++i)
            candidates << Candidate{DialogueId::create(), turns, 0, 0, 0, {}, {}};
    }
    return candidates;
}

QMap<int, int> lengthsOf(const QList<DialogueId>& items, const QList<Candidate>& candidates)
{
    QMap<int, int> lengths;
    for (const DialogueId id : items) {
        for (const Candidate& candidate : candidates) {
            if (candidate.id == id)
                ++lengths[candidate.turns];
        }
    }
    return lengths;
}

} // namespace

TEST(Sampling, MatchesLengthsExactlyWhereItCan)
{
    const QList<QList<Candidate>> pools{pool({{4, 30}, {8, 10}, {20, 40}}),
                                        pool({{4, 10}, {8, 30}, {12, 50}})};
    const auto drawn = drawItems(pools, names, {12, Matching::Turns, false, 3});
    ASSERT_OK(drawn);
    EXPECT_EQ(drawn->bandWidth, 1);
    EXPECT_EQ(lengthsOf(drawn->items[0], pools[0]), lengthsOf(drawn->items[1], pools[1]));
    EXPECT_NEAR(drawn->lengthDifference, 0.0, 1e-12);
    EXPECT_EQ(QSet<DialogueId>(drawn->items[0].begin(), drawn->items[0].end()).size(), 12);
}

TEST(Sampling, WidensTheBandsBeforeItGivesUp)
{
    const auto near = drawItems({pool({{4, 20}}), pool({{5, 20}})}, names, {10, Matching::Turns, false, 3});
    EXPECT_EQ(near->bandWidth, 2);
    const auto far = drawItems({pool({{4, 20}}), pool({{500, 20}})}, names, {10, Matching::Turns, false, 3});
    ASSERT_OK(far);
    EXPECT_EQ(far->bandWidth, 0);
    const auto free = drawItems({pool({{4, 10}, {6, 10}}), pool({{10, 10}, {12, 10}})}, names,
                                {15, Matching::None, false, 3});
    EXPECT_EQ(free->bandWidth, 0);
    EXPECT_GT(free->lengthDifference, 2.0);
}

TEST(Sampling, DrawnBySeed)
{
    const QList<QList<Candidate>> pools{pool({{4, 30}, {6, 30}}), pool({{4, 30}, {6, 30}})};
    const auto first = drawItems(pools, names, {10, Matching::Turns, false, 3});
    EXPECT_EQ(first->items, drawItems(pools, names, {10, Matching::Turns, false, 3})->items);
    EXPECT_NE(first->items, drawItems(pools, names, {10, Matching::Turns, false, 4})->items);
}

TEST(Sampling, NamesTheSourceThatIsTooSmall)
{
    const auto drawn = drawItems({pool({{4, 30}}), pool({{4, 3}})}, names, {10, Matching::Turns, false, 3});
    EXPECT_ERROR(drawn, ErrorCode::NotPossible);
    EXPECT_TRUE(drawn.error().subject.contains(QStringLiteral("two")));
}

TEST(Sampling, BringsWordsOfTheSourcesTogether)
{
    QList<QList<Candidate>> pools(2);
    for (int i = 0; i < 40; ++i) {
        pools[0] << Candidate{DialogueId::create(), 6, 80 + i, 4, 2, {}, {}};
        pools[1] << Candidate{DialogueId::create(), 6, 95 + i, 9, 3, {}, {}};
    }
    const auto drawn = drawItems(pools, names, {20, Matching::Turns, false, 3});
    ASSERT_OK(drawn);
    EXPECT_LT(drawn->gaps.words, largeGap);
    EXPECT_GT(drawn->gaps.tracks, largeGap);
    const auto limits = trackLimits(drawn->chosen, TrackForm::Titles);
    EXPECT_EQ(limits, QList<QList<int>>(2, QList<int>(20, 4)));
    EXPECT_EQ(trackLimits(drawn->chosen, TrackForm::Mark), QList<QList<int>>(2, QList<int>(20, 2)));
    EXPECT_NEAR(gapWithLimits(drawn->chosen, limits), 0.0, 1e-12);
    const auto free = drawItems(pools, names, {20, Matching::None, false, 3});
    EXPECT_GT(free->gaps.words, largeGap);
}

TEST(Sampling, NeverDrawsTwoDialoguesOfOneStory)
{
    QList<QList<Candidate>> pools(2);
    for (int i = 0; i < 30; ++i) {
        pools[0] << Candidate{DialogueId::create(), 6, 50, 0, 0, QString::number(i), {}};
        pools[1] << Candidate{DialogueId::create(), 6, 50, 0, 0, QString::number(i), {}};
    }
    for (quint64 seed = 1; seed <= 20; ++seed) {
        const auto drawn = drawItems(pools, names, {12, Matching::Turns, false, seed});
        ASSERT_OK(drawn);
        QSet<QString> stories;
        for (qsizetype source = 0; source < 2; ++source) {
            for (const Candidate& candidate : std::as_const(pools[source])) {
                if (drawn->items.at(source).contains(candidate.id))
                    stories.insert(candidate.story);
            }
        }
        EXPECT_EQ(stories.size(), 24);
    }
    EXPECT_ERROR(drawItems(pools, names, {16, Matching::Turns, false, 1}), ErrorCode::NotPossible);
    EXPECT_OK(drawItems(pools, names, {16, Matching::Turns, true, 1}));
}

TEST(Sampling, DrawsStrataInEqualNumbers)
{
    QList<QList<Candidate>> pools(2);
    for (int i = 0; i < 40; ++i) {
        pools[0] << Candidate{DialogueId::create(), 6, 50, 0, 0, {}, i % 4 == 0 ? names[0] : names[1]};
        pools[1] << Candidate{DialogueId::create(), 6, 50, 0, 0, {}, i % 4 == 0 ? names[1] : names[0]};
    }
    const auto drawn = drawItems(pools, names, {10, Matching::Turns, false, 2});
    ASSERT_OK(drawn);
    for (qsizetype source = 0; source < 2; ++source) {
        int first = 0;
        for (const Candidate& candidate : std::as_const(pools[source]))
            first += drawn->items.at(source).contains(candidate.id) && candidate.stratum == names[0] ? 1 : 0;
        EXPECT_EQ(first, 5);
    }
}
