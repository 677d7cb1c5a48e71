#include "ui/cascade/diagnostics/findings.h"

#include "ui/charts/linechart.h"
#include "ui/charts/pairedbars.h"
#include "ui/charts/valuebars.h"
#include "ui/widgets/numbers.h"

#include <QCoreApplication>
#include <QLocale>

namespace antiphon {

namespace {

constexpr qsizetype labelsShown = 30;

QString tr(const char* text)
{
    return QCoreApplication::translate("Diagnostics", text);
}

TextColumn number(const QString& title)
{
    return {title, Qt::AlignRight};
}

TextCell cell(std::optional<double> value, int digits = 3)
{
    return {figureShown(value, digits), value.value_or(-1e9)};
}

TextCell cell(qint64 count)
{
    return {countText(count), count};
}

QString why(const statistics::Estimate& estimate)
{
    return QString::fromStdString(estimate.reason);
}

QString effectName(const TableDistance& distance)
{
    return distance.referenceN > 0 ? tr("V") : tr("w");
}

QString distanceText(const TableDistance& distance)
{
    if (!distance.totalVariation.value)
        return tr("undefined: %1").arg(why(distance.totalVariation));
    return tr("%1,  %2 %3,  n = %4")
        .arg(figureShown(distance.totalVariation.value, 2), effectName(distance),
             figureShown(distance.effect.value, 2), countText(distance.n));
}

Chart tableChart(const TableDistance& distance, const PlanDiagnosis& diagnosis)
{
    PairedBars bars{distance.table, tr("Plans"), diagnosis.reference};
    for (const DistanceRow& row : distance.rows) {
        if (bars.bars.size() == labelsShown)
            break;
        bars.bars << BarPair{row.label, row.plans, row.reference,
                             tr("%1 / %2 %")
                                 .arg(QLocale().toString(100 * row.plans, 'f', 1),
                                      QLocale().toString(100 * row.reference, 'f', 1))};
    }
    return pairedBars(bars);
}

QString setRemark(const PlanDiagnosis& diagnosis)
{
    return tr("%1, %2").arg(countedText(diagnosis.planCount, tr("plan"), tr("plans")),
                            countedText(diagnosis.turnCount, tr("turn"), tr("turns")));
}

QList<TextCell> distanceCells(const TableDistance& distance)
{
    return {{distance.table},
            cell(distance.totalVariation.value),
            cell(distance.effect.value),
            {QString::fromStdString(distance.effect.method)},
            cell(distance.chiSquare, 1),
            cell(qint64(distance.degrees)),
            cell(distance.p, 4),
            cell(distance.n),
            cell(distance.missing),
            cell(distance.outside)};
}

} // namespace

QString figureShown(std::optional<double> value, int digits)
{
    return value ? QLocale().toString(*value, 'f', digits) : tr("undefined");
}

QList<TextColumn> distanceColumns()
{
    return {{tr("Table")},
            number(tr("Total variation")),
            number(tr("Effect")),
            {tr("Measure of effect")},
            number(tr("Chi-square")),
            number(tr("df")),
            number(tr("p")),
            number(tr("n")),
            number(tr("Missing")),
            number(tr("Outside"))};
}

PlanFinding distanceFinding(const PlanDiagnosis& diagnosis, const QString& table)
{
    PlanFinding finding;
    ValueBars bars{tr("Distance from %1").arg(diagnosis.reference), tr("Total variation")};
    for (const TableDistance& distance : diagnosis.distances) {
        bars.bars << ValueBar{distance.table, distance.totalVariation.value, {}, {}, distanceText(distance)};
        finding.rows << distanceCells(distance);
        if (distance.table == table)
            finding.chart = tableChart(distance, diagnosis);
    }
    if (finding.chart.rows.isEmpty())
        finding.chart = valueBars(bars);
    finding.remark =
        tr("%1, against %2; mean %3")
            .arg(setRemark(diagnosis), diagnosis.reference, figureShown(diagnosis.meanDistance.value));
    return finding;
}

QList<TextColumn> coherenceColumns()
{
    return {{tr("Figure")},
            number(tr("Plans")),
            number(tr("Shuffled")),
            number(tr("Shuffled low")),
            number(tr("Shuffled high")),
            number(tr("p")),
            number(tr("Shuffles")),
            number(tr("n")),
            number(tr("Missing")),
            number(tr("Seed"))};
}

PlanFinding coherenceFinding(const PlanDiagnosis& diagnosis)
{
    PlanFinding finding;
    QList<Chart> strips;
    const auto add = [&](const QString& name, const AgainstShuffled& against) {
        finding.rows << QList<TextCell>{{name},
                                        cell(against.observed.value),
                                        cell(against.shuffledMean),
                                        cell(against.shuffledLow),
                                        cell(against.shuffledHigh),
                                        cell(against.p, 4),
                                        cell(qint64(against.shuffles)),
                                        cell(against.observed.n),
                                        cell(against.observed.missing),
                                        cell(static_cast<qint64>(against.seed))};
        const QString text = tr("%1: %2,  shuffled %3,  p = %4")
                                 .arg(name, figureShown(against.observed.value),
                                      figureShown(against.shuffledMean), figureShown(against.p, 4));
        ValueBars bars{text, name};
        const double most =
            std::max({against.observed.value.value_or(0), against.shuffledHigh.value_or(0), 0.01});
        bars.most = most;
        bars.bars
            << ValueBar{tr("Plans"), against.observed.value, {}, {}, figureShown(against.observed.value)}
            << ValueBar{tr("Shuffled"), against.shuffledMean, against.shuffledLow, against.shuffledHigh,
                        figureShown(against.shuffledMean)};
        strips << valueBars(bars);
    };
    add(tr("Pointwise mutual information, bits"), diagnosis.coherence.pmi);
    add(tr("Normalised mutual information"), diagnosis.coherence.normalised);
    add(tr("Lift"), diagnosis.coherence.lift);
    finding.chart = chartGrid(tr("Coherence of consecutive values"), strips, 1);
    finding.remark =
        tr("n = %1 pairs of values, %2 missing; seed %3")
            .arg(countText(diagnosis.coherence.lift.observed.n),
                 countText(diagnosis.coherence.lift.observed.missing), QString::number(diagnosis.seed));
    return finding;
}

QList<TextColumn> balanceColumns()
{
    return {{tr("Of what")},
            number(tr("Gini")),
            number(tr("Coverage")),
            number(tr("Used")),
            number(tr("Of")),
            number(tr("Uses")),
            number(tr("The commonest tenth has"))};
}

PlanFinding balanceFinding(const PlanDiagnosis& diagnosis)
{
    PlanFinding finding;
    const auto add = [&](const QString& name, const Balance& balance) {
        finding.rows << QList<TextCell>{{name},
                                        cell(balance.gini),
                                        cell(std::optional(balance.coverage())),
                                        cell(balance.came),
                                        cell(balance.items),
                                        cell(balance.total),
                                        cell(std::optional(balance.topTenth))};
    };
    add(tr("tracks listed"), diagnosis.balance.tracks);
    add(tr("values named"), diagnosis.balance.values);
    for (const TypeBalance& type : diagnosis.balance.types)
        add(type.type, type.values);
    LineChart chart{tr("Share of all uses, least used first"), tr("Share of the tracks or values, %"),
                    tr("Their share of all uses")};
    const auto line = [&](const QString& name, const std::vector<double>& curve) {
        Line made{name};
        for (std::size_t i = 0; i < curve.size(); ++i)
            made.points << LinePoint{static_cast<double>(i), curve[i]};
        chart.lines << made;
    };
    line(tr("tracks listed, Gini %1").arg(figureShown(diagnosis.balance.tracks.gini, 2)),
         diagnosis.trackCurve);
    line(tr("values named, Gini %1").arg(figureShown(diagnosis.balance.values.gini, 2)),
         diagnosis.valueCurve);
    chart.lines << Line{tr("all alike"), {{0, 0}, {100, 1}}, true};
    chart.most = 1;
    chart.intervals = LineChart::Intervals::Band;
    chart.marks = {0, 20, 40, 60, 80, 100};
    chart.height = 400;
    finding.chart = lineChart(chart);
    finding.remark =
        tr("%1; %2 of %3 tracks listed, %4 of %5 values named")
            .arg(setRemark(diagnosis), countText(diagnosis.balance.tracks.came),
                 countText(diagnosis.balance.tracks.items), countText(diagnosis.balance.values.came),
                 countText(diagnosis.balance.values.items));
    return finding;
}

QList<TextColumn> poolColumns()
{
    return {number(tr("Turn")),   number(tr("Smallest")),       number(tr("Lower quartile")),
            number(tr("Median")), number(tr("Upper quartile")), number(tr("Largest")),
            number(tr("Plans"))};
}

PlanFinding poolFinding(const PlanDiagnosis& diagnosis)
{
    PlanFinding finding;
    Line line{tr("median, with quartiles")};
    for (const PoolStep& step : diagnosis.pools) {
        line.points << LinePoint{static_cast<double>(step.turn), step.median, step.lowerQuartile,
                                 step.upperQuartile};
        finding.rows << QList<TextCell>{cell(qint64(step.turn)),
                                        cell(step.smallest),
                                        cell(qRound64(step.lowerQuartile)),
                                        cell(qRound64(step.median)),
                                        cell(qRound64(step.upperQuartile)),
                                        cell(step.largest),
                                        cell(step.plans)};
    }
    LineChart chart{
        tr("Pool after each turn"), tr("Turn"), tr("Tracks, each step ten times as many"), {line}};
    chart.intervals = LineChart::Intervals::Band;
    chart.scale = LineChart::Scale::Logarithmic;
    chart.height = 400;
    finding.chart = lineChart(chart);
    finding.remark = tr("%1; late turns come from the longer plans alone").arg(setRemark(diagnosis));
    return finding;
}

QList<TextColumn> repeatColumns()
{
    return {number(tr("Plans")), number(tr("First plan")), {tr("What repeats")}};
}

PlanFinding repeatFinding(const PlanDiagnosis& diagnosis)
{
    PlanFinding finding;
    const PlanRepeats& repeats = diagnosis.repeats;
    PairedBars bars{tr("Runs of turns that occur more than once"), tr("by labels"), tr("word for word")};
    for (qsizetype i = 0; i < repeats.labelRuns.size(); ++i) {
        const RunCount& labels = repeats.labelRuns[i];
        const RunCount& turns = repeats.turnRuns[i];
        if (labels.runs > 0)
            bars.bars << BarPair{tr("%1 turns").arg(labels.turns),
                                 static_cast<double>(labels.repeated) / static_cast<double>(labels.runs),
                                 static_cast<double>(turns.repeated) / static_cast<double>(turns.runs),
                                 tr("n = %1").arg(countText(labels.runs))};
    }
    finding.chart = pairedBars(bars);
    const auto longest = [&](const SharedRun& run, const QString& kind) {
        if (run.turns > 0)
            finding.rows << QList<TextCell>{
                cell(qint64(2)),
                cell(run.first + 1),
                {tr("longest run, %1: %2 turns, also in plan %3: %4")
                     .arg(kind, QString::number(run.turns), countText(run.second + 1),
                          run.labels.join(QStringLiteral(" / ")))}};
    };
    longest(repeats.longestTurns, tr("word for word"));
    longest(repeats.longestLabels, tr("by labels"));
    for (const WholeSequence& sequence : repeats.commonest)
        finding.rows << QList<TextCell>{
            cell(sequence.plans), cell(sequence.first + 1), {sequence.labels.join(QStringLiteral(" / "))}};
    finding.remark =
        tr("%1 different label sequences in %2; longest run two plans share: %3 turns by labels, %4 word for "
           "word")
            .arg(countText(repeats.differentSequences), setRemark(diagnosis),
                 QString::number(repeats.longestLabels.turns), QString::number(repeats.longestTurns.turns));
    return finding;
}

} // namespace antiphon
