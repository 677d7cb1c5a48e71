#include "ui/rating/resultcharts.h"

#include "ui/widgets/numbers.h"

#include <QCoreApplication>

namespace antiphon {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("ResultCharts", text);
}

QStringList twinRow(const ConditionResult& condition)
{
    QStringList row{condition.label(),
                    countText(condition.mean.n),
                    countText(condition.mean.missing),
                    countText(condition.skipped),
                    figureText(condition.mean.value),
                    intervalText(condition.mean),
                    figureText(condition.median.value, 1) + QLatin1Char(' ') +
                        intervalText(condition.median, 1),
                    figureText(condition.deviation.value)};
    for (const auto count : condition.distribution)
        row << countText(count);
    return row;
}

} // namespace

Chart answersChart(const CriterionResult& result)
{
    QList<StackedRow> rows;
    for (const ConditionResult& condition : result.conditions) {
        StackedRow row{condition.label(), {}, tr("no answers")};
        for (const auto count : condition.distribution)
            row.counts << static_cast<qint64>(count);
        if (condition.mean.value)
            row.text = figureText(condition.mean.value) + QLatin1Char(' ') + intervalText(condition.mean);
        rows << row;
    }
    Chart chart = stackedBars(tr("Answers on %1").arg(result.criterion.name), result.criterion.anchors, rows);
    chart.columns = {tr("Condition"), tr("n"),        tr("Missing"), tr("Skipped"),
                     tr("Mean"),      tr("Interval"), tr("Median"),  tr("SD")};
    for (qsizetype point = 0; point < result.criterion.anchors.size(); ++point)
        chart.columns << QString::number(point + 1);
    chart.rows.clear();
    for (const ConditionResult& condition : result.conditions)
        chart.rows << twinRow(condition);
    return chart;
}

std::optional<Chart> differenceChart(const CriterionResult& result, const PairResult& pair)
{
    const statistics::Difference& difference = pair.difference;
    if (!difference.narrow.value || !difference.narrow.low || !difference.narrow.high)
        return std::nullopt;
    const QString name = QStringLiteral("%1 − %2").arg(result.conditions[pair.first].label(),
                                                       result.conditions[pair.second].label());
    Chart chart =
        intervalStrip(tr("%1: difference %2").arg(result.criterion.name, name), {*difference.narrow.value,
                                                                                 *difference.narrow.low,
                                                                                 *difference.narrow.high,
                                                                                 -difference.margin,
                                                                                 difference.margin,
                                                                                 0.0,
                                                                                 {}});
    chart.columns = {tr("Pair"),          tr("Difference"), tr("90 % interval"),
                     tr("95 % interval"), tr("Margin"),     tr("Verdict")};
    chart.rows = {{name, figureText(difference.narrow.value), intervalText(difference.narrow),
                   intervalText(difference.wide), figureText(difference.margin),
                   verdictWord(difference.verdict)}};
    return chart;
}

QString remarkOf(const CriterionResult& result)
{
    const statistics::Estimate& alpha = result.agreement.estimate;
    const QString agreement = alpha.value
                                  ? tr("alpha %1 %2").arg(figureText(alpha.value), intervalText(alpha))
                                  : tr("alpha undefined, %1").arg(QString::fromStdString(alpha.reason));
    return tr("n %1 · missing %2 · skipped %3 · %4 raters · %5")
        .arg(countText(result.answers), countText(result.missing), countText(result.skipped))
        .arg(result.agreement.raters)
        .arg(agreement);
}

Tone toneOf(const std::optional<statistics::Verdict>& verdict)
{
    if (!verdict || *verdict == statistics::Verdict::Inconclusive)
        return Tone::Warn;
    return *verdict == statistics::Verdict::Different ? Tone::Accent : Tone::Ok;
}

} // namespace antiphon
