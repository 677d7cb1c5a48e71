// Long statistics stop soon after they are asked to, by the processor's clock: far sooner than they would
// take.
#include "core/statistics/agreement.h"
#include "core/statistics/clusteredbootstrap.h"
#include "core/statistics/cumulativelink.h"
#include "core/statistics/draws.h"
#include "core/statistics/intraclass.h"
#include "core/statistics/separation.h"

#include <gtest/gtest.h>

#include <atomic>
#include <ctime>
#include <thread>

using namespace antiphon::statistics;
using antiphon::CancelToken;
using antiphon::Random;

namespace {

double processorSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

// Runs `work` in a thread of its own, cancels it once that has used 50 ms of the processor, and gives back
// the seconds that it went on for.
template<typename Work>
double secondsAfterCancel(const Work& work)
{
    CancelToken cancel;
    std::atomic<clockid_t> clock{0};
    std::atomic<bool> begun{false};
    std::atomic<double> cancelledAt{0.0};
    double endedAt = 0.0;
    std::thread worker([&] {
        clockid_t own{};
        pthread_getcpuclockid(pthread_self(), &own);
        clock = own;
        begun = true;
        work(cancel);
        endedAt = processorSeconds();
        while (cancelledAt == 0.0) // its clock is read as long as it lives
            std::this_thread::yield();
    });
    while (!begun)
        std::this_thread::yield();
    double at = 0.0;
    while (at < 0.05) {
        timespec time{};
        clock_gettime(clock.load(), &time);
        at = static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    cancel.cancel();
    cancelledAt = at;
    worker.join();
    return endedAt - at;
}

constexpr double promptly = 0.4; // seconds of the processor; the work below takes tens of seconds

std::vector<Observation> manyObservations()
{
    Random random(3);
    std::vector<Observation> observations;
    for (int item = 0; item < 5000; ++item) {
        for (int rater = 0; rater < 5; ++rater)
            observations.push_back({static_cast<double>(1 + random.below(5)), item, rater});
    }
    return observations;
}

BootstrapOptions endless(const CancelToken& cancel, Clusters clusters)
{
    BootstrapOptions options;
    options.replicates = 10'000'000;
    options.clusters = clusters;
    options.cancel = cancel;
    return options;
}

} // namespace

TEST(Cancelling, StopsABootstrapInTheMiddle)
{
    const auto observations = manyObservations();
    for (const Clusters clusters : {Clusters::Items, Clusters::Crossed}) {
        const double after = secondsAfterCancel([&](const CancelToken& cancel) {
            EXPECT_EQ(clusteredMean(observations, endless(cancel, clusters)).reason, "it was cancelled");
        });
        EXPECT_LT(after, promptly);
    }
    EXPECT_LT(secondsAfterCancel([&](const CancelToken& cancel) {
                  EXPECT_FALSE(clusteredMedian(observations, endless(cancel, Clusters::Items)).low);
              }),
              promptly);
    EXPECT_LT(secondsAfterCancel([&](const CancelToken& cancel) {
                  const auto half = static_cast<std::ptrdiff_t>(observations.size() / 2);
                  const std::vector<Observation> first(observations.begin(), observations.begin() + half);
                  const std::vector<Observation> second(observations.begin() + half, observations.end());
                  EXPECT_FALSE(
                      clusteredDifference(first, second, 0.5, endless(cancel, Clusters::Crossed)).verdict);
              }),
              promptly);
}

TEST(Cancelling, StopsAgreementInTheMiddle)
{
    Random random(5);
    RatingTable table;
    table.rows.resize(4);
    for (auto& row : table.rows) {
        for (int unit = 0; unit < 2000; ++unit)
            row.push_back(static_cast<double>(random.below(5)));
    }
    EXPECT_LT(secondsAfterCancel([&](const CancelToken& cancel) {
                  const Agreement alpha =
                      krippendorffAlpha(table, Scale::Ordinal, endless(cancel, Clusters::Items));
                  EXPECT_FALSE(alpha.estimate.low);
                  EXPECT_EQ(alpha.estimate.reason, "it was cancelled");
              }),
              promptly);
    EXPECT_LT(secondsAfterCancel([&](const CancelToken& cancel) {
                  EXPECT_FALSE(kendallW(table, endless(cancel, Clusters::Items)).estimate.low);
              }),
              promptly);
}

TEST(Cancelling, StopsTheMixedModelInTheMiddle)
{
    Random random(7);
    OrdinalResponses responses;
    responses.categories = 5;
    responses.groupings = {{{}, 20'000}, {{}, 12}};
    responses.effects.resize(1);
    for (int item = 0; item < 20'000; ++item) {
        const double own = normalDraw(random);
        for (int rater = 0; rater < 12; ++rater) {
            const double latent = own + 0.1 * rater + logisticDraw(random);
            int value = 0;
            for (const double threshold : {-2.0, -1.0, 0.5, 2.0})
                value += latent > threshold ? 1 : 0;
            responses.values.push_back(value);
            responses.effects[0].push_back(item % 2);
            responses.groupings[0].level.push_back(item);
            responses.groupings[1].level.push_back(rater);
        }
    }
    EXPECT_LT(secondsAfterCancel([&](const CancelToken& cancel) {
                  LinkOptions options;
                  options.cancel = cancel;
                  EXPECT_EQ(fitCumulativeLink(responses, options).reason, "it was cancelled");
              }),
              promptly);
}

TEST(Cancelling, StopsThePermutationsOfTheAudit)
{
    constexpr std::size_t n = 200;
    Random random(9);
    std::vector<double> gram(n * n, 0.0);
    std::vector<int> classes;
    std::vector<double> features;
    for (std::size_t i = 0; i < n; ++i) {
        features.push_back(normalDraw(random));
        classes.push_back(static_cast<int>(i % 2));
    }
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j)
            gram[i * n + j] = features[i] * features[j];
    }
    EXPECT_LT(secondsAfterCancel([&](const CancelToken& cancel) {
                  SeparationOptions options;
                  options.permutations = 10'000'000;
                  options.cancel = cancel;
                  EXPECT_TRUE(crossValidatedSeparation(gram, classes, options).cancelled);
              }),
              promptly);
}
