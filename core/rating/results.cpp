#include "core/rating/results.h"

#include "core/statistics/descriptive.h"
#include "core/statistics/effectsize.h"

#include <QMap>

namespace antiphon {

namespace {

using statistics::Observation;

// Numbers from 0 for whatever comes, in the order of coming.
template<typename Key>
class Numbering
{
public:
    int of(const Key& key)
    {
        const auto found = m_numbers.constFind(key);
        return found != m_numbers.cend() ? *found
                                         : *m_numbers.insert(key, static_cast<int>(m_numbers.size()));
    }
    qsizetype size() const { return m_numbers.size(); }

private:
    QHash<Key, int> m_numbers;
};

// The answers to one criterion, sorted for each statistic.
struct Sorted
{
    QList<std::vector<Observation>> byCondition;
    statistics::RatingTable table; // raters by items
};

Sorted sortAnswers(const QString& criterion, qsizetype conditions, const QHash<SourceId, qsizetype>& places,
                   const QStringList& raters, const QList<RatedAnswer>& answers, qsizetype itemsInAll)
{
    Sorted sorted;
    sorted.byCondition.resize(conditions);
    sorted.table.rows.assign(static_cast<std::size_t>(raters.size()),
                             std::vector<std::optional<double>>(static_cast<std::size_t>(itemsInAll)));
    Numbering<ItemId> items;
    for (const RatedAnswer& answer : answers) {
        if (answer.criterion != criterion)
            continue;
        const auto rater = static_cast<int>(raters.indexOf(answer.rater));
        const int item = items.of(answer.item);
        if (rater < 0 || item >= itemsInAll)
            continue;
        sorted.byCondition[places.value(answer.source)].push_back(
            {static_cast<double>(answer.value), item, rater});
        sorted.table.rows[static_cast<std::size_t>(rater)][static_cast<std::size_t>(item)] = answer.value;
    }
    return sorted;
}

std::vector<double> valuesOf(const std::vector<Observation>& observations)
{
    std::vector<double> values;
    for (const Observation& one : observations)
        values.push_back(one.value);
    return values;
}

// One value a dialogue, so that rank tests count dialogues and not answers.
std::vector<double> itemMeans(const std::vector<Observation>& observations)
{
    QMap<int, std::pair<double, int>> sums;
    for (const Observation& one : observations) {
        auto& [sum, count] = sums[one.item];
        sum += one.value;
        ++count;
    }
    std::vector<double> means;
    for (const auto& [sum, count] : std::as_const(sums))
        means.push_back(sum / count);
    return means;
}

statistics::BootstrapOptions bootstrapOptions(const StudyDefinition& definition, const ResultOptions& options)
{
    statistics::BootstrapOptions bootstrap;
    bootstrap.seed = definition.seed;
    bootstrap.replicates = options.replicates;
    bootstrap.clusters = options.clusters;
    bootstrap.level = 1.0 - definition.alpha;
    return bootstrap;
}

ConditionResult conditionResult(const ConditionResult& condition,
                                const std::vector<Observation>& observations,
                                const StudyDefinition& definition, qint64 expected,
                                const ResultOptions& options)
{
    ConditionResult result = condition;
    const std::vector<double> values = valuesOf(observations);
    const qint64 missing = expected - static_cast<qint64>(values.size());
    result.mean = statistics::clusteredMean(observations, bootstrapOptions(definition, options));
    result.median = statistics::median(values);
    result.deviation = statistics::standardDeviation(values);
    for (auto* estimate : {&result.mean, &result.median, &result.deviation})
        estimate->missing = missing;
    result.distribution = statistics::distribution(values, definition.points);
    return result;
}

PairResult pairResult(qsizetype first, qsizetype second, const Sorted& sorted,
                      const StudyDefinition& definition, qint64 expected, const ResultOptions& options)
{
    const auto& a = sorted.byCondition[first];
    const auto& b = sorted.byCondition[second];
    PairResult pair{first, second, {}, {}, {}, 1.0};
    pair.difference = statistics::clusteredDifference(
        a, b, definition.margin, bootstrapOptions(definition, options), definition.alpha);
    const qint64 missing = 2 * expected - static_cast<qint64>(a.size() + b.size());
    pair.difference.wide.missing = pair.difference.narrow.missing = missing;
    const std::vector<double> meansA = itemMeans(a);
    const std::vector<double> meansB = itemMeans(b);
    pair.delta = statistics::cliffDelta(meansA, meansB);
    pair.delta.method += ", dialogue means";
    pair.test = statistics::mannWhitney(meansA, meansB);
    pair.test.method += ", dialogue means";
    return pair;
}

void adjust(QList<CriterionResult>& results)
{
    std::vector<double> p;
    std::vector<double*> targets;
    for (CriterionResult& result : results) {
        for (PairResult& pair : result.pairs) {
            const auto& own = pair.test.exactP ? pair.test.exactP : pair.test.p;
            if (own) {
                p.push_back(*own);
                targets.push_back(&pair.adjustedP);
            }
        }
    }
    const std::vector<double> adjusted = statistics::holm(p);
    for (std::size_t i = 0; i < targets.size(); ++i)
        *targets[i] = adjusted[i];
}

QList<RaterProgress> progressOf(const QList<PacketRow>& rows, const QHash<PacketId, qint64>& counts,
                                qint64 expected)
{
    QList<RaterProgress> progress;
    for (const PacketRow& row : rows) {
        const qint64 answers = counts.value(row.id);
        progress << RaterProgress{row.rater, answers, expected - answers, row.collectedAt};
    }
    return progress;
}

} // namespace

QList<CriterionResult> resultsOf(const StudyDefinition& definition, const QList<ConditionResult>& conditions,
                                 const QHash<SourceId, qsizetype>& places, const QStringList& raters,
                                 const QList<RatedAnswer>& answers, const ResultOptions& options)
{
    const qsizetype itemsInAll = conditions.size() * definition.itemsPerSource;
    const qint64 expected = static_cast<qint64>(definition.itemsPerSource) * raters.size(); // of a condition
    QList<CriterionResult> results;
    for (const Criterion& criterion : definition.criteria) {
        const Sorted sorted =
            sortAnswers(criterion.key, conditions.size(), places, raters, answers, itemsInAll);
        CriterionResult result;
        result.criterion = criterion;
        for (qsizetype i = 0; i < conditions.size(); ++i) {
            result.conditions << conditionResult(conditions[i], sorted.byCondition[i], definition, expected,
                                                 options);
            result.answers += static_cast<qint64>(sorted.byCondition[i].size());
        }
        for (qsizetype i = 0; i < conditions.size(); ++i) {
            for (qsizetype j = i + 1; j < conditions.size(); ++j)
                result.pairs << pairResult(i, j, sorted, definition, expected, options);
        }
        auto bootstrap = bootstrapOptions(definition, options);
        bootstrap.replicates = qMin(options.replicates, 2000); // each of them computes a whole alpha
        result.agreement = statistics::krippendorffAlpha(sorted.table, statistics::Scale::Ordinal, bootstrap);
        result.missing = expected * conditions.size() - result.answers;
        results << result;
    }
    adjust(results);
    return results;
}

Result<StudyResults> studyResults(const Connection& connection, const Study& study,
                                  const ResultOptions& options)
{
    if (study.state != StudyState::Frozen)
        return fail(ErrorCode::NotPossible,
                    QStringLiteral("analysing the study %1").arg(study.definition.name),
                    QStringLiteral("it is not frozen yet"));
    StudyResults results;
    results.study = study;
    results.replicates = options.replicates;
    ANTIPHON_TRY_ASSIGN(results.unblindings, unblindings(connection, study.id));
    results.unblinded = !results.unblindings.isEmpty();
    ANTIPHON_TRY_ASSIGN(results.sealIntact, isSealIntact(connection, study));
    ANTIPHON_TRY_ASSIGN(const QList<Condition> keyed, conditions(connection, study.id));
    QList<ConditionResult> blind;
    QHash<SourceId, qsizetype> places;
    for (const Condition& condition : keyed) {
        ConditionResult result;
        result.letter = condition.letter;
        result.name = results.unblinded ? condition.sourceName : QString();
        places.insert(condition.source, blind.size());
        blind << result;
    }
    ANTIPHON_TRY_ASSIGN(const QList<PacketRow> rows, packets(connection, study.id));
    ANTIPHON_TRY_ASSIGN(const auto counts, answerCounts(connection, study.id));
    results.items = keyed.size() * static_cast<qint64>(study.definition.itemsPerSource);
    results.raters = progressOf(rows, counts, results.items * study.definition.criteria.size());
    QStringList raters;
    for (const RaterProgress& rater : results.raters) {
        raters << rater.rater;
        results.answers += rater.answers;
        results.missing += rater.missing;
    }
    ANTIPHON_TRY_ASSIGN(const QList<RatedAnswer> answers, ratedAnswers(connection, study.id));
    results.criteria = resultsOf(study.definition, blind, places, raters, answers, options);
    return results;
}

} // namespace antiphon
