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
