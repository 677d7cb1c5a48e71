#include "core/cascade/planner.h"
#include "tests/core/cascade/planrules.h"
#include "tests/core/cascade/syntheticcatalogue.h"
#include "tests/support/resultassertions.h"

#include <thread>

using namespace antiphon;
using namespace antiphon::test;

namespace {

// The first plan of [first, last) that breaks a rule, with the rule.
QString firstBroken(const Planner& planner, qint64 first, qint64 last)
{
    for (qint64 i = first; i < last; ++i)
        if (const QString broken = brokenRule(planner.index(), planner.draw(i), planner.recipe().listSize);
            !broken.isEmpty())
            return QStringLiteral("plan %1, %2").arg(i).arg(broken);
    return {};
}

} // namespace

// 100,000 plans, a fifth of them where the build is not optimised: half over pools that are wide, half over
// pools that run dry.
TEST(ManyPlans, KeepTheRules)
{
#ifdef NDEBUG
    constexpr qint64 half = 50'000;
#else
    constexpr qint64 half = 10'000;
#endif
    QString wide;
    QString narrow;
    const auto wideOnes = Planner::create(syntheticCatalogue(8'000, 3), defaultRecipe(), 21);
    const auto narrowOnes = Planner::create(syntheticCatalogue(400, 3), defaultRecipe(), 22);
    std::thread other([&] { wide = firstBroken(*wideOnes, 0, half); });
    narrow = firstBroken(*narrowOnes, 0, half);
    other.join();
    EXPECT_EQ(wide, QString());
    EXPECT_EQ(narrow, QString());
}
