// The run of a whole night in short: 288,000 plans, ten kills.
#include "tests/app/killedrun.h"

#include <gtest/gtest.h>

TEST(LongKilledRun, losesNothingOfAWholeCorpus)
{
    antiphon::test::expectKillsToCostOnlyWhatIsInFlight(288'000);
}
