#include "core/llm/retry.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;

namespace {

HttpResponse withHeader(const QByteArray& name, const QByteArray& value)
{
    HttpResponse response;
    response.headers.insert(name, value);
    return response;
}

} // namespace

TEST(Retry, readsSecondsMillisecondsAndDates)
{
    EXPECT_EQ(toldWaitMs(withHeader("retry-after", "3"), 0), 3'000);
    EXPECT_EQ(toldWaitMs(withHeader("retry-after", "0.25"), 0), 250);
    EXPECT_EQ(toldWaitMs(withHeader("retry-after-ms", "120"), 0), 120);
    EXPECT_EQ(toldWaitMs(withHeader("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT"), 784'111'770'000), 7'000);
    EXPECT_EQ(toldWaitMs(withHeader("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT"), 784'111'790'000), 0);
}

TEST(Retry, takesNothingFromWhatItCanNotRead)
{
    for (const char* text : {"", "soon", "-1", "nan", "1e40"})
        EXPECT_FALSE(toldWaitMs(withHeader("retry-after", text), 0).has_value()) << text;
    EXPECT_FALSE(toldWaitMs({}, 0).has_value());
}

TEST(Retry, millisecondsGoBeforeSeconds)
{
    HttpResponse response = withHeader("retry-after", "9");
    response.headers.insert("retry-after-ms", "80");
    EXPECT_EQ(toldWaitMs(response, 0), 80);
}

TEST(Retry, backsOffWithFullJitterUpToItsCeiling)
{
    Random random(7);
    qint64 highest = 0;
    for (int failures = 0; failures < 20; ++failures) {
        const qint64 ceiling = std::min<qint64>(8'000, 500LL << std::min(failures, 10));
        for (int i = 0; i < 200; ++i) {
            const qint64 wait = backoffMs(failures, random);
            EXPECT_GE(wait, 0);
            EXPECT_LT(wait, ceiling);
            highest = std::max(highest, wait);
        }
    }
    EXPECT_GT(highest, 7'000);
}

TEST(Retry, doesNotRepeatWhatCanNotGetBetter)
{
    for (const ChatOutcome outcome :
         {ChatOutcome::KeyRefused, ChatOutcome::QuotaExhausted, ChatOutcome::ModelMissing,
          ChatOutcome::RequestRefused, ChatOutcome::Truncated, ChatOutcome::TooLarge,
          ChatOutcome::TotalTimeout, ChatOutcome::Cancelled, ChatOutcome::Ok}) {
        ChatResult result;
        result.outcome = outcome;
        EXPECT_FALSE(worthRetrying(result, {})) << outcomeWord(outcome).toStdString();
    }
    ChatResult failed;
    failed.outcome = ChatOutcome::ServerFailed;
    EXPECT_TRUE(worthRetrying(failed, {}));
    EXPECT_FALSE(worthRetrying(failed, withHeader("x-should-retry", "false")));
}

TEST(Retry, readsDurationsAsRateLimitHeadersWriteThem)
{
    EXPECT_EQ(durationMs("1s"), 1'000);
    EXPECT_EQ(durationMs("6m0s"), 360'000);
    EXPECT_EQ(durationMs("120ms"), 120);
    EXPECT_EQ(durationMs("1h2m3.5s"), 3'723'500);
    EXPECT_EQ(durationMs("0.5"), 500);
    for (const char* unreadable : {"", "-1", "s", "1x", "1 s", "nan", "m3"})
        EXPECT_FALSE(durationMs(unreadable).has_value()) << unreadable;
}

TEST(Retry, waitsForTheResetOfWhatIsUsedUpAndNothingElse)
{
    HttpResponse response;
    response.headers = {{"x-ratelimit-remaining-requests", "4"}, {"x-ratelimit-reset-requests", "9s"}};
    EXPECT_FALSE(usedUpForMs(response).has_value());
    response.headers.insert("x-ratelimit-remaining-tokens", "0");
    EXPECT_FALSE(usedUpForMs(response).has_value());
    response.headers.insert("x-ratelimit-reset-tokens", "120ms");
    EXPECT_EQ(usedUpForMs(response), 120);
    response.headers.insert("x-ratelimit-remaining-requests", "0");
    EXPECT_EQ(usedUpForMs(response), 9'000);
    response.headers.insert("x-ratelimit-reset-requests", "-1");
    EXPECT_EQ(usedUpForMs(response), 120);
}
