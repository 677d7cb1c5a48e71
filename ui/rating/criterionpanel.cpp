#include "ui/rating/criterionpanel.h"

#include "ui/rating/resultcharts.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"

#include <QHeaderView>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace antiphon {

namespace {

CalmTable* twinOf(const Chart& chart, QWidget* parent)
{
    auto* table = new CalmTable(parent);
    auto* model = new QStandardItemModel(0, static_cast<int>(chart.columns.size()), table);
    model->setHorizontalHeaderLabels(chart.columns);
    for (int column = 1; column < model->columnCount(); ++column)
        model->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    for (const QStringList& row : chart.rows) {
        QList<QStandardItem*> cells;
        for (const QString& text : row) {
            cells << new QStandardItem(text);
            cells.last()->setEditable(false);
            if (cells.size() > 1)
                cells.last()->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        }
        model->appendRow(cells);
    }
    table->setModel(model);
    table->setAccessibleName(chart.title);
    table->setSortingEnabled(false);
    table->setExportable(true);
    table->setFrameShape(QFrame::NoFrame);
    table->horizontalHeader()->setStretchLastSection(false);
    table->resizeColumnsToContents();
    table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->setFixedHeight(table->horizontalHeader()->sizeHint().height() +
                          table->verticalHeader()->defaultSectionSize() *
                              static_cast<int>(chart.rows.size()) +
                          metrics::gap * 2);
    return table;
}

} // namespace

CriterionPanel::CriterionPanel(const CriterionResult& result, FigureForm form, QWidget* parent) : Card(parent)
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
}

void CriterionPanel::addFigure(const Chart& chart, FigureForm form, int indent)
{
    if (form == FigureForm::Tables) {
        CalmTable* table = twinOf(chart, this);
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
