#include "core/coding/codingstore.h"
#include "core/reliability/roundworkstore.h"
#include "core/storage/blinding.h"
#include "core/storage/project.h"
#include "tests/core/coding/codingproject.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

class Rounds : public CodingProject
{
protected:
    Rounds()
    {
        EXPECT_OK(edit(QStringLiteral("Coders"), [&]() -> Result<void> {
            ANTIPHON_TRY_ASSIGN(ada, ensureCoder(db(), QStringLiteral("ada")));
            ANTIPHON_TRY_ASSIGN(ben, ensureCoder(db(), QStringLiteral("ben")));
            return {};
        }));
    }
    Result<CodingRound> open(const NewRound& asked) const
    {
        CodingRound round;
        ANTIPHON_TRY(edit(QStringLiteral("Open round"), [&]() -> Result<void> {
            ANTIPHON_TRY_ASSIGN(round, openRound(db(), asked));
            return {};
        }));
        return round;
    }
    CodingRound opened(const QString& name) const
    {
        NewRound asked{name, {ada.id, ben.id}};
        const auto round = open(asked);
        EXPECT_OK(round);
        return round.value_or(CodingRound());
    }
    Result<void> close(const CodingRound& round) const
    {
        return edit(QStringLiteral("Close round"), [&] { return closeRound(db(), round.id); });
    }
    Result<void> finish(const CodingRound& round, const QString& dialogue, const Coder& coder) const
    {
        return edit(QStringLiteral("Finish"),
                    [&] { return setFinished(db(), round.id, place(dialogue, 0).dialogue, coder.id, true); });
    }
    bool isBlind(const Coder& coder) const { return coderByName(db(), coder.name)->value_or(Coder()).blind; }

    Coder ada;
    Coder ben;
};

} // namespace

TEST_F(Rounds, MakeTheirCodersBlindUntilTheyAreClosed)
{
    const CodingRound round = opened(QStringLiteral("March"));
    EXPECT_EQ(round.dialogues, 2);
    EXPECT_TRUE(isBlind(ada));
    EXPECT_TRUE(isBlind(ben));
    EXPECT_ERROR(edit(QStringLiteral("Look"),
                      [&] { return setSightBetweenRounds(db(), ada.id, CoderSight::Sighted); }),
                 ErrorCode::NotPossible);
    EXPECT_TRUE(isBlind(ada));
    ASSERT_OK(close(round));
    EXPECT_FALSE(isBlind(ada));
    EXPECT_OK(edit(QStringLiteral("Look"),
                   [&] { return setSightBetweenRounds(db(), ada.id, CoderSight::Sighted); }));
    EXPECT_ERROR(close(round), ErrorCode::NotPossible);
    EXPECT_ERROR(finish(round, QStringLiteral("a"), ada), ErrorCode::NotPossible);
}

TEST_F(Rounds, LeaveACoderBlindWhoWasSoBefore)
{
    ASSERT_OK(edit(QStringLiteral("Blind"), [&] { return setCoderSight(db(), ben.id, CoderSight::Blind); }));
    const CodingRound round = opened(QStringLiteral("March"));
    ASSERT_OK(close(round));
    EXPECT_TRUE(isBlind(ben));
    EXPECT_FALSE(isBlind(ada));
}

TEST_F(Rounds, LeaveACoderBlindWhoIsInAnotherOne)
{
    NewRound chosen{QStringLiteral("First"), {ada.id, ben.id}};
    chosen.draw = OverlapDraw::Chosen;
    chosen.chosen = {place(QStringLiteral("a"), 0).dialogue};
    const auto first = open(chosen);
    ASSERT_OK(first);
    chosen.name = QStringLiteral("Second");
    const auto second = open(chosen);
    ASSERT_OK(second);
    ASSERT_OK(close(*first));
    EXPECT_TRUE(isBlind(ada));
}

TEST_F(Rounds, AreTakenBackWhole)
{
    const auto before = db().integer("SELECT count(*) FROM coding_round");
    opened(QStringLiteral("March"));
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_EQ(*db().integer("SELECT count(*) FROM coding_round"), *before);
    EXPECT_EQ(*db().integer("SELECT count(*) FROM round_dialogue"), 0);
    EXPECT_FALSE(isBlind(ada));
    ASSERT_OK(EditHistory(db()).redo(m_actor));
    EXPECT_TRUE(isBlind(ada));
}

TEST_F(Rounds, RefuseWhatIsNoRound)
{
    EXPECT_ERROR(open({QStringLiteral(" "), {ada.id, ben.id}}), ErrorCode::InvalidValue);
    EXPECT_ERROR(open({QStringLiteral("Alone"), {ada.id, ada.id}}), ErrorCode::InvalidValue);
    NewRound none{QStringLiteral("None"), {ada.id, ben.id}};
    none.draw = OverlapDraw::Chosen;
    EXPECT_ERROR(open(none), ErrorCode::InvalidValue);
    none.chosen = {DialogueId::create()};
    EXPECT_ERROR(open(none), ErrorCode::InvalidValue);
    opened(QStringLiteral("March"));
    EXPECT_ERROR(open({QStringLiteral("March"), {ada.id, ben.id}}), ErrorCode::AlreadyExists);
    EXPECT_ERROR(open({QStringLiteral("April"), {ada.id, ben.id}}), ErrorCode::NotPossible); // none is left
    EXPECT_EQ(allRounds(db())->size(), 1);
}

TEST_F(Rounds, CountADialogueAsReadOnlyWhenItIsFinished)
{
    const CodingRound round = opened(QStringLiteral("March"));
    const Code genre = code(Facet::Attribute, QStringLiteral("genre"));
    put(place(QStringLiteral("a"), 0), genre, QStringLiteral("ada"));
    put(place(QStringLiteral("b"), 0), genre, QStringLiteral("ada"));
    ASSERT_OK(finish(round, QStringLiteral("a"), ada));
    ASSERT_OK(finish(round, QStringLiteral("a"), ben)); // who found nothing in it
    const auto corpus = readRound(db(), round);
    ASSERT_OK(corpus);
    ASSERT_EQ(corpus->layers.size(), 2U);
    for (std::size_t dialogue = 0; dialogue < corpus->dialogues.size(); ++dialogue) {
        const bool first = corpus->dialogues[dialogue] == place(QStringLiteral("a"), 0).dialogue;
        EXPECT_EQ(corpus->layers[0].touched(dialogue), first);
        EXPECT_EQ(corpus->layers[1].touched(dialogue), first);
    }
    const auto progress = progressOfRound(db(), round);
    ASSERT_OK(progress);
    EXPECT_EQ((*progress)[0].finished, 1);
    EXPECT_TRUE(dialoguesOfRound(db(), round.id, ben.id)->first().finished);
    EXPECT_EQ(dialoguesOfRound(db(), round.id, ada.id)->last().codings, 1);
}

TEST_F(Rounds, TellABlindCoderNothingOfTheOthers)
{
    const CodingRound round = opened(QStringLiteral("March"));
    ASSERT_OK(finish(round, QStringLiteral("a"), ben));
    ASSERT_OK(setChosenCoder(db(), QStringLiteral("ada")));
    const auto eyes = openProject(m_project.path(), Access::ReadOnly);
    ASSERT_OK(eyes);
    const auto seen = allRounds(*eyes);
    ASSERT_OK(seen);
    ASSERT_EQ(seen->first().coders.size(), 1);
    EXPECT_EQ(seen->first().coders.first().name, QStringLiteral("ada"));
    EXPECT_EQ(progressOfRound(*eyes, seen->first())->size(), 1);
    EXPECT_FALSE(dialoguesOfRound(*eyes, round.id, ben.id)->first().finished);
}

TEST_F(Rounds, LetACoderCodeAgainWithoutSeeingWhatSheDid)
{
    const Code genre = code(Facet::Attribute, QStringLiteral("genre"));
    put(place(QStringLiteral("a"), 0), genre, QStringLiteral("ada"));
    NewRound asked{QStringLiteral("Drift"), {ada.id}, RoundKind::Again};
    const auto round = open(asked);
    ASSERT_OK(round);
    EXPECT_EQ(round->dialogues, 1); // she coded one
    const QString again = againName(QStringLiteral("ada"), QStringLiteral("Drift"));
    ASSERT_OK(setChosenCoder(db(), again));
    const auto eyes = openProject(m_project.path(), Access::ReadOnly);
    ASSERT_OK(eyes);
    EXPECT_EQ(*eyes->integer("SELECT count(*) FROM coding"), 0);
    put(place(QStringLiteral("a"), 2), genre, again);
    ASSERT_OK(finish(*round, QStringLiteral("a"), coder(again)));
    const auto corpus = readRound(db(), *round);
    ASSERT_OK(corpus);
    ASSERT_EQ(corpus->layers.size(), 2U);
    EXPECT_TRUE(corpus->layers[0].touched(0)); // her first codings, which nobody marked as finished
    EXPECT_TRUE(corpus->layers[1].touched(0));
    EXPECT_ERROR(open({QStringLiteral("Nothing"), {ben.id}, RoundKind::Again}), ErrorCode::NotPossible);
}

TEST_F(Rounds, GoOnFromOneUnfinishedDialogueToTheNext)
{
    opened(QStringLiteral("March"));
    const DialogueId a = place(QStringLiteral("a"), 0).dialogue;
    const DialogueId b = place(QStringLiteral("b"), 0).dialogue;
    const auto go = [&](DialogueId from, const Coder& coder) {
        RoundStep step;
        EXPECT_OK(edit(QStringLiteral("Finish"), [&]() -> Result<void> {
            ANTIPHON_TRY_ASSIGN(step, finishInRound(db(), from, coder.id));
            return {};
        }));
        return step;
    };
    EXPECT_EQ(go(b, ada).next, a); // around the end
    EXPECT_EQ(go(a, ben).next, b); // each has her own
    EXPECT_FALSE(go(a, ada).next);
    ASSERT_OK(ensureCoder(db(), QStringLiteral("cleo")));
    const Coder cleo = coder(QStringLiteral("cleo"));
    EXPECT_ERROR(edit(QStringLiteral("Finish"),
                      [&]() -> Result<void> {
                          ANTIPHON_TRY_ASSIGN(const RoundStep step, finishInRound(db(), a, cleo.id));
                          return {};
                      }),
                 ErrorCode::NotPossible);
}
