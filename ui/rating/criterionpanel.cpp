#include "ui/rating/criterionpanel.h"

#include "ui/rating/figuretwin.h"
#include "ui/rating/furtherfigures.h"
#include "ui/rating/resultcharts.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"

#include <QVBoxLayout>

namespace antiphon {

CriterionPanel::CriterionPanel(const CriterionResult& result, FigureForm form, bool open, QWidget* parent)
    : Card(parent)
{
    setAccessibleName(result.criterion.name);
    column()->setSpacing(metrics::gap);
    column()->addWidget(new SectionHeader(result.criterion.name, remarkOf(result), this));
    addFigure(answersChart(result), form, 0);
    for (const PairResult& pair : result.pairs) {
        if (const auto chart = differenceChart(result, pair))
            addFigure(*chart, form, 1);
        auto* verdict = new TextLabel(verdictSentence(result, pair), TextSize::Heading,
                                      toneOf(pair.difference.verdict), this);
        verdict->setWordWrap(true);
        verdict->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column()->addWidget(verdict);
    }
    auto* further = new FurtherFigures(result, open, this);
    connect(further, &FurtherFigures::exportRequested, this, &CriterionPanel::exportRequested);
    connect(further, &FurtherFigures::openChanged, this, &CriterionPanel::openChanged);
    column()->addWidget(further);
}

void CriterionPanel::addFigure(const Chart& chart, FigureForm form, int indent)
{
    if (form == FigureForm::Tables) {
        CalmTable* table = figureTwin(chart, this);
        connect(table, &CalmTable::exportRequested, this, [this, chart] { Q_EMIT exportRequested(chart); });
        column()->addWidget(table);
        return;
    }
    auto* view = new ChartView(this);
    view->setChart(chart);
    view->setToolTip(tr("Right click to export as PNG, SVG or CSV"));
    connect(view, &ChartView::exportRequested, this, [this, chart] { Q_EMIT exportRequested(chart); });
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::gap);
    if (indent > 0) {
        auto* name = new ElidedLabel(chart.rows.value(0).value(0), TextSize::Caption, Tone::Muted, this);
        name->setContentsMargins(0, metrics::unit, 0, 0);
        row->addWidget(name, indent, Qt::AlignTop);
    }
    row->addWidget(view, indent == 0 ? 1 : 3);
    row->addStretch(indent);
    column()->addLayout(row);
}

} // namespace antiphon
