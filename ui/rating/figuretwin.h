// The figures of a chart as a table.
#pragma once

#include "ui/charts/chart.h"

namespace antiphon {

class CalmTable;

// As high as its rows, words to the left and figures to the right; its owner writes what it asks to export.
CalmTable* figureTwin(const Chart& chart, QWidget* parent);

} // namespace antiphon
