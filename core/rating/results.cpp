#include "core/rating/results.h"

#include "core/base/parallel.h"
#include "core/corpus/corpusstore.h"
#include "core/rating/designstore.h"
#include "core/rating/resamples.h"
#include "core/statistics/descriptive.h"
#include "core/statistics/effectsize.h"

namespace antiphon {

namespace {

using statistics::Observation;

std::vector<double> valuesOf(const std::vector<Observation>& observations)
{
    std::vector<double> values;
    for (const Observation& one : observations)
        values.push_back(one.value);
    return values;
}

statistics::BootstrapOptions bootstrapOptions(const StudyDefinition& definition, const ResultOptions& options)
{
    statistics::BootstrapOptions bootstrap;
    bootstrap.seed = definition.seed;
    bootstrap.replicates = options.replicates;
    bootstrap.clusters = options.clusters;
    bootstrap.level = 1.0 - definition.alpha;
    bootstrap.cancel = options.cancel;
    return bootstrap;
}

ConditionResult conditionResult(const ConditionResult& condition,
                                const std::vector<Observation>& observations,
                                const StudyDefinition& definition, const AskedCount& asked,
                                const ResultOptions& options)
{
    ConditionResult result = condition;
    const std::vector<double> values = valuesOf(observations);
    const qint64 missing = asked.asked - asked.skipped - static_cast<qint64>(values.size());
    result.skipped = asked.skipped;
    result.mean = statistics::clusteredMean(observations, bootstrapOptions(definition, options));
    auto fewer = bootstrapOptions(definition, options);
    fewer.replicates = heavyResamples(options.replicates, observations.size());
    result.median = statistics::clusteredMedian(observations, fewer);
    result.deviation = statistics::standardDeviation(values);
    for (auto* estimate : {&result.mean, &result.median, &result.deviation})
        estimate->missing = missing;
    result.distribution = statistics::distribution(values, definition.points);
    return result;
}

// Shares of wins with the interval for equivalence and, where a margin was declared, the verdict.
void addShares(PairResult& pair, const SortedAnswers& sorted, const StudyDefinition& definition,
               const ResultOptions& options)
{
    const auto& a = sorted.byCondition[pair.first];
    const auto& b = sorted.byCondition[pair.second];
    pair.dialogueWins.margin = definition.shareMargin;
    pair.dialogueWins.wide = pair.chance;
    pair.dialogueWins.narrow =
        statistics::a12(dialogueMeans(a), dialogueMeans(b), 1.0 - 2.0 * definition.alpha);
    pair.dialogueWins.narrow.method += ", dialogue means";
    statistics::setVerdict(pair.dialogueWins);
    auto fewer = bootstrapOptions(definition, options);
    fewer.replicates = heavyResamples(options.replicates, a.size() + b.size());
    pair.answerWins = statistics::clusteredWinRate(a, b, definition.shareMargin, fewer, definition.alpha);
    for (auto* estimate : {&pair.answerWins.wide, &pair.answerWins.narrow})
        estimate->missing = pair.difference.wide.missing;
}

PairResult pairResult(qsizetype first, qsizetype second, const SortedAnswers& sorted,
                      const StudyDefinition& definition, qint64 expected, const ResultOptions& options)
{
    const auto& a = sorted.byCondition[first];
    const auto& b = sorted.byCondition[second];
    PairResult pair;
    pair.first = first;
    pair.second = second;
    pair.difference = statistics::clusteredDifference(
        a, b, definition.margin, bootstrapOptions(definition, options), definition.alpha);
    const qint64 missing = expected - static_cast<qint64>(a.size() + b.size());
    pair.difference.wide.missing = pair.difference.narrow.missing = missing;
    const std::vector<double> meansA = dialogueMeans(a);
    const std::vector<double> meansB = dialogueMeans(b);
    pair.delta = statistics::cliffDelta(meansA, meansB, 1.0 - definition.alpha);
    pair.delta.method += ", dialogue means";
    pair.chance = statistics::a12(meansA, meansB, 1.0 - definition.alpha);
    pair.chance.method += ", dialogue means";
    addShares(pair, sorted, definition, options);
    pair.test = statistics::mannWhitney(meansA, meansB);
    pair.test.method += ", dialogue means";
    return pair;
}

void adjust(QList<CriterionResult>& results)
{
    std::vector<double> p;
    std::vector<PairResult*> targets;
    for (CriterionResult& result : results) {
        for (PairResult& pair : result.pairs) {
            const auto& own = pair.test.exactP ? pair.test.exactP : pair.test.p;
            if (own) {
                p.push_back(*own);
                targets.push_back(&pair);
            }
        }
    }
    const std::vector<double> adjusted = statistics::holm(p);
    const std::vector<double> discovery = statistics::benjaminiHochberg(p);
    for (std::size_t i = 0; i < targets.size(); ++i) {
        targets[i]->adjustedP = adjusted[i];
        targets[i]->discoveryP = discovery[i];
    }
}

QList<RaterProgress> progressOf(const QList<RaterTally>& tallies)
{
    QList<RaterProgress> progress;
    for (const RaterTally& tally : tallies)
        progress << RaterProgress{tally.packet.rater, tally.count.answered, tally.count.missing(),
                                  tally.count.skipped, tally.packet.collectedAt};
    return progress;
}

// Of each condition, where nobody says what the packets ask: of turns those that anyone rated, times the
// raters.
QList<AskedCount> askedOfAll(const Criterion& criterion, const SortedAnswers& sorted, qsizetype conditions,
                             qint64 dialogues, qsizetype raters)
{
    QList<AskedCount> counts(conditions);
    if (criterion.kind == QuestionKind::Turn) {
        for (const int condition : sorted.conditionOf)
            counts[condition].asked += raters;
        return counts;
    }
    for (AskedCount& count : counts)
        count.asked = dialogues * raters;
    return counts;
}

PairResult pairOf(qsizetype first, qsizetype second)
{
    PairResult pair;
    pair.first = first;
    pair.second = second;
    return pair;
}

Result<QList<LeftOut>> leftOutRaters(const Connection& connection, StudyId study)
{
    ANTIPHON_TRY_ASSIGN(const QList<RaterDecision> decisions, raterDecisions(connection, study));
    QList<LeftOut> leftOut;
    for (const RaterDecision& decision : decisions) {
        if (decision.act == RaterAct::Excluded)
            leftOut << LeftOut{decision.rater, decision.reason};
    }
    return leftOut;
}

// Raters and answers without those left out.
struct Kept
{
    QStringList raters;
    QList<RatedAnswer> answers;
};

Kept keptAnswers(const QList<LeftOut>& leftOut, const QStringList& raters, const QList<RatedAnswer>& answers)
{
    Kept kept{raters, answers};
    for (const LeftOut& one : leftOut) {
        kept.raters.removeAll(one.rater);
        kept.answers.removeIf([&](const RatedAnswer& answer) { return answer.rater == one.rater; });
    }
    return kept;
}

qint64 toAnswer(const AskedCount& count)
{
    return count.asked - count.skipped;
}

CriterionResult criterionResult(const SortedAnswers& sorted, const QList<ConditionResult>& conditions,
                                const StudyDefinition& definition, const QList<AskedCount>& asked,
                                const ResultOptions& options)
{
    CriterionResult result;
    for (qsizetype i = 0; i < conditions.size(); ++i) {
        result.answers += static_cast<qint64>(sorted.byCondition[i].size());
        for (qsizetype j = i + 1; j < conditions.size(); ++j)
            result.pairs << pairOf(i, j);
    }
    result.conditions = conditions;
    auto* const own = result.conditions.data();
    auto* const pairs = result.pairs.data();
    const auto alone = static_cast<std::size_t>(conditions.size());
    const auto all = alone + static_cast<std::size_t>(result.pairs.size());
    forEachIndex(all, options.threads, [&](std::size_t i) {
        if (options.cancel.isCancelled())
            return;
        if (i < alone)
            own[i] = conditionResult(own[i], sorted.byCondition.at(static_cast<qsizetype>(i)), definition,
                                     asked.at(static_cast<qsizetype>(i)), options);
        else
            pairs[i - alone] = pairResult(pairs[i - alone].first, pairs[i - alone].second, sorted, definition,
                                          toAnswer(asked.at(pairs[i - alone].first)) +
                                              toAnswer(asked.at(pairs[i - alone].second)),
                                          options);
    });
    auto bootstrap = bootstrapOptions(definition, options);
    bootstrap.replicates = qMin(options.replicates, 2000); // each of them computes a whole alpha
    result.agreement = statistics::krippendorffAlpha(sorted.table, statistics::Scale::Ordinal, bootstrap);
    result.missing = -result.answers;
    for (const AskedCount& one : asked) {
        result.missing += toAnswer(one);
        result.skipped += one.skipped;
    }
    return result;
}

} // namespace

QList<CriterionResult> resultsOf(const StudyDefinition& definition, const QList<ConditionResult>& conditions,
                                 const QHash<SourceId, qsizetype>& places, const QStringList& raters,
                                 const QList<RatedAnswer>& answers, const ResultOptions& given)
{
    ResultOptions options = given;
    if (options.replicates == 0)
        options.replicates = resamplesFor(static_cast<std::size_t>(answers.size()));
    const qsizetype itemsInAll = conditions.size() * definition.itemsPerSource;
    QList<CriterionResult> results;
    for (const Criterion& criterion : definition.criteria) {
        if (criterion.kind != QuestionKind::Dialogue && criterion.kind != QuestionKind::Turn)
            continue;
        const SortedAnswers sorted =
            sortAnswers(criterion.key, conditions.size(), places, raters, answers, itemsInAll);
        const QList<AskedCount> asked =
            options.asked.isEmpty()
                ? askedOfAll(criterion, sorted, conditions.size(), definition.itemsPerSource, raters.size())
                : askedByCondition(criterion, options.asked, places, raters);
        CriterionResult result = criterionResult(sorted, conditions, definition, asked, options);
        result.criterion = criterion;
        if (options.cancel.isCancelled())
            return results;
        if (options.further)
            result.figures = criterionFigures(
                sorted, conditions.size(), raters,
                {definition.points, definition.alpha, definition.oddsMargin, options.cancel, options.threads},
                bootstrapOptions(definition, options));
        results << result;
    }
    adjust(results);
    return results;
}

namespace {

// A run's dialogues were written by a machine, those of a corpus by people.
Result<QList<bool>> writtenByPeople(const Connection& connection, const QList<Condition>& keyed)
{
    ANTIPHON_TRY_ASSIGN(const QList<Source> sources, readySources(connection));
    QList<bool> isHuman;
    for (const Condition& condition : keyed) {
        const auto found = std::find_if(sources.cbegin(), sources.cend(),
                                        [&](const Source& one) { return one.id == condition.source; });
        isHuman << (found == sources.cend() || found->kind != SourceKind::Run);
    }
    return isHuman;
}

Result<void> addChoices(StudyResults& results, const Connection& connection, const QList<Condition>& keyed,
                        const Kept& kept, const QHash<SourceId, qsizetype>& places,
                        const ResultOptions& options)
{
    const StudyDefinition& definition = results.study.definition;
    QStringList labels;
    for (const Condition& condition : keyed)
        labels << (results.unblinded ? condition.sourceName : condition.letter);
    results.choices =
        choiceResults(definition, labels, places, kept.answers, bootstrapOptions(definition, options));
    for (ChoiceResult& choice : results.choices) {
        const qint64 each = choice.criterion.kind == QuestionKind::BestWorst ? 2 : 1;
        const QList<AskedCount> asked =
            askedByCondition(choice.criterion, options.asked, places, kept.raters);
        choice.missing = -choice.answers;
        for (const AskedCount& one : asked) {
            choice.missing += toAnswer(one) / each;
            choice.skipped += one.skipped / each;
        }
    }
    ANTIPHON_TRY_ASSIGN(const QList<RatedNote> notes, ratedNotes(connection, results.study.id));
    results.skips = skipReasons(notes);
    const bool wasAsked = std::any_of(notes.cbegin(), notes.cend(),
                                      [](const RatedNote& one) { return one.note.kind == NoteKind::Guess; });
    if (!results.unblinded || !wasAsked)
        return {};
    ANTIPHON_TRY_ASSIGN(const QList<bool> isHuman, writtenByPeople(connection, keyed));
    results.guesses = guessResults(labels, isHuman, places, notes, 1.0 - definition.alpha);
    return {};
}

} // namespace

Result<StudyResults> studyResults(const Connection& connection, const Study& study,
                                  const ResultOptions& options)
{
    if (study.state != StudyState::Frozen)
        return fail(ErrorCode::NotPossible,
                    QStringLiteral("analysing the study %1").arg(study.definition.name),
                    QStringLiteral("it is not frozen yet"));
    StudyResults results;
    results.study = study;
    ANTIPHON_TRY_ASSIGN(results.unblindings, unblindings(connection, study.id));
    results.unblinded = !results.unblindings.isEmpty();
    ANTIPHON_TRY_ASSIGN(results.key, readKeyState(connection, study));
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
    ANTIPHON_TRY_ASSIGN(const QList<RaterTally> tallies, raterTallies(connection, study));
    results.items = keyed.size() * static_cast<qint64>(study.definition.itemsPerSource);
    results.raters = progressOf(tallies);
    QStringList raters;
    for (const RaterProgress& rater : results.raters) {
        raters << rater.rater;
        results.answers += rater.answers;
        results.missing += rater.missing;
        results.skipped += rater.skipped;
    }
    ANTIPHON_TRY_ASSIGN(const QList<RatedAnswer> answers, ratedAnswers(connection, study.id));
    ANTIPHON_TRY_ASSIGN(results.leftOut, leftOutRaters(connection, study.id));
    const Kept kept = keptAnswers(results.leftOut, raters, answers);
    ResultOptions own = options;
    if (own.replicates == 0)
        own.replicates = resamplesFor(static_cast<std::size_t>(answers.size()));
    results.replicates = own.replicates;
    ANTIPHON_TRY_ASSIGN(own.asked, askedItems(connection, study.id));
    results.criteria = resultsOf(study.definition, blind, places, kept.raters, kept.answers, own);
    if (!results.leftOut.isEmpty()) {
        own.further = false; // only its verdicts are set beside those without the excluded
        results.withAll = resultsOf(study.definition, blind, places, raters, answers, own);
    }
    ANTIPHON_TRY(addChoices(results, connection, keyed, kept, places, own));
    if (options.cancel.isCancelled())
        return fail(ErrorCode::Cancelled, study.definition.name);
    return results;
}

} // namespace antiphon
