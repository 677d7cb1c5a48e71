#include "core/cascade/planbalance.h"

#include <gtest/gtest.h>

using namespace antiphon;

namespace {

AttributeValue genre(const char* value)
{
    return {QStringLiteral("genre"), QLatin1String(value)};
}

std::shared_ptr<const CatalogueIndex> fourTracks()
{
    QList<Track> tracks;
    for (const char* value : {"jazz", "jazz", "rock", "soul"}) {
        Track track;
        track.externalId = QStringLiteral("t%1").arg(tracks.size());
        track.values << genre(value);
        tracks << track;
    }
    return CatalogueIndex::fromTracks(tracks);
}

} // namespace

// By hand: one of four has all: (2*4 - 4 - 1) * 8 / (4 * 8) = 3/4; 1, 2, 3, 4: (-3 - 2 + 3 + 12) / 40 = 1/4.
TEST(PlanBalance, GiniAsByHand)
{
    EXPECT_DOUBLE_EQ(giniOf({5, 5, 5}).value(), 0);
    EXPECT_DOUBLE_EQ(giniOf({0, 8, 0, 0}).value(), 0.75);
    EXPECT_DOUBLE_EQ(giniOf({4, 2, 1, 3}).value(), 0.25);
    EXPECT_FALSE(giniOf({}).has_value());
    EXPECT_FALSE(giniOf({0, 0}).has_value());
}

TEST(PlanBalance, CountsWhatIsListedAndNamed)
{
    const auto index = fourTracks();
    Plan plan;
    PlanTurn user;
    user.attributes = {QStringLiteral("genre:jazz"), QStringLiteral("continue:continue")};
    PlanTurn reply;
    reply.role = Role::System;
    reply.tracks = {1, 3};
    PlanTurn second;
    second.attributes = {QStringLiteral("!genre:soul"), QStringLiteral("genre:jazz")};
    second.removed = {QStringLiteral("genre:jazz")};
    plan.turns = {user, reply, second, reply};
    BalanceCounts counts(*index);
    counts.add(*index, plan);
    BalanceCounts twice = counts;
    twice.add(counts);
    EXPECT_EQ(twice.listed, (std::vector<quint32>{0, 4, 0, 4}));

    const PlanBalance balance = balanceOf(*index, counts);
    EXPECT_EQ(balance.tracks.items, 4);
    EXPECT_EQ(balance.tracks.came, 2);
    EXPECT_EQ(balance.tracks.total, 4);
    EXPECT_DOUBLE_EQ(balance.tracks.coverage(), 0.5);
    EXPECT_DOUBLE_EQ(balance.tracks.topTenth, 0.5);
    EXPECT_DOUBLE_EQ(balance.tracks.gini.value(), 0.5);
    ASSERT_EQ(balance.types.size(), 1);
    EXPECT_EQ(balance.types[0].values.total, 2);
    EXPECT_EQ(balance.values.came, 2); // jazz and soul, rock never
    EXPECT_EQ(balance.values.items, 3);
}

TEST(PlanBalance, SaysNothingOfNoPlans)
{
    const auto index = fourTracks();
    const PlanBalance balance = balanceOf(*index, BalanceCounts(*index));
    EXPECT_FALSE(balance.tracks.gini.has_value());
    EXPECT_EQ(balance.tracks.coverage(), 0);
    EXPECT_EQ(balance.tracks.topTenth, 0);
}
