// What flows from the things on the left to those on the right.
#pragma once

#include "ui/charts/chart.h"

namespace antiphon {

struct Flow
{
    int from = 0; // index into FlowChart::from
    int to = 0;
    qint64 count = 0; // above 0
};

struct FlowChart
{
    QString title;
    QString fromTitle;
    QString toTitle;
    QStringList from = {};
    QStringList to = {};
    QList<int> fromColours = {}; // of codes, as codeColour()
    QList<Flow> flows = {};
};

// Bars as high as their sums, ribbons as thick as their counts, in the colour of where they come from.
Chart flowChart(const FlowChart& chart);

} // namespace antiphon
