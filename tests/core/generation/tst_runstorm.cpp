// 20,000 plans through a server that does everything wrong.
#include "tests/core/generation/runstorm.h"

#include <gtest/gtest.h>

TEST(RunStorm, losesNoneOfTwentyThousand)
{
    antiphon::test::expectNothingLostInAStorm(20'000);
}
