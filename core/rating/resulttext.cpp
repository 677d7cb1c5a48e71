#include "core/base/csvfile.h"
#include "core/rating/figuretables.h"

#include <QJsonArray>

#include <cmath>

namespace antiphon {

namespace {

using statistics::Estimate;

QString percent(double level)
{
    return QStringLiteral("%1 %").arg(std::lround(100.0 * level));
}

QString intervalClause(const Estimate& estimate)
{
    return QStringLiteral("%1 interval %2 to %3")
        .arg(percent(estimate.level), figureText(estimate.low), figureText(estimate.high));
}

QJsonValue numberOrNull(const std::optional<double>& value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

QJsonValue flagOrNull(const std::optional<bool>& flag)
{
    return flag ? QJsonValue(*flag) : QJsonValue();
}

// What an inconclusive difference still shows: which of the two is not worse by the margin.
QString notWorseClause(const statistics::Difference& difference, const QString& first, const QString& second)
{
    if (firstNotWorse(difference).value_or(false))
        return QStringLiteral(" %1 is not worse by more than that.").arg(first);
    if (secondNotWorse(difference).value_or(false))
        return QStringLiteral(" %1 is not worse by more than that.").arg(second);
    return {};
}

QJsonObject conditionJson(const ConditionResult& condition)
{
    QJsonArray distribution;
    for (const auto count : condition.distribution)
        distribution << static_cast<qint64>(count);
    QJsonObject json{{QStringLiteral("condition"), condition.letter},
                     {QStringLiteral("mean"), estimateJson(condition.mean)},
                     {QStringLiteral("median"), estimateJson(condition.median)},
                     {QStringLiteral("sd"), estimateJson(condition.deviation)},
                     {QStringLiteral("distribution"), distribution}};
    if (!condition.name.isEmpty())
        json[QStringLiteral("source")] = condition.name;
    return json;
}

QJsonObject pairJson(const CriterionResult& result, const PairResult& pair)
{
    return {{QStringLiteral("first"), result.conditions[pair.first].letter},
            {QStringLiteral("second"), result.conditions[pair.second].letter},
            {QStringLiteral("difference"), estimateJson(pair.difference.wide)},
            {QStringLiteral("difference_for_equivalence"), estimateJson(pair.difference.narrow)},
            {QStringLiteral("margin"), pair.difference.margin},
            {QStringLiteral("verdict"), verdictWord(pair.difference.verdict)},
            {QStringLiteral("first_not_worse"), flagOrNull(firstNotWorse(pair.difference))},
            {QStringLiteral("second_not_worse"), flagOrNull(secondNotWorse(pair.difference))},
            {QStringLiteral("sentence"), verdictSentence(result, pair)},
            {QStringLiteral("cliff_delta"), estimateJson(pair.delta)},
            {QStringLiteral("a12"), estimateJson(pair.chance)},
            {QStringLiteral("p"), numberOrNull(pair.test.exactP ? pair.test.exactP : pair.test.p)},
            {QStringLiteral("p_holm"), pair.test.p ? QJsonValue(pair.adjustedP) : QJsonValue()},
            {QStringLiteral("p_fdr"), pair.test.p ? QJsonValue(pair.discoveryP) : QJsonValue()},
            {QStringLiteral("test"), QString::fromStdString(pair.test.method)}};
}

} // namespace

QString figureText(const std::optional<double>& value, int places)
{
    if (!value)
        return QStringLiteral("undefined");
    QString text = QString::number(std::abs(*value), 'f', places);
    const bool isZero = text.toDouble() == 0.0;
    if (*value < 0.0 && !isZero)
        text.prepend(QChar(0x2212));
    return text;
}

QString intervalText(const Estimate& estimate, int places)
{
    if (!estimate.low || !estimate.high)
        return {};
    return QStringLiteral("[%1, %2]")
        .arg(figureText(estimate.low, places), figureText(estimate.high, places));
}

QString verdictWord(const std::optional<statistics::Verdict>& verdict)
{
    if (!verdict)
        return QStringLiteral("Undefined");
    switch (*verdict) {
    case statistics::Verdict::Equivalent:
        return QStringLiteral("Equivalent");
    case statistics::Verdict::Different:
        return QStringLiteral("Different");
    case statistics::Verdict::Both:
        return QStringLiteral("Equivalent, though not equal");
    case statistics::Verdict::Inconclusive:
        break;
    }
    return QStringLiteral("Inconclusive");
}

QString verdictSentence(const CriterionResult& result, const PairResult& pair)
{
    const statistics::Difference& difference = pair.difference;
    const QString first = result.conditions[pair.first].label();
    const QString second = result.conditions[pair.second].label();
    const QString word = verdictWord(difference.verdict);
    const QString value = figureText(difference.wide.value);
    const QString margin = figureText(difference.margin);
    if (!difference.verdict)
        return QStringLiteral("%1: %2 and %3 cannot be compared, since %4.")
            .arg(word, first, second, QString::fromStdString(difference.wide.reason));
    switch (*difference.verdict) {
    case statistics::Verdict::Equivalent:
        return QStringLiteral("%1: %2 and %3 lie within %4 of each other (difference %5, %6).")
            .arg(word, first, second, margin, value, intervalClause(difference.narrow));
    case statistics::Verdict::Both:
        return QStringLiteral("%1: %2 and %3 differ, but by less than the margin of %4 (difference %5, %6).")
            .arg(word, first, second, margin, value, intervalClause(difference.wide));
    case statistics::Verdict::Different: {
        const bool firstIsHigher = difference.wide.value.value_or(0.0) > 0.0;
        return QStringLiteral("%1: %2 is rated higher than %3 by %4 (%5, margin %6).")
            .arg(word, firstIsHigher ? first : second, firstIsHigher ? second : first,
                 figureText(std::abs(difference.wide.value.value_or(0.0))), intervalClause(difference.wide),
                 margin);
    }
    case statistics::Verdict::Inconclusive:
        break;
    }
    return QStringLiteral(
               "%1: the difference of %2 and %3 is %4, but its %5 reaches beyond the margin of %6.")
               .arg(word, first, second, value, intervalClause(difference.narrow), margin) +
           notWorseClause(difference, first, second);
}

std::optional<bool> firstNotWorse(const statistics::Difference& difference)
{
    if (!difference.narrow.low)
        return std::nullopt;
    return *difference.narrow.low > -difference.margin;
}

std::optional<bool> secondNotWorse(const statistics::Difference& difference)
{
    if (!difference.narrow.high)
        return std::nullopt;
    return *difference.narrow.high < difference.margin;
}

QJsonObject estimateJson(const Estimate& estimate)
{
    QJsonObject json{{QStringLiteral("value"), numberOrNull(estimate.value)},
                     {QStringLiteral("n"), static_cast<qint64>(estimate.n)},
                     {QStringLiteral("missing"), static_cast<qint64>(estimate.missing)},
                     {QStringLiteral("method"), QString::fromStdString(estimate.method)},
                     {QStringLiteral("low"), numberOrNull(estimate.low)},
                     {QStringLiteral("high"), numberOrNull(estimate.high)},
                     {QStringLiteral("seed"),
                      estimate.seed ? QJsonValue(static_cast<qint64>(*estimate.seed)) : QJsonValue()}};
    if (estimate.level > 0.0)
        json[QStringLiteral("level")] = estimate.level;
    if (!estimate.reason.empty())
        json[QStringLiteral("reason")] = QString::fromStdString(estimate.reason);
    return json;
}

QJsonObject resultsJson(const StudyResults& results)
{
    QJsonArray criteria;
    for (const CriterionResult& result : results.criteria) {
        QJsonArray conditions;
        for (const ConditionResult& condition : result.conditions)
            conditions << conditionJson(condition);
        QJsonArray pairs;
        for (const PairResult& pair : result.pairs)
            pairs << pairJson(result, pair);
        QJsonObject alpha = estimateJson(result.agreement.estimate);
        alpha[QStringLiteral("units")] = static_cast<qint64>(result.agreement.units);
        alpha[QStringLiteral("raters")] = static_cast<qint64>(result.agreement.raters);
        criteria << QJsonObject{{QStringLiteral("criterion"), result.criterion.key},
                                {QStringLiteral("answers"), result.answers},
                                {QStringLiteral("missing"), result.missing},
                                {QStringLiteral("skipped"), result.skipped},
                                {QStringLiteral("conditions"), conditions},
                                {QStringLiteral("pairs"), pairs},
                                {QStringLiteral("agreement"), alpha},
                                {QStringLiteral("further"), figuresJson(result)}};
    }
    QJsonArray choices;
    for (const ChoiceResult& choice : results.choices)
        choices << choiceJson(choice);
    QJsonArray guesses;
    for (const GuessResult& guess : results.guesses)
        guesses << guessJson(guess);
    QJsonArray skips;
    for (const SkipReason& skip : results.skips)
        skips << QJsonObject{{QStringLiteral("reason"), skip.reason}, {QStringLiteral("items"), skip.items}};
    QJsonArray raters;
    for (const RaterProgress& rater : results.raters)
        raters << QJsonObject{{QStringLiteral("rater"), rater.rater},
                              {QStringLiteral("answers"), rater.answers},
                              {QStringLiteral("missing"), rater.missing},
                              {QStringLiteral("skipped"), rater.skipped}};
    return {{QStringLiteral("study"), results.study.definition.name},
            {QStringLiteral("unblinded"), results.unblinded},
            {QStringLiteral("seal_intact"), results.sealIntact},
            {QStringLiteral("left_out"), leftOutJson(results)},
            {QStringLiteral("items"), results.items},
            {QStringLiteral("answers"), results.answers},
            {QStringLiteral("missing"), results.missing},
            {QStringLiteral("skipped"), results.skipped},
            {QStringLiteral("replicates"), results.replicates},
            {QStringLiteral("raters"), raters},
            {QStringLiteral("criteria"), criteria},
            {QStringLiteral("choices"), choices},
            {QStringLiteral("guesses"), guesses},
            {QStringLiteral("skips"), skips}};
}

QByteArray resultsCsv(const StudyResults& results)
{
    const auto plain = [](const std::optional<double>& value) {
        return value ? QString::number(*value, 'g', 10) : QString();
    };
    QStringList header{QStringLiteral("criterion"), QStringLiteral("condition"), QStringLiteral("n"),
                       QStringLiteral("missing"),   QStringLiteral("skipped"),   QStringLiteral("mean"),
                       QStringLiteral("low"),       QStringLiteral("high"),      QStringLiteral("median"),
                       QStringLiteral("sd")};
    for (int point = 1; point <= results.study.definition.points; ++point)
        header << QString::number(point);
    QByteArray csv = csvLine(header);
    for (const CriterionResult& result : results.criteria) {
        for (const ConditionResult& condition : result.conditions) {
            QStringList row{result.criterion.key,
                            condition.label(),
                            QString::number(condition.mean.n),
                            QString::number(condition.mean.missing),
                            QString::number(condition.skipped),
                            plain(condition.mean.value),
                            plain(condition.mean.low),
                            plain(condition.mean.high),
                            plain(condition.median.value),
                            plain(condition.deviation.value)};
            for (const auto count : condition.distribution)
                row << QString::number(count);
            csv += csvLine(row);
        }
    }
    return csv;
}

} // namespace antiphon
