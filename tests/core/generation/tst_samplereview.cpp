#include "core/generation/runstore.h"
#include "core/generation/sampleauditstore.h"
#include "core/generation/samplecomparison.h"
#include "core/generation/samplereading.h"
#include "core/generation/samplerewrite.h"
#include "core/generation/samplestore.h"
#include "core/generation/sampletable.h"
#include "core/generation/sourcecheck.h"
#include "tests/core/generation/generationproject.h"
#include "tests/support/resultassertions.h"

#include <QJsonArray>
#include <QJsonDocument>

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

TEST_F(SampleReview, AnAuditDrawsTheSameSamplesAgainAndFollowsTheVerdicts)
{
    const auto draw = [&](const QString& name, qint64 count) {
        Result<SampleAudit> audit = fail(ErrorCode::Internal);
        EXPECT_OK(EditHistory(connection()).record(alice, name, [&]() -> Result<void> {
            audit = drawAudit(connection(), name, {m_run}, count, 7, alice.name);
            return audit ? Result<void>() : fail(audit.error());
        }));
        return audit;
    };
    const auto first = draw(QStringLiteral("monday"), 12);
    ASSERT_OK(first);
    EXPECT_EQ(first->population, 30);
    QSet<qint64> plans;
    for (const AuditItem& item : first->items)
        plans.insert(item.planOrdinal);
    EXPECT_EQ(plans.size(), 12);
    EXPECT_FALSE(auditShare(*first).wilson.isDefined());
    const auto second = draw(QStringLiteral("tuesday"), 12);
    for (qsizetype i = 0; i < 12; ++i)
        EXPECT_EQ(first->items[i].planOrdinal, second->items[i].planOrdinal);
    ASSERT_OK(decide(alice, first->items[0].planOrdinal, SampleDecision::SetAside));
    ASSERT_OK(decide(bob, first->items[1].planOrdinal, SampleDecision::Accepted));
    const auto now = auditCalled(connection(), QStringLiteral("monday"));
    ASSERT_OK(now);
    EXPECT_EQ(now->judged(), 2);
    EXPECT_EQ(now->faults(), 1);
    const AuditShare share = auditShare(*now);
    EXPECT_DOUBLE_EQ(*share.wilson.value, 0.5);
    EXPECT_EQ(share.wilson.missing, 10);
    EXPECT_NEAR(*share.exact.low, 0.0126, 5e-4); // binom.test(1, 2) of R: 0.01257912 to 0.98742088
    EXPECT_ERROR(auditCalled(connection(), QStringLiteral("wednesday")), ErrorCode::NotFound);
}

TEST_F(SampleReview, SeveralRunsAreAuditedInProportion)
{
    m_project.addPlans(QStringLiteral("more"), 90);
    ASSERT_OK(m_project.perform(templateRun(QStringLiteral("big"), QStringLiteral("more"))));
    const antiphon::Run big = **runByName(connection(), QStringLiteral("big"));
    Result<SampleAudit> audit = fail(ErrorCode::Internal);
    ASSERT_OK(EditHistory(connection()).record(alice, QStringLiteral("Draw"), [&]() -> Result<void> {
        audit = drawAudit(connection(), QStringLiteral("both"), {m_run, big}, 20, 1, alice.name);
        return {};
    }));
    ASSERT_OK(audit);
    EXPECT_EQ(std::count_if(audit->items.begin(), audit->items.end(),
                            [&](const AuditItem& item) { return item.run == big.id; }),
              15);
    ASSERT_OK(EditHistory(connection()).undo(alice));
    EXPECT_TRUE(sampleAudits(connection())->isEmpty());
}

TEST_F(SampleReview, TwoRunsOverTheSamePlansAreComparedPairByPair)
{
    RunRequest other = templateRun(QStringLiteral("other"), QStringLiteral("p"));
    other.seed = 99;
    other.limit = 25;
    ASSERT_OK(m_project.perform(other));
    const antiphon::Run b = **runByName(connection(), QStringLiteral("other"));
    EXPECT_ERROR(compareRuns(connection(), m_run, b, 1, {}), ErrorCode::NotPossible); // not checked yet
    std::vector<KeptCheck> checks(30);
    for (size_t i = 0; i < checks.size(); ++i) {
        checks[i].planOrdinal = static_cast<qint64>(i);
        checks[i].words = 100;
    }
    const qint64 stamp = checkStamp(shippedPhraseBook());
    ASSERT_OK(keepSampleChecks(connection(), m_run.id, stamp, checks));
    checks.resize(25);
    // The second says 1 to 25 words more; two of its plans leak.
    for (size_t i = 0; i < checks.size(); ++i)
        checks[i].words = 101 + static_cast<int>(i);
    checks[4].findings[static_cast<size_t>(CheckKind::FutureLeak)] = 1;
    checks[9].findings[static_cast<size_t>(CheckKind::FutureLeak)] = 1;
    ASSERT_OK(keepSampleChecks(connection(), b.id, stamp, checks));
    const auto compared = compareRuns(connection(), m_run, b, 1, {});
    ASSERT_OK(compared);
    EXPECT_EQ(compared->plans.size(), 25U);
    EXPECT_EQ(compared->onlyFirst, 5);
    EXPECT_EQ(compared->onlySecond, 0);
    const PairedMeasure* words = compared->measure({SampleKey::What::Words});
    ASSERT_NE(words, nullptr);
    EXPECT_DOUBLE_EQ(*words->difference.value, -13.0);
    EXPECT_LT(*words->difference.high, 0);
    EXPECT_EQ(words->difference.n, 25);
    EXPECT_EQ(words->difference.missing, 5);
    EXPECT_EQ(words->difference.seed, 1U);
    EXPECT_DOUBLE_EQ(*words->test.exactP, 2.0 / (1 << 25)); // all 25 signs alike
    const PairedMeasure* leaks = compared->measure({SampleKey::What::OneKind, CheckKind::FutureLeak});
    EXPECT_EQ(leaks->test.zeros, 23);
    EXPECT_DOUBLE_EQ(*leaks->test.exactP, 0.5);
    const PairedMeasure* recall = compared->measure({SampleKey::What::Recall});
    EXPECT_FALSE(recall->test.statistic.has_value());
    EXPECT_DOUBLE_EQ(*recall->difference.value, 0);
}

TEST_F(SampleReview, RunsOverOtherPlansAreNotCompared)
{
    m_project.addPlans(QStringLiteral("q"), 3);
    ASSERT_OK(m_project.perform(templateRun(QStringLiteral("other"), QStringLiteral("q"))));
    const antiphon::Run b = **runByName(connection(), QStringLiteral("other"));
    ASSERT_OK(checkRun(m_project.path(), m_run, {}));
    ASSERT_OK(checkRun(m_project.path(), b, {}));
    EXPECT_ERROR(compareRuns(connection(), m_run, b, 1, {}), ErrorCode::NotPossible);
}

namespace {

QStringList wordsOf(const Connection& connection, const antiphon::Run& run, qint64 plan)
{
    QStringList words;
    const auto sample = readSample(connection, run, plan);
    for (const Turn& turn : sample->dialogue.turns)
        words << turn.text;
    return words;
}

} // namespace

TEST_F(SampleReview, ASampleIsWrittenAgainAndUndoBringsTheOldOneBack)
{
    ASSERT_OK(checkRun(m_project.path(), m_run, {}));
    const QStringList before = wordsOf(connection(), m_run, 3);
    const QStringList neighbour = wordsOf(connection(), m_run, 4);
    ASSERT_OK(rewriteSample(m_project.path(), QStringLiteral("r"), 3, alice, {}));
    const QStringList after = wordsOf(connection(), m_run, 3);
    EXPECT_NE(after, before);
    EXPECT_EQ(after.size(), before.size());
    EXPECT_EQ(wordsOf(connection(), m_run, 4), neighbour);
    EXPECT_EQ(*samplePreview(connection(), readSample(connection(), m_run, 3)->item.dialogue),
              after.first().left(120).trimmed());
    // Its counts are gone, those of the others stay.
    EXPECT_EQ(sampleColumns(connection(), m_run.id)->checked, 29);
    const auto provenance = [&] {
        return QJsonDocument::fromJson(readSample(connection(), m_run, 3)->item.provenance).object();
    };
    QJsonArray kept = provenance()[QLatin1String("attempts_kept")].toArray();
    ASSERT_EQ(kept.size(), 1);
    EXPECT_EQ(kept[0][QLatin1String("texts")].toArray(), QJsonArray::fromStringList(before));
    EXPECT_NE(provenance()[QLatin1String("seed")], kept[0][QLatin1String("seed")]);

    ASSERT_OK(rewriteSample(m_project.path(), QStringLiteral("r"), 3, alice, {}));
    EXPECT_EQ(provenance()[QLatin1String("attempts_kept")].toArray().size(), 2);
    ASSERT_OK(EditHistory(connection()).undo(alice));
    EXPECT_EQ(wordsOf(connection(), m_run, 3), after);
    ASSERT_OK(EditHistory(connection()).undo(alice));
    EXPECT_EQ(wordsOf(connection(), m_run, 3), before);
    EXPECT_FALSE(provenance().contains(QLatin1String("attempts_kept")));
    ASSERT_OK(EditHistory(connection()).redo(alice));
    EXPECT_EQ(wordsOf(connection(), m_run, 3), after);
    EXPECT_ERROR(rewriteSample(m_project.path(), QStringLiteral("r"), 30, alice, {}), ErrorCode::NotFound);
}
