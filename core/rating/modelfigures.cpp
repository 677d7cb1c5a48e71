#include "core/rating/criterionfigures.h"

#include <boost/math/distributions/normal.hpp>

#include <cmath>

namespace antiphon {

namespace {

using statistics::Estimate;
using statistics::Grouping;
using statistics::OrdinalResponses;

// One column a condition but the first, which is the reference.
void addConditions(OrdinalResponses& responses, const SortedAnswers& sorted, qsizetype conditions)
{
    for (qsizetype i = 1; i < conditions; ++i) {
        std::vector<double> column;
        for (const RatedValue& one : sorted.values)
            column.push_back(one.condition == i ? 1.0 : 0.0);
        responses.effects.push_back(std::move(column));
    }
}

// From 0 at a rater's first dialogue to 1 at the last; nothing where all stand at one place.
bool addOrder(OrdinalResponses& responses, const SortedAnswers& sorted)
{
    int last = 0;
    for (const RatedValue& one : sorted.values)
        last = std::max(last, one.position);
    if (last == 0)
        return false;
    std::vector<double> column;
    for (const RatedValue& one : sorted.values)
        column.push_back(static_cast<double>(one.position) / last);
    responses.effects.push_back(std::move(column));
    return true;
}

// 1 in every session of a rater but the first; nothing where nobody came back.
bool addSession(OrdinalResponses& responses, const SortedAnswers& sorted)
{
    std::vector<double> column;
    bool hasLater = false;
    for (const RatedValue& one : sorted.values) {
        column.push_back(one.session > 0 ? 1.0 : 0.0);
        hasLater = hasLater || one.session > 0;
    }
    if (hasLater)
        responses.effects.push_back(std::move(column));
    return hasLater;
}

Grouping groupingBy(const SortedAnswers& sorted, int RatedValue::*number)
{
    Grouping grouping;
    QHash<int, int> numbers; // those in use, without gaps
    for (const RatedValue& one : sorted.values) {
        if (!numbers.contains(one.*number))
            numbers.insert(one.*number, static_cast<int>(numbers.size()));
        grouping.level.push_back(numbers.value(one.*number));
    }
    grouping.levels = static_cast<int>(numbers.size());
    return grouping;
}

// A random effect of things that were each rated once can not be told from the thresholds' own spread.
bool isRepeated(const Grouping& grouping)
{
    return grouping.levels >= 2 && grouping.level.size() > static_cast<std::size_t>(grouping.levels);
}

void addGroupings(OrdinalResponses& responses, ModelFigures& model, const SortedAnswers& sorted)
{
    const std::pair<QString, int RatedValue::*> kinds[] = {{QStringLiteral("dialogues"), &RatedValue::item},
                                                           {QStringLiteral("raters"), &RatedValue::rater}};
    for (const auto& [name, number] : kinds) {
        Grouping grouping = groupingBy(sorted, number);
        if (!isRepeated(grouping))
            continue;
        model.groupings << name;
        responses.groupings.push_back(std::move(grouping));
    }
}

// The effect of one column less that of another; -1 is the reference.
Estimate contrast(const statistics::CumulativeLinkFit& fit, qsizetype first, qsizetype second, double level)
{
    double value = 0.0;
    double variance = 0.0;
    const auto at = [&](qsizetype i, qsizetype j) {
        return fit.effectCovariance[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)];
    };
    if (first >= 0) {
        value += *fit.effects[static_cast<std::size_t>(first)].value;
        variance += at(first, first);
    }
    if (second >= 0) {
        value -= *fit.effects[static_cast<std::size_t>(second)].value;
        variance += at(second, second);
    }
    if (first >= 0 && second >= 0)
        variance -= 2.0 * at(first, second);
    Estimate estimate;
    estimate.value = value;
    estimate.n = fit.effects.front().n;
    estimate.method = "log odds ratio, " + fit.method + ", Wald interval";
    const double reach =
        boost::math::quantile(boost::math::normal(), 0.5 + level / 2.0) * std::sqrt(std::max(0.0, variance));
    estimate.low = value - reach;
    estimate.high = value + reach;
    estimate.level = level;
    return estimate;
}

// Which columns follow those of the conditions.
struct TimeColumns
{
    bool hasOrder = false;
    bool hasSession = false;
};

void addContrasts(ModelFigures& model, qsizetype conditions, TimeColumns time, double level)
{
    for (qsizetype i = 0; i < conditions; ++i) {
        for (qsizetype j = i + 1; j < conditions; ++j)
            model.pairs << (model.fit.isDefined()
                                ? contrast(model.fit, i - 1, j - 1, level)
                                : statistics::undefined("log odds ratio, " + model.fit.method,
                                                        model.fit.reason));
    }
    if (!model.fit.isDefined())
        return;
    auto column = static_cast<std::size_t>(conditions - 1);
    if (time.hasOrder) {
        model.order = model.fit.effects[column++];
        model.order->method = "log odds ratio of the last place against the first, " + model.fit.method;
    }
    if (time.hasSession) {
        model.session = model.fit.effects[column];
        model.session->method = "log odds ratio of later sessions against the first, " + model.fit.method;
    }
}

void addVerdicts(ModelFigures& model, qsizetype conditions, const ModelOptions& options)
{
    model.oddsMargin = options.oddsMargin;
    if (!(options.oddsMargin > 0.0))
        return;
    qsizetype pair = 0;
    for (qsizetype i = 0; i < conditions; ++i) {
        for (qsizetype j = i + 1; j < conditions; ++j, ++pair) {
            OddsVerdict verdict;
            const Estimate& wide = model.pairs[pair];
            verdict.narrow =
                wide.isDefined() ? contrast(model.fit, i - 1, j - 1, 1.0 - 2.0 * options.alpha) : wide;
            if (wide.isDefined())
                verdict.verdict = statistics::verdictOf(*verdict.narrow.low, *verdict.narrow.high, *wide.low,
                                                        *wide.high, options.oddsMargin);
            model.verdicts << verdict;
        }
    }
}

// With conditions alone, thresholds of their own for each are the shares of each point: no fit is needed.
double saturatedLogLikelihood(const SortedAnswers& sorted, qsizetype conditions, int points)
{
    double sum = 0.0;
    for (qsizetype i = 0; i < conditions; ++i) {
        std::vector<double> counts(static_cast<std::size_t>(points), 0.0);
        double all = 0.0;
        for (const RatedValue& one : sorted.values) {
            if (one.condition != i)
                continue;
            ++counts[static_cast<std::size_t>(one.value - 1)];
            ++all;
        }
        for (const double count : counts)
            sum += count > 0.0 ? count * std::log(count / all) : 0.0;
    }
    return sum;
}

ProportionalOddsTest proportionalOdds(const SortedAnswers& sorted, qsizetype conditions,
                                      const ModelOptions& options)
{
    ProportionalOddsTest test;
    test.n = static_cast<qint64>(sorted.values.size());
    OrdinalResponses responses;
    responses.categories = options.points;
    for (const RatedValue& one : sorted.values)
        responses.values.push_back(one.value - 1);
    addConditions(responses, sorted, conditions);
    statistics::LinkOptions link;
    link.cancel = options.cancel;
    link.withErrors = false;
    const statistics::CumulativeLinkFit fit = statistics::fitCumulativeLink(responses, link);
    if (!fit.isDefined()) {
        test.reason = QString::fromStdString(fit.reason);
        return test;
    }
    const int degrees =
        static_cast<int>((conditions - 1) * (static_cast<qsizetype>(fit.categories.size()) - 2));
    if (degrees < 1) {
        test.reason = QStringLiteral("with two points in use there is one odds ratio only");
        return test;
    }
    statistics::CumulativeLinkFit nominal;
    nominal.logLikelihood = saturatedLogLikelihood(sorted, conditions, options.points);
    test.ratio = statistics::likelihoodRatio(fit, nominal, degrees);
    return test;
}

bool everyConditionAnswered(const SortedAnswers& sorted)
{
    return std::all_of(sorted.byCondition.cbegin(), sorted.byCondition.cend(),
                       [](const auto& observations) { return !observations.empty(); });
}

// Conditions first, so that their columns are 0 to conditions - 2.
statistics::CumulativeLinkFit fitWith(const OrdinalResponses& responses, const SortedAnswers& sorted,
                                      qsizetype conditions, const statistics::LinkOptions& options)
{
    OrdinalResponses full = responses;
    full.effects.clear();
    addConditions(full, sorted, conditions);
    full.effects.insert(full.effects.end(), responses.effects.begin(), responses.effects.end());
    return statistics::fitCumulativeLink(full, options);
}

// Sessions that go along with places or conditions leave the model.
void fitConditions(ModelFigures& model, OrdinalResponses& responses, const SortedAnswers& sorted,
                   qsizetype conditions, TimeColumns& time, const statistics::LinkOptions& options)
{
    model.fit = fitWith(responses, sorted, conditions, options);
    if (model.fit.isDefined() || !time.hasSession || options.cancel.isCancelled())
        return;
    model.session = statistics::undefined("log odds ratio of later sessions against the first",
                                          "sessions can not be told apart from places and conditions");
    time.hasSession = false;
    responses.effects.pop_back();
    model.fit = fitWith(responses, sorted, conditions, options);
}

} // namespace

ModelFigures modelFigures(const SortedAnswers& sorted, qsizetype conditions, const ModelOptions& given)
{
    const double level = 1.0 - given.alpha;
    ModelFigures model;
    OrdinalResponses responses;
    responses.categories = given.points;
    for (const RatedValue& one : sorted.values)
        responses.values.push_back(one.value - 1);
    addGroupings(responses, model, sorted);
    TimeColumns time;
    time.hasOrder = addOrder(responses, sorted);
    time.hasSession = addSession(responses, sorted);
    statistics::LinkOptions options;
    options.level = level;
    options.cancel = given.cancel;
    options.nodes = responses.groupings.size() == 1 ? 10 : 1;
    if (!everyConditionAnswered(sorted)) {
        model.fit.method = "cumulative-link mixed model";
        model.fit.reason = "a condition has no values";
        model.proportional.reason = QStringLiteral("a condition has no values");
        addContrasts(model, conditions, {}, level);
        addVerdicts(model, conditions, given);
        return model;
    }
    fitConditions(model, responses, sorted, conditions, time, options);
    addContrasts(model, conditions, time, level);
    addVerdicts(model, conditions, given);
    model.proportional = proportionalOdds(sorted, conditions, given);
    for (std::size_t k = 1; k < model.fit.categories.size(); ++k)
        model.thresholds
            << QStringLiteral("%1|%2").arg(model.fit.categories[k - 1] + 1).arg(model.fit.categories[k] + 1);
    if (!model.fit.isDefined())
        return model;
    options.withErrors = false;
    const statistics::CumulativeLinkFit simple = statistics::fitCumulativeLink(responses, options);
    if (simple.isDefined())
        model.conditions = statistics::likelihoodRatio(simple, model.fit, static_cast<int>(conditions) - 1);
    return model;
}

} // namespace antiphon
