#include "ui/rating/figuretwin.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"

#include <QHeaderView>
#include <QStandardItemModel>

namespace antiphon {

namespace {

// The first column, and those whose every cell begins with a letter.
bool holdsWords(const Chart& chart, int column)
{
    bool words = false;
    for (const QStringList& row : chart.rows) {
        const QString cell = row.value(column);
        if (!cell.isEmpty() && !cell.front().isLetter())
            return column == 0;
        words = words || !cell.isEmpty();
    }
    return column == 0 || words;
}

Qt::Alignment alignmentOf(const Chart& chart, int column)
{
    return (holdsWords(chart, column) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter;
}

} // namespace

CalmTable* figureTwin(const Chart& chart, QWidget* parent)
{
    auto* table = new CalmTable(parent);
    auto* model = new QStandardItemModel(0, static_cast<int>(chart.columns.size()), table);
    model->setHorizontalHeaderLabels(chart.columns);
    for (int column = 1; column < model->columnCount(); ++column)
        model->horizontalHeaderItem(column)->setTextAlignment(alignmentOf(chart, column));
    for (const QStringList& row : chart.rows) {
        QList<QStandardItem*> cells;
        for (const QString& text : row) {
            cells << new QStandardItem(text);
            cells.last()->setEditable(false);
            cells.last()->setTextAlignment(alignmentOf(chart, static_cast<int>(cells.size()) - 1));
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
