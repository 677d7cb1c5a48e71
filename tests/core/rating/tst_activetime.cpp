#include "core/rating/activetime.h"

#include <gtest/gtest.h>

using namespace antiphon;

TEST(ActiveTimeTest, CountsFromSignToSign)
{
    ActiveTime time;
    time.start(1000);
    time.sign(4000);
    EXPECT_EQ(time.take(5000), 4000);
    EXPECT_EQ(time.take(5500), 500);
    time.giveBack(500);
    EXPECT_EQ(time.take(6000), 1000);
}

TEST(ActiveTimeTest, OfALongSilenceOnlyTheBeginningCounts)
{
    ActiveTime time;
    time.start(0);
    time.sign(10'000);
    EXPECT_EQ(time.take(10'000 + 3'600'000), 10'000 + idleAfterMs);
}

TEST(ActiveTimeTest, APauseDoesNotCount)
{
    ActiveTime time;
    time.start(0);
    time.stop(2000);
    time.sign(9000);
    time.start(60'000);
    time.start(61'000); // twice changes nothing
    EXPECT_EQ(time.take(63'000), 5000);
}

TEST(ActiveTimeTest, NothingCountsBeforeTheStartNorBackwards)
{
    ActiveTime time;
    time.sign(5000);
    EXPECT_EQ(time.take(6000), 0);
    time.start(7000);
    EXPECT_EQ(time.take(6500), 0);
}
