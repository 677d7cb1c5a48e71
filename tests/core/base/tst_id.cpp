#include "core/base/id.h"
#include "tests/support/resultassertions.h"

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
