#include "core/cascade/drawplans.h"
#include "core/cascade/lorenz.h"
#include "core/cascade/plandiagnosis.h"
#include "core/cascade/planner.h"
#include "core/catalogue/catalogueimport.h"
#include "tests/core/cascade/syntheticcatalogue.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

#include <cmath>

using namespace antiphon;
using namespace antiphon::test;

namespace {

PlanTurn user(const QStringList& intents, const QStringList& attributes, qint64 pool = 0)
{
    PlanTurn turn;
    turn.intents = intents;
    turn.attributes = attributes;
    turn.pool = pool;
    return turn;
}

PlanTurn reply(const QStringList& actions, std::vector<quint32> tracks = {}, qint64 pool = 0)
{
    PlanTurn turn;
    turn.role = Role::System;
    turn.intents = actions;
    turn.tracks = std::move(tracks);
    turn.pool = pool;
    return turn;
}

const LabelTable& tableNamed(const QList<LabelTable>& tables, const char* name)
{
    for (const LabelTable& table : tables)
        if (table.name == QLatin1String(name))
            return table;
    static const LabelTable none;
    return none;
}

const TableDistance& distanceNamed(const QList<TableDistance>& distances, const char* name)
{
    for (const TableDistance& distance : distances)
        if (distance.table == QLatin1String(name))
            return distance;
    static const TableDistance none;
    return none;
}

double weightOf(const LabelTable& table, const char* label)
{
    const auto found = table.weights.find(QLatin1String(label));
    return found == table.weights.end() ? 0 : found->second;
}

Track labelled(const QStringList& values)
{
    static int number = 0;
    Track track;
    track.externalId = QStringLiteral("t%1").arg(number++);
    for (const QString& text : values)
        track.values << *AttributeValue::fromText(text);
    return track;
}

} // namespace

TEST(LabelTables, CountByPlaceLeadingActionAndStep)
{
    LabelTally tally;
    tally.add(
        Plan{0,
             {user({QStringLiteral("add_filter"), QStringLiteral("initial_query")},
                   {QStringLiteral("genre:rock"), QStringLiteral("!genre:pop"), QStringLiteral("mood:sad")}),
              reply({QStringLiteral("passive_recommend"), QStringLiteral("detail_attribute_request")}),
              user({QStringLiteral("continue")}, {QStringLiteral("continue:continue")}),
              reply({QStringLiteral("passive_recommend")}), user({}, {})}});
    const auto tables = tally.tables();
    // The taxonomy's order, whatever the plan's.
    EXPECT_EQ(weightOf(tableNamed(tables, "first intents"), "initial_query+add_filter") +
                  weightOf(tableNamed(tables, "first intents"), "add_filter+initial_query"),
              1);
    EXPECT_EQ(weightOf(tableNamed(tables, "intents after detail_attribute_request"), "continue"), 1);
    EXPECT_EQ(tableNamed(tables, "intents after passive_recommend").missing, 1);
    EXPECT_EQ(tableNamed(tables, "first types").weights,
              (std::map<QString, double>{{QStringLiteral("genre"), 1}, {QStringLiteral("mood"), 1}}));
    EXPECT_EQ(tableNamed(tables, "later types").sum(), 0);
    EXPECT_EQ(weightOf(tableNamed(tables, "lengths"), "5"), 1);
    EXPECT_EQ(tableNamed(tables, "first actions").sum(), 1);
    EXPECT_EQ(tableNamed(tables, "later actions").sum(), 1);
    EXPECT_EQ(tableNamed(tables, "last actions").sum(), 0);
    EXPECT_EQ(weightOf(tableNamed(tables, "user to system"), "continue > passive_recommend"), 1);
    EXPECT_EQ(tableNamed(tables, "user to system").sum(), 5);
    EXPECT_EQ(tableNamed(tables, "system to user").missing, 1);
}

TEST(LabelTables, OfARecipeMixBesideActionsIntoTheSets)
{
    Recipe recipe = defaultRecipe();
    recipe.firstActions = {{{QStringLiteral("passive_recommend")}, 1}};
    recipe.besideActions = {{QStringLiteral("sympathetic_response"), 0.25}};
    const auto tables = tablesOfRecipe(recipe, {QStringLiteral("genre")});
    const LabelTable& actions = tableNamed(tables, "first actions");
    EXPECT_NEAR(weightOf(actions, "passive_recommend"), 0.75, 1e-12);
    EXPECT_NEAR(actions.sum(), 1, 1e-12);
    EXPECT_EQ(actions.weights.size(), 2U);
    EXPECT_EQ(tableNamed(tables, "first types").weights.size(), 1U);
    EXPECT_FALSE(actions.isCounted);
}

TEST(PlanDistances, EqualTheDefinitionsOnASmallTable)
{
    LabelTable plans{QStringLiteral("lengths"), {{QStringLiteral("4"), 30}, {QStringLiteral("6"), 10}}};
    LabelTable coding{QStringLiteral("lengths"), {{QStringLiteral("4"), 10}, {QStringLiteral("6"), 30}}};
    const auto found = planDistances({plans}, {coding}).first();
    EXPECT_DOUBLE_EQ(*found.totalVariation.value, 0.5);
    // (30, 10; 10, 30): chi-square 80 (900 - 100)^2 / 40^4 = 20, V = sqrt(20 / 80).
    EXPECT_NEAR(*found.chiSquare, 20, 1e-9);
    EXPECT_EQ(found.degrees, 1);
    EXPECT_NEAR(*found.effect.value, 0.5, 1e-12);
    EXPECT_LT(*found.p, 1e-4);

    LabelTable recipe{QStringLiteral("lengths"), {{QStringLiteral("4"), 1}, {QStringLiteral("6"), 1}}, false};
    const auto fit = planDistances({plans}, {recipe}).first();
    EXPECT_NEAR(*fit.chiSquare, 10, 1e-9);
    EXPECT_NEAR(*fit.effect.value, 0.5, 1e-12);
    EXPECT_EQ(fit.referenceN, 0);

    const auto none = planDistances({plans}, {}).first();
    EXPECT_FALSE(none.totalVariation.value || none.effect.value);
    EXPECT_FALSE(none.totalVariation.reason.empty());
}

TEST(ValueCoherence, EqualsTheDefinitionsCountedByHand)
{
    // N = 4; rock 2, sad 2, both 1; jazz 1, never with sad.
    const auto index = CatalogueIndex::fromTracks(
        {labelled({QStringLiteral("genre:rock"), QStringLiteral("mood:sad")}),
         labelled({QStringLiteral("genre:rock")}), labelled({QStringLiteral("mood:sad")}),
         labelled({QStringLiteral("genre:jazz")})});
    ValuePairs pairs(*index);
    const auto filter = [](const char* text) { return *filterFromText(QString::fromLatin1(text)); };
    pairs.add({filter("genre:rock"), filter("!genre:pop"), filter("mood:sad")}); // the exclude is passed over
    pairs.add({filter("mood:sad"), filter("genre:jazz")});
    pairs.add({filter("mood:sad"), filter("genre:techno")}); // not in the catalogue
    const auto figures = coherenceOf(*index, pairs);
    EXPECT_NEAR(*figures.pmi.value, std::log2(4.0 * 1 / (2 * 2)), 1e-12);
    EXPECT_EQ(figures.pmi.n, 1);
    EXPECT_EQ(figures.pmi.missing, 2);
    EXPECT_NEAR(*figures.lift.value, (1.0 + 0.0) / 2, 1e-12);
    EXPECT_NEAR(*figures.normalised.value, (0.0 - 1.0) / 2, 1e-12);
    EXPECT_EQ(figures.normalised.missing, 1);
    EXPECT_EQ(tracksWithBoth(*index, pairs.pairs()), (std::vector<quint32>{1, 0}));
}

TEST(ValueCoherence, CountsAsACutOfSetsDoes)
{
    const auto index = syntheticCatalogue(600, 4);
    Random random(9);
    std::vector<ValuePairs::Pair> pairs;
    for (int i = 0; i < 300; ++i)
        pairs.push_back({static_cast<ValueId>(random.below(index->valueCount())),
                         static_cast<ValueId>(random.below(index->valueCount())), 1});
    const auto counts = tracksWithBoth(*index, pairs);
    for (std::size_t i = 0; i < pairs.size(); ++i)
        EXPECT_EQ(counts[i],
                  (index->tracksWith(pairs[i].first) & index->tracksWith(pairs[i].second)).cardinality());
}

// Pairs that know nothing of the catalogue, and types that know nothing of each other: any p is as likely as
// any other.
TEST(ValueCoherence, OfAShuffledCatalogueHasAUniformP)
{
    double sum = 0;
    int low = 0;
    const int runs = 60;
    for (int run = 0; run < runs; ++run) {
        const auto index = syntheticCatalogue(150, 100 + static_cast<quint64>(run));
        Random random(static_cast<quint64>(run));
        ValuePairs pairs(*index);
        const int genre = index->typeIndex(QStringLiteral("genre"));
        const int mood = index->typeIndex(QStringLiteral("mood"));
        for (int i = 0; i < 12; ++i) {
            const auto drawn = [&](int type) {
                const IndexedType& each = index->types()[static_cast<std::size_t>(type)];
                const auto value = index->attributeValue(each.firstValue +
                                                         static_cast<ValueId>(random.below(each.valueCount)));
                return Filter{value.type, value.value};
            };
            pairs.add({drawn(genre), drawn(mood)});
        }
        const auto found = testCoherence(*index, pairs, 39, 7, 1, {}, {});
        ASSERT_OK(found);
        sum += *found->normalised.p;
        low += *found->normalised.p <= 0.1 ? 1 : 0;
    }
    EXPECT_NEAR(sum / runs, 0.5, 0.13); // 3.5 standard errors
    EXPECT_LE(low, 15);                 // 6 are expected
}

TEST(ValueCoherence, OfRealPairsIsSignificantAndTheSameForAnyThreads)
{
    QList<Track> tracks;
    for (int i = 0; i < 200; ++i)
        tracks << labelled(i % 2 ? QStringList{QStringLiteral("genre:rock"), QStringLiteral("mood:loud")}
                                 : QStringList{QStringLiteral("genre:folk"), QStringLiteral("mood:calm")});
    const auto index = CatalogueIndex::fromTracks(tracks);
    ValuePairs pairs(*index);
    pairs.add({{QStringLiteral("genre"), QStringLiteral("rock")},
               {QStringLiteral("mood"), QStringLiteral("loud")}});
    const auto one = testCoherence(*index, pairs, 99, 3, 1, {}, {});
    const auto two = testCoherence(*index, pairs, 99, 3, 2, {}, {});
    ASSERT_OK(one);
    ASSERT_OK(two);
    EXPECT_DOUBLE_EQ(*one->lift.p, 0.01);
    EXPECT_DOUBLE_EQ(*one->lift.observed.value, 2.0);
    EXPECT_NEAR(*one->lift.shuffledMean, 1.0, 0.1);
    EXPECT_EQ(*one->lift.shuffledMean, *two->lift.shuffledMean);
    CancelToken cancel;
    cancel.cancel();
    EXPECT_ERROR(testCoherence(*index, pairs, 99, 3, 2, cancel, {}), ErrorCode::Cancelled);
}

TEST(PoolCurves, AreQuartilesByTurn)
{
    PoolTally tally;
    for (const qint64 pool : {10, 20, 30, 40})
        tally.add(Plan{0, {user({}, {}, pool), reply({}, {}, pool)}});
    tally.add(Plan{4, {user({}, {}, 50)}});
    const auto steps = tally.steps();
    ASSERT_EQ(steps.size(), 2);
    EXPECT_EQ(steps[0].plans, 5);
    EXPECT_DOUBLE_EQ(steps[0].median, 30);
    EXPECT_DOUBLE_EQ(steps[0].lowerQuartile, 20);
    EXPECT_EQ(steps[0].largest, 50);
    EXPECT_DOUBLE_EQ(steps[1].median, 25);
    EXPECT_DOUBLE_EQ(steps[1].upperQuartile, 32.5);
}

TEST(PlanRepeats, FindTheLongestSharedRunAsBruteForceDoes)
{
    Random random(5);
    RepeatTally tally;
    QList<QList<QString>> plans;
    for (int i = 0; i < 40; ++i) {
        Plan plan;
        plan.ordinal = i;
        QList<QString> symbols;
        const auto turns = static_cast<int>(4 + random.below(10));
        for (int turn = 0; turn < turns; ++turn) {
            const QString label = QString::number(random.below(4));
            plan.turns << (turn % 2 ? reply({label}) : user({label}, {}));
            symbols << (turn % 2 ? QStringLiteral("s") : QStringLiteral("u")) + label;
        }
        tally.add(plan);
        plans << symbols;
    }
    int longest = 0;
    for (int a = 0; a < plans.size(); ++a)
        for (int b = a + 1; b < plans.size(); ++b)
            for (int i = 0; i < plans[a].size(); ++i)
                for (int j = 0; j < plans[b].size(); ++j) {
                    int run = 0;
                    while (i + run < plans[a].size() && j + run < plans[b].size() &&
                           plans[a][i + run] == plans[b][j + run])
                        ++run;
                    longest = std::max(longest, run);
                }
    const auto repeats = tally.repeats();
    EXPECT_GT(longest, 2);
    EXPECT_EQ(repeats.longestLabels.turns, longest);
    EXPECT_NE(repeats.longestLabels.first, repeats.longestLabels.second);
    EXPECT_EQ(repeats.longestLabels.labels.size(), longest);
    QSet<QString> pairs;
    qint64 all = 0;
    for (const auto& plan : std::as_const(plans))
        for (int i = 0; i + 2 <= plan.size(); ++i, ++all)
            pairs << plan[i] + plan[i + 1];
    EXPECT_EQ(repeats.labelRuns[0].runs, all);
    EXPECT_EQ(repeats.labelRuns[0].different, pairs.size());
}

TEST(PlanRepeats, TellWholeTurnsFromLabelSetsAndCountSequences)
{
    RepeatTally tally;
    tally.add(
        Plan{0, {user({QStringLiteral("a")}, {QStringLiteral("genre:rock")}), reply({QStringLiteral("b")})}});
    tally.add(
        Plan{1, {user({QStringLiteral("a")}, {QStringLiteral("genre:pop")}), reply({QStringLiteral("b")})}});
    tally.add(Plan{2, {user({QStringLiteral("c")}, {}), reply({QStringLiteral("b")})}});
    const auto repeats = tally.repeats();
    EXPECT_EQ(repeats.longestLabels.turns, 2);
    EXPECT_EQ(repeats.longestTurns.turns, 1);
    EXPECT_EQ(repeats.differentSequences, 2);
    EXPECT_EQ(repeats.commonest.first().plans, 2);
    EXPECT_EQ(repeats.labelRuns[0].repeated, 2);
    EXPECT_EQ(repeats.turnRuns[0].repeated, 0);
    EXPECT_EQ(RepeatTally().repeats().longestLabels.turns, 0);
}

TEST(LorenzCurve, IsTheDiagonalForEqualCountsAndBendsForOthers)
{
    const auto even = lorenzOf(std::vector<quint32>(200, 3));
    ASSERT_EQ(even.size(), 101U);
    EXPECT_NEAR(even[40], 0.4, 1e-12);
    std::vector<quint32> uneven(100, 0);
    uneven[7] = 10;
    EXPECT_EQ(lorenzOf(uneven)[99], 0.0);
    EXPECT_EQ(lorenzOf(uneven)[100], 1.0);
    EXPECT_TRUE(lorenzOf({0, 0}).empty());
}

class PlanDiagnosisTest : public testing::Test
{
protected:
    void SetUp() override
    {
        QByteArray table("ID\tGENRE\tMOOD\tTHEME\n");
        Random random(2);
        for (int i = 0; i < 800; ++i)
            table += "t" + QByteArray::number(i) + "\tg" + QByteArray::number(random.below(9)) + "\tm" +
                     QByteArray::number(random.below(7)) + "\tw" + QByteArray::number(random.below(5)) + '\n';
        const QString path = m_project.writeFile(QStringLiteral("t.tsv"), table);
        const auto preview = previewTable(path, 5);
        ASSERT_OK(preview);
        const auto imported =
            importCatalogue(db(), {QStringLiteral("ada")}, path, guessCatalogueMap(*preview), {}, {}, {});
        ASSERT_OK(imported);
        const auto index = CatalogueIndex::load(db(), imported->catalogue.id);
        ASSERT_OK(index);
        m_index = *index;
        DrawRequest request;
        request.name = QStringLiteral("plans");
        request.count = 300;
        request.recipe = defaultRecipe();
        const auto drawn = drawPlans(db(), {QStringLiteral("ada")}, m_index, request, {}, {});
        ASSERT_OK(drawn);
        m_set = drawn->set;
    }
    const Connection& db() const { return m_project.connection(); }
    TemporaryProject m_project;
    std::shared_ptr<const CatalogueIndex> m_index;
    PlanSet m_set;
};

TEST_F(PlanDiagnosisTest, MeasuresASetAgainstItsRecipeAndTellsEveryFigure)
{
    DiagnosisRequest request;
    request.set = m_set;
    request.shuffles = 19;
    const auto found = diagnosePlans(db(), *m_index, request, {}, {});
    ASSERT_OK(found);
    EXPECT_EQ(found->planCount, 300);
    EXPECT_EQ(found->reference, QStringLiteral("the recipe human shares"));
    ASSERT_EQ(found->distances.size(), labelTableNames().size());
    EXPECT_LT(*distanceNamed(found->distances, "first intents").totalVariation.value, 0.3); // small pools
    EXPECT_LT(*distanceNamed(found->distances, "lengths").totalVariation.value, 0.12);
    EXPECT_FALSE(distanceNamed(found->distances, "user to system").totalVariation.value);
    EXPECT_EQ(found->coherence.pmi.shuffles, 19);
    EXPECT_TRUE(found->balance.tracks.gini);
    EXPECT_EQ(found->pools.first().plans, 300);
    EXPECT_GT(found->repeats.longestLabels.turns, 3);
    const QByteArray csv = diagnosisCsv(*found);
    for (const char* needle :
         {"distance,first intents,", "coherence,lift,", "Gini,tracks,", "pool,turn 1,", "repeats,"})
        EXPECT_TRUE(csv.contains(needle)) << needle;
    EXPECT_TRUE(distanceRowsCsv(found->distances).startsWith("table,label,count,plans,reference\n"));
}

TEST_F(PlanDiagnosisTest, StopsWhenAsked)
{
    DiagnosisRequest request;
    request.set = m_set;
    CancelToken cancel;
    cancel.cancel();
    EXPECT_ERROR(diagnosePlans(db(), *m_index, request, cancel, {}), ErrorCode::Cancelled);
}
