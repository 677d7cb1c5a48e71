// Two shares a row, one above the other: before and after, the one and the other.
#pragma once

#include "ui/charts/chart.h"

namespace antiphon {

struct ShiftRow
{
    QString label;
    double before = 0; // shares, 0 to 1
    double after = 0;
};

struct ShiftBars
{
    QString title;
    QString before; // what the bars are: "Whole catalogue"
    QString after;  // "Pool"
    QList<ShiftRow> rows = {};
};

// The table twin has a row for each row: label, both shares in percent.
Chart shiftBars(const ShiftBars& bars);

} // namespace antiphon
