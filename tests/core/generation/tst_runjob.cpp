#include "core/corpus/corpusstore.h"
#include "core/generation/endpointstore.h"
#include "core/generation/runjob.h"
#include "core/generation/runstore.h"
#include "core/generation/samplecheckstore.h"
#include "core/generation/sourcecheck.h"
#include "core/generation/templatewriter.h"
#include "tests/core/generation/generationproject.h"
#include "tests/core/generation/modelreplies.h"
#include "tests/core/generation/randomplans.h"
#include "tests/support/resultassertions.h"
#include "tests/support/scriptedserver.h"

#include <QElapsedTimer>
#include <QJsonDocument>

#include <thread>

using namespace antiphon;
using namespace antiphon::test;

namespace {

const QString runName = QStringLiteral("r");
const QString plansName = QStringLiteral("p");

QStringList textsOf(const Connection& connection, const QString& source)
{
    QStringList texts;
    const auto found = sourceByName(connection, source);
    const auto ids = dialogueIds(connection, (*found)->id);
    for (const DialogueId id : *ids) {
        const auto dialogue = readDialogue(connection, id);
        for (const Turn& turn : dialogue->turns)
            texts << turn.text;
    }
    return texts;
}

RunRequest modelRun(const QString& endpoint = QStringLiteral("local"))
{
    RunRequest request = templateRun(runName, plansName);
    request.writer = endpoint;
    return request;
}

Run storedRun(const Connection& connection)
{
    const auto run = runByName(connection, runName);
    return run && *run ? **run : Run();
}

} // namespace

TEST(RunJob, writesASampleForEveryPlanWithItsProvenance)
{
    GenerationProject project;
    project.addPlans(plansName, 200);
    const auto outcome = project.perform(templateRun(runName, plansName));
    ASSERT_OK(outcome);
    EXPECT_EQ(outcome->tally.samples, 200);
    EXPECT_EQ(outcome->tally.setAside, 0);
    const auto run = storedRun(project.connection());
    EXPECT_EQ(run.state, RunState::Ready);
    EXPECT_EQ(run.samples, 200);

    const auto item = runItem(project.connection(), run.id, 17);
    ASSERT_OK(item);
    ASSERT_TRUE(item->has_value());
    const QJsonObject provenance = QJsonDocument::fromJson((*item)->provenance).object();
    EXPECT_EQ(provenance.value(QStringLiteral("writer")).toString(), QStringLiteral("template"));
    EXPECT_EQ(provenance.value(QStringLiteral("plan")).toInt(), 17);
    EXPECT_EQ(provenance.value(QStringLiteral("plan_set")).toString(), plansName);
    EXPECT_EQ(provenance.value(QStringLiteral("phrases")).toString(), shippedPhraseBook().digest);

    const Plan plan = randomPlan(17, 5);
    const auto sample = readDialogue(project.connection(), (*item)->dialogue);
    ASSERT_OK(sample);
    ASSERT_EQ(sample->turns.size(), plan.turns.size());
    EXPECT_EQ(sample->externalId, QStringLiteral("17"));
    for (int i = 0; i < plan.turns.size(); ++i) {
        EXPECT_EQ(sample->turns[i].role, plan.turns[i].role);
        EXPECT_EQ(sample->turns[i].intents, plan.turns[i].intents);
        EXPECT_EQ(sample->turns[i].attributes, plan.turns[i].attributes);
        EXPECT_EQ(sample->turns[i].tracks.size(), static_cast<qsizetype>(plan.turns[i].tracks.size()));
    }
    const auto tracks = tracksOf(project.connection(), *sample);
    ASSERT_OK(tracks);
    const quint32 shown = plan.turns[1].tracks.front();
    EXPECT_EQ(tracks->value(QStringLiteral("T%1").arg(shown)).title, someTracks()[shown].title);
}

TEST(RunJob, givesTheSameWordsWithOneWriterAndWithMany)
{
    GenerationProject project;
    project.addPlans(plansName, 300);
    RunRequest one = templateRun(QStringLiteral("one"), plansName);
    one.concurrency = 1;
    RunRequest many = templateRun(QStringLiteral("many"), plansName);
    many.concurrency = 7;
    ASSERT_OK(project.perform(one));
    ASSERT_OK(project.perform(many));
    EXPECT_EQ(textsOf(project.connection(), QStringLiteral("one")),
              textsOf(project.connection(), QStringLiteral("many")));
}

TEST(RunJob, stoppedHalfWayKeepsWhatIsFinishedAndRepeatsNothing)
{
    GenerationProject project;
    constexpr qint64 planned = 3000; // enough that the writers are not done when the first batch is told
    project.addPlans(plansName, planned);
    const CancelToken cancel;
    const auto stopped =
        project.perform(templateRun(runName, plansName), cancel, [&cancel](const RunTally& tally) {
            if (tally.samples > 100)
                cancel.cancel();
        });
    EXPECT_ERROR(stopped, ErrorCode::Cancelled);
    const auto half = storedRun(project.connection());
    EXPECT_EQ(half.state, RunState::Stopped);
    EXPECT_GT(half.samples, 100);
    EXPECT_LT(half.samples, planned);
    const auto source = sourceByName(project.connection(), runName);
    ASSERT_OK(source);
    ASSERT_TRUE(source->has_value());
    EXPECT_EQ((*source)->dialogues, half.samples);

    EXPECT_ERROR(project.perform(templateRun(runName, plansName)), ErrorCode::AlreadyExists);
    RunRequest resume = templateRun(runName, {});
    resume.start = RunStart::Resume;
    const auto outcome = project.perform(resume);
    ASSERT_OK(outcome);
    EXPECT_EQ(outcome->tally.written, planned - half.samples);
    EXPECT_EQ(outcome->run.state, RunState::Ready);
    ASSERT_OK(project.perform(templateRun(QStringLiteral("whole"), plansName)));
    EXPECT_EQ(textsOf(project.connection(), runName), textsOf(project.connection(), QStringLiteral("whole")));
}

TEST(RunJob, stoppedBeforeTheFirstSampleLeavesNothing)
{
    GenerationProject project;
    project.addPlans(plansName, 10);
    const CancelToken cancel;
    cancel.cancel();
    EXPECT_ERROR(project.perform(templateRun(runName, plansName), cancel), ErrorCode::Cancelled);
    EXPECT_TRUE(storedRun(project.connection()).id.isNull());
    ASSERT_OK(project.perform(templateRun(runName, plansName)));
}

TEST(RunJob, isUndoneAtOnce)
{
    GenerationProject project;
    project.addPlans(plansName, 5);
    ASSERT_OK(project.perform(templateRun(runName, plansName)));
    ASSERT_OK(EditHistory(project.connection()).undo({QStringLiteral("tester")}));
    const auto source = sourceByName(project.connection(), runName);
    ASSERT_OK(source);
    EXPECT_FALSE(source->has_value());
    ASSERT_OK(EditHistory(project.connection()).redo({QStringLiteral("tester")}));
    EXPECT_EQ(textsOf(project.connection(), runName).isEmpty(), false);
}

TEST(RunJob, saysWhatIsMissing)
{
    GenerationProject project;
    project.addPlans(plansName, 1);
    EXPECT_ERROR(project.perform(templateRun(runName, QStringLiteral("none"))), ErrorCode::NotFound);
    EXPECT_ERROR(project.perform(modelRun(QStringLiteral("none"))), ErrorCode::NotFound);
    EXPECT_ERROR(project.perform(templateRun(QStringLiteral(" "), plansName)), ErrorCode::InvalidValue);
    RunRequest resume = templateRun(QStringLiteral("none"), {});
    resume.start = RunStart::Resume;
    EXPECT_ERROR(project.perform(resume), ErrorCode::NotFound);
    EXPECT_TRUE(listRuns(project.connection())->isEmpty());
}

TEST(RunJob, keepsToItsLimitAndCanBeExtended)
{
    GenerationProject project;
    project.addPlans(plansName, 50);
    RunRequest request = templateRun(runName, plansName);
    request.limit = 20;
    const auto first = project.perform(request);
    ASSERT_OK(first);
    EXPECT_EQ(first->tally.samples, 20);
    request.start = RunStart::Resume;
    request.limit = 50;
    const auto second = project.perform(request);
    ASSERT_OK(second);
    EXPECT_EQ(second->tally.samples, 50);
    EXPECT_EQ(second->tally.written, 30);
}

TEST(RunJob, asksAModelAtTheSameTimeAndKeepsWhoAnswered)
{
    const ScriptedServer server([](const ScriptedRequest& request, int) {
        ScriptedReply reply = obey(request);
        reply.delayMs = 60;
        return reply;
    });
    GenerationProject project;
    project.addPlans(plansName, 12);
    ASSERT_OK(project.addEndpoint(QStringLiteral("local"), server.baseUrl()));
    const auto outcome = project.perform(modelRun());
    ASSERT_OK(outcome);
    EXPECT_EQ(outcome->tally.samples, 12);
    EXPECT_EQ(outcome->tally.promptTokens, 12 * 11);
    EXPECT_EQ(server.requests().size(), 12);
    EXPECT_GE(server.mostAtOnce(), 2);
    EXPECT_LE(server.mostAtOnce(), 3);
    const auto item = runItem(project.connection(), outcome->run.id, 0);
    ASSERT_OK(item);
    const QJsonObject provenance = QJsonDocument::fromJson((*item)->provenance).object();
    EXPECT_EQ(provenance.value(QStringLiteral("model")).toString(), QStringLiteral("asked-model"));
    EXPECT_EQ(provenance.value(QStringLiteral("model_answered")).toString(),
              QStringLiteral("answered-model"));
    EXPECT_EQ(provenance.value(QStringLiteral("prompt")).toString(), QStringLiteral("whole-dialogue@1"));
    EXPECT_EQ(provenance.value(QStringLiteral("request_digest")).toString().size(), 64);
    EXPECT_EQ(provenance.value(QStringLiteral("endpoint")).toString(), QStringLiteral("local"));
}

TEST(RunJob, checksWhatAModelWritesAsACheckAfterwardsWould)
{
    const ScriptedServer server([](const ScriptedRequest& request, int number) {
        const QString words = number % 2 == 0 ? QStringLiteral("Happy hard rock for a party, nothing sad.")
                                              : QStringLiteral("Words number %1.").arg(number);
        return ScriptedReply{200, completionBody(obedientReply(request.body, words))};
    });
    GenerationProject project;
    project.addPlans(plansName, 40);
    ASSERT_OK(project.addEndpoint(QStringLiteral("local"), server.baseUrl()));
    const auto outcome = project.perform(modelRun());
    ASSERT_OK(outcome);
    const RunCheckTally& live = outcome->tally.checks;
    EXPECT_EQ(live.samples, 40);
    EXPECT_GT(live.repeatedTexts, 0);
    EXPECT_GT(live.found(CheckKind::FutureLeak), 0);
    qint64 kept = 0; // with the samples, so that the list can be sorted at once
    qint64 leaks = 0;
    ASSERT_OK(forEachKeptCheck(project.connection(), outcome->run.id, checkStamp(shippedPhraseBook()),
                               [&](const KeptCheck& check) {
                                   ++kept;
                                   leaks += check.count(CheckKind::FutureLeak);
                               }));
    EXPECT_EQ(kept, 40);
    EXPECT_EQ(leaks, live.found(CheckKind::FutureLeak));
    const auto later = checkSource(project.path(), runName, 0, {});
    ASSERT_OK(later);
    EXPECT_EQ(live.recall(), mentionRecall(*later));
    for (int i = 0; i < checkKinds; ++i) {
        const auto kind = static_cast<CheckKind>(i);
        EXPECT_EQ(live.found(kind), later->of(kind).count) << checkKey(kind).toStdString();
        EXPECT_EQ(live.looked[static_cast<size_t>(i)], later->of(kind).n) << checkKey(kind).toStdString();
    }
}

TEST(RunJob, sendsAnUnusableReplyBackOnce)
{
    const ScriptedServer server([](const ScriptedRequest& request, int number) -> ScriptedReply {
        if (number == 0)
            return {200, completionBody(QStringLiteral("{\"turns\": []}"))};
        return obey(request);
    });
    GenerationProject project;
    project.addPlans(plansName, 1);
    ASSERT_OK(project.addEndpoint(QStringLiteral("local"), server.baseUrl()));
    const auto outcome = project.perform(modelRun());
    ASSERT_OK(outcome);
    EXPECT_EQ(outcome->tally.samples, 1);
    ASSERT_EQ(server.requests().size(), 2);
    EXPECT_TRUE(server.requests()[1].body.contains("it has 0 turns where the plan has"));
}

TEST(RunJob, setsAsideWhatStaysUnusableAndKeepsTheError)
{
    const ScriptedServer server(
        QList<ScriptedReply>{{200, completionBody(QStringLiteral("Sorry, no JSON"))}});
    GenerationProject project;
    project.addPlans(plansName, 3);
    ASSERT_OK(project.addEndpoint(QStringLiteral("local"), server.baseUrl()));
    const auto outcome = project.perform(modelRun());
    ASSERT_OK(outcome);
    EXPECT_EQ(outcome->tally.samples, 0);
    EXPECT_EQ(outcome->tally.setAside, 3);
    EXPECT_EQ(outcome->tally.failures.value(QStringLiteral("schema_violation")), 3);
    EXPECT_EQ(server.requests().size(), 9); // asked, sent back, asked with another seed
    const auto items = runItems(project.connection(), outcome->run.id, ItemChoice::SetAside, 0, 10);
    ASSERT_OK(items);
    ASSERT_EQ(items->size(), 3);
    EXPECT_FALSE(items->first().error.isEmpty());
    EXPECT_TRUE(items->first().dialogue.isNull());
}

TEST(RunJob, stopsAtOnceWhenTheKeyIsRefusedAndShowsItNowhere)
{
    qputenv("ANTIPHON_TEST_RUN_KEY", "sk-very-secret-0123456789");
    const ScriptedServer server([](const ScriptedRequest&, int number) -> ScriptedReply {
        Q_UNUSED(number)
        return {401, R"({"error":{"message":"Incorrect API key provided: sk-very-secret-0123456789"}})"};
    });
    GenerationProject project;
    project.addPlans(plansName, 40);
    ASSERT_OK(project.addEndpoint(QStringLiteral("local"), server.baseUrl(),
                                  QStringLiteral("ANTIPHON_TEST_RUN_KEY")));
    const auto outcome = project.perform(modelRun());
    EXPECT_ERROR(outcome, ErrorCode::PermissionDenied);
    EXPECT_LE(server.requests().size(), 3); // one a writer
    EXPECT_FALSE(errorSentence(outcome.error()).contains(QLatin1String("very-secret")));
    ASSERT_OK(project.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)"));
    QFile file(project.path());
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_FALSE(file.readAll().contains("very-secret"));
    qunsetenv("ANTIPHON_TEST_RUN_KEY");
}

TEST(RunJob, stopsWhenEveryReplyFailsInTheSameWay)
{
    const ScriptedServer server(
        QList<ScriptedReply>{{400, R"({"error":{"message":"max_tokens is too large"}})"}});
    GenerationProject project;
    project.addPlans(plansName, 200);
    ASSERT_OK(project.addEndpoint(QStringLiteral("local"), server.baseUrl()));
    const auto outcome = project.perform(modelRun());
    EXPECT_ERROR(outcome, ErrorCode::ServerRefused);
    EXPECT_LT(server.requests().size(), 40);
    EXPECT_TRUE(outcome.error().detail.contains(QLatin1String("max_tokens is too large")));
}

TEST(RunJob, resumingTriesAgainWhatFailedForPassingTrouble)
{
    std::atomic<bool> down = true;
    const ScriptedServer server([&down](const ScriptedRequest& request, int) -> ScriptedReply {
        if (down)
            return {429, "{}", "application/json", {"Retry-After: 99999"}};
        return obey(request);
    });
    GenerationProject project;
    project.addPlans(plansName, 4);
    ASSERT_OK(project.addEndpoint(QStringLiteral("local"), server.baseUrl()));
    // Whoever was asked is set aside; who was not, because the first was told to wait so long, stays queued.
    const auto first = project.perform(modelRun());
    if (first)
        EXPECT_EQ(first->tally.setAside, 4);
    else
        EXPECT_EQ(first.error().code, ErrorCode::ServerRefused);
    EXPECT_EQ(storedRun(project.connection()).samples, 0);
    down = false;
    RunRequest resume = modelRun();
    resume.start = RunStart::Resume;
    const auto second = project.perform(resume);
    ASSERT_OK(second);
    EXPECT_EQ(second->tally.samples, 4);
    EXPECT_EQ(second->tally.setAside, 0);
}

TEST(RunJob, cancelsAModelRunWithinARequest)
{
    const ScriptedServer server(QList<ScriptedReply>{{.body = "{}", .delayMs = 10'000}});
    GenerationProject project;
    project.addPlans(plansName, 4);
    ASSERT_OK(project.addEndpoint(QStringLiteral("local"), server.baseUrl()));
    const CancelToken cancel;
    QElapsedTimer timer;
    std::thread person([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(400));
        timer.start();
        cancel.cancel();
    });
    EXPECT_ERROR(project.perform(modelRun(), cancel), ErrorCode::Cancelled);
    EXPECT_LT(timer.elapsed(), 5'000); // far from the reply
    person.join();
}

TEST(RunJob, sharesARunBetweenEndpointsOfOneModel)
{
    const ScriptedServer first([](const ScriptedRequest& request, int) { return obey(request); });
    const ScriptedServer second([](const ScriptedRequest& request, int) { return obey(request); });
    GenerationProject project;
    project.addPlans(plansName, 30);
    ASSERT_OK(project.addEndpoint(QStringLiteral("local"), first.baseUrl()));
    ASSERT_OK(project.addEndpoint(QStringLiteral("other"), second.baseUrl()));
    RunRequest request = modelRun();
    request.writer = QStringLiteral("local, other");
    const auto run = project.perform(request);
    ASSERT_OK(run);
    EXPECT_EQ(run->tally.samples, 30);
    EXPECT_EQ(first.requests().size() + second.requests().size(), 30);
    EXPECT_GT(first.requests().size(), 5);
    EXPECT_GT(second.requests().size(), 5);
    const auto items = runItems(project.connection(), run->run.id, ItemChoice::Samples, 0, -1);
    ASSERT_OK(items);
    qsizetype ofSecond = 0;
    for (const RunItem& item : *items)
        ofSecond += item.provenance.contains("\"endpoint\":\"other\"") ? 1 : 0;
    EXPECT_EQ(ofSecond, second.requests().size());
    request.name = QStringLiteral("again");
    request.writer = QStringLiteral("local, nobody");
    EXPECT_ERROR(project.perform(request), ErrorCode::NotFound);
}

TEST(EndpointStore, keepsPaceTrustAndLimits)
{
    GenerationProject project;
    Endpoint endpoint;
    endpoint.name = QStringLiteral("hosted");
    endpoint.baseUrl = QStringLiteral("https://example.org/v1");
    endpoint.model = QStringLiteral("m");
    endpoint.requestsPerMinute = 500;
    endpoint.tokensPerMinute = 200'000;
    endpoint.weight = 3;
    endpoint.caFile = QStringLiteral("/etc/own.pem");
    endpoint.proxy = QStringLiteral("http://proxy:3128");
    endpoint.streams = true;
    endpoint.limits.connectMs = 1'000;
    endpoint.limits.firstByteMs = 2'000;
    endpoint.limits.silenceMs = 3'000;
    endpoint.limits.totalMs = 4'000;
    ASSERT_OK(saveEndpoint(project.connection(), endpoint));
    const auto found = endpointByName(project.connection(), endpoint.name);
    ASSERT_OK(found);
    ASSERT_TRUE(found->has_value());
    const Endpoint& kept = **found;
    EXPECT_EQ(kept.requestsPerMinute, 500);
    EXPECT_EQ(kept.tokensPerMinute, 200'000);
    EXPECT_EQ(kept.weight, 3);
    EXPECT_EQ(kept.caFile, endpoint.caFile);
    EXPECT_EQ(kept.proxy, endpoint.proxy);
    EXPECT_TRUE(kept.streams);
    EXPECT_EQ(kept.limits.connectMs, 1'000);
    EXPECT_EQ(kept.limits.firstByteMs, 2'000);
    EXPECT_EQ(kept.limits.silenceMs, 3'000);
    EXPECT_EQ(kept.limits.totalMs, 4'000);
    endpoint.name = QStringLiteral("leaky");
    endpoint.proxy = QStringLiteral("http://me:secret@proxy:3128");
    EXPECT_ERROR(saveEndpoint(project.connection(), endpoint), ErrorCode::InvalidValue);
}

TEST(EndpointStore, keepsPricesWhereTheKeyIsAndWhatATestFound)
{
    GenerationProject project;
    ASSERT_OK(project.addEndpoint(QStringLiteral("a"), QStringLiteral("http://127.0.0.1:1/v1")));
    Endpoint endpoint = **endpointByName(project.connection(), QStringLiteral("a"));
    EXPECT_FALSE(endpoint.wantsKey());
    endpoint.promptPrice = 0.15;
    endpoint.completionPrice = 0.6;
    endpoint.contextWindow = 8'192;
    endpoint.concurrency = 2'000;
    endpoint.keyInKeyring = true;
    endpoint.findings = {{EndpointFeature::Stream, Standing::Works, QStringLiteral("after 0.1 s")},
                         {EndpointFeature::Embeddings, Standing::Fails, QStringLiteral("501")}};
    ASSERT_OK(saveEndpoint(project.connection(), endpoint));
    const Endpoint kept = **endpointByName(project.connection(), QStringLiteral("a"));
    EXPECT_EQ(kept.promptPrice, 0.15);
    EXPECT_EQ(kept.completionPrice, 0.6);
    EXPECT_EQ(kept.contextWindow, 8'192);
    EXPECT_TRUE(kept.wantsKey());
    EXPECT_EQ(kept.findings, endpoint.findings);
    EXPECT_EQ(standingOf(kept, EndpointFeature::Embeddings), Standing::Fails);
    EXPECT_EQ(standingOf(kept, EndpointFeature::Seed), Standing::Unknown);
    endpoint.promptPrice = -1;
    EXPECT_ERROR(saveEndpoint(project.connection(), endpoint), ErrorCode::InvalidValue);
    endpoint.promptPrice = 0;
    endpoint.keyVariable = QStringLiteral("A_KEY");
    EXPECT_ERROR(saveEndpoint(project.connection(), endpoint), ErrorCode::InvalidValue);
}

TEST(EndpointStore, keepsEndpointsAndNoKeys)
{
    GenerationProject project;
    ASSERT_OK(project.addEndpoint(QStringLiteral("b"), QStringLiteral("http://127.0.0.1:1/v1")));
    ASSERT_OK(project.addEndpoint(QStringLiteral("a"), QStringLiteral("http://127.0.0.1:2/v1"),
                                  QStringLiteral("MY_KEY")));
    EXPECT_ERROR(project.addEndpoint(QStringLiteral("a"), QStringLiteral("http://127.0.0.1:3/v1")),
                 ErrorCode::AlreadyExists);
    const auto list = listEndpoints(project.connection());
    ASSERT_OK(list);
    ASSERT_EQ(list->size(), 2);
    EXPECT_EQ(list->first().name, QStringLiteral("a"));
    EXPECT_EQ(list->first().keyVariable, QStringLiteral("MY_KEY"));
    EXPECT_EQ(list->first().concurrency, 3);
    ASSERT_OK(removeEndpoint(project.connection(), QStringLiteral("a")));
    EXPECT_ERROR(removeEndpoint(project.connection(), QStringLiteral("a")), ErrorCode::NotFound);
}
