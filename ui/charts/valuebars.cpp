#include "ui/charts/valuebars.h"

#include "ui/theme/fonts.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>

#include <cmath>

namespace antiphon {

namespace {

constexpr qreal barHeight = 16;
constexpr qreal rowStep = 24;
constexpr qreal axisHeight = 24;
constexpr qreal gap = 12;

QString tr(const char* text)
{
    return QCoreApplication::translate("Chart", text);
}

// Where the columns of the drawing lie, and what a place on the scale means.
struct BarLayout
{
    QRectF scale; // of the bars, without the axis
    qreal textWidth = 0;
    double least = 0;
    double most = 1;

    BarLayout(const ValueBars& values, const QRectF& area)
    {
        const QFontMetricsF metrics(fontOf(TextSize::Body));
        qreal labels = 0;
        for (const ValueBar& bar : values.bars) {
            labels = std::max(labels, metrics.horizontalAdvance(bar.label));
            textWidth = std::max(textWidth, std::ceil(metrics.horizontalAdvance(bar.text)) + 2);
            least = std::min({least, bar.value.value_or(0), bar.low.value_or(0)});
        }
        most = values.most;
        const qreal left = std::min(labels, area.width() * 0.3) + gap;
        textWidth = std::min(textWidth, area.width() * 0.35);
        scale = QRectF(area.x() + left, area.y(), std::max<qreal>(40, area.width() - left - textWidth - gap),
                       rowStep * static_cast<qreal>(values.bars.size()));
    }
    qreal x(double value) const
    {
        const double share = (std::clamp(value, least, most) - least) / (most - least);
        return scale.x() + scale.width() * share;
    }
};

void paintScale(QPainter& painter, const BarLayout& layout, const Tokens& t)
{
    painter.setFont(fontOf(TextSize::Caption));
    double step = 0.2;
    for (const double wider : {0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0})
        if ((layout.most - layout.least) / step > 12)
            step = wider;
    for (double mark = std::ceil(layout.least / step) * step; mark <= layout.most + step / 10; mark += step) {
        const qreal x = layout.x(mark);
        painter.setPen(QPen(t.hairline, 1));
        painter.drawLine(QPointF(x, layout.scale.top()), QPointF(x, layout.scale.bottom()));
        painter.setPen(t.muted);
        painter.drawText(QRectF(x - 30, layout.scale.bottom() + 4, 60, axisHeight - 4),
                         Qt::AlignHCenter | Qt::AlignTop,
                         QLocale().toString(std::round(mark * 10) / 10, 'f', 1));
    }
}

void paintInterval(QPainter& painter, const BarLayout& layout, const ValueBar& bar, qreal middle,
                   const Tokens& t)
{
    if (!bar.low || !bar.high)
        return;
    painter.setPen(QPen(t.text, 1.6));
    const qreal low = layout.x(*bar.low);
    const qreal high = layout.x(*bar.high);
    painter.drawLine(QPointF(low, middle), QPointF(high, middle));
    for (const qreal end : {low, high})
        painter.drawLine(QPointF(end, middle - 4), QPointF(end, middle + 4));
}

void paintBar(QPainter& painter, const BarLayout& layout, const ValueBar& bar, qreal top, const QRectF& area,
              const QPalette& palette)
{
    const Tokens& t = tokensOf(palette);
    const QFontMetricsF metrics(fontOf(TextSize::Body));
    painter.setFont(fontOf(TextSize::Body));
    painter.setPen(t.text);
    const qreal labelWidth = layout.scale.x() - area.x() - gap;
    painter.drawText(QRectF(area.x(), top, labelWidth, rowStep), Qt::AlignVCenter | Qt::AlignRight,
                     metrics.elidedText(bar.label, Qt::ElideRight, labelWidth));
    const qreal middle = top + rowStep / 2;
    if (bar.value) {
        const qreal nil = layout.x(0);
        const qreal end = layout.x(*bar.value);
        painter.setPen(Qt::NoPen);
        painter.setBrush(codeColour(*bar.value < 0 ? 1 : 0, palette));
        painter.drawRoundedRect(QRectF(std::min(nil, end), middle - barHeight / 2,
                                       std::max<qreal>(1, std::abs(end - nil)), barHeight),
                                3, 3);
        paintInterval(painter, layout, bar, middle, t);
    }
    painter.setPen(bar.value ? t.text : t.muted);
    const qreal right = layout.scale.right() + gap;
    painter.drawText(QRectF(right, top, area.right() - right, rowStep),
                     Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     metrics.elidedText(bar.text, Qt::ElideRight, area.right() - right));
}

QString figure(std::optional<double> value)
{
    return value ? QString::number(*value, 'f', 6) : QString();
}

} // namespace

Chart valueBars(const ValueBars& values)
{
    Chart chart{values.title};
    chart.columns = {tr("Row"), values.value, tr("Low"), tr("High"), tr("Text")};
    for (const ValueBar& bar : values.bars)
        chart.rows << QStringList{bar.label, figure(bar.value), figure(bar.low), figure(bar.high), bar.text};
    chart.sizeAt = [count = values.bars.size()](qreal width) {
        return QSizeF(width, rowStep * static_cast<qreal>(count) + axisHeight);
    };
    chart.paint = [values](QPainter& painter, const QRectF& area, const QPalette& palette) {
        const BarLayout layout(values, area);
        paintScale(painter, layout, tokensOf(palette));
        qreal top = area.y();
        for (const ValueBar& bar : values.bars) {
            paintBar(painter, layout, bar, top, area, palette);
            top += rowStep;
        }
    };
    return chart;
}

} // namespace antiphon
