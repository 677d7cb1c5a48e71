#include "core/jobs/jobrunner.h"
#include "tests/support/resultassertions.h"

#include <QTest>

using namespace antiphon;

TEST(JobRunner, HandsTheResultToTheContextsThread)
{
    JobRunner runner;
    QObject context;
    std::optional<int> got;
    runner.start<int>(
        QStringLiteral("Count"), &context,
        [](const JobContext& job) -> Result<int> {
            report(job.progress, 1, 2);
            return 42;
        },
        [&](Result<int> result) { got = result.value(); }, [](int n) { return QString::number(n); });
    ASSERT_TRUE(QTest::qWaitFor([&] { return got.has_value(); }));
    EXPECT_EQ(*got, 42);
    const auto jobs = runner.snapshots();
    ASSERT_EQ(jobs.size(), 1);
    EXPECT_EQ(jobs[0].state, JobState::Done);
    EXPECT_EQ(jobs[0].message, QStringLiteral("42"));
    EXPECT_EQ(jobs[0].progress.total, 2);
}

TEST(JobRunner, CancelStopsTheWork)
{
    JobRunner runner;
    bool ended = false;
    QObject::connect(&runner, &JobRunner::ended, &runner, [&] { ended = true; });
    const JobNumber number =
        runner.start<int>(QStringLiteral("Wait"), nullptr,
                          [](const JobContext& job) -> Result<int> {
                              while (!job.cancel.isCancelled())
                                  QThread::msleep(1);
                              return fail(ErrorCode::Cancelled, QStringLiteral("the wait"));
                          },
                          {});
    runner.cancel(number);
    ASSERT_TRUE(QTest::qWaitFor([&] { return ended; }));
    EXPECT_EQ(runner.snapshots()[0].state, JobState::Cancelled);
}

TEST(JobRunner, DropsTheContinuationOfADeadContext)
{
    JobRunner runner;
    auto context = std::make_unique<QObject>();
    std::atomic<bool> mayEnd = false;
    bool called = false;
    bool ended = false;
    QObject::connect(&runner, &JobRunner::ended, &runner, [&] { ended = true; });
    runner.start<int>(
        QStringLiteral("Outlive"), context.get(),
        [&](const JobContext&) -> Result<int> {
            while (!mayEnd)
                QThread::msleep(1);
            return 1;
        },
        [&](Result<int>) { called = true; });
    context.reset();
    mayEnd = true;
    ASSERT_TRUE(QTest::qWaitFor([&] { return ended; }));
    EXPECT_FALSE(called);
}
