#include "ui/charts/linechart.h"
#include "ui/theme/fonts.h"

#include <QCoreApplication>
#include <QPainter>

namespace antiphon {

namespace {

constexpr qreal between = 24; // columns and rows
constexpr qreal underTitle = 6;

struct GridCell
{
    QRectF title;
    QRectF drawing;
};

// As high in each row as its highest chart.
QList<GridCell> cellsOf(const QList<Chart>& charts, int columns, qreal width)
{
    const qreal titleHeight = QFontMetricsF(fontOf(TextSize::Heading)).height();
    const qreal cellWidth = (width - between * (columns - 1)) / columns;
    QList<GridCell> cells;
    qreal y = 0;
    for (qsizetype first = 0; first < charts.size(); first += columns) {
        const qsizetype end = std::min<qsizetype>(first + columns, charts.size());
        qreal height = 0;
        for (qsizetype i = first; i < end; ++i)
            height = std::max(height, charts[i].sizeAt(cellWidth).height());
        for (qsizetype i = first; i < end; ++i) {
            const qreal x = (cellWidth + between) * static_cast<qreal>(i - first);
            cells << GridCell{QRectF(x, y, cellWidth, titleHeight),
                              QRectF(x, y + titleHeight + underTitle, cellWidth, height)};
        }
        y += titleHeight + underTitle + height + between;
    }
    return cells;
}

} // namespace

Chart chartGrid(const QString& title, const QList<Chart>& charts, int columns)
{
    Chart grid{title};
    for (const Chart& chart : charts) {
        grid.columns = QStringList{QCoreApplication::translate("Chart", "Chart")} + chart.columns;
        for (const QStringList& row : chart.rows)
            grid.rows << QStringList{chart.title} + row;
    }
    grid.sizeAt = [charts, columns](qreal width) {
        const auto cells = cellsOf(charts, columns, width);
        return QSizeF(width, cells.isEmpty() ? 0 : cells.constLast().drawing.bottom());
    };
    grid.paint = [charts, columns](QPainter& painter, const QRectF& area, const QPalette& palette) {
        const auto cells = cellsOf(charts, columns, area.width());
        for (qsizetype i = 0; i < charts.size(); ++i) {
            const GridCell& cell = cells[i];
            painter.setFont(fontOf(TextSize::Heading));
            painter.setPen(tokensOf(palette).text);
            painter.drawText(cell.title.translated(area.topLeft()), Qt::AlignLeft | Qt::AlignVCenter,
                             QFontMetricsF(painter.font())
                                 .elidedText(charts[i].title, Qt::ElideRight, cell.title.width()));
            painter.save();
            charts[i].paint(painter, cell.drawing.translated(area.topLeft()), palette);
            painter.restore();
        }
    };
    return grid;
}

} // namespace antiphon
