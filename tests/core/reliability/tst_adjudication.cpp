#include "core/reliability/adjudicationstore.h"
#include "tests/core/coding/codingproject.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

// ada and ben coded dialogue "a": alike on turn 1, unlike on turns 3 and 5; cleo settles.
class Adjudicating : public CodingProject
{
protected:
    Adjudicating()
    {
        EXPECT_OK(edit(QStringLiteral("Round"), [&]() -> Result<void> {
            ANTIPHON_TRY_ASSIGN(ada, ensureCoder(db(), QStringLiteral("ada")));
            ANTIPHON_TRY_ASSIGN(ben, ensureCoder(db(), QStringLiteral("ben")));
            ANTIPHON_TRY_ASSIGN(cleo, ensureCoder(db(), QStringLiteral("cleo")));
            NewRound asked{QStringLiteral("March"), {ada.id, ben.id}};
            asked.draw = OverlapDraw::Chosen;
            asked.chosen = {place(QStringLiteral("a"), 0).dialogue};
            ANTIPHON_TRY_ASSIGN(round, openRound(db(), asked));
            for (const Coder& coder : {ada, ben})
                ANTIPHON_TRY(setFinished(db(), round.id, asked.chosen.first(), coder.id, true));
            return {};
        }));
        put(turn(0), genre, QStringLiteral("ada"));
        put(turn(0), genre, QStringLiteral("ben"));
        put(turn(2), genre, QStringLiteral("ada"));
        put(turn(2), mood, QStringLiteral("ben"));
        put(turn(4), mood, QStringLiteral("ben"));
    }
    void close()
    {
        ASSERT_OK(edit(QStringLiteral("Close"), [&] { return closeRound(db(), round.id); }));
        round = roundByName(db(), round.name)->value();
    }
    TurnPlace turn(int position) const { return place(QStringLiteral("a"), position); }
    void decide(const DisputedTurn& disputed, Adjudication decision)
    {
        decision.by = cleo.id;
        ASSERT_OK(edit(QStringLiteral("Settle"), [&] { return settle(db(), round, disputed, decision); }));
    }
    // "turn code" of the settled codings, in order.
    QStringList settled() const
    {
        QStringList found;
        for (const Coding& coding : codingsOf(QStringLiteral("a"), settledName(round.name))) {
            for (int position = 0; position < 6; ++position) {
                if (turn(position).turn == coding.target.turn)
                    found << QStringLiteral("%1 %2").arg(position).arg(
                        coding.code == genre.id ? QStringLiteral("genre") : QStringLiteral("mood"));
            }
        }
        found.sort();
        return found;
    }

    Code genre = code(Facet::Attribute, QStringLiteral("genre"));
    Code mood = code(Facet::Attribute, QStringLiteral("mood"));
    Coder ada;
    Coder ben;
    Coder cleo;
    CodingRound round;
};

} // namespace

TEST_F(Adjudicating, WaitsUntilTheRoundIsClosed)
{
    EXPECT_ERROR(disputedTurns(db(), round), ErrorCode::NotPossible);
    EXPECT_ERROR(settlementOf(db(), round), ErrorCode::NotPossible);
    EXPECT_ERROR(takeOverAgreed(db(), round), ErrorCode::NotPossible);
}

TEST_F(Adjudicating, ShowsTheTurnsOnWhichCodersDiffer)
{
    close();
    const auto turns = disputedTurns(db(), round);
    ASSERT_OK(turns);
    ASSERT_EQ(turns->size(), 2);
    EXPECT_EQ(turns->first().place.position, 2);
    ASSERT_EQ(turns->last().sides.size(), 2);
    for (const DisputedSide& side : turns->last().sides)
        EXPECT_EQ(side.codings.size(), side.coder == ben.id ? 1 : 0);
    EXPECT_EQ(turns->first().text, QStringLiteral("turn 3 of a, \"quoted\""));
    EXPECT_EQ(turns->first().before, QStringLiteral("turn 2 of a, \"quoted\""));
    const auto settlement = settlementOf(db(), round);
    ASSERT_OK(settlement);
    EXPECT_EQ(settlement->turns, 6);
    EXPECT_EQ(settlement->alike, 4);
    EXPECT_EQ(settlement->disputed, 2);
    EXPECT_EQ(settlement->settled, 0);
}

TEST_F(Adjudicating, LeavesEveryCodersCodingsAsTheyWere)
{
    close();
    const auto before = std::pair(codingsOf(QStringLiteral("a"), QStringLiteral("ada")),
                                  codingsOf(QStringLiteral("a"), QStringLiteral("ben")));
    const auto turns = disputedTurns(db(), round);
    ASSERT_OK(turns);
    decide(turns->first(), {Took::One, ada.id});
    decide(turns->last(), {Took::None});
    EXPECT_EQ(settled(), QStringList{QStringLiteral("2 genre")});
    const Coding coding = codingsOf(QStringLiteral("a"), settledName(round.name)).first();
    EXPECT_EQ(coding.origin, CodingOrigin::Adjudication);
    EXPECT_EQ(coding.originDetail, QStringLiteral("March: codes of ada; decided by cleo"));
    EXPECT_EQ(before, std::pair(codingsOf(QStringLiteral("a"), QStringLiteral("ada")),
                                codingsOf(QStringLiteral("a"), QStringLiteral("ben"))));
    EXPECT_EQ(settlementOf(db(), round)->settled, 2);
    EXPECT_EQ(disputedTurns(db(), round)->last().settled->took, Took::None);
}

TEST_F(Adjudicating, DecidesAnewAndTakesBack)
{
    close();
    const auto turns = disputedTurns(db(), round);
    ASSERT_OK(turns);
    decide(turns->first(), {Took::All});
    EXPECT_EQ(settled(), (QStringList{QStringLiteral("2 genre"), QStringLiteral("2 mood")}));
    decide(turns->first(), {Took::Own, {}, {mood.id}});
    EXPECT_EQ(settled(), QStringList{QStringLiteral("2 mood")});
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_EQ(settled(), (QStringList{QStringLiteral("2 genre"), QStringLiteral("2 mood")}));
    ASSERT_OK(edit(QStringLiteral("Back"), [&] { return unsettle(db(), round, turns->first().place.turn); }));
    EXPECT_TRUE(settled().isEmpty());
    EXPECT_EQ(settlementOf(db(), round)->settled, 0);
}

TEST_F(Adjudicating, TakesOverWhatAllAgreeOnOnce)
{
    close();
    qint64 added = 0;
    const auto takeOver = [&] {
        return edit(QStringLiteral("Agreed"), [&]() -> Result<void> {
            ANTIPHON_TRY_ASSIGN(added, takeOverAgreed(db(), round));
            return {};
        });
    };
    ASSERT_OK(takeOver());
    EXPECT_EQ(added, 1);
    EXPECT_EQ(settled(), QStringList{QStringLiteral("0 genre")});
    ASSERT_OK(takeOver());
    EXPECT_EQ(added, 0);
}

TEST_F(Adjudicating, RefusesASideThatTheTurnHasNot)
{
    close();
    const auto turns = disputedTurns(db(), round);
    ASSERT_OK(turns);
    Adjudication decision{Took::One, cleo.id};
    decision.by = cleo.id;
    EXPECT_ERROR(
        edit(QStringLiteral("Settle"), [&] { return settle(db(), round, turns->first(), decision); }),
        ErrorCode::InvalidValue);
    EXPECT_TRUE(settled().isEmpty());
}

TEST_F(Adjudicating, PutsSidesInAnOrderThatTellsNothing)
{
    addSource(QStringLiteral("more"), QList<int>(26, 20));
    CodingRound other;
    ASSERT_OK(edit(QStringLiteral("Round"), [&]() -> Result<void> {
        ANTIPHON_TRY_ASSIGN(other, openRound(db(), {QStringLiteral("Long"), {ada.id, ben.id}}));
        ANTIPHON_TRY_ASSIGN(const auto dialogues, dialoguesOfRound(db(), other.id, ada.id));
        for (const RoundDialogue& one : dialogues) {
            for (const Coder& coder : {ada, ben})
                ANTIPHON_TRY(setFinished(db(), other.id, one.dialogue, coder.id, true));
            ANTIPHON_TRY_ASSIGN(const auto places, turnPlaces(db(), one.dialogue));
            for (const TurnPlace& at : places) {
                if (at.role == Role::User)
                    ANTIPHON_TRY(addCoding(db(), {{}, genre.id, ada.id, {at.dialogue, at.turn}}));
            }
        }
        return closeRound(db(), other.id);
    }));
    other = roundByName(db(), other.name)->value();
    const auto turns = disputedTurns(db(), other);
    ASSERT_OK(turns);
    ASSERT_GE(turns->size(), 180);
    const auto first = std::ranges::count_if(
        *turns, [&](const DisputedTurn& turn) { return turn.sides.first().coder == ada.id; });
    EXPECT_NEAR(static_cast<double>(first) / static_cast<double>(turns->size()), 0.5, 0.19);
    const auto again = disputedTurns(db(), other);
    for (qsizetype i = 0; i < turns->size(); ++i)
        EXPECT_EQ((*turns)[i].sides.first().coder, (*again)[i].sides.first().coder);
}
