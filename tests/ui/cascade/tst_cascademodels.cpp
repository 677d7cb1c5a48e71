#include "core/cascade/planner.h"
#include "tests/core/cascade/syntheticcatalogue.h"
#include "tests/support/resultassertions.h"
#include "ui/cascade/filterpopup.h"
#include "ui/cascade/nextvalueslist.h"
#include "ui/cascade/plandocument.h"
#include "ui/cascade/plansetmodel.h"
#include "ui/cascade/trackmodel.h"

#include <QAbstractItemModelTester>

using namespace antiphon;
using namespace antiphon::test;

TEST(NextRows, HeadEachTypeAndFilterByWords)
{
    const auto index = syntheticCatalogue(500, 2);
    const auto answer = answerCascade(*index, {}, 1, 5, 50);
    ASSERT_OK(answer);
    const auto rows = nextRows(*index, answer->next, {}, 3);
    ASSERT_FALSE(rows.isEmpty());
    EXPECT_FALSE(rows[0].heading.isEmpty());
    EXPECT_TRUE(rows[1].heading.isEmpty());
    for (const NextRow& row : nextRows(*index, answer->next, QStringLiteral("MOOD 1"), 50))
        EXPECT_TRUE(row.heading == QLatin1String("mood") || row.value.value.contains(QLatin1Char('1')));
    EXPECT_TRUE(nextRows(*index, answer->next, QStringLiteral("nothing"), 50).isEmpty());

    NextValuesModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setRows(rows);
    EXPECT_FALSE(model.flags(model.index(0)) & Qt::ItemIsSelectable);
    model.setRows({});
}

TEST(FilterPopup, UnderstandsWhatIsTyped)
{
    const auto index = syntheticCatalogue(500, 2);
    const auto rows = matchingValues(*index, QStringLiteral("not genre 1"), 100);
    ASSERT_FALSE(rows.isEmpty());
    for (const NextRow& row : rows)
        EXPECT_TRUE(row.value.type == QLatin1String("genre") && row.value.value.contains(QLatin1Char('1')));
    EXPECT_EQ(typedSense(QStringLiteral("not genre 1")), Sense::Exclude);
    EXPECT_EQ(typedSense(QStringLiteral("!genre:x")), Sense::Exclude);
    EXPECT_EQ(typedSense(QStringLiteral("nothing")), Sense::Include);
    EXPECT_EQ(matchingValues(*index, QStringLiteral("year 1990-1999"), 10).value(0).value.value,
              QStringLiteral("1990-1999"));
}

TEST(PlanDocument, SaysWhatEachTurnDoes)
{
    const auto planner = Planner::create(syntheticCatalogue(3'000, 2), defaultRecipe(), 4);
    ASSERT_OK(planner);
    const Plan plan = planner->draw(0);
    const DialogueDocument document = planDocument(planner->index(), plan, PlanDetail::Whole);
    ASSERT_EQ(document.turns.size(), plan.turns.size());
    EXPECT_EQ(document.turns[1].tracks.size(), 10);
    EXPECT_FALSE(document.turns[0].note.isEmpty());
    EXPECT_EQ(document.turns[0].chips.size(), plan.turns[0].intents.size() + plan.turns[0].attributes.size());

    PlanTurn turn;
    turn.intents = {QStringLiteral("reject_response"), QStringLiteral("remove_filter"),
                    QStringLiteral("add_filter")};
    turn.attributes = {QStringLiteral("!mood:sad"), QStringLiteral("genre:rock")};
    turn.removed = {QStringLiteral("genre:rock")};
    EXPECT_EQ(turnWords(turn), QStringLiteral("Turns the list down, drops genre rock, wants no mood sad"));
}

TEST(CascadeTables, AreSoundModels)
{
    PlanSetModel sets;
    const QAbstractItemModelTester setsTester(&sets, QAbstractItemModelTester::FailureReportingMode::Fatal);
    PlanSet set;
    set.id = PlanSetId::create();
    set.name = QStringLiteral("one");
    sets.setSets({set, PlanSet()});
    EXPECT_EQ(sets.rowOf(set.id), 0);

    TrackModel tracks;
    const QAbstractItemModelTester tracksTester(&tracks,
                                                QAbstractItemModelTester::FailureReportingMode::Fatal);
    Track track;
    track.externalId = QStringLiteral("t1");
    track.numbers << NumberValue{QStringLiteral("year"), 1999};
    tracks.setTracks({track});
    EXPECT_EQ(tracks.index(0, 0).data().toString(), QStringLiteral("t1"));
    EXPECT_EQ(tracks.index(0, 2).data().toString(), QStringLiteral("1999"));
}
