#include "ui/cascade/diagnostics/findings.h"
#include "ui/charts/linechart.h"
#include "ui/widgets/numbers.h"

#include <QCoreApplication>

namespace antiphon {

namespace {

constexpr qsizetype mostBesideEachOther = 3;

QString tr(const char* text)
{
    return QCoreApplication::translate("Diagnostics", text);
}

QList<Experiment> shownOf(const QList<Experiment>& oldestFirst)
{
    return oldestFirst.mid(std::max<qsizetype>(0, oldestFirst.size() - mostBesideEachOther));
}

LineChart measureChart(const Experiment& experiment, Measure measure)
{
    LineChart chart{measureTitle(measure), rateTitle(experiment), measureUnit(measure)};
    for (const QString& kind : experiment.kinds) {
        Line line{kind};
        for (const double rate : experiment.rates)
            if (const ExperimentRow* row = rowOf(experiment, kind, rate, measure); row && row->mean.value)
                line.points << LinePoint{rate, *row->mean.value, row->mean.low, row->mean.high};
        chart.lines << line;
    }
    chart.marks = QList<double>(experiment.rates.begin(), experiment.rates.end());
    chart.names = LineChart::Names::Ends;
    if (isShare(measure))
        chart.most = 1;
    if (measure == Measure::Distance) {
        chart.reference = experiment.chanceDistance;
        chart.referenceText = tr("another seed alone");
    }
    return chart;
}

// The measure of each experiment, on the same scales.
QList<Chart> besideEachOther(const QList<Experiment>& experiments, Measure measure, qreal height)
{
    QList<LineChart> charts;
    QList<LinePoint> all;
    for (const Experiment& experiment : experiments) {
        LineChart chart = measureChart(experiment, measure);
        chart.height = height;
        if (experiments.size() > 1)
            chart.title = tr("%1: %2").arg(experiment.name, chart.title);
        for (const Line& line : std::as_const(chart.lines))
            all += line.points;
        charts << chart;
    }
    QList<Chart> drawn;
    for (LineChart& chart : charts) {
        chart.alsoHolds = all;
        drawn << lineChart(chart);
    }
    return drawn;
}

QString remarkOf(const QList<Experiment>& experiments, qsizetype count)
{
    const Experiment& last = experiments.constLast();
    if (count == 1)
        return tr("%1: %2 tracks, %3, n = %4 repeats, seed %5, %6")
            .arg(last.name, countText(last.tracks), last.recipe, QString::number(last.seeds),
                 QString::number(last.seed), timeText(last.doneAt, now()));
    if (count > experiments.size())
        return tr("the %1 newest of %2 selected, 95 % intervals")
            .arg(QString::number(experiments.size()), QString::number(count));
    return tr("%1 experiments on the same scales, 95 % intervals").arg(count);
}

QList<TextCell> cellsOf(const Experiment& experiment, const ExperimentRow& row)
{
    const auto cell = [](std::optional<double> value) {
        return TextCell{figureShown(value), value.value_or(-1e9)};
    };
    return {{experiment.name},
            {row.degradation.kind},
            {QString::number(row.degradation.rate), row.degradation.rate},
            {measureName(row.measure)},
            cell(row.mean.value),
            cell(row.mean.low),
            cell(row.mean.high),
            {countText(row.mean.n), static_cast<qint64>(row.mean.n)},
            {countText(row.mean.missing), static_cast<qint64>(row.mean.missing)},
            {QString::number(experiment.seed), static_cast<qint64>(experiment.seed)},
            {experiment.recipe},
            {timeText(experiment.doneAt, now()), experiment.doneAt}};
}

// What is compared stands in rows one below the other.
QList<QList<TextCell>> rowsOf(const QList<Experiment>& experiments)
{
    QList<QList<TextCell>> rows;
    const Experiment& first = experiments.constFirst();
    for (const ExperimentRow& row : first.rows)
        for (const Experiment& experiment : experiments)
            if (const ExperimentRow* same =
                    rowOf(experiment, row.degradation.kind, row.degradation.rate, row.measure))
                rows << cellsOf(experiment, *same);
    for (const Experiment& experiment : experiments)
        for (const ExperimentRow& row : experiment.rows)
            if (!rowOf(first, row.degradation.kind, row.degradation.rate, row.measure))
                rows << cellsOf(experiment, row);
    return rows;
}

} // namespace

QList<TextColumn> experimentColumns()
{
    const auto number = [](const QString& title) { return TextColumn{title, Qt::AlignRight}; };
    return {{tr("Experiment")},    {tr("Damage")},     number(tr("Rate")), {tr("Measure")},
            number(tr("Mean")),    number(tr("Low")),  number(tr("High")), number(tr("n")),
            number(tr("Missing")), number(tr("Seed")), {tr("Recipe")},     {tr("When")}};
}

QString experimentsNote(const QList<Experiment>& oldestFirst)
{
    if (oldestFirst.size() == 1)
        return experimentMethod(oldestFirst.constFirst());
    QStringList lines;
    const QList<Experiment> shown = shownOf(oldestFirst);
    for (const Experiment& each : shown)
        lines << tr("%1: %2, recipe %3, %4 cascades, %5 plans, n = %6 repeats, seed %7, %8")
                     .arg(each.name, each.catalogue, each.recipe, countText(each.cascades),
                          countText(each.plans), QString::number(each.seeds), QString::number(each.seed),
                          timeText(each.doneAt, now()));
    return lines.join(QLatin1Char('\n'));
}

PlanFinding experimentFinding(const QList<Experiment>& oldestFirst, std::optional<Measure> measure)
{
    const QList<Experiment> experiments = shownOf(oldestFirst);
    const bool isOne = experiments.size() == 1;
    const int columns = isOne ? 2 : static_cast<int>(experiments.size());
    PlanFinding finding;
    if (measure) {
        const QList<Chart> charts = besideEachOther(experiments, *measure, 420);
        finding.chart = isOne ? charts.constFirst() : chartGrid(measureTitle(*measure), charts, columns);
    } else {
        QList<Chart> panels;
        for (const Measure each : allMeasures())
            panels += besideEachOther(experiments, each, 220);
        finding.chart = chartGrid(tr("What %1 does").arg(experiments.constFirst().title), panels, columns);
    }
    finding.rows = rowsOf(experiments);
    finding.remark = remarkOf(experiments, oldestFirst.size());
    return finding;
}

} // namespace antiphon
