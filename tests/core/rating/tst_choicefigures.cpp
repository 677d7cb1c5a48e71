#include "core/base/random.h"
#include "core/rating/choiceresults.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace antiphon;

namespace {

statistics::BootstrapOptions few()
{
    statistics::BootstrapOptions options;
    options.replicates = 2000;
    return options;
}

} // namespace

TEST(PairFigures, CountWinsOnEitherSide)
{
    // A beats B four times, once from the right; B wins once; a tie. A against C only on the left.
    QList<PairChoice> choices{{0, 1, 1.0, 0, 0}, {0, 1, 1.0, 1, 0}, {0, 1, 1.0, 2, 1},
                              {1, 0, 0.0, 3, 1}, {1, 0, 1.0, 4, 0}, {0, 1, 0.5, 5, 1}};
    choices << PairChoice{0, 2, 1.0, 6, 0} << PairChoice{0, 2, 0.0, 7, 1} << PairChoice{1, 1, 1.0, 8, 0};
    const PairFigures figures = pairFigures(choices, 3, 0.1, few(), 0.05);
    ASSERT_EQ(figures.pairs.size(), 3);
    const PairWins& first = figures.pairs.at(0);
    EXPECT_EQ(first.wins, 4);
    EXPECT_EQ(first.losses, 1);
    EXPECT_EQ(first.ties, 1);
    EXPECT_NEAR(*first.rate.wide.value, 4.5 / 6.0, 1e-12);
    EXPECT_EQ(first.rate.wide.n, 6);
    EXPECT_NEAR(*first.signP, 0.375, 1e-9);                                 // 4 of 5
    EXPECT_EQ(figures.pairs.at(2).rate.wide.reason, "there are no values"); // B and C never met
    EXPECT_EQ(figures.n, 9);
    // Left won 1, 1, 1, 0, 1, half, 1, 0 and, between two dialogues of B, 1.
    EXPECT_NEAR(*figures.side.value, 6.5 / 9.0, 1e-12);
    EXPECT_TRUE(figures.side.low);
}

TEST(PairFigures, AbilitiesAreLogOddsOfWinning)
{
    QList<PairChoice> choices;
    for (int i = 0; i < 40; ++i)
        choices << PairChoice{i % 2, 1 - i % 2, (i < 30) == (i % 2 == 0) ? 1.0 : 0.0, i, i % 4};
    const PairFigures figures = pairFigures(choices, 2, 0.1, few(), 0.05);
    ASSERT_TRUE(figures.wins.isDefined()) << figures.wins.reason;
    EXPECT_NEAR(*figures.wins.abilities[1].value, std::log(10.0 / 30.0), 1e-9);
    EXPECT_EQ(*figures.pairs.constFirst().rate.verdict, statistics::Verdict::Different);
}

TEST(PairFigures, WinnersByChanceAreEquivalentByAWideMargin)
{
    Random random(5);
    QList<PairChoice> choices;
    for (int i = 0; i < 400; ++i)
        choices << PairChoice{0, 1, static_cast<double>(random.below(3)) / 2.0, i / 4, i % 4};
    const auto verdictAt = [&](double margin) {
        return pairFigures(choices, 2, margin, few(), 0.05).pairs.constFirst().rate.verdict;
    };
    EXPECT_EQ(*verdictAt(0.2), statistics::Verdict::Equivalent);
    EXPECT_FALSE(verdictAt(0.0));
}

TEST(BestWorstFigures, ScoreIsBestLessWorstByTimesShown)
{
    const QList<BestWorstChoice> choices{
        {{0, 1, 2}, 0, 2, 0, 0}, {{2, 0, 1}, 1, 0, 1, 0}, {{1, 2, 0}, 0, 1, 2, 1}, {{0, 1, 2}, 0, 1, 3, 1}};
    const QList<BestWorstStanding> standings = bestWorstFigures(choices, 3, few());
    ASSERT_EQ(standings.size(), 3);
    EXPECT_EQ(standings.at(0).shown, 4);
    EXPECT_EQ(standings.at(0).best, 3);
    EXPECT_EQ(standings.at(0).worst, 0);
    EXPECT_NEAR(*standings.at(0).score.value, 0.75, 1e-12);
    EXPECT_NEAR(*standings.at(1).score.value, 0.0, 1e-12);
    EXPECT_NEAR(*standings.at(2).score.value, -0.75, 1e-12);
    EXPECT_LT(*standings.at(2).score.low, *standings.at(2).score.high);
    EXPECT_EQ(standings.at(0).score.seed, 1U);
    EXPECT_FALSE(bestWorstFigures({}, 2, few()).constFirst().score.value);
}

namespace {

struct Choices
{
    StudyDefinition definition;
    QHash<SourceId, qsizetype> places;
    QList<SourceId> sources;
    QList<RatedAnswer> answers;

    explicit Choices(QuestionKind kind, int conditions)
    {
        Criterion criterion;
        criterion.key = QStringLiteral("better");
        criterion.kind = kind;
        definition.criteria = {criterion};
        for (int i = 0; i < conditions; ++i) {
            sources << SourceId::create();
            places.insert(sources.constLast(), i);
        }
    }

    void add(const ItemId& item, const QString& rater, const QList<int>& shown, int part, int value)
    {
        RatedAnswer answer;
        answer.item = item;
        answer.rater = rater;
        answer.criterion = QStringLiteral("better");
        answer.kind = definition.criteria.constFirst().kind;
        answer.part = part;
        answer.value = value;
        for (const int place : shown)
            answer.shown << sources.at(place);
        answers << answer;
    }

    ChoiceResult result(const QStringList& labels) const
    {
        return choiceResults(definition, labels, places, answers, few()).constFirst();
    }
};

RatedNote noteOf(const SourceId& source, NoteKind kind, int value, const QString& text = {})
{
    RatedNote note;
    note.source = source;
    note.note.kind = kind;
    note.note.value = value;
    note.note.text = text;
    return note;
}

} // namespace

TEST(ChoiceResults, PairsAreReadAsTheyWereShown)
{
    Choices choices(QuestionKind::Pair, 2);
    const ItemId item = ItemId::createOpaque();
    choices.add(item, QStringLiteral("r1"), {0, 1}, 0, 1);                   // left: A
    choices.add(item, QStringLiteral("r2"), {1, 0}, 0, 2);                   // right: A
    choices.add(ItemId::createOpaque(), QStringLiteral("r1"), {1, 0}, 0, 3); // no difference
    const ChoiceResult result = choices.result({QStringLiteral("A"), QStringLiteral("B")});
    EXPECT_EQ(result.answers, 3);
    EXPECT_EQ(result.pairs.pairs.constFirst().wins, 2);
    EXPECT_EQ(result.pairs.pairs.constFirst().ties, 1);
    EXPECT_NEAR(*result.pairs.side.value, 0.5, 1e-12);
    const QList<FigureTable> tables = choiceTables(result);
    ASSERT_EQ(tables.size(), 2);
    for (const FigureTable& table : tables) {
        for (const QStringList& row : table.rows)
            EXPECT_EQ(row.size(), table.columns.size());
    }
}

TEST(ChoiceResults, BestAndWorstNeedEachOther)
{
    Choices choices(QuestionKind::BestWorst, 3);
    const ItemId item = ItemId::createOpaque();
    choices.add(item, QStringLiteral("r1"), {2, 0, 1}, 1, 2);                   // best: A
    choices.add(item, QStringLiteral("r1"), {2, 0, 1}, 2, 1);                   // worst: C
    choices.add(ItemId::createOpaque(), QStringLiteral("r1"), {0, 1, 2}, 1, 1); // without a worst
    const ChoiceResult result =
        choices.result({QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("C")});
    EXPECT_EQ(result.answers, 1);
    EXPECT_EQ(result.standings.at(0).best, 1);
    EXPECT_EQ(result.standings.at(2).worst, 1);
    EXPECT_EQ(result.standings.at(1).shown, 1);
    EXPECT_EQ(choiceTables(result).constFirst().rows.size(), 3);
}

TEST(ChoiceResults, GuessesGiveBangsIndex)
{
    const Choices choices(QuestionKind::Pair, 2);
    QList<RatedNote> notes;
    for (int i = 0; i < 277; ++i) // Bang 2004, arm 1: of people
        notes << noteOf(choices.sources.at(0), NoteKind::Guess, i < 82 ? 1 : i < 107 ? 2 : 3);
    for (int i = 0; i < 139; ++i) // arm 2: of a machine
        notes << noteOf(choices.sources.at(1), NoteKind::Guess, i < 29 ? 2 : i < 56 ? 1 : 3);
    notes << noteOf(choices.sources.at(1), NoteKind::Comment, 0, QStringLiteral("hm"));
    const auto guesses =
        guessResults({QStringLiteral("A"), QStringLiteral("B")}, {true, false}, choices.places, notes, 0.95);
    EXPECT_NEAR(*guesses.at(0).index.value, 0.2057762, 1e-7);
    EXPECT_NEAR(*guesses.at(1).index.value, 0.0143885, 1e-7);
    EXPECT_EQ(guessTable(guesses).rows.size(), 2);
}

TEST(ChoiceResults, SkipsAreCountedByReason)
{
    const SourceId source = SourceId::create();
    const QList<RatedNote> notes{noteOf(source, NoteKind::Skip, 1, QStringLiteral("I know it")),
                                 noteOf(source, NoteKind::Skip, 1, QStringLiteral("unreadable")),
                                 noteOf(source, NoteKind::Skip, 1, QStringLiteral("unreadable")),
                                 noteOf(source, NoteKind::Skip, 0, {})};
    const QList<SkipReason> skips = skipReasons(notes);
    ASSERT_EQ(skips.size(), 2);
    EXPECT_EQ(skips.constFirst().reason, QStringLiteral("unreadable"));
    EXPECT_EQ(skips.constFirst().items, 2);
}
