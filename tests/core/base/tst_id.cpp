#include "core/base/id.h"
#include "tests/support/resultassertions.h"

#include <thread>

using namespace antiphon;
using ThingId = Id<struct ThingTag>;

TEST(Id, TextRoundTrip)
{
    const ThingId id = ThingId::create();
    EXPECT_EQ(ThingId::fromText(id.toText()), id);
    EXPECT_EQ(id.toText().size(), 36);
    EXPECT_EQ(id.toText()[14], QLatin1Char('7'));
    EXPECT_EQ(ThingId::createOpaque().toText()[14], QLatin1Char('4'));
}

TEST(Id, RefusesWhatIsNoId)
{
    EXPECT_FALSE(ThingId::fromText(u""));
    EXPECT_FALSE(ThingId::fromText(u"00000000-0000-0000-0000-00000000000"));
    EXPECT_FALSE(ThingId::fromText(u"00000000-0000-0000-0000-00000000000g"));
    EXPECT_FALSE(ThingId::fromText(u"00000000-0000-0000-0000-0000000000000"));
}

TEST(Id, AreDifferentAndNotNull)
{
    QSet<ThingId> seen;
    for (int i = 0; i < 10000; ++i)
        seen << ThingId::create();
    EXPECT_EQ(seen.size(), 10000);
    EXPECT_TRUE(ThingId().isNull());
    EXPECT_FALSE(ThingId::create().isNull());
}

TEST(Id, AreOrderedAsTheyWereMade)
{
    ThingId before = ThingId::create();
    for (int i = 0; i < 10'000; ++i) {
        const ThingId next = ThingId::create();
        ASSERT_LT(before, next) << i;
        ASSERT_EQ(next.toText()[14], QLatin1Char('7'));
        before = next;
    }
}

TEST(Id, AreOrderedWithinEveryThread)
{
    std::array<std::vector<ThingId>, 4> made;
    {
        std::vector<std::jthread> threads;
        for (auto& own : made)
            threads.emplace_back([&own] {
                for (int i = 0; i < 5'000; ++i)
                    own.push_back(ThingId::create());
            });
    }
    QSet<ThingId> all;
    for (const auto& own : made) {
        EXPECT_TRUE(std::ranges::is_sorted(own));
        for (const ThingId& id : own)
            all << id;
    }
    EXPECT_EQ(all.size(), 20'000);
}
