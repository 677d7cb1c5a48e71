// Studies whose truth is known go through the results as real ones do, and get the verdict that they deserve
// as often as the planner says.
#include "core/rating/results.h"
#include "core/rating/studyplanner.h"
#include "tests/support/resultassertions.h"

#include <cmath>

using namespace antiphon;

namespace {

constexpr int repetitions = 500;
constexpr int raters = 5;
constexpr int items = 60; // of each condition

PlanAssumptions assumptionsWith(double effect, double margin)
{
    PlanAssumptions assumptions;
    assumptions.effect = effect;
    assumptions.margin = margin;
    assumptions.raterVariance = 0.2;
    assumptions.itemVariance = 0.3;
    assumptions.replicates = 400;
    assumptions.simulations = 2000;
    return assumptions;
}

struct Answered
{
    StudyDefinition definition;
    QList<ConditionResult> conditions;
    QHash<SourceId, qsizetype> places;
    QList<RatedAnswer> answers;

    explicit Answered(const MadeUpStudy& study, double margin)
    {
        definition.name = QStringLiteral("made up");
        definition.itemsPerSource = items;
        definition.criteria = {presetCriteria().constFirst()};
        definition.raters = numberedRaters(raters);
        definition.margin = margin;
        definition.seed = study.bootstrapSeed;
        add(study.first, QStringLiteral("A"));
        add(study.second, QStringLiteral("B"));
    }

    void add(const std::vector<statistics::Observation>& observations, const QString& letter)
    {
        const SourceId source = SourceId::create();
        places.insert(source, conditions.size());
        ConditionResult condition;
        condition.letter = letter;
        conditions << condition;
        QHash<int, ItemId> ids;
        for (const statistics::Observation& one : observations) {
            if (!ids.contains(one.item))
                ids.insert(one.item, ItemId::createOpaque());
            RatedAnswer answer;
            answer.item = ids.value(one.item);
            answer.source = source;
            answer.rater = definition.raters.at(one.rater);
            answer.criterion = definition.criteria.constFirst().key;
            answer.value = static_cast<int>(one.value);
            answers << answer;
        }
    }
};

struct Rates
{
    double equivalent = 0.0;
    double different = 0.0;
    double firstIsBetter = 0.0; // and different
    double secondNotWorse = 0.0;
    double difference = 0.0; // of the means, second less first
};

Rates ratesOf(const PlanAssumptions& planned)
{
    PlanAssumptions assumptions = planned;
    assumptions.seed = 977; // other studies than the planner's
    Rates rates;
    for (int repetition = 0; repetition < repetitions; ++repetition) {
        const Answered study(makeUpStudy(assumptions, raters, items, static_cast<quint64>(repetition)),
                             assumptions.margin);
        ResultOptions options;
        options.replicates = assumptions.replicates;
        options.further = false;
        const auto results = resultsOf(study.definition, study.conditions, study.places,
                                       study.definition.raters, study.answers, options);
        const statistics::Difference& found = results.constFirst().pairs.constFirst().difference;
        using enum statistics::Verdict;
        const auto verdict = found.verdict.value_or(Inconclusive);
        const double share = 1.0 / repetitions;
        rates.equivalent += verdict == Equivalent || verdict == Both ? share : 0.0;
        rates.different += verdict == Different || verdict == Both ? share : 0.0;
        rates.firstIsBetter += verdict == Different && *found.wide.value > 0.0 ? share : 0.0;
        rates.secondNotWorse += secondNotWorse(found).value_or(false) ? share : 0.0;
        rates.difference -= *found.wide.value * share;
    }
    return rates;
}

// What 500 repetitions may stray from the planner's 2,000: three and a half standard errors of the
// difference.
double mayStray(double rate)
{
    return 3.5 * std::sqrt(std::max(0.01, rate * (1.0 - rate)) * (1.0 / repetitions + 1.0 / 2000));
}

PlanCell plannedFor(const PlanAssumptions& assumptions)
{
    const auto cells = simulatePlan(assumptions, {raters}, {items}, 2);
    EXPECT_OK(cells);
    return cells->constFirst();
}

void expectAsPlanned(const Rates& rates, const PlanCell& planned)
{
    EXPECT_NEAR(rates.equivalent, *planned.equivalent.value, mayStray(*planned.equivalent.value));
    EXPECT_NEAR(rates.different, *planned.different.value, mayStray(*planned.different.value));
}

} // namespace

TEST(VerdictRates, EqualConditionsAreFoundEquivalent)
{
    const PlanAssumptions assumptions = assumptionsWith(0.0, 0.3);
    const PlanCell planned = plannedFor(assumptions);
    const Rates rates = ratesOf(assumptions);
    expectAsPlanned(rates, planned);
    EXPECT_NEAR(rates.difference, 0.0, 0.02);
    EXPECT_GE(rates.equivalent, 0.75);       // planned
    EXPECT_LE(rates.different, 0.05 + 0.04); // alpha, with few dialogues a little more
    RecordProperty("equivalent", std::to_string(rates.equivalent));
}

TEST(VerdictRates, WorseByThreeTenthsIsFoundDifferent)
{
    const PlanAssumptions assumptions = assumptionsWith(-0.54, 0.3);
    const PlanCell planned = plannedFor(assumptions);
    const Rates rates = ratesOf(assumptions);
    expectAsPlanned(rates, planned);
    EXPECT_NEAR(rates.difference, -0.3, 0.02);
    EXPECT_GE(rates.different, 0.75); // planned
    EXPECT_GE(rates.firstIsBetter, 0.75);
    EXPECT_LE(rates.equivalent, 0.05 + 0.06); // the truth lies on the margin: alpha
    EXPECT_LE(rates.secondNotWorse, 0.05 + 0.06);
    RecordProperty("different", std::to_string(rates.different));
}

TEST(VerdictRates, BetterIsFoundDifferentAndNeverWorse)
{
    const PlanAssumptions assumptions = assumptionsWith(0.9, 0.3);
    const PlanCell planned = plannedFor(assumptions);
    const Rates rates = ratesOf(assumptions);
    expectAsPlanned(rates, planned);
    EXPECT_GT(rates.difference, 0.3);
    EXPECT_GE(rates.different, 0.9);
    EXPECT_EQ(rates.firstIsBetter, 0.0);
    EXPECT_GE(rates.secondNotWorse, 0.99);
    RecordProperty("different", std::to_string(rates.different));
}
