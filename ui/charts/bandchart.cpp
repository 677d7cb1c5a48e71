#include "ui/charts/bandchart.h"

#include "ui/theme/fonts.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>

#include <cmath>

namespace antiphon {

namespace {

constexpr qreal height = 300;
constexpr int ticksWanted = 5;

QString tr(const char* text)
{
    return QCoreApplication::translate("Chart", text);
}

// 1, 2 or 5 times a power of ten, so that about `ticksWanted` steps reach `most`; at least 1.
double tickStep(double most)
{
    const double rough = std::max(1.0, most / ticksWanted);
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= rough)
            return factor * power;
    }
    return 10 * power;
}

// Turns steps and values into points.
struct Axes
{
    QRectF plot;
    double steps = 1;
    double top = 1;

    QPointF point(double step, double value) const
    {
        const double across = steps > 1 ? (step - 1) / (steps - 1) : 0.5;
        return {plot.x() + plot.width() * across, plot.bottom() - plot.height() * value / top};
    }
};

void paintAxes(QPainter& painter, const BandChart& chart, const Axes& axes, const QPalette& palette)
{
    const Tokens& t = tokensOf(palette);
    const QFontMetricsF metrics(painter.font());
    for (double value = 0; value <= axes.top; value += tickStep(axes.top)) {
        const qreal y = axes.point(1, value).y();
        painter.setPen(QPen(t.hairline, 1));
        painter.drawLine(QPointF(axes.plot.left(), y), QPointF(axes.plot.right(), y));
        painter.setPen(t.muted);
        painter.drawText(QRectF(0, y - metrics.height() / 2, axes.plot.left() - 8, metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, QLocale().toString(value, 'f', 0));
    }
    const double step = tickStep(axes.steps);
    for (double at = step; at <= axes.steps; at += step) {
        const QPointF foot = axes.point(at, 0);
        painter.drawText(QRectF(foot.x() - 40, foot.y() + 4, 80, metrics.height()), Qt::AlignCenter,
                         QLocale().toString(at, 'f', 0));
    }
    painter.drawText(QPointF(axes.plot.left(), metrics.ascent()), chart.upward);
    painter.drawText(QRectF(axes.plot.left(), axes.plot.bottom() + 4 + metrics.height(), axes.plot.width(),
                            metrics.height() + 2),
                     Qt::AlignRight | Qt::AlignTop, chart.across);
}

QPolygonF curve(const Axes& axes, const QList<double>& values)
{
    QPolygonF line;
    for (qsizetype i = 0; i < values.size(); ++i)
        line << axes.point(static_cast<double>(i + 1), values[i]);
    return line;
}

void paintCurves(QPainter& painter, const BandChart& chart, const Axes& axes, const QPalette& palette)
{
    const Tokens& t = tokensOf(palette);
    QPolygonF band = curve(axes, chart.high);
    const QPolygonF low = curve(axes, chart.low);
    for (auto point = low.crbegin(); point != low.crend(); ++point)
        band << *point;
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.selection);
    painter.drawPolygon(band);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(t.muted, 1.5, Qt::DotLine));
    painter.drawPolyline(curve(axes, chart.middle));
    painter.setPen(QPen(t.accent, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(curve(axes, chart.values));
    if (!chart.mark)
        return;
    const QPointF foot = axes.point(*chart.mark, 0);
    painter.setPen(QPen(t.text, 1, Qt::DashLine));
    painter.drawLine(foot, QPointF(foot.x(), axes.plot.top()));
    const QFontMetricsF metrics(painter.font());
    const qreal width = metrics.horizontalAdvance(chart.markText);
    const bool left = foot.x() + 6 + width > axes.plot.right();
    painter.setPen(t.text);
    painter.drawText(QPointF(left ? foot.x() - 6 - width : foot.x() + 6, axes.plot.bottom() - 8),
                     chart.markText);
}

// A swatch for each kind of line with its name, from the right end of the first row.
void paintKey(QPainter& painter, const BandChart& chart, const Axes& axes, const QPalette& palette)
{
    const Tokens& t = tokensOf(palette);
    const QFontMetricsF metrics(painter.font());
    qreal x = axes.plot.right();
    const auto entry = [&](const QString& text, const QBrush& brush, const QPen& pen) {
        x -= metrics.horizontalAdvance(text);
        painter.setPen(t.muted);
        painter.drawText(QPointF(x, metrics.ascent()), text);
        x -= 24;
        const QRectF swatch(x, metrics.height() / 2 - 5, 18, 10);
        if (brush.style() != Qt::NoBrush)
            painter.fillRect(swatch, brush);
        painter.setPen(pen);
        if (pen.style() != Qt::NoPen)
            painter.drawLine(QPointF(swatch.left(), swatch.center().y()),
                             QPointF(swatch.right(), swatch.center().y()));
        x -= 16;
    };
    entry(chart.band, t.selection, QPen(t.muted, 1.5, Qt::DotLine));
    entry(chart.line, Qt::NoBrush, QPen(t.accent, 2));
}

} // namespace

Chart bandChart(const BandChart& data)
{
    Chart chart{data.title};
    chart.columns = {data.across, data.line, tr("Low"), tr("Middle"), tr("High")};
    const auto number = [](double value) { return QLocale::c().toString(value, 'g', 8); };
    for (qsizetype i = 0; i < data.values.size(); ++i)
        chart.rows << QStringList{QString::number(i + 1), number(data.values[i]), number(data.low[i]),
                                  number(data.middle[i]), number(data.high[i])};
    chart.sizeAt = [](qreal width) { return QSizeF(width, height); };
    chart.paint = [data](QPainter& painter, const QRectF& area, const QPalette& palette) {
        if (data.values.isEmpty())
            return;
        painter.save();
        painter.translate(area.topLeft());
        painter.setFont(fontOf(TextSize::Caption));
        const QFontMetricsF metrics(painter.font());
        Axes axes;
        axes.steps = static_cast<double>(data.values.size());
        axes.top = std::max({1.0, data.values.constLast(), data.high.constLast()});
        const qreal left = metrics.horizontalAdvance(QLocale().toString(axes.top, 'f', 0)) + 16;
        const qreal top = metrics.height() + 12;
        axes.plot =
            QRectF(left, top, area.width() - left - 12, area.height() - top - 2 * metrics.height() - 8);
        paintAxes(painter, data, axes, palette);
        paintCurves(painter, data, axes, palette);
        paintKey(painter, data, axes, palette);
        painter.restore();
    };
    return chart;
}

} // namespace antiphon
