#include "ui/charts/flowchart.h"

#include "ui/theme/fonts.h"
#include "ui/widgets/numbers.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

namespace antiphon {

namespace {

constexpr qreal barWidth = 10;
constexpr qreal barGap = 8;
constexpr qreal nameGap = 8;
constexpr qreal longestName = 190;
constexpr qreal leastHeight = 260;
constexpr qreal rowRoom = 30; // of height for each bar of the longer side

QString tr(const char* text)
{
    return QCoreApplication::translate("Chart", text);
}

// One side: the sum of each bar and where it lies.
struct Side
{
    QList<qint64> sums;
    QList<QRectF> bars;
    QList<qreal> used; // of each bar, from its top, by the ribbons drawn so far

    void lay(qreal x, qreal top, qreal height, qint64 sum)
    {
        const qreal room = height - barGap * static_cast<qreal>(std::max<qsizetype>(0, sums.size() - 1));
        qreal y = top;
        for (const qint64 bar : sums) {
            const qreal tall = sum > 0 ? room * static_cast<qreal>(bar) / static_cast<qreal>(sum) : 0;
            bars << QRectF(x, y, barWidth, tall);
            y += tall + barGap;
        }
        used.fill(0, bars.size());
    }
    // The next stretch of a bar's edge.
    std::pair<qreal, qreal> take(int bar, qreal thick)
    {
        const qreal y = bars[bar].top() + used[bar];
        used[bar] += thick;
        return {y, y + thick};
    }
};

void paintRibbon(QPainter& painter, qreal left, std::pair<qreal, qreal> from, qreal right,
                 std::pair<qreal, qreal> to, QColor colour)
{
    const qreal middle = (left + right) / 2;
    QPainterPath path(QPointF(left, from.first));
    path.cubicTo(QPointF(middle, from.first), QPointF(middle, to.first), QPointF(right, to.first));
    path.lineTo(QPointF(right, to.second));
    path.cubicTo(QPointF(middle, to.second), QPointF(middle, from.second), QPointF(left, from.second));
    path.closeSubpath();
    colour.setAlphaF(0.42F);
    painter.fillPath(path, colour);
}

void paintNames(QPainter& painter, const Side& side, const QStringList& names, bool onLeft, const Tokens& t)
{
    const QFontMetricsF metrics(painter.font());
    qreal lowest = 0; // of the names so far: those of thin bars keep apart
    for (qsizetype i = 0; i < names.size(); ++i) {
        const QRectF& bar = side.bars[i];
        const QString count = countText(side.sums[i]);
        const qreal countWidth = metrics.horizontalAdvance(count);
        const QString name = metrics.elidedText(names[i], Qt::ElideRight, longestName - countWidth - nameGap);
        const qreal nameWidth = metrics.horizontalAdvance(name);
        const qreal y = std::max(bar.center().y() + (metrics.ascent() - metrics.descent()) / 2,
                                 lowest + metrics.height());
        lowest = y;
        const qreal x = onLeft ? bar.left() - nameGap - nameWidth : bar.right() + nameGap;
        painter.setPen(t.text);
        painter.drawText(QPointF(x, y), name);
        painter.setPen(t.muted);
        painter.drawText(QPointF(onLeft ? x - nameGap - countWidth : x + nameWidth + nameGap, y), count);
    }
}

void paintFlow(QPainter& painter, const FlowChart& data, const QRectF& area, const QPalette& palette)
{
    const Tokens& t = tokensOf(palette);
    painter.setFont(fontOf(TextSize::Caption));
    const QFontMetricsF metrics(painter.font());
    Side from;
    Side to;
    from.sums.fill(0, data.from.size());
    to.sums.fill(0, data.to.size());
    qint64 sum = 0;
    for (const Flow& flow : data.flows) {
        from.sums[flow.from] += flow.count;
        to.sums[flow.to] += flow.count;
        sum += flow.count;
    }
    const qreal names = std::min(longestName, area.width() * 0.28);
    const qreal top = area.top() + metrics.height() + 12;
    const qreal tall = area.bottom() - top - metrics.height();
    from.lay(area.left() + names, top, tall, sum);
    to.lay(area.right() - names - barWidth, top, tall, sum);
    const auto thickness = [sum](const Side& side, int bar, qint64 count) {
        return side.sums[bar] > 0 && sum > 0
                   ? side.bars[bar].height() * static_cast<qreal>(count) / static_cast<qreal>(side.sums[bar])
                   : 0.0;
    };
    painter.setPen(t.muted);
    painter.drawText(QPointF(area.left() + names + barWidth - metrics.horizontalAdvance(data.fromTitle),
                             area.top() + metrics.ascent()),
                     data.fromTitle);
    painter.drawText(QPointF(area.right() - names - barWidth, area.top() + metrics.ascent()), data.toTitle);
    for (const Flow& flow : data.flows) {
        const auto start = from.take(flow.from, thickness(from, flow.from, flow.count));
        const auto end = to.take(flow.to, thickness(to, flow.to, flow.count));
        paintRibbon(painter, area.left() + names + barWidth, start, area.right() - names - barWidth, end,
                    codeColour(data.fromColours.value(flow.from), palette));
    }
    for (qsizetype i = 0; i < from.bars.size(); ++i)
        painter.fillRect(from.bars[i], codeColour(data.fromColours.value(i), palette));
    for (const QRectF& bar : std::as_const(to.bars))
        painter.fillRect(bar, t.muted);
    paintNames(painter, from, data.from, true, t);
    paintNames(painter, to, data.to, false, t);
}

} // namespace

Chart flowChart(const FlowChart& data)
{
    Chart chart{data.title};
    chart.columns = {data.fromTitle, data.toTitle, tr("Count")};
    for (const Flow& flow : data.flows)
        chart.rows << QStringList{data.from[flow.from], data.to[flow.to], QString::number(flow.count)};
    chart.sizeAt = [rows = std::max(data.from.size(), data.to.size())](qreal width) {
        return QSizeF(width, std::max(leastHeight, static_cast<qreal>(rows) * rowRoom + 40));
    };
    chart.paint = [data](QPainter& painter, const QRectF& area, const QPalette& palette) {
        paintFlow(painter, data, area, palette);
    };
    return chart;
}

} // namespace antiphon
