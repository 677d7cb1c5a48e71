// Curves over numbers along the bottom, each point with its interval or the whole curve with a band.
#pragma once

#include "ui/charts/chart.h"

namespace antiphon {

struct LinePoint
{
    double x = 0;
    double value = 0;
    std::optional<double> low = {};
    std::optional<double> high = {};
};

struct Line
{
    QString name; // in the key; empty: not there
    QList<LinePoint> points = {};
    bool isQuiet = false; // a dotted line to compare with, without points
};

struct LineChart
{
    enum class Intervals {
        Whiskers, // on each point
        Band      // around the curve
    };
    enum class Scale { Linear, Logarithmic };
    QString title;
    QString across; // what stands along the bottom
    QString upward; // what the curves show
    QList<Line> lines = {};
    QList<double> marks = {};             // places named along the bottom; empty: round ones
    std::optional<double> reference = {}; // a dashed line at this height
    QString referenceText = {};
    std::optional<double> most = {}; // shares: the scale lies between 0 and this
    Intervals intervals = Intervals::Whiskers;
    Scale scale = Scale::Linear; // logarithmic: nothing below 1
    qreal height = 300;
    enum class Names {
        Key,  // above the plot, at the right
        Ends, // right of the last point of each line
        None
    };
    Names names = Names::Key;
    // What both scales hold besides the lines: for charts that are compared.
    QList<LinePoint> alsoHolds = {};
};

// The table twin has a row for each point: line, x, value, low, high.
Chart lineChart(const LineChart& chart);

// Several charts under their titles, `columns` beside each other; the table twin is theirs, one below the
// other, with the title before each row. All have the same columns.
Chart chartGrid(const QString& title, const QList<Chart>& charts, int columns);

} // namespace antiphon
