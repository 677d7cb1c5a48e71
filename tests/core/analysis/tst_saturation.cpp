#include "core/analysis/accumulation.h"
#include "core/base/random.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;

namespace {

DialogueCodes randomDialogues(quint64 seed, std::size_t count, quint64 codes)
{
    Random random(seed);
    DialogueCodes dialogues(count);
    for (auto& dialogue : dialogues) {
        for (quint64 code = 0; code < codes; ++code) {
            if (random.chance(0.15))
                dialogue.push_back(static_cast<quint16>(code));
        }
    }
    return dialogues;
}

// New codes of the interviews of a worked example in the manner of Guest, Namey and Chen: 37, 20, 8, 8 in the
// base of four, then 3, 1, 3, 0.
DialogueCodes workedExample()
{
    DialogueCodes dialogues;
    quint16 next = 0;
    for (const int fresh : {37, 20, 8, 8, 3, 1, 3, 0}) {
        std::vector<quint16> codes;
        if (next > 0)
            codes.push_back(0); // seen before
        for (int i = 0; i < fresh; ++i)
            codes.push_back(next++);
        dialogues.push_back(codes);
    }
    return dialogues;
}

} // namespace

TEST(Saturation, ComparesRunsWithTheBase)
{
    const Saturation found = assessSaturation(workedExample(), {4, 2, 0.05});
    EXPECT_EQ(found.baseCodes, 73);
    EXPECT_EQ(found.codes, 80);
    ASSERT_EQ(found.runs.size(), 3U);
    EXPECT_EQ(found.runs[0].upTo, 6);
    EXPECT_EQ(found.runs[0].newCodes, 4); // 4 / 73 = 5.5 %
    EXPECT_EQ(found.runs[1].newCodes, 4);
    EXPECT_EQ(found.runs[2].newCodes, 3); // 4.1 %
    EXPECT_DOUBLE_EQ(found.runs[2].share, 3.0 / 73);
    EXPECT_EQ(found.reached, 6); // confirmed by the two that follow
    EXPECT_TRUE(found.reason.isEmpty());
}

TEST(Saturation, SaysWhyItIsNotReached)
{
    EXPECT_FALSE(assessSaturation(workedExample(), {4, 2, 0.0}).reached);
    EXPECT_FALSE(assessSaturation(workedExample(), {4, 2, 0.0}).reason.isEmpty());
    EXPECT_TRUE(assessSaturation({{1}, {2}}, {4, 2, 0.05}).reason.contains(QStringLiteral("fewer")));
    EXPECT_TRUE(assessSaturation(DialogueCodes(6), {4, 2, 0.05}).reason.contains(QStringLiteral("no code")));
}

TEST(Accumulation, LiesBetweenTheFewestAndTheMostThatAnyOrderShows)
{
    const auto dialogues = randomDialogues(3, 40, 30);
    const auto result = accumulate(dialogues, {});
    ASSERT_OK(result);
    const Accumulation& found = *result;
    ASSERT_EQ(found.median.size(), 40U);
    std::size_t most = 0;
    for (const auto& codes : dialogues)
        most = std::max(most, codes.size());
    EXPECT_LE(found.high[0], static_cast<double>(most));
    for (std::size_t k = 0; k < 40; ++k) {
        EXPECT_LE(found.low[k], found.median[k]);
        EXPECT_LE(found.median[k], found.high[k]);
        EXPECT_GE(found.median[k], k > 0 ? found.median[k - 1] : 0);
    }
    // Whatever the order, all dialogues together show all codes.
    EXPECT_EQ(found.low.back(), found.observed.back());
    EXPECT_EQ(found.high.back(), found.observed.back());
}

// Two dialogues of which one has one code more than the other: half of the orders begin with either.
TEST(Accumulation, FollowsAllOrders)
{
    AccumulationOptions options;
    options.orders = 4000;
    const auto result = accumulate({{0}, {1, 2}}, options);
    ASSERT_OK(result);
    const Accumulation& found = *result;
    EXPECT_EQ(found.low[0], 1);
    EXPECT_EQ(found.high[0], 2);
    EXPECT_EQ(found.observed, (std::vector<int>{1, 3}));
}

TEST(Accumulation, IsTheSameWithAnyNumberOfThreads)
{
    const auto dialogues = randomDialogues(5, 60, 20);
    AccumulationOptions one;
    one.threads = 1;
    AccumulationOptions many;
    many.threads = 7;
    const auto first = accumulate(dialogues, one);
    const auto second = accumulate(dialogues, many);
    ASSERT_OK(first);
    ASSERT_OK(second);
    EXPECT_EQ(first->low, second->low);
    EXPECT_EQ(first->median, second->median);
    EXPECT_EQ(first->high, second->high);
}

TEST(Accumulation, StopsWhenTold)
{
    CancelToken cancel;
    cancel.cancel();
    const auto found = accumulate(randomDialogues(1, 50, 10), {}, cancel);
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, ErrorCode::Cancelled);
}

TEST(Accumulation, OfNothingIsEmpty)
{
    const auto result = accumulate({}, {});
    ASSERT_OK(result);
    const Accumulation& found = *result;
    EXPECT_TRUE(found.observed.empty());
    EXPECT_TRUE(found.median.empty());
}
