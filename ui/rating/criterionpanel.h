// One criterion of a study: answers, differences, verdicts; as charts or as tables.
#pragma once

#include "core/rating/results.h"
#include "ui/charts/chart.h"
#include "ui/widgets/panels.h"

namespace antiphon {

enum class FigureForm { Charts, Tables };

class CriterionPanel : public Card
{
    Q_OBJECT
public:
    // `open`: with tests and model unfolded.
    CriterionPanel(const CriterionResult& result, FigureForm form, bool open, QWidget* parent = nullptr);

Q_SIGNALS:
    void exportRequested(const antiphon::Chart& chart);
    void openChanged(bool open);

private:
    void addFigure(const Chart& chart, FigureForm form, int indent);
};

} // namespace antiphon
