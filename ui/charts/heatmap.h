// A table of numbers as coloured cells.
#pragma once

#include "ui/charts/chart.h"

namespace antiphon {

struct HeatCell
{
    std::optional<double> value; // nothing: undefined, drawn as an empty cell
    QString text;                // as the table twin shows it, and the cell where there is room
};

struct HeatMap
{
    enum class Scale {
        FromNone, // 0 is the ground, the highest value the accent
        AroundNil // below 0 one colour, above another, both strongest at the value farthest from 0
    };
    QString title;
    QString rowsTitle;    // "From": above the names of the rows
    QString columnsTitle; // "To"
    QStringList rows = {};
    QStringList columns = {};
    QList<QList<HeatCell>> cells = {}; // by row; each as long as `columns`
    Scale scale = Scale::FromNone;
};

// The table twin has a row for each row and a column for each column.
Chart heatMap(const HeatMap& map);

} // namespace antiphon
