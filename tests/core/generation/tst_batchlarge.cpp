#include "tests/core/generation/batchroundtrip.h"
#include "tests/support/resultassertions.h"

#include <sys/resource.h>

using namespace antiphon;
using namespace antiphon::test;

TEST(Batch, bringsAHundredAndTwentyThousandItemsRound)
{
    GenerationProject project;
    project.addPlans(QStringLiteral("p"), 120'000);
    ASSERT_OK(project.addEndpoint(QStringLiteral("local"), QStringLiteral("http://127.0.0.1:1/v1")));
    goRound(project, 120'000);
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("at most %ld MB, the provider's lines included\n", usage.ru_maxrss / 1024);
}
