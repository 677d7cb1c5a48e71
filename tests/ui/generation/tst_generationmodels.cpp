#include "core/generation/runstore.h"
#include "tests/core/generation/generationproject.h"
#include "tests/support/resultassertions.h"
#include "ui/generation/runlistmodel.h"
#include "ui/generation/sampledocument.h"
#include "ui/generation/samplelistmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace antiphon;

TEST(RunListModel, tellsWritingFromKilled)
{
    RunListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    antiphon::Run run;
    run.id = RunId::create();
    run.name = QStringLiteral("r");
    run.planned = 10;
    model.setRuns({run});
    const auto state = [&] { return model.index(0, RunListModel::State).data().toString(); };
    EXPECT_EQ(state(), QStringLiteral("stopped"));
    model.setActive(QStringLiteral("r"));
    EXPECT_EQ(state(), QStringLiteral("writing"));
    run.state = RunState::Ready;
    model.setActive({});
    model.setRuns({run});
    EXPECT_EQ(state(), QStringLiteral("done"));
    EXPECT_EQ(model.rowOf(QStringLiteral("r")), 0);
    EXPECT_EQ(model.rowOf(QStringLiteral("x")), -1);
    model.setRuns({});
}

TEST(SampleListModel, readsItsPagesInTheBackground)
{
    test::GenerationProject project;
    project.addPlans(QStringLiteral("p"), 150);
    ASSERT_OK(project.perform(test::templateRun(QStringLiteral("r"), QStringLiteral("p"))));
    ProjectSession session(project.path(), {QStringLiteral("tester")});
    SampleListModel model(session, nullptr);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const auto run = runByName(project.connection(), QStringLiteral("r"));
    ASSERT_OK(run);
    model.setRun(**run);
    ASSERT_TRUE(QTest::qWaitFor([&] { return model.rowCount() == 150; }));
    EXPECT_FALSE(model.index(140, SampleListModel::Preview).data().isValid());
    ASSERT_TRUE(QTest::qWaitFor([&] { return model.row(140).has_value(); }));
    EXPECT_EQ(model.index(140, SampleListModel::Number).data().toString(), QStringLiteral("140"));
    EXPECT_EQ(model.index(140, SampleListModel::State).data().toString(), QStringLiteral("ok"));
    EXPECT_EQ(model.index(140, SampleListModel::Recall).data().toString(), QStringLiteral("1.00"));
    EXPECT_FALSE(model.index(140, SampleListModel::Preview).data().toString().isEmpty());
    model.setRun(std::nullopt);
    EXPECT_EQ(model.rowCount(), 0);
}

TEST(SampleListModel, sortsAndFiltersByWhatWasCounted)
{
    test::GenerationProject project;
    project.addPlans(QStringLiteral("p"), 100);
    ASSERT_OK(project.perform(test::templateRun(QStringLiteral("r"), QStringLiteral("p"))));
    const antiphon::Run run = **runByName(project.connection(), QStringLiteral("r"));
    std::vector<KeptCheck> checks(100);
    for (size_t i = 0; i < checks.size(); ++i) {
        checks[i].planOrdinal = static_cast<qint64>(i);
        checks[i].findings[static_cast<size_t>(CheckKind::FutureLeak)] = static_cast<quint16>(i % 7);
    }
    ASSERT_OK(keepSampleChecks(project.connection(), run.id, checkStamp(shippedPhraseBook()), checks));
    ProjectSession session(project.path(), {QStringLiteral("tester")});
    SampleListModel model(session, nullptr);
    model.setRun(run);
    ASSERT_TRUE(QTest::qWaitFor([&] { return model.checked() == 100; }));
    const int leaks = SampleListModel::FirstKind + static_cast<int>(CheckKind::FutureLeak);
    model.sort(leaks, Qt::DescendingOrder);
    ASSERT_TRUE(QTest::qWaitFor([&] { return model.planOf(0) == 6; }));
    EXPECT_EQ(model.planOf(1), 13);
    EXPECT_EQ(model.index(0, leaks).data().toString(), QStringLiteral("6"));
    SampleFilter filter;
    filter.conditions << *sampleConditionFrom(QStringLiteral("leaks>=5"));
    model.setFilter(filter);
    ASSERT_TRUE(QTest::qWaitFor([&] { return model.rowCount() == 28; }));
    EXPECT_EQ(model.rowOfPlan(6), 0);
    EXPECT_EQ(model.rowOfPlan(0), -1);
}

TEST(SampleDocument, marksWhatIsNamedAndWhatIsTooEarly)
{
    Sample sample;
    PlanTurn ask;
    ask.intents = {QStringLiteral("initial_query")};
    ask.attributes = {QStringLiteral("mood:hopeful")};
    ask.state = withFilter({}, {QStringLiteral("mood"), QStringLiteral("hopeful")});
    ask.pool = 1204;
    PlanTurn reply;
    reply.role = Role::System;
    reply.intents = {QStringLiteral("detail_attribute_request")};
    reply.askedType = QStringLiteral("genre");
    reply.state = ask.state;
    PlanTurn more = ask;
    more.attributes = {QStringLiteral("genre:reggae")};
    sample.plan.turns = {ask, reply, more};
    Turn first{{}, Role::User, QStringLiteral("Something hopeful"), {}, ask.intents, ask.attributes};
    Turn second{{}, Role::System, QStringLiteral("Maybe reggae?"), {{QStringLiteral("T1")}}, reply.intents,
                {}};
    Turn third{{}, Role::User, QStringLiteral("Reggae then"), {}, more.intents, more.attributes};
    sample.dialogue.turns = {first, second, third};
    sample.tracks.insert(QStringLiteral("T1"),
                         {QStringLiteral("T1"), QStringLiteral("Song"), QStringLiteral("Singer"), {}});
    sample.checks = DialogueChecker(shippedPhraseBook()).check(sample.dialogue, &sample.plan);

    const DialogueDocument document = sampleDocument(sample);
    ASSERT_EQ(document.turns.size(), 3);
    EXPECT_EQ(document.turns[0].marks, (QList<DialogueMark>{{{10, 17}, MarkKind::Mention}}));
    EXPECT_TRUE(document.turns[0].note.contains(QLatin1String("mood is hopeful")));
    EXPECT_EQ(document.turns[1].marks, (QList<DialogueMark>{{{6, 12}, MarkKind::Leak}}));
    EXPECT_EQ(document.turns[1].noteTone, Tone::Danger);
    EXPECT_TRUE(document.turns[1].note.contains(QLatin1String("belongs to turn 3")));
    EXPECT_EQ(document.turns[1].tracks, QStringList{QStringLiteral("Song – Singer")});
    EXPECT_EQ(planDocument(sample.plan).turns.size(), 3);
}
