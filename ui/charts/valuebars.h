// One figure a row, as a bar from nil, with its interval.
#pragma once

#include "ui/charts/chart.h"

namespace antiphon {

struct ValueBar
{
    QString label;
    std::optional<double> value = {}; // nothing: undefined, no bar
    std::optional<double> low = {};   // the interval, where there is one
    std::optional<double> high = {};
    QString text = {}; // at the right end: "0.81" or "undefined: ..."
};

struct ValueBars
{
    QString title;
    QString value; // what the figures are: "Krippendorff's alpha"
    QList<ValueBar> bars = {};
    double most = 1; // where the scale ends; it begins at 0, or at the lowest figure below
};

// The table twin has a row for each bar: label, value, low, high, text.
Chart valueBars(const ValueBars& values);

} // namespace antiphon
