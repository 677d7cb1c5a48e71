#include "core/generation/runstore.h"
#include "core/generation/samplereading.h"
#include "core/generation/samplestore.h"
#include "core/generation/sampletable.h"
#include "core/generation/sourcecheck.h"
#include "tests/core/generation/generationproject.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

const Actor alice{QStringLiteral("alice")};
const Actor bob{QStringLiteral("bob")};

class SampleReview : public testing::Test
{
protected:
    SampleReview()
    {
        m_project.addPlans(QStringLiteral("p"), 30);
        EXPECT_OK(m_project.perform(templateRun(QStringLiteral("r"), QStringLiteral("p"))));
        m_run = **runByName(connection(), QStringLiteral("r"));
    }
    const Connection& connection() const { return m_project.connection(); }
    Result<void> decide(const Actor& who, qint64 plan, SampleDecision decision, const QString& why = {})
    {
        return EditHistory(connection()).record(who, decisionLabel(decision, plan, m_run.name), [&] {
            return decideOnSample(connection(), m_run.id, plan, decision, who.name, why);
        });
    }
    std::vector<qint64> chosen(const SampleFilter& filter, const SampleOrder& order = {})
    {
        const auto columns = sampleColumns(connection(), m_run.id);
        const auto verdicts = sampleVerdicts(connection(), m_run.id);
        const auto found = samplesThatSay(connection(), m_run, filter.search);
        std::vector<qint64> plans;
        for (const quint32 row : chooseSamples(*columns, *verdicts, filter, order, *found))
            plans.push_back(columns->plans[row]);
        return plans;
    }

    GenerationProject m_project;
    antiphon::Run m_run;
};

} // namespace

TEST_F(SampleReview, TheNewestDecisionOfSeveralPeopleHoldsAndUndoTakesItBack)
{
    ASSERT_OK(decide(alice, 3, SampleDecision::Accepted));
    ASSERT_OK(decide(bob, 3, SampleDecision::SetAside, QStringLiteral("names the artist twice")));
    auto verdict = sampleVerdicts(connection(), m_run.id)->value(3);
    EXPECT_EQ(verdict.decision, SampleDecision::SetAside);
    EXPECT_EQ(verdict.person, QStringLiteral("bob"));
    EXPECT_EQ(verdict.comment, QStringLiteral("names the artist twice"));
    EXPECT_EQ(verdictsOn(connection(), m_run.id, 3)->size(), 2);
    ASSERT_OK(EditHistory(connection()).undo(bob));
    verdict = sampleVerdicts(connection(), m_run.id)->value(3);
    EXPECT_EQ(verdict.decision, SampleDecision::Accepted);
    EXPECT_EQ(verdict.person, QStringLiteral("alice"));
    EXPECT_TRUE(verdict.comment.isEmpty());
    ASSERT_OK(EditHistory(connection()).redo(bob));
    EXPECT_EQ(sampleVerdicts(connection(), m_run.id)->value(3).decision, SampleDecision::SetAside);
}

TEST_F(SampleReview, AReopenedSampleLeavesNoRowAndAnUnwrittenOneIsRefused)
{
    ASSERT_OK(decide(alice, 3, SampleDecision::Accepted));
    ASSERT_OK(decide(alice, 3, SampleDecision::Open));
    EXPECT_TRUE(sampleVerdicts(connection(), m_run.id)->isEmpty());
    EXPECT_ERROR(decide(alice, 30, SampleDecision::Accepted), ErrorCode::NotFound);
}

TEST_F(SampleReview, CheckingASourceKeepsCountsThatListsAreSortedBy)
{
    EXPECT_EQ(sampleColumns(connection(), m_run.id)->checked, 0);
    const qint64 before = *sampleStamp(connection(), m_run);
    ASSERT_OK(checkSource(m_project.path(), QStringLiteral("r"), 0, {}));
    EXPECT_NE(*sampleStamp(connection(), m_run), before);
    const auto columns = sampleColumns(connection(), m_run.id);
    ASSERT_OK(columns);
    EXPECT_EQ(columns->checked, 30);
    // The kept counts are those of a fresh look.
    for (qint64 plan = 0; plan < 30; ++plan) {
        const auto sample = readSample(connection(), m_run, plan);
        ASSERT_OK(sample);
        const auto row = static_cast<size_t>(columns->rowOf(plan));
        EXPECT_EQ(columns->turns[row], sample->dialogue.turns.size());
        EXPECT_GT(columns->words[row], 0);
        for (int kind = 0; kind < checkKinds; ++kind)
            EXPECT_EQ(columns->findings[static_cast<size_t>(kind)][row],
                      sample->checks.count(static_cast<CheckKind>(kind)));
    }
    const auto byWords = chosen({}, {*sampleKeyCalled(QStringLiteral("words")), true});
    ASSERT_EQ(byWords.size(), 30U);
    for (size_t i = 1; i < byWords.size(); ++i)
        EXPECT_GE(columns->words[static_cast<size_t>(byWords[i - 1])],
                  columns->words[static_cast<size_t>(byWords[i])]);
}

TEST_F(SampleReview, FiltersAreHeldTogether)
{
    std::vector<KeptCheck> checks(30);
    for (size_t i = 0; i < checks.size(); ++i) {
        checks[i].planOrdinal = static_cast<qint64>(i);
        checks[i].looked.fill(10);
        checks[i].findings[static_cast<size_t>(CheckKind::FutureLeak)] = i % 3 == 0 ? 2 : 0;
        checks[i].findings[static_cast<size_t>(CheckKind::MentionMissed)] = static_cast<quint16>(i % 5);
    }
    ASSERT_OK(keepSampleChecks(connection(), m_run.id, checkStamp(shippedPhraseBook()), checks));
    SampleFilter leaks;
    leaks.conditions << *sampleConditionFrom(QStringLiteral("leaks>0"));
    EXPECT_EQ(chosen(leaks).size(), 10U);
    leaks.conditions << *sampleConditionFrom(QStringLiteral("recall<=0.7"));
    for (const qint64 plan : chosen(leaks))
        EXPECT_TRUE(plan % 3 == 0 && plan % 5 >= 3) << plan;
    EXPECT_EQ(chosen(leaks).size(), 4U); // 3, 9, 18 and 24
    ASSERT_OK(decide(alice, 9, SampleDecision::Accepted));
    leaks.decision = SampleDecision::Accepted;
    EXPECT_EQ(chosen(leaks), std::vector<qint64>{9});
    leaks.person = QStringLiteral("bob");
    EXPECT_TRUE(chosen(leaks).empty());
    SampleFilter said;
    said.search = readSample(connection(), m_run, 7)->dialogue.turns.first().text;
    const auto found = chosen(said);
    EXPECT_TRUE(std::find(found.begin(), found.end(), 7) != found.end());
    EXPECT_LT(found.size(), 30U);
    EXPECT_ERROR(sampleConditionFrom(QStringLiteral("leaks")), ErrorCode::InvalidValue);
    EXPECT_ERROR(sampleConditionFrom(QStringLiteral("leeks>0")), ErrorCode::InvalidValue);
}

TEST_F(SampleReview, CountsOfOtherChecksAreNotBelieved)
{
    std::vector<KeptCheck> checks(1);
    checks[0].findings.fill(9);
    ASSERT_OK(keepSampleChecks(connection(), m_run.id, checkStamp(shippedPhraseBook()) + 1, checks));
    EXPECT_EQ(sampleColumns(connection(), m_run.id)->checked, 0);
    const auto rows = sampleRows(connection(), m_run, {0, 29, 30});
    ASSERT_OK(rows);
    EXPECT_LT(rows->at(0).check->count(CheckKind::FutureLeak), 9);
    EXPECT_FALSE(rows->at(1).preview.isEmpty());
    EXPECT_TRUE(rows->at(2).dialogue.isNull());
}
