#include "core/coding/codestore.h"
#include "core/coding/codingstore.h"
#include "core/coding/comparisonstore.h"
#include "tests/core/coding/codingproject.h"

using namespace antiphon;

namespace {

Incident incident(const QString& text, TimePoint at, const QString& before = {}, const QString& after = {})
{
    Incident value;
    value.place.turn = TurnId::create();
    value.text = text;
    value.before = before;
    value.after = after;
    value.codedAt = at;
    return value;
}

QStringList textsOf(const QList<RankedIncident>& ranked)
{
    QStringList texts;
    for (const RankedIncident& one : ranked)
        texts << one.incident.text;
    return texts;
}

class ComparisonStore : public test::CodingProject
{
protected:
    ComparisonStore() : m_code(code(Facet::Intent, QStringLiteral("add_filter"))) {}

    void put(const QString& dialogue, int position, TimePoint at)
    {
        const TurnPlace turn = place(dialogue, position);
        ASSERT_OK(addCoding(db(), {{}, m_code.id, ada().id, {turn.dialogue, turn.turn, {}}, {}, at}));
    }
    Coder ada() { return ensureCoder(db(), QStringLiteral("ada")).value(); }
    Result<void> give(const TurnPlace& turn, const TurnPlace& against, ComparisonVerdict verdict,
                      const QString& note = {})
    {
        return edit(comparisonLabel(turn, m_code, verdict), [&] {
            return giveVerdict(db(), {{}, m_code.id, ada().id, turn.turn, against.turn, verdict, note, 0});
        });
    }
    CompareAnswer compare(const TurnPlace& turn, int newest = comparedIncidents)
    {
        const auto answer = compareIncidents(db(), {m_code.id, ada().id, turn.turn, 50, newest});
        EXPECT_OK(answer);
        return answer.value_or(CompareAnswer());
    }

    Code m_code;
};

} // namespace

TEST(Comparison, TheMostDifferentIncidentComesFirst)
{
    const Incident inHand = incident(QStringLiteral("something with piano please"), 0);
    const QList<RankedIncident> ranked =
        mostDifferentFirst(inHand, {incident(QStringLiteral("something with guitar please"), 3),
                                    incident(QStringLiteral("no more live versions"), 2), inHand,
                                    incident(QStringLiteral("something with piano please"), 1)});
    EXPECT_EQ(textsOf(ranked), (QStringList{QStringLiteral("no more live versions"),
                                            QStringLiteral("something with guitar please"),
                                            QStringLiteral("something with piano please")}));
    EXPECT_EQ(ranked.first().distance, 1);
    EXPECT_NEAR(ranked.last().distance, 0, 1e-12);
}

TEST(Comparison, NeighboursCountAndTiesGoByTime)
{
    const Incident inHand = incident(QStringLiteral("yes"), 0, QStringLiteral("rock or folk"));
    const QList<RankedIncident> ranked =
        mostDifferentFirst(inHand, {incident(QStringLiteral("yes"), 1, QStringLiteral("rock or folk")),
                                    incident(QStringLiteral("later"), 9),
                                    incident(QStringLiteral("yes"), 2, QStringLiteral("any mood")),
                                    incident(QStringLiteral("sooner"), 8)});
    EXPECT_EQ(textsOf(ranked), (QStringList{QStringLiteral("sooner"), QStringLiteral("later"),
                                            QStringLiteral("yes"), QStringLiteral("yes")}));
    EXPECT_EQ(ranked[2].incident.before, QStringLiteral("any mood"));
}

TEST(Comparison, OnlyEarlierIncidentsAreHeldAgainstACodedTurn)
{
    const QList<RankedIncident> ranked =
        mostDifferentFirst(incident(QStringLiteral("mine"), 5),
                           {incident(QStringLiteral("before"), 4), incident(QStringLiteral("same time"), 5),
                            incident(QStringLiteral("after"), 6)});
    EXPECT_EQ(textsOf(ranked), (QStringList{QStringLiteral("before"), QStringLiteral("same time")}));
}

TEST(Comparison, WordsOfVerdictsReadBack)
{
    for (const ComparisonVerdict verdict : allVerdicts)
        EXPECT_EQ(verdictFromWord(verdictWord(verdict)), verdict);
    EXPECT_EQ(verdictFromWord(u"maybe"), std::nullopt);
}

TEST_F(ComparisonStore, FindsTheEarlierIncidentsOfThisCoder)
{
    put(QStringLiteral("a"), 0, 10);
    put(QStringLiteral("a"), 2, 20);
    put(QStringLiteral("b"), 2, 30);
    const Coder eva = ensureCoder(db(), QStringLiteral("eva")).value();
    const TurnPlace hers = place(QStringLiteral("b"), 0);
    ASSERT_OK(addCoding(db(), {{}, m_code.id, eva.id, {hers.dialogue, hers.turn, {}}, {}, 5}));

    const CompareAnswer answer = compare(place(QStringLiteral("a"), 2));
    ASSERT_EQ(answer.incidents.size(), 1);
    EXPECT_EQ(answer.earlier, 1);
    EXPECT_EQ(answer.inHand.text, QStringLiteral("turn 3 of a, \"quoted\""));
    EXPECT_EQ(answer.inHand.before, QStringLiteral("turn 2 of a, \"quoted\""));
    EXPECT_EQ(answer.incidents[0].incident.dialogue, QStringLiteral("a"));
    EXPECT_EQ(answer.incidents[0].incident.place, place(QStringLiteral("a"), 0));
    EXPECT_EQ(answer.incidents[0].incident.before, QString());
    // A turn without the code is held against all, the newest where there are too many.
    EXPECT_EQ(compare(hers).earlier, 3);
    const CompareAnswer newest = compare(hers, 1);
    ASSERT_EQ(newest.incidents.size(), 1);
    EXPECT_EQ(newest.incidents[0].incident.place, place(QStringLiteral("b"), 2));
    EXPECT_ERROR(compareIncidents(db(), {m_code.id, ada().id, TurnId::create()}), ErrorCode::NotFound);
}

TEST_F(ComparisonStore, KeepsOneVerdictForAPairAndCountsThem)
{
    put(QStringLiteral("a"), 0, 10);
    put(QStringLiteral("a"), 2, 20);
    put(QStringLiteral("b"), 2, 30);
    const TurnPlace first = place(QStringLiteral("a"), 0);
    const TurnPlace second = place(QStringLiteral("a"), 2);
    const TurnPlace third = place(QStringLiteral("b"), 2);
    const QString before = test::dumpOfRecordedTables(db());
    ASSERT_OK(give(third, first, ComparisonVerdict::Fits));
    ASSERT_OK(give(third, second, ComparisonVerdict::Negative, QStringLiteral("not even close")));
    ASSERT_OK(give(third, first, ComparisonVerdict::Split)); // thought better of it
    EXPECT_ERROR(give(third, third, ComparisonVerdict::Fits), ErrorCode::NotPossible);

    const CompareAnswer answer = compare(third);
    EXPECT_EQ(answer.verdicts.value(first.turn).verdict, ComparisonVerdict::Split);
    EXPECT_EQ(answer.verdicts.value(second.turn).note, QStringLiteral("not even close"));
    EXPECT_EQ(answer.counts.verdicts.value(ComparisonVerdict::Fits), 0);
    EXPECT_EQ(answer.counts.verdicts.value(ComparisonVerdict::Split), 1);
    EXPECT_EQ(answer.counts.verdicts.value(ComparisonVerdict::Negative), 1);
    EXPECT_EQ(answer.counts.incidents, 3);
    EXPECT_EQ(answer.counts.comparable, 2);
    EXPECT_EQ(answer.counts.compared, 1);
    EXPECT_EQ(answer.counts.coverage(), 0.5);
    EXPECT_EQ(ComparisonCounts().coverage(), std::nullopt);

    const auto rows = comparisonsOf(db(), ada().id);
    ASSERT_OK(rows);
    ASSERT_EQ(rows->size(), 2);
    const QByteArray csv = comparisonsCsv(*rows);
    EXPECT_TRUE(csv.contains("add_filter,negative,b,3,\"turn 3 of b, \"\"quoted\"\"\",a,3,")) << csv.data();
    EXPECT_TRUE(csv.contains("not even close"));

    for (int i = 0; i < 3; ++i)
        ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_EQ(test::dumpOfRecordedTables(db()), before);
}
