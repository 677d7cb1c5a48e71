#include "ui/charts/heatmap.h"

#include "ui/theme/fonts.h"

#include <QPainter>

#include <cmath>

namespace antiphon {

namespace {

constexpr qreal widestCell = 72;
constexpr qreal narrowestCell = 9;
constexpr qreal headGap = 8; // between names and cells
constexpr qreal longestHead = 150;
constexpr qreal slope = 0.9; // of the slanted names of columns, in radians

qreal textWidth(const QFont& font, const QString& text)
{
    return QFontMetricsF(font).horizontalAdvance(text);
}

QColor mixed(const QColor& from, const QColor& to, double share)
{
    const auto mix = [share](int a, int b) { return qRound(a + (b - a) * share); };
    return {mix(from.red(), to.red()), mix(from.green(), to.green()), mix(from.blue(), to.blue())};
}

// Where the parts of the drawing lie at a width.
struct HeatLayout
{
    qreal left = 0; // of the cells
    qreal top = 0;
    qreal cellWidth = 0;
    qreal cellHeight = 0;
    qreal headLength = 0;

    HeatLayout(const HeatMap& map, qreal width)
    {
        const QFont font = fontOf(TextSize::Caption);
        const QFontMetricsF metrics(font);
        for (const QString& row : map.rows)
            left = std::max(left, textWidth(font, row));
        left = std::min({std::max(left, textWidth(font, map.rowsTitle)), longestHead, width * 0.3}) + headGap;
        for (const QString& column : map.columns)
            headLength = std::max(headLength, std::min(textWidth(font, column), longestHead));
        const auto columns = static_cast<qreal>(std::max<qsizetype>(1, map.columns.size()));
        // The last slanted name needs room to the right of its cell.
        const qreal room = width - left - headLength * std::cos(slope);
        cellWidth = std::clamp(room / columns, narrowestCell, widestCell);
        cellHeight = std::clamp(cellWidth * 0.6, metrics.height(), metrics.height() + 10);
        top = metrics.height() + headGap + headLength * std::sin(slope) + metrics.height();
    }
    QRectF cell(const QPointF& origin, qsizetype row, qsizetype column) const
    {
        return {origin.x() + left + static_cast<qreal>(column) * cellWidth,
                origin.y() + top + static_cast<qreal>(row) * cellHeight, cellWidth, cellHeight};
    }
};

double farthest(const HeatMap& map)
{
    double most = 0;
    for (const auto& row : map.cells) {
        for (const HeatCell& cell : row)
            most = std::max(most, std::abs(cell.value.value_or(0)));
    }
    return most;
}

QColor groundOf(double value, double most, HeatMap::Scale scale, const QPalette& palette)
{
    const Tokens& t = tokensOf(palette);
    const double share = most > 0 ? std::abs(value) / most : 0;
    const QColor end =
        scale == HeatMap::Scale::FromNone || value >= 0 ? codeColour(0, palette) : codeColour(1, palette);
    return mixed(t.fill, end, share * 0.85);
}

// Dark on light cells, light on dark ones.
QColor inkOn(const QColor& ground)
{
    const auto linear = [](float single) {
        const double part = double(single);
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    const double luminance =
        0.2126 * linear(ground.redF()) + 0.7152 * linear(ground.greenF()) + 0.0722 * linear(ground.blueF());
    // Where both inks have the same contrast (WCAG 2.1).
    return luminance > 0.179 ? QColor(0x10, 0x14, 0x18) : QColor(0xff, 0xff, 0xff);
}

void paintHeads(QPainter& painter, const HeatMap& map, const HeatLayout& layout, const QPointF& origin,
                const QPalette& palette)
{
    const Tokens& t = tokensOf(palette);
    const QFont font = fontOf(TextSize::Caption);
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    painter.setPen(t.muted);
    painter.drawText(QPointF(origin.x() + layout.left, origin.y() + metrics.ascent()), map.columnsTitle);
    painter.drawText(QPointF(origin.x(), origin.y() + layout.top - metrics.descent() - 2), map.rowsTitle);
    painter.setPen(t.text);
    for (qsizetype row = 0; row < map.rows.size(); ++row) {
        const QRectF cell = layout.cell(origin, row, 0);
        const qreal width = layout.left - headGap;
        painter.drawText(QRectF(origin.x(), cell.y(), width, cell.height()),
                         Qt::AlignRight | Qt::AlignVCenter,
                         metrics.elidedText(map.rows[row], Qt::ElideRight, width));
    }
    for (qsizetype column = 0; column < map.columns.size(); ++column) {
        const QRectF cell = layout.cell(origin, 0, column);
        painter.save();
        painter.translate(cell.center().x(), origin.y() + layout.top - 4);
        painter.rotate(-slope * 180 / M_PI);
        painter.drawText(QPointF(0, 0),
                         metrics.elidedText(map.columns[column], Qt::ElideRight, layout.headLength));
        painter.restore();
    }
}

void paintCells(QPainter& painter, const HeatMap& map, const HeatLayout& layout, const QPointF& origin,
                const QPalette& palette)
{
    const QFont font = fontOf(TextSize::Caption);
    const double most = farthest(map);
    painter.setFont(font);
    for (qsizetype row = 0; row < map.cells.size(); ++row) {
        for (qsizetype column = 0; column < map.cells[row].size(); ++column) {
            const HeatCell& cell = map.cells[row][column];
            const QRectF area = layout.cell(origin, row, column).adjusted(0.5, 0.5, -0.5, -0.5);
            if (!cell.value) {
                painter.setPen(QPen(tokensOf(palette).hairline, 1));
                painter.setBrush(Qt::NoBrush);
                painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5));
                continue;
            }
            const QColor ground = groundOf(*cell.value, most, map.scale, palette);
            painter.fillRect(area, ground);
            if (textWidth(font, cell.text) + 4 <= area.width()) {
                painter.setPen(inkOn(ground));
                painter.drawText(area, Qt::AlignCenter, cell.text);
            }
        }
    }
}

} // namespace

Chart heatMap(const HeatMap& map)
{
    Chart chart{map.title};
    chart.columns = QStringList{map.rowsTitle} + map.columns;
    for (qsizetype row = 0; row < map.rows.size(); ++row) {
        QStringList cells{map.rows[row]};
        for (const HeatCell& cell : map.cells[row])
            cells << cell.text;
        chart.rows << cells;
    }
    chart.sizeAt = [map](qreal width) {
        const HeatLayout layout(map, width);
        return QSizeF(width, layout.top + layout.cellHeight * static_cast<qreal>(map.rows.size()) + 4);
    };
    chart.paint = [map](QPainter& painter, const QRectF& area, const QPalette& palette) {
        const HeatLayout layout(map, area.width());
        paintHeads(painter, map, layout, area.topLeft(), palette);
        paintCells(painter, map, layout, area.topLeft(), palette);
    };
    return chart;
}

} // namespace antiphon
