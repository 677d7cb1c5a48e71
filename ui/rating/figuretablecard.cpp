#include "ui/rating/figuretablecard.h"

#include "ui/rating/figuretwin.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"

#include <QVBoxLayout>

namespace antiphon {

namespace {

Chart chartOf(const QString& owner, const FigureTable& table)
{
    Chart chart;
    chart.title = QStringLiteral("%1: %2").arg(owner, table.title);
    chart.description = table.note;
    chart.columns = table.columns;
    chart.rows = table.rows;
    return chart;
}

} // namespace

void addFigureTables(QBoxLayout& column, const QString& owner, const QList<FigureTable>& tables,
                     QWidget* parent, const ChartExport& exported)
{
    for (const FigureTable& table : tables) {
        column.addSpacing(metrics::gap);
        column.addWidget(new TextLabel(table.title, TextSize::Heading, Tone::Normal, parent));
        auto* note = new TextLabel(table.note, TextSize::Body, Tone::Muted, parent);
        note->setWordWrap(true);
        column.addWidget(note);
        const Chart chart = chartOf(owner, table);
        CalmTable* twin = figureTwin(chart, parent);
        QObject::connect(twin, &CalmTable::exportRequested, parent, [exported, chart] { exported(chart); });
        column.addWidget(twin);
    }
}

FigureTableCard::FigureTableCard(const QString& title, const QString& remark,
                                 const QList<FigureTable>& tables, QWidget* parent)
    : Card(parent)
{
    setAccessibleName(title);
    column()->setSpacing(metrics::gap);
    column()->addWidget(new SectionHeader(title, remark, this));
    addFigureTables(*column(), title, tables, this,
                    [this](const Chart& chart) { Q_EMIT exportRequested(chart); });
}

} // namespace antiphon
