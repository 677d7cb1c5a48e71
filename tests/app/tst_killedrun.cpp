#include "tests/app/killedrun.h"

#include <gtest/gtest.h>

TEST(KilledRun, losesNothingOfTwentyThousand)
{
    antiphon::test::expectKillsToCostOnlyWhatIsInFlight(20'000);
}
