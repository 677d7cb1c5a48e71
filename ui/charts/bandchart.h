// A curve over counted steps with a band around it.
#pragma once

#include "ui/charts/chart.h"

namespace antiphon {

struct BandChart
{
    QString title;
    QString across; // what is counted along the bottom: "Dialogues coded"
    QString upward; // what the curve shows: "Different codes"
    QString line;   // what the line is: "As coded"
    QString band;   // what the band is: "95 % of 1,000 random orders"
    // At 1, 2, 3 ... of what is counted; all of one length.
    QList<double> values = {};
    QList<double> low = {};
    QList<double> middle = {};
    QList<double> high = {};
    std::optional<int> mark = {}; // a dashed line at this step, from 1
    QString markText = {};
};

Chart bandChart(const BandChart& chart);

} // namespace antiphon
