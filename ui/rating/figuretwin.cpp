#include "ui/rating/figuretwin.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"

#include <QHeaderView>
#include <QStandardItemModel>

namespace antiphon {

CalmTable* figureTwin(const Chart& chart, QWidget* parent)
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

} // namespace antiphon
