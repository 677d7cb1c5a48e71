// How a person holds a run, and what it leaves when it dies.
#include "core/generation/endpointstore.h"
#include "core/generation/leasestore.h"
#include "core/generation/runstore.h"
#include "tests/core/generation/modelruns.h"
#include "tests/support/resultassertions.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <thread>

using namespace antiphon;
using namespace antiphon::test;

TEST(RunControl, asksNothingWhilePaused)
{
    const ScriptedServer server([](const ScriptedRequest& request, int) { return obey(request); });
    GenerationProject project;
    project.addPlans(plansName, 6);
    ASSERT_OK(project.addEndpoint(local, server.baseUrl()));
    RunRequest request = modelRun();
    request.control.pause();
    int looks = 0;
    const auto outcome = project.perform(request, {}, [&](const RunTally& tally) {
        if (!tally.paused)
            return;
        EXPECT_EQ(server.requests().size(), 0);
        EXPECT_EQ(tally.inFlight, 0);
        if (++looks == 4)
            request.control.resume();
    });
    ASSERT_OK(outcome);
    EXPECT_GE(looks, 4);
    EXPECT_EQ(outcome->tally.samples, 6);
}

TEST(RunControl, showsATextThatStillGrows)
{
    const ScriptedServer server([](const ScriptedRequest& request, int) {
        const QString whole = obedientReply(request.body, QStringLiteral("Growing words."));
        QByteArray body;
        for (const QString& part : {whole.left(whole.size() / 2), whole.mid(whole.size() / 2)}) {
            const QJsonObject delta{{QStringLiteral("content"), part}};
            body += "data: " +
                    QJsonDocument(QJsonObject{{QStringLiteral("choices"),
                                               QJsonArray{QJsonObject{{QStringLiteral("delta"), delta}}}}})
                        .toJson(QJsonDocument::Compact) +
                    "\n\n";
        }
        ScriptedReply reply{200, body + "data: [DONE]\n\n", "text/event-stream"};
        reply.stallMs = 1'500; // in the middle
        return reply;
    });
    GenerationProject project;
    project.addPlans(plansName, 1);
    ASSERT_OK(addPricedEndpoint(project, server.baseUrl()));
    auto endpoint = endpointByName(project.connection(), local);
    (*endpoint)->streams = true;
    ASSERT_OK(
        EditHistory(project.connection()).record({QStringLiteral("tester")}, QStringLiteral("Stream"), [&] {
            return saveEndpoint(project.connection(), **endpoint);
        }));
    QString grown;
    const auto outcome = project.perform(modelRun(), {}, [&](const RunTally& tally) {
        if (tally.samples == 0 && !tally.streaming.isEmpty())
            grown = tally.streaming;
    });
    ASSERT_OK(outcome);
    EXPECT_EQ(outcome->tally.samples, 1);
    EXPECT_TRUE(grown.startsWith(QLatin1String("Growing words."))) << grown.toStdString();
}

TEST(RunControl, followsAnotherConcurrency)
{
    const ScriptedServer server([](const ScriptedRequest& request, int) {
        ScriptedReply reply = obey(request);
        reply.delayMs = 300;
        return reply;
    });
    GenerationProject project;
    project.addPlans(plansName, 24);
    ASSERT_OK(project.addEndpoint(local, server.baseUrl())); // three at once
    RunRequest request = modelRun();
    int allowed = 0;
    const auto outcome = project.perform(request, {}, [&](const RunTally& tally) {
        request.control.setConcurrency(12);
        allowed = std::max(allowed, tally.allowed);
    });
    ASSERT_OK(outcome);
    EXPECT_GT(server.mostAtOnce(), 3);
    EXPECT_LE(server.mostAtOnce(), 12);
    EXPECT_EQ(allowed, 12);
}

TEST(RunControl, endsBeforeItsBudgetIsPassedAndGoesOnWithMore)
{
    const ScriptedServer server([](const ScriptedRequest& request, int) { return obey(request); });
    GenerationProject project;
    project.addPlans(plansName, 20);
    ASSERT_OK(addPricedEndpoint(project, server.baseUrl()));
    RunRequest request = modelRun();
    request.control.setBudget(10.5);
    const auto first = project.perform(request);
    ASSERT_OK(first);
    EXPECT_EQ(first->run.state, RunState::Stopped);
    EXPECT_TRUE(first->note.contains(QLatin1String("budget"))) << first->note.toStdString();
    EXPECT_EQ(first->tally.samples, 10);
    EXPECT_NEAR(first->tally.spent.value_or(0), 10, 1e-6);

    RunRequest more = resumed();
    more.control.setBudget(100);
    const auto second = project.perform(more);
    ASSERT_OK(second);
    EXPECT_EQ(second->run.state, RunState::Ready);
    EXPECT_EQ(second->tally.finished, 10);
    EXPECT_NEAR(second->tally.spent.value_or(0), 20, 1e-6);
    EXPECT_EQ(server.requests().size(), 20);

    RunRequest poor = modelRun(QStringLiteral("poor"));
    poor.useCache = false;
    poor.control.setBudget(0.1);
    EXPECT_ERROR(project.perform(poor), ErrorCode::NotPossible);
    EXPECT_EQ(server.requests().size(), 20);
}

TEST(RunControl, takesNoBudgetWithoutAPrice)
{
    GenerationProject project;
    project.addPlans(plansName, 2);
    ASSERT_OK(project.addEndpoint(local, QStringLiteral("http://127.0.0.1:1/v1")));
    RunRequest request = modelRun();
    request.control.setBudget(1);
    EXPECT_ERROR(project.perform(request), ErrorCode::InvalidValue);
}

TEST(RunControl, writesAPilotSpreadOverThePlansAndEstimatesTheRest)
{
    const ScriptedServer server([](const ScriptedRequest& request, int) { return obey(request); });
    GenerationProject project;
    project.addPlans(plansName, 100);
    ASSERT_OK(addPricedEndpoint(project, server.baseUrl()));
    RunRequest request = modelRun();
    request.pilot = 10;
    request.goOnAfterPilot = false;
    const auto pilot = project.perform(request);
    ASSERT_OK(pilot);
    EXPECT_EQ(pilot->run.state, RunState::Stopped);
    EXPECT_EQ(server.requests().size(), 10);
    const auto run = runByName(project.connection(), QStringLiteral("r"));
    const auto written = finishedOrdinals(project.connection(), (*run)->id);
    ASSERT_OK(written);
    EXPECT_EQ(*written, (std::vector<qint64>{5, 15, 25, 35, 45, 55, 65, 75, 85, 95}));
    ASSERT_TRUE(pilot->tally.estimate.has_value());
    const RunEstimate& estimate = *pilot->tally.estimate;
    EXPECT_EQ(estimate.items, 10);
    EXPECT_DOUBLE_EQ(estimate.promptTokens.value, 1'100);
    ASSERT_TRUE(estimate.cost.has_value());
    EXPECT_NEAR(estimate.cost->value, 100, 1e-6);
    EXPECT_LE(estimate.seconds.low, estimate.seconds.value);
    EXPECT_GE(estimate.seconds.high, estimate.seconds.value);

    const auto rest = project.perform(resumed());
    ASSERT_OK(rest);
    EXPECT_EQ(rest->tally.samples, 100);
    EXPECT_EQ(server.requests().size(), 100);
}

TEST(RunControl, tellsWhatADeadProgramHadInHand)
{
    GenerationProject project;
    project.addPlans(plansName, 50);
    RunRequest request = templateRun(QStringLiteral("r"), plansName);
    request.limit = 20;
    const auto first = project.perform(request);
    ASSERT_OK(first);
    EXPECT_EQ(count(project.connection(), "SELECT count(*) FROM run_lease"), 0);
    const std::vector<Lease> left{{10, 24}, {30, 31}}; // ten of them are finished
    ASSERT_OK(takeLeases(project.connection(), first->run.id, left));
    request.start = RunStart::Resume;
    request.limit = 50;
    const auto second = project.perform(request);
    ASSERT_OK(second);
    EXPECT_EQ(second->tally.finished, 20);
    EXPECT_EQ(second->tally.repeated, 7);
    EXPECT_EQ(second->tally.samples, 50);
    EXPECT_EQ(count(project.connection(), "SELECT count(*) FROM run_lease"), 0);
}

TEST(RunControl, leasesWhatIsAskedUntilItIsStored)
{
    std::atomic<qint64> leased = -1;
    GenerationProject project;
    const QString path = project.path();
    const ScriptedServer server([&](const ScriptedRequest& request, int) {
        const auto connection = Connection::open(path, Access::ReadOnly);
        if (connection && leased < 0)
            leased = count(*connection, "SELECT count(*) FROM run_lease");
        return obey(request);
    });
    project.addPlans(plansName, 5);
    ASSERT_OK(project.addEndpoint(local, server.baseUrl()));
    ASSERT_OK(project.perform(modelRun()));
    EXPECT_GE(leased, 1);
    EXPECT_EQ(count(project.connection(), "SELECT count(*) FROM run_lease"), 0);
}

TEST(RunControl, letsTheHighestPriorityGoFirst)
{
    GenerationProject project;
    project.addPlans(plansName, 3);
    auto busy = BulkLock::acquire(project.connection(), QStringLiteral("run"));
    ASSERT_OK(busy);
    EXPECT_ERROR(project.perform(templateRun(QStringLiteral("now"), plansName)), ErrorCode::ProjectBusy);
    std::vector<std::thread> programs;
    for (const int priority : {0, 5, 2}) {
        programs.emplace_back([&project, priority] {
            RunRequest request = templateRun(QString::number(priority), plansName);
            request.wait = true;
            request.priority = priority;
            EXPECT_OK(project.perform(request));
        });
    }
    while (count(project.connection(), "SELECT count(*) FROM run_turn") < 3)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    {
        const BulkLock released = std::move(*busy);
    }
    for (std::thread& program : programs)
        program.join();
    const auto runs = listRuns(project.connection()); // newest first
    ASSERT_OK(runs);
    QStringList names;
    for (const auto& run : *runs)
        names.prepend(run.name);
    EXPECT_EQ(names, (QStringList{QStringLiteral("5"), QStringLiteral("2"), QStringLiteral("0")}));
    EXPECT_EQ(count(project.connection(), "SELECT count(*) FROM run_turn"), 0);
}
