#include "tests/core/generation/runstorm.h"

#include "core/base/random.h"
#include "core/generation/endpointstore.h"
#include "core/generation/runstore.h"
#include "tests/core/generation/generationproject.h"
#include "tests/core/generation/modelreplies.h"
#include "tests/support/crowdserver.h"
#include "tests/support/resultassertions.h"

#include <cstdio>

namespace antiphon::test {

namespace {

constexpr int longWaitMs = 1'000;
constexpr int underWayMs = 500; // what was sent before the client had read that it shall wait
constexpr int toleranceMs = 50;

ScriptedReply toldToWait(int ms)
{
    return {429,
            R"({"error":{"message":"slow down","type":"rate_limit_error"}})",
            "application/json",
            {"Retry-After-Ms: " + QByteArray::number(ms)}};
}

// Used by the server's thread alone, and read when that has ended.
class Storm
{
public:
    ScriptedReply answer(const ScriptedRequest& request, int number);
    int early = 0; // requests before the told time
    int longWaits = 0;

private:
    ScriptedReply trouble(const ScriptedRequest& request);

    Random m_random{7};
    qint64 m_toldAt = -longWaitMs;
};

ScriptedReply Storm::answer(const ScriptedRequest& request, int number)
{
    const qint64 since = request.arrivedMs - m_toldAt;
    if (since > underWayMs && since < longWaitMs - toleranceMs)
        ++early;
    if (number % 20'000 == 1'000) {
        ++longWaits;
        m_toldAt = request.arrivedMs;
        return toldToWait(longWaitMs);
    }
    return m_random.chance(0.9) ? toldToWait(0) : trouble(request);
}

ScriptedReply Storm::trouble(const ScriptedRequest& request)
{
    ScriptedReply good = obey(request);
    const quint64 kind = m_random.below(1'000);
    if (kind < 600)
        return good;
    if (kind < 720)
        return {500, R"({"error":{"message":"overloaded"}})"};
    if (kind < 800) {
        good.cutAfter = good.body.size() / 2;
        return good;
    }
    if (kind < 920)
        return {200, completionBody(QStringLiteral("{\"turns\": 7}"))};
    if (kind < 998)
        return {502, "<html><body>Bad gateway</body></html>", "text/html"};
    good.delayMs = 60'000; // silence
    return good;
}

Result<void> addEndpoint(const GenerationProject& project, const QString& baseUrl)
{
    ANTIPHON_TRY(project.addEndpoint(QStringLiteral("local"), baseUrl));
    ANTIPHON_TRY_ASSIGN(auto endpoint, endpointByName(project.connection(), QStringLiteral("local")));
    endpoint->concurrency = 512;
    endpoint->limits.firstByteMs = 500;
    return EditHistory(project.connection()).record({QStringLiteral("tester")}, QStringLiteral("Tune"), [&] {
        return saveEndpoint(project.connection(), *endpoint);
    });
}

} // namespace

void expectNothingLostInAStorm(int plans)
{
    GenerationProject project;
    project.addPlans(QStringLiteral("p"), plans);
    Storm storm;
    std::optional<RunTally> last;
    int requests = 0;
    {
        const CrowdServer server(
            [&storm](const ScriptedRequest& request, int number) { return storm.answer(request, number); });
        ASSERT_OK(addEndpoint(project, server.baseUrl()));
        RunRequest request = templateRun(QStringLiteral("r"), QStringLiteral("p"));
        request.writer = QStringLiteral("local");
        const auto outcome = project.perform(request, {}, [&last](const RunTally& tally) { last = tally; });
        EXPECT_OK(outcome);
        requests = server.requests();
    }
    ASSERT_TRUE(last.has_value());
    std::printf("%d requests for %d plans: %lld written, %lld set aside, %d long waits, %.1f s\n", requests,
                plans, static_cast<long long>(last->samples), static_cast<long long>(last->setAside),
                storm.longWaits, static_cast<double>(last->elapsedMs) / 1000.0);
    EXPECT_EQ(storm.early, 0);
    const auto number = [&project](const char* sql) {
        return project.connection().integer(sql).value_or(-1);
    };
    EXPECT_EQ(number("SELECT count(*) FROM run_item"), plans);
    EXPECT_EQ(number("SELECT count(DISTINCT dialogue) FROM run_item"), last->samples);
    EXPECT_EQ(number("SELECT count(*) FROM dialogue"), last->samples);
    EXPECT_EQ(number("SELECT count(*) FROM run_item WHERE dialogue IS NULL AND error = ''"), 0);
    EXPECT_EQ(number("SELECT count(*) FROM run_lease"), 0);
    EXPECT_GT(last->samples, plans * 8 / 10);
    EXPECT_GT(last->trouble.value(QStringLiteral("rate_limited")), plans);
}

} // namespace antiphon::test
