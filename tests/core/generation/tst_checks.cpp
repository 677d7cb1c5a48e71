#include "core/corpus/corpusimport.h"
#include "core/generation/dialoguechecks.h"
#include "core/generation/sample.h"
#include "core/generation/sourcecheck.h"
#include "core/generation/templatewriter.h"
#include "tests/core/generation/generationproject.h"
#include "tests/core/generation/randomplans.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

Turn said(Role role, const char* text, const QStringList& attributes = {}, const QStringList& intents = {})
{
    Turn turn;
    turn.role = role;
    turn.text = QString::fromUtf8(text);
    turn.attributes = attributes;
    turn.intents = intents;
    return turn;
}

DialogueChecks checksOf(const QList<Turn>& turns, const Plan* plan = nullptr)
{
    Dialogue dialogue;
    dialogue.turns = turns;
    return DialogueChecker(shippedPhraseBook()).check(dialogue, plan);
}

const QString reggae = QStringLiteral("genre:reggae");
const QString rap = QStringLiteral("genre:rap");

} // namespace

TEST(DialogueChecks, findsAValueThatIsToldTooEarly)
{
    const auto checks = checksOf({said(Role::User, "Something happy", {QStringLiteral("mood:happy")}),
                                  said(Role::System, "What type of reggae do you like?"),
                                  said(Role::User, "Reggae then", {reggae})});
    ASSERT_EQ(checks.count(CheckKind::FutureLeak), 1);
    EXPECT_EQ(checks.findings.first(), (Finding{CheckKind::FutureLeak, 1, reggae, 2}));
    EXPECT_EQ(checks.looked[0], 2);
    EXPECT_EQ(findingSentence(checks.findings.first()),
              QStringLiteral("\"reggae\" belongs to turn 3, it is told too early"));
}

TEST(DialogueChecks, findsATurnThatTalksLikeTheOtherRole)
{
    const auto checks =
        checksOf({said(Role::User, "You might like this."), said(Role::System, "Can you recommend a song?"),
                  said(Role::User, "I like this."), said(Role::System, "You might like this.")});
    EXPECT_EQ(checks.count(CheckKind::RoleConfusion), 2);
    EXPECT_EQ(checks.looked[1], 4);
}

TEST(DialogueChecks, findsATrackThatIsShownTwice)
{
    Turn list = said(Role::System, "Here.");
    list.tracks = {{QStringLiteral("a")}, {QStringLiteral("b")}, {QStringLiteral("a")}};
    Turn other = said(Role::System, "Here.");
    other.tracks = {{QStringLiteral("a")}};
    const auto checks = checksOf({list, other});
    EXPECT_EQ(checks.count(CheckKind::RepeatedTrack), 1);
    EXPECT_EQ(checks.looked[2], 2);
}

TEST(DialogueChecks, findsAGenreThatTakesThePlaceOfTheFormer)
{
    EXPECT_EQ(checksOf({said(Role::User, "Reggae", {reggae}), said(Role::System, "Ok."),
                        said(Role::User, "Rap now", {rap})})
                  .count(CheckKind::GenreReplaced),
              1);
    EXPECT_EQ(checksOf({said(Role::User, "Reggae", {reggae}), said(Role::System, "Ok."),
                        said(Role::User, "Reggae with rap", {rap})})
                  .count(CheckKind::GenreReplaced),
              0);
    EXPECT_EQ(checksOf({said(Role::User, "Reggae", {reggae}), said(Role::System, "Ok."),
                        said(Role::User, "No reggae, rap", {rap, reggae}, {QStringLiteral("remove_filter")})})
                  .count(CheckKind::GenreReplaced),
              0);
}

TEST(DialogueChecks, knowsFromThePlanWhetherAGenreWasReplaced)
{
    Plan plan;
    PlanTurn first;
    first.attributes = {reggae};
    first.state = withFilter({}, {QStringLiteral("genre"), QStringLiteral("reggae")});
    PlanTurn reply;
    reply.role = Role::System;
    reply.state = first.state;
    PlanTurn second;
    second.attributes = {rap};
    second.state = replacingType(first.state, {QStringLiteral("genre"), QStringLiteral("rap")});
    plan.turns = {first, reply, second};
    const QList<Turn> turns{said(Role::User, "Reggae", {reggae}), said(Role::System, "Ok."),
                            said(Role::User, "Reggae with rap", {rap})};
    EXPECT_EQ(checksOf(turns, &plan).count(CheckKind::GenreReplaced), 1);
    plan.turns[2].state = withFilter(first.state, {QStringLiteral("genre"), QStringLiteral("rap")});
    EXPECT_EQ(checksOf(turns, &plan).count(CheckKind::GenreReplaced), 0);
}

TEST(DialogueChecks, measuresWhetherValuesAreNamed)
{
    const auto checks =
        checksOf({said(Role::User, "Some happy reggae", {reggae, rap, QStringLiteral("continue:continue")})});
    EXPECT_EQ(checks.count(CheckKind::MentionMissed), 1);
    EXPECT_DOUBLE_EQ(checks.recall(), 0.5);
    EXPECT_DOUBLE_EQ(checksOf({said(Role::User, "Hello")}).recall(), 1.0);
}

TEST(DialogueChecks, findsWhatIsSaidAgainstTheFilters)
{
    Plan plan;
    PlanTurn ask;
    ask.state = withFilter(withFilter({}, {QStringLiteral("genre"), QStringLiteral("reggae")}),
                           {QStringLiteral("mood"), QStringLiteral("sad"), Sense::Exclude});
    PlanTurn reply = ask;
    reply.role = Role::System;
    plan.turns = {ask, reply};
    const auto contradictions = [&plan](const char* text) {
        return checksOf({said(Role::User, "Reggae, but no sad songs."), said(Role::System, text)}, &plan)
            .count(CheckKind::Contradiction);
    };
    EXPECT_EQ(contradictions("Here are some sad songs."), 1);
    EXPECT_EQ(contradictions("I left out everything. No reggae for you."), 1);
    EXPECT_EQ(contradictions("Here is reggae, nothing sad."), 0);
    EXPECT_EQ(contradictions("No problem at all. Reggae it is."), 0);
}

TEST(DialogueChecks, findNothingInWhatTheTemplateWriterWrote)
{
    const TrackFacts tracks = someTracks();
    DialogueChecker checker(shippedPhraseBook());
    MentionFinder finder(shippedPhraseBook());
    for (int i = 0; i < 1'000; ++i) {
        const Plan plan = randomPlan(i, 42);
        const Dialogue sample =
            sampleOf(plan, writeByTemplate(plan, tracks, shippedPhraseBook(), finder, 1), tracks);
        const DialogueChecks checks = checker.check(sample, &plan);
        for (const Finding& finding : checks.findings)
            ADD_FAILURE() << i << ": " << findingSentence(finding).toStdString()
                          << " in: " << sample.turns[finding.turn].text.toStdString();
        ASSERT_TRUE(checks.isClean());
    }
}

TEST(SourceCheck, countsARunWithItsPlans)
{
    GenerationProject project;
    project.addPlans(QStringLiteral("p"), 600);
    ASSERT_OK(project.perform(templateRun(QStringLiteral("r"), QStringLiteral("p"))));
    const auto check = checkSource(project.path(), QStringLiteral("r"), 5, {});
    ASSERT_OK(check);
    EXPECT_EQ(check->dialogues, 600);
    EXPECT_TRUE(check->plansKnown);
    for (const CheckExample& example : check->examples) // the plans' tracks are drawn at random
        EXPECT_EQ(example.finding.kind, CheckKind::InvalidTrack)
            << findingSentence(example.finding).toStdString();
    EXPECT_GT(check->of(CheckKind::Contradiction).n, 0);
    EXPECT_GT(check->of(CheckKind::InvalidTrack).n, 0);
    EXPECT_EQ(mentionRecall(*check), 1.0);
}

TEST(SourceCheck, saysWhichSourceIsMissing)
{
    GenerationProject project;
    EXPECT_ERROR(checkSource(project.path(), QStringLiteral("none"), 5, {}), ErrorCode::NotFound);
}

TEST(SourceCheck, findsTheFaultsOfTheReleasedRecord)
{
    const auto data = sharedData();
    if (!data)
        GTEST_SKIP() << "the real data is not here";
    GenerationProject project;
    CorpusImport import;
    import.files = {*data + QStringLiteral("/lp-musicdialog/dialogue_10.json")};
    import.name = QStringLiteral("lp");
    ASSERT_OK(importCorpus(project.connection(), {QStringLiteral("tester")}, import));
    const auto check = checkSource(project.path(), QStringLiteral("lp"), 5, {});
    ASSERT_OK(check);
    EXPECT_EQ(check->of(CheckKind::FutureLeak).count, 1);
    EXPECT_EQ(check->of(CheckKind::RoleConfusion).count, 1);
    EXPECT_EQ(check->of(CheckKind::RepeatedTrack).count, 0);
    EXPECT_EQ(check->of(CheckKind::GenreReplaced).count, 1);
    EXPECT_FALSE(check->plansKnown);
    EXPECT_EQ(check->examples.first().finding.value, QStringLiteral("genre:reggae"));
    EXPECT_EQ(check->examples.first().finding.turn, 1);
}
