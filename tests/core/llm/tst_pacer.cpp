#include "core/llm/pacer.h"

#include <gtest/gtest.h>

#include <vector>

using namespace antiphon;

namespace {

void succeed(Pacer& pacer, int times)
{
    for (int i = 0; i < times; ++i)
        pacer.end(pacer.begin(0, 1), PacedEnd::Success);
}

// When requests that are always at hand begin, in the first so many milliseconds.
std::vector<qint64> beginnings(Pacer pacer, qint64 until, qint64 tokens)
{
    std::vector<qint64> times;
    for (qint64 at = 0; at < until;) {
        const qint64 wait = pacer.waitMs(at, tokens).value_or(1);
        if (wait > 0) {
            at += wait;
            continue;
        }
        pacer.end(pacer.begin(at, tokens), PacedEnd::Success);
        times.push_back(at);
    }
    return times;
}

} // namespace

TEST(Pacer, fallsByAQuarterAndGrowsByOneAfter25)
{
    Pacer pacer({16, 0, 0});
    pacer.end(pacer.begin(0, 1), PacedEnd::RateLimited);
    EXPECT_EQ(pacer.allowed(), 12);
    succeed(pacer, 24);
    EXPECT_EQ(pacer.allowed(), 12);
    succeed(pacer, 1);
    EXPECT_EQ(pacer.allowed(), 13);
    succeed(pacer, 25 * 10);
    EXPECT_EQ(pacer.allowed(), 16);
}

TEST(Pacer, fallsOnceForThoseThatWereUnderWayTogether)
{
    Pacer pacer({16, 0, 0});
    std::vector<quint64> together;
    for (int i = 0; i < 16; ++i)
        together.push_back(pacer.begin(0, 1));
    EXPECT_FALSE(pacer.waitMs(0, 1).has_value());
    for (const quint64 request : together)
        pacer.end(request, PacedEnd::RateLimited);
    EXPECT_EQ(pacer.allowed(), 12);
    pacer.end(pacer.begin(0, 1), PacedEnd::RateLimited);
    EXPECT_EQ(pacer.allowed(), 9);
}

TEST(Pacer, neverFallsBelowOne)
{
    Pacer pacer({3, 0, 0});
    for (int i = 0; i < 10; ++i)
        pacer.end(pacer.begin(0, 1), PacedEnd::RateLimited);
    EXPECT_EQ(pacer.allowed(), 1);
    EXPECT_EQ(pacer.waitMs(0, 1), 0);
}

TEST(Pacer, holdsUntilTheToldTime)
{
    Pacer pacer({4, 0, 0});
    pacer.holdUntil(5'000);
    pacer.holdUntil(3'000);
    EXPECT_EQ(pacer.waitMs(4'000, 1), 1'000);
    EXPECT_EQ(pacer.waitMs(5'000, 1), 0);
}

TEST(Pacer, keepsTheRateOfRequestsEvenly)
{
    const auto times = beginnings(Pacer({4, 600, 0}), 60'000, 1);
    EXPECT_NEAR(static_cast<double>(times.size()), 600, 12);
    for (size_t i = 13; i < times.size(); ++i)
        EXPECT_GE(times[i] - times[i - 13], 1'000) << "more than a second's worth and its burst";
    // One a second where the minute allows 60.
    const auto slow = beginnings(Pacer({4, 60, 0}), 10'000, 1);
    for (size_t i = 1; i < slow.size(); ++i)
        EXPECT_GE(slow[i] - slow[i - 1], 1'000);
}

TEST(Pacer, keepsTheRateOfTokens)
{
    const auto times = beginnings(Pacer({4, 0, 60'000}), 60'000, 500);
    EXPECT_NEAR(static_cast<double>(times.size()), 120, 3);
    // A request larger than a second's worth goes alone, then the others wait for it.
    const auto large = beginnings(Pacer({4, 0, 6'000}), 60'000, 1'000);
    EXPECT_NEAR(static_cast<double>(large.size()), 6, 1);
}

TEST(Pacer, takesANewNumberAtOnce)
{
    Pacer pacer({2, 0, 0});
    pacer.begin(0, 1);
    pacer.begin(0, 1);
    EXPECT_FALSE(pacer.waitMs(0, 1).has_value());
    pacer.setMostAtOnce(3);
    EXPECT_EQ(pacer.waitMs(0, 1), 0);
    pacer.setMostAtOnce(1);
    pacer.end(1, PacedEnd::Success);
    EXPECT_FALSE(pacer.waitMs(0, 1).has_value());
}
