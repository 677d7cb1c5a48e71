#include "ui/charts/linechart.h"

#include "ui/theme/fonts.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>

#include <cmath>

namespace antiphon {

namespace {

constexpr int ticksWanted = 5;
constexpr qreal edge = 12;       // right of the plot
constexpr qreal nameIndent = 26; // of a name at a line's end: the gap and its stroke

QString tr(const char* text)
{
    return QCoreApplication::translate("Chart", text);
}

// 1, 2 or 5 times a power of ten, so that about `ticksWanted` steps make up the range.
double tickStep(double range)
{
    const double rough = std::max(1e-9, range / ticksWanted);
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= rough * (1 - 1e-9))
            return factor * power;
    }
    return 10 * power;
}

QString tickText(double value)
{
    return QLocale().toString(std::abs(value) < 1e-12 ? 0.0 : value, 'g', 6);
}

// Of the names at the lines' ends, with their strokes; at most `most`.
qreal namesWidth(const LineChart& chart, const QFontMetricsF& metrics, qreal most)
{
    qreal width = 0;
    for (const Line& line : chart.lines)
        if (chart.names == LineChart::Names::Ends && !line.name.isEmpty())
            width = std::max(width, nameIndent + metrics.horizontalAdvance(line.name));
    return std::min(std::ceil(width), most);
}

// Where numbers stand in the drawing.
class LineAxes
{
public:
    LineAxes(const LineChart& chart, const QRectF& area)
        : m_isLogarithmic(chart.scale == LineChart::Scale::Logarithmic)
    {
        for (const Line& line : chart.lines)
            take(line.points);
        take(chart.alsoHolds);
        take(chart.reference);
        if (chart.most) {
            m_top = std::min(m_top, *chart.most);
            m_bottom = std::max(m_bottom, 0.0);
        }
        if (m_isLogarithmic)
            m_bottom = m_lowest;
        if (m_to <= m_from)
            m_to = m_from + 1;
        step = m_isLogarithmic ? 1 : tickStep(m_top - m_bottom);
        m_top = std::ceil(m_top / step - 1e-9) * step;
        m_bottom = std::floor(m_bottom / step + 1e-9) * step;
        const QFontMetricsF metrics(fontOf(TextSize::Caption));
        qreal left = 0;
        for (double tick = m_bottom; tick <= m_top + step / 2; tick += step)
            left = std::max(left, metrics.horizontalAdvance(text(tick)));
        const qreal below = 2 * metrics.height() + 8;
        const qreal right = edge + namesWidth(chart, metrics, area.width() / 4);
        plot = QRectF(area.x() + left + 10, area.y() + metrics.height() + 12,
                      area.width() - left - 10 - right, area.height() - metrics.height() - 12 - below);
    }

    QPointF place(double x, double value) const
    {
        const double height = std::clamp(scaled(value), m_bottom, m_top);
        return {plot.x() + plot.width() * (x - m_from) / (m_to - m_from),
                plot.bottom() - plot.height() * (height - m_bottom) / (m_top - m_bottom)};
    }
    // Of a tick, which is the power of ten where the scale is logarithmic.
    QString text(double tick) const
    {
        return m_isLogarithmic ? tickText(std::pow(10.0, tick)) : tickText(tick);
    }
    qreal heightOf(double tick) const
    {
        return plot.bottom() - plot.height() * (tick - m_bottom) / (m_top - m_bottom);
    }
    double bottom() const { return m_bottom; }
    double top() const { return m_top; }
    double from() const { return m_from; }
    double to() const { return m_to; }

    QRectF plot;
    double step = 1;

private:
    double scaled(double value) const { return m_isLogarithmic ? std::log10(std::max(value, 1.0)) : value; }
    void take(const QList<LinePoint>& points)
    {
        for (const LinePoint& point : points) {
            m_from = m_isEmpty ? point.x : std::min(m_from, point.x);
            m_to = m_isEmpty ? point.x : std::max(m_to, point.x);
            m_isEmpty = false;
            for (const auto& value : {std::optional(point.value), point.low, point.high})
                take(value);
        }
    }
    void take(std::optional<double> value)
    {
        if (!value)
            return;
        m_top = std::max(m_top, scaled(*value));
        m_bottom = std::min(m_bottom, scaled(*value));
        m_lowest = std::min(m_lowest, scaled(*value));
    }
    bool m_isLogarithmic;
    bool m_isEmpty = true;
    double m_from = 0;
    double m_to = 1;
    double m_bottom = 0;
    double m_top = 1e-6;
    double m_lowest = 1e9;
};

QList<double> marksOf(const LineChart& chart, const LineAxes& axes)
{
    if (!chart.marks.isEmpty())
        return chart.marks;
    QList<double> marks;
    const double step = tickStep(axes.to() - axes.from());
    for (double mark = std::ceil(axes.from() / step - 1e-9) * step; mark <= axes.to() + step / 1000;
         mark += step)
        marks << mark;
    return marks;
}

void paintAxes(QPainter& painter, const LineChart& chart, const LineAxes& axes, const Tokens& t)
{
    const QFontMetricsF metrics(painter.font());
    for (double tick = axes.bottom(); tick <= axes.top() + axes.step / 2; tick += axes.step) {
        const qreal y = axes.heightOf(tick);
        painter.setPen(QPen(t.hairline, 1));
        painter.drawLine(QPointF(axes.plot.left(), y), QPointF(axes.plot.right(), y));
        painter.setPen(t.muted);
        painter.drawText(QRectF(axes.plot.left() - 208, y - metrics.height() / 2, 200, metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, axes.text(tick));
    }
    qreal free = -1e9;
    const QList<double> marks = marksOf(chart, axes);
    for (const double mark : marks) {
        const qreal x = axes.place(mark, 0).x();
        const qreal half = metrics.horizontalAdvance(tickText(mark)) / 2;
        if (x - half < free)
            continue;
        painter.drawText(QRectF(x - 40, axes.plot.bottom() + 4, 80, metrics.height()), Qt::AlignCenter,
                         tickText(mark));
        free = x + half + 6;
    }
    painter.drawText(QPointF(axes.plot.left(), axes.plot.top() - 12 - metrics.descent()), chart.upward);
    painter.drawText(QRectF(axes.plot.left(), axes.plot.bottom() + 4 + metrics.height(), axes.plot.width(),
                            metrics.height() + 2),
                     Qt::AlignRight | Qt::AlignTop, chart.across);
}

void paintReference(QPainter& painter, const LineChart& chart, const LineAxes& axes, const Tokens& t)
{
    if (!chart.reference)
        return;
    const qreal y = axes.place(axes.from(), *chart.reference).y();
    painter.setPen(QPen(t.muted, 1, Qt::DashLine));
    painter.drawLine(QPointF(axes.plot.left(), y), QPointF(axes.plot.right(), y));
    painter.setPen(t.muted);
    const QFontMetricsF metrics(painter.font());
    painter.drawText(QPointF(axes.plot.right() - metrics.horizontalAdvance(chart.referenceText), y - 4),
                     chart.referenceText);
}

void paintBand(QPainter& painter, const Line& line, const LineAxes& axes, QColor colour)
{
    QPolygonF band;
    for (const LinePoint& point : line.points)
        band << axes.place(point.x, point.high.value_or(point.value));
    for (auto point = line.points.crbegin(); point != line.points.crend(); ++point)
        band << axes.place(point->x, point->low.value_or(point->value));
    colour.setAlphaF(0.18F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(band);
    painter.setBrush(Qt::NoBrush);
}

// As colours run out, lines are dashed.
QPen penOf(qsizetype line, const QPalette& palette)
{
    QPen pen(codeColour(static_cast<int>(line) % codeColourCount, palette), 2, Qt::SolidLine, Qt::RoundCap,
             Qt::RoundJoin);
    if (line >= codeColourCount)
        pen.setDashPattern({2.5, 2.5});
    return pen;
}

// Beside the whiskers of the other lines at the same place.
qreal dodge(const LineChart& chart, qsizetype line)
{
    const auto steps = static_cast<qreal>(std::max<qsizetype>(chart.lines.size() - 1, 1));
    return std::min(2.5, 10 / steps) * (static_cast<qreal>(line) - steps / 2);
}

void paintLine(QPainter& painter, const LineChart& chart, qsizetype number, const LineAxes& axes,
               const QPalette& palette)
{
    const Line& line = chart.lines[number];
    const QPen pen = line.isQuiet ? QPen(tokensOf(palette).muted, 1.2, Qt::DotLine) : penOf(number, palette);
    const QColor colour = pen.color();
    if (chart.intervals == LineChart::Intervals::Band && !line.isQuiet)
        paintBand(painter, line, axes, colour);
    QPolygonF curve;
    for (const LinePoint& point : line.points)
        curve << axes.place(point.x, point.value);
    const bool hasPoints = !line.isQuiet && chart.intervals == LineChart::Intervals::Whiskers;
    if (hasPoints)
        curve.translate(dodge(chart, number), 0);
    painter.setPen(pen);
    painter.drawPolyline(curve);
    const QPointF beside(dodge(chart, number), 0);
    for (qsizetype i = 0; hasPoints && i < line.points.size(); ++i) {
        const LinePoint& point = line.points[i];
        if (point.low && point.high) {
            painter.setPen(QPen(colour, 1.4));
            painter.drawLine(axes.place(point.x, *point.low) + beside,
                             axes.place(point.x, *point.high) + beside);
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(curve[i], 3, 3);
        painter.setBrush(Qt::NoBrush);
    }
}

// A stroke for each line with its name, from the right end of the first row.
void paintKey(QPainter& painter, const LineChart& chart, const LineAxes& axes, const QPalette& palette)
{
    const QFontMetricsF metrics(painter.font());
    qreal x = axes.plot.right();
    const qreal base = axes.plot.top() - 12 - metrics.descent();
    for (qsizetype i = chart.lines.size() - 1; i >= 0; --i) {
        const Line& line = chart.lines[i];
        if (line.name.isEmpty())
            continue;
        x -= metrics.horizontalAdvance(line.name);
        painter.setPen(tokensOf(palette).muted);
        painter.drawText(QPointF(x, base), line.name);
        x -= 24;
        painter.setPen(line.isQuiet ? QPen(tokensOf(palette).muted, 1.2, Qt::DotLine)
                                    : QPen(codeColour(static_cast<int>(i) % codeColourCount, palette), 2));
        painter.drawLine(QPointF(x, base - metrics.ascent() / 3),
                         QPointF(x + 18, base - metrics.ascent() / 3));
        x -= 16;
    }
}

struct EndName
{
    qreal y = 0; // of its middle
    qsizetype line = 0;
};

// As near to the lines' ends as they can stand without touching each other.
QList<EndName> endNames(const LineChart& chart, const LineAxes& axes, qreal height)
{
    QList<EndName> names;
    for (qsizetype i = 0; i < chart.lines.size(); ++i)
        if (!chart.lines[i].name.isEmpty() && !chart.lines[i].points.isEmpty()) {
            const LinePoint& last = chart.lines[i].points.constLast();
            names << EndName{axes.place(last.x, last.value).y(), i};
        }
    std::stable_sort(names.begin(), names.end(),
                     [](const EndName& a, const EndName& b) { return a.y < b.y; });
    for (qsizetype i = 1; i < names.size(); ++i)
        names[i].y = std::max(names[i].y, names[i - 1].y + height);
    qreal lowest = axes.plot.bottom() + height / 2;
    for (qsizetype i = names.size() - 1; i >= 0; --i) {
        names[i].y = std::min(names[i].y, lowest);
        lowest = names[i].y - height;
    }
    return names;
}

void paintEndNames(QPainter& painter, const LineChart& chart, const LineAxes& axes, const QPalette& palette,
                   qreal right)
{
    const QFontMetricsF metrics(painter.font());
    const QList<EndName> names = endNames(chart, axes, metrics.height());
    const qreal x = axes.plot.right() + 10;
    for (const EndName& name : names) {
        painter.setPen(penOf(name.line, palette));
        painter.drawLine(QPointF(x, name.y), QPointF(x + 10, name.y));
        const QRectF place(axes.plot.right() + nameIndent, name.y - metrics.height() / 2,
                           right - axes.plot.right() - nameIndent, metrics.height());
        painter.setPen(tokensOf(palette).text);
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(chart.lines[name.line].name, Qt::ElideRight, place.width()));
    }
}

QString figure(std::optional<double> value)
{
    return value ? QString::number(*value, 'f', 6) : QString();
}

} // namespace

Chart lineChart(const LineChart& data)
{
    Chart chart{data.title};
    chart.columns = {tr("Line"), data.across, data.upward, tr("Low"), tr("High")};
    for (const Line& line : data.lines)
        for (const LinePoint& point : line.points)
            if (!line.isQuiet)
                chart.rows << QStringList{line.name, QString::number(point.x), figure(point.value),
                                          figure(point.low), figure(point.high)};
    chart.sizeAt = [height = data.height](qreal width) { return QSizeF(width, height); };
    chart.paint = [data](QPainter& painter, const QRectF& area, const QPalette& palette) {
        painter.setFont(fontOf(TextSize::Caption));
        const LineAxes axes(data, area);
        paintAxes(painter, data, axes, tokensOf(palette));
        paintReference(painter, data, axes, tokensOf(palette));
        for (qsizetype i = 0; i < data.lines.size(); ++i)
            paintLine(painter, data, i, axes, palette);
        if (data.names == LineChart::Names::Key)
            paintKey(painter, data, axes, palette);
        if (data.names == LineChart::Names::Ends)
            paintEndNames(painter, data, axes, palette, area.right());
    };
    return chart;
}

} // namespace antiphon
