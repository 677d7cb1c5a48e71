// Two shares a row, one bar above the other: plans against people.
#pragma once

#include "ui/charts/chart.h"

namespace antiphon {

struct BarPair
{
    QString label;
    double first = 0;
    double second = 0;
    QString text = {}; // at the right end
};

struct PairedBars
{
    QString title;
    QString first; // what the upper bars are
    QString second;
    QList<BarPair> bars = {};
};

// The scale begins at 0 and ends behind the longest bar; figures are shares and shown in percent. The table
// twin has a row for each pair.
Chart pairedBars(const PairedBars& bars);

} // namespace antiphon
