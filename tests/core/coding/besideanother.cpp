#include "tests/core/coding/besideanother.h"

#include "core/coding/coderstore.h"
#include "core/coding/codingstore.h"
#include "core/coding/comparisonstore.h"
#include "core/coding/memostore.h"
#include "core/coding/propositionstore.h"
#include "core/coding/sampling.h"
#include "core/coding/suggeststore.h"
#include "core/reliability/adjudicationstore.h"

namespace antiphon::test {

BesideAnother::BesideAnother()
{
    put(place(QStringLiteral("a"), 0), m_genre, QStringLiteral("ada"));
    put(place(QStringLiteral("a"), 2), m_mood, QStringLiteral("bartholomew"));
    m_other = coder(QStringLiteral("bartholomew")).id;
    holdRound();
    addTalk(QStringLiteral("long"), QStringLiteral("talk"),
            QStringList(manyTurns + 103, QStringLiteral("something calm")));
    EXPECT_OK(edit(QStringLiteral("Codings zanzibar"), [&] { return codeAll(); }));
    EXPECT_OK(edit(QStringLiteral("Memo zanzibar"), [&] { return write(); }));
    EXPECT_OK(edit(QStringLiteral("Verdicts zanzibar"), [&] { return judge(); }));
}

Result<void> BesideAnother::codeAll() const
{
    ANTIPHON_TRY_ASSIGN(auto writer, CodingWriter::open(db()));
    const auto talk = dialoguesCalled(db(), QStringLiteral("talk"), std::nullopt);
    ANTIPHON_TRY_ASSIGN(const auto turns, turnPlaces(db(), talk->first()));
    for (int i = 0; i < manyTurns; ++i) {
        Coding coding;
        coding.code = m_mood.id;
        coding.coder = m_other;
        coding.target = {turns[i].dialogue, turns[i].turn};
        ANTIPHON_TRY(writer.add(coding));
    }
    return {};
}

Result<void> BesideAnother::write() const
{
    const IdBytes turn = place(QStringLiteral("a"), 2).turn.bytes();
    Memo memo;
    memo.coder = m_other;
    memo.targetKind = MemoTarget::Turn;
    memo.target = turn;
    memo.text = QStringLiteral("a quetzal in the reply");
    ANTIPHON_TRY(addMemo(db(), memo));
    Proposition proposition;
    proposition.coder = m_other;
    proposition.text = QStringLiteral("quetzal moods come late");
    proposition.codes = {m_mood.id};
    ANTIPHON_TRY_ASSIGN(const PropositionId id, addProposition(db(), proposition));
    PropositionEvidence against;
    against.proposition = id;
    against.coder = m_other;
    against.anchor = {MemoTarget::Turn, turn};
    against.stance = Stance::Against;
    against.note = QStringLiteral("no quetzal here");
    ANTIPHON_TRY(addEvidence(db(), against));
    return {};
}

Result<void> BesideAnother::judge() const
{
    const TurnPlace first = place(QStringLiteral("a"), 0);
    const TurnPlace second = place(QStringLiteral("a"), 2);
    ANTIPHON_TRY(giveVerdict(db(), {{},
                                    m_mood.id,
                                    m_other,
                                    second.turn,
                                    first.turn,
                                    ComparisonVerdict::Negative,
                                    QStringLiteral("quetzal verdict"),
                                    0}));
    ANTIPHON_TRY(addSamplingChoice(db(), {{},
                                          first.dialogue,
                                          m_other,
                                          SamplingStrategy::Random,
                                          {},
                                          1,
                                          QStringLiteral("quetzal choice"),
                                          0,
                                          {},
                                          0}));
    SuggestionVerdict verdict;
    verdict.place = place(QStringLiteral("a"), 4);
    verdict.code = m_mood.id;
    verdict.model = QStringLiteral("quetzal-model");
    verdict.confidence = 0.5;
    verdict.accepted = true;
    return decideSuggestion(db(), m_other, verdict);
}

void BesideAnother::holdRound() const
{
    EXPECT_OK(edit(QStringLiteral("Round"), [&]() -> Result<void> {
        const DialogueId dialogue = place(QStringLiteral("a"), 0).dialogue;
        NewRound asked{QStringLiteral("March"), {coder(QStringLiteral("ada")).id, m_other}};
        asked.draw = OverlapDraw::Chosen;
        asked.chosen = {dialogue};
        ANTIPHON_TRY_ASSIGN(const CodingRound round, openRound(db(), asked));
        ANTIPHON_TRY(setFinished(db(), round.id, dialogue, m_other, true));
        ANTIPHON_TRY(setFinished(db(), round.id, dialogue, coder(QStringLiteral("ada")).id, true));
        return closeRound(db(), round.id);
    }));
    EXPECT_OK(edit(QStringLiteral("Settle zanzibar"), [&]() -> Result<void> {
        ANTIPHON_TRY_ASSIGN(const auto round, roundByName(db(), QStringLiteral("March")));
        ANTIPHON_TRY_ASSIGN(const auto turns, disputedTurns(db(), *round, {}));
        Adjudication decision;
        decision.took = Took::None;
        decision.by = m_other;
        decision.note = QStringLiteral("a quetzal settled");
        return settle(db(), *round, turns.first(), decision);
    }));
}

void BesideAnother::blind(bool blind) const
{
    EXPECT_OK(edit(QStringLiteral("Take a seat"), [&]() -> Result<void> {
        ANTIPHON_TRY(setChosenCoder(db(), QStringLiteral("ada")));
        return setCoderSight(db(), coder(QStringLiteral("ada")).id,
                             blind ? CoderSight::Blind : CoderSight::Sighted);
    }));
}

} // namespace antiphon::test
