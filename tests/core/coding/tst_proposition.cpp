#include "core/coding/codemergestore.h"
#include "core/coding/coderstore.h"
#include "core/coding/codestore.h"
#include "core/coding/comparisonstore.h"
#include "core/coding/memostore.h"
#include "core/coding/propositionstore.h"
#include "core/storage/blinding.h"
#include "tests/core/coding/codingproject.h"

using namespace antiphon;

namespace {

class PropositionTest : public test::CodingProject
{
protected:
    PropositionTest() { m_ada = ensureCoder(db(), QStringLiteral("ada"))->id; }
    Code intent(const char* name) const { return code(Facet::Intent, QLatin1String(name)); }
    PropositionId propose(const QString& text, const QList<CodeId>& codes = {}, CoderId by = {})
    {
        Proposition proposition;
        proposition.text = text;
        proposition.codes = codes;
        proposition.coder = by.isNull() ? m_ada : by;
        PropositionId id;
        EXPECT_OK(edit(QStringLiteral("Propose"), [&]() -> Result<void> {
            ANTIPHON_TRY_ASSIGN(id, addProposition(db(), proposition));
            return {};
        }));
        return id;
    }
    PropositionEvidence on(PropositionId proposition, int turn, Stance stance) const
    {
        PropositionEvidence evidence;
        evidence.proposition = proposition;
        evidence.anchor = {MemoTarget::Turn, place(QStringLiteral("a"), turn).turn.bytes(), {}};
        evidence.stance = stance;
        evidence.coder = m_ada;
        return evidence;
    }
    EvidenceId give(const PropositionEvidence& evidence) { return addEvidence(db(), evidence).value(); }
    ListedProposition only() const { return listPropositions(db(), {})->value(0); }
    Comparison negative(int turn, const Code& of) const
    {
        Comparison comparison;
        comparison.code = of.id;
        comparison.coder = m_ada;
        comparison.turn = place(QStringLiteral("a"), turn).turn;
        comparison.against = place(QStringLiteral("b"), 0).turn;
        comparison.verdict = ComparisonVerdict::Negative;
        comparison.note = QStringLiteral("the other way round");
        return comparison;
    }

    CoderId m_ada;
};

} // namespace

TEST_F(PropositionTest, KeepsWhatIsHeldToBeSo)
{
    const Code greeting = intent("greeting");
    const Code filter = intent("add_filter");
    const PropositionId id = propose(QStringLiteral(" Greeting comes first. "), {filter.id, greeting.id});
    ListedProposition listed = only();
    EXPECT_EQ(listed.proposition.text, QStringLiteral("Greeting comes first."));
    EXPECT_EQ(listed.codes, (QStringList{filter.name, greeting.name}));
    EXPECT_EQ(listed.coder, QStringLiteral("ada"));
    Proposition changed = listed.proposition;
    changed.text = QStringLiteral("Greeting mostly comes first.");
    changed.state = PropositionState::Revised;
    changed.codes = {greeting.id};
    ASSERT_OK(changeProposition(db(), changed));
    listed = only();
    EXPECT_EQ(listed.proposition.state, PropositionState::Revised);
    EXPECT_EQ(listed.codes, QStringList{greeting.name});
    changed.text = QStringLiteral("  ");
    EXPECT_ERROR(changeProposition(db(), changed), ErrorCode::InvalidValue);
    changed.text = QStringLiteral("x");
    changed.codes << CodeId::create();
    EXPECT_ERROR(changeProposition(db(), changed), ErrorCode::NotFound);
    changed.id = PropositionId::create();
    EXPECT_ERROR(changeProposition(db(), changed), ErrorCode::NotFound);
    give(on(id, 1, Stance::For));
    ASSERT_OK(removeProposition(db(), id));
    EXPECT_TRUE(listPropositions(db(), {})->isEmpty());
    EXPECT_TRUE(evidenceOf(db(), id)->isEmpty());
}

TEST_F(PropositionTest, CountsForAgainstAndOpen)
{
    const PropositionId id = propose(QStringLiteral("Greeting comes first."));
    give(on(id, 0, Stance::For));
    give(on(id, 1, Stance::For));
    const EvidenceId against = give(on(id, 2, Stance::Against));
    give(on(id, 3, Stance::Against));
    EXPECT_EQ(only().counts, (EvidenceCounts{2, 2, 2}));
    ASSERT_OK(answerNegativeCase(db(), against, QStringLiteral(" A reply to the system's greeting. ")));
    EXPECT_EQ(only().counts, (EvidenceCounts{2, 2, 1}));
    EXPECT_EQ(evidenceOf(db(), id)->first().evidence.answer,
              QStringLiteral("A reply to the system's greeting."));
    ASSERT_OK(answerNegativeCase(db(), against, {}));
    EXPECT_EQ(only().counts.open, 2);
    Proposition dropped = only().proposition;
    dropped.state = PropositionState::Dropped;
    ASSERT_OK(changeProposition(db(), dropped));
    EXPECT_EQ(only().counts, (EvidenceCounts{2, 2, 0}));
    EXPECT_TRUE(openNegativeCases(db(), {})->isEmpty());
    EXPECT_ERROR(answerNegativeCase(db(), EvidenceId::create(), {}), ErrorCode::NotFound);
    EXPECT_ERROR(answerNegativeCase(db(), evidenceOf(db(), id)->last().evidence.id, {}),
                 ErrorCode::NotPossible);
}

TEST_F(PropositionTest, ATurnStandsOnOneSideOnly)
{
    const PropositionId id = propose(QStringLiteral("Greeting comes first."));
    PropositionEvidence evidence = on(id, 0, Stance::Against);
    evidence.note = QStringLiteral("why not");
    const EvidenceId first = give(evidence);
    ASSERT_OK(answerNegativeCase(db(), first, QStringLiteral("answered")));
    EXPECT_EQ(give(on(id, 0, Stance::For)), first);
    const auto rows = evidenceOf(db(), id).value();
    ASSERT_EQ(rows.size(), 1);
    EXPECT_EQ(rows.first().evidence.stance, Stance::For);
    EXPECT_EQ(rows.first().evidence.note, QStringLiteral("why not"));
    EXPECT_EQ(rows.first().evidence.answer, QString()); // what speaks for it needs none
    // Words of the turn are something else.
    PropositionEvidence words = on(id, 0, Stance::Against);
    words.anchor.kind = MemoTarget::Span;
    EXPECT_ERROR(addEvidence(db(), words), ErrorCode::InvalidValue);
    words.anchor.span = TextSpan{0, 4};
    give(words);
    EXPECT_EQ(evidenceOf(db(), id)->size(), 2);
    EXPECT_EQ(evidenceOf(db(), id)->first().words.size(), 4);
    words.anchor.kind = MemoTarget::Coding;
    EXPECT_ERROR(addEvidence(db(), words), ErrorCode::InvalidValue);
    EXPECT_ERROR(addEvidence(db(), on(PropositionId::create(), 0, Stance::For)), ErrorCode::NotFound);
}

TEST_F(PropositionTest, ListsNegativeCasesOfPropositionsAndCodes)
{
    const Code greeting = intent("greeting");
    const PropositionId id = propose(QStringLiteral("Greeting comes first."), {greeting.id});
    give(on(id, 4, Stance::Against));
    ASSERT_OK(giveVerdict(db(), negative(2, greeting)));
    ASSERT_OK(giveVerdict(db(), negative(2, intent("add_filter"))));
    auto cases = openNegativeCases(db(), {}).value();
    ASSERT_EQ(cases.size(), 3);
    EXPECT_EQ(cases[0].about, QStringLiteral("Greeting comes first."));
    EXPECT_EQ(cases[0].place.position, 4);
    EXPECT_EQ(cases[1].about, QStringLiteral("add_filter"));
    EXPECT_EQ(cases[2].about, greeting.name);
    EXPECT_EQ(cases[2].note, QStringLiteral("the other way round"));
    // What speaks against a proposition about the code is not told twice.
    give(on(id, 2, Stance::Against));
    cases = openNegativeCases(db(), {}).value();
    ASSERT_EQ(cases.size(), 3);
    EXPECT_EQ(cases[1].place.position, 2);
    EXPECT_EQ(cases[1].about, QStringLiteral("Greeting comes first."));
    EXPECT_EQ(cases[2].about, QStringLiteral("add_filter"));
    EXPECT_TRUE(negativeCasesCsv(cases).contains("code,add_filter,a,3,"));
    EXPECT_TRUE(openNegativeCases(db(), ensureCoder(db(), QStringLiteral("bea"))->id)->isEmpty());
}

TEST_F(PropositionTest, FollowsCodesThatAreMergedOrGo)
{
    const Code greeting = intent("greeting");
    const Code filter = intent("add_filter");
    const PropositionId both = propose(QStringLiteral("Both"), {greeting.id, filter.id});
    propose(QStringLiteral("One"), {greeting.id});
    PropositionEvidence evidence = on(both, 0, Stance::For);
    for (const CodeId code : {greeting.id, filter.id}) {
        evidence.anchor = {MemoTarget::Code, code.bytes(), {}};
        give(evidence);
    }
    Memo memo = memoOn({MemoTarget::Code, filter.id.bytes(), {}}, m_ada);
    memo.text = QStringLiteral("thought");
    evidence.anchor = {MemoTarget::Memo, addMemo(db(), memo)->bytes(), {}};
    give(evidence);
    const QString before = test::dumpOfRecordedTables(db());
    ASSERT_OK(edit(QStringLiteral("Merge"), [&]() -> Result<void> {
        ANTIPHON_TRY(mergeCodes(db(), {greeting.id}, filter.id, SpanMerge::KeepApart));
        return {};
    }));
    EXPECT_EQ(listPropositions(db(), {})->first().codes, QStringList{filter.name});
    EXPECT_EQ(listPropositions(db(), {})->last().codes, QStringList{filter.name});
    EXPECT_EQ(evidenceOf(db(), both)->size(), 2); // the code once, the memo
    ASSERT_OK(edit(QStringLiteral("Delete"), [&]() -> Result<void> {
        ANTIPHON_TRY(deleteCodes(db(), {filter.id}, CodesBelow::Keep));
        return {};
    }));
    EXPECT_TRUE(listPropositions(db(), {})->first().codes.isEmpty());
    EXPECT_TRUE(evidenceOf(db(), both)->isEmpty());
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_EQ(test::dumpOfRecordedTables(db()), before);
}

TEST_F(PropositionTest, ABlindCoderSeesOnlyHerOwn)
{
    const Coder bea = ensureCoder(db(), QStringLiteral("bea")).value();
    const PropositionId hers = propose(QStringLiteral("Hers"), {intent("greeting").id}, bea.id);
    const PropositionId mine = propose(QStringLiteral("Mine"), {intent("greeting").id});
    give(on(mine, 1, Stance::Against));
    give(on(hers, 1, Stance::For)); // ada's evidence for her proposition
    ASSERT_OK(setCoderSight(db(), bea.id, CoderSight::Blind));
    ASSERT_OK(setChosenCoder(db(), bea.name));
    auto eyes = openProject(m_project.path(), Access::ReadOnly);
    ASSERT_OK(eyes);
    ASSERT_OK(seeAsCoderInHand(*eyes));
    const auto seen = listPropositions(*eyes, {}).value();
    ASSERT_EQ(seen.size(), 1);
    EXPECT_EQ(seen.first().proposition.text, QStringLiteral("Hers"));
    EXPECT_EQ(seen.first().counts, EvidenceCounts{});
    EXPECT_TRUE(evidenceOf(*eyes, hers)->isEmpty());
    EXPECT_TRUE(openNegativeCases(*eyes, {})->isEmpty());
    EXPECT_EQ(openNegativeCases(db(), {})->size(), 1);
}

TEST_F(PropositionTest, WritesATable)
{
    const PropositionId id = propose(QStringLiteral("Greeting, \"first\""), {intent("greeting").id});
    propose(QStringLiteral("Nothing yet"));
    const EvidenceId against = give(on(id, 2, Stance::Against));
    ASSERT_OK(answerNegativeCase(db(), against, QStringLiteral("late guest")));
    const auto sheets = propositionSheets(db(), {});
    ASSERT_OK(sheets);
    const QByteArray csv = propositionsCsv(*sheets);
    EXPECT_TRUE(csv.contains("\"Greeting, \"\"first\"\"\",,greeting,against,turn,a,3,")) << csv.data();
    EXPECT_TRUE(csv.contains(",late guest,ada,"));
    EXPECT_TRUE(csv.contains("Nothing yet,,,,,,,,,,ada,"));
}
