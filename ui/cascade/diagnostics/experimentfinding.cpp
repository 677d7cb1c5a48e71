#include "ui/cascade/diagnostics/findings.h"
#include "ui/charts/linechart.h"
#include "ui/widgets/numbers.h"

#include <QCoreApplication>

namespace antiphon {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Diagnostics", text);
}

LineChart measureChart(const Experiment& experiment, Measure measure)
{
    LineChart chart{measureTitle(measure), tr("Rate"), {}};
    for (const QString& kind : experiment.kinds) {
        Line line{kind};
        for (const double rate : experiment.rates)
            if (const ExperimentRow* row = rowOf(experiment, kind, rate, measure); row && row->mean.value)
                line.points << LinePoint{rate, *row->mean.value, row->mean.low, row->mean.high};
        chart.lines << line;
    }
    chart.marks = QList<double>(experiment.rates.begin(), experiment.rates.end());
    if (isShare(measure))
        chart.most = 1;
    if (measure == Measure::Distance) {
        chart.reference = experiment.chanceDistance;
        chart.referenceText = tr("another seed alone");
    }
    return chart;
}

} // namespace

QList<TextColumn> experimentColumns()
{
    const auto number = [](const QString& title) { return TextColumn{title, Qt::AlignRight}; };
    return {{tr("Damage")},    number(tr("Rate")), {tr("Measure")},     number(tr("Mean")),
            number(tr("Low")), number(tr("High")), number(tr("Seeds")), number(tr("Missing"))};
}

PlanFinding experimentFinding(const Experiment& experiment, std::optional<Measure> measure)
{
    PlanFinding finding;
    if (measure) {
        LineChart chart = measureChart(experiment, *measure);
        chart.upward = chart.title;
        chart.height = 420;
        finding.chart = lineChart(chart);
    } else {
        QList<Chart> panels;
        for (const Measure each : allMeasures()) {
            LineChart chart = measureChart(experiment, each);
            chart.height = 220;
            panels << lineChart(chart);
        }
        finding.chart = chartGrid(tr("What %1 does").arg(experiment.title), panels, 2);
    }
    for (const ExperimentRow& row : experiment.rows) {
        const auto cell = [](std::optional<double> value) {
            return TextCell{figureShown(value), value.value_or(-1e9)};
        };
        finding.rows << QList<TextCell>{{row.degradation.kind},
                                        {QString::number(row.degradation.rate), row.degradation.rate},
                                        {measureName(row.measure)},
                                        cell(row.mean.value),
                                        cell(row.mean.low),
                                        cell(row.mean.high),
                                        {countText(row.mean.n), static_cast<qint64>(row.mean.n)},
                                        {countText(row.mean.missing), static_cast<qint64>(row.mean.missing)}};
    }
    finding.remark = tr("%1 tracks, %2 seeds a point, seed %3")
                         .arg(countText(experiment.tracks), QString::number(experiment.seeds),
                              QString::number(experiment.seed));
    return finding;
}

} // namespace antiphon
