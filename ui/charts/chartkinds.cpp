// The kinds of chart: each turns its values into a drawing and a table.
#include "ui/charts/chart.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/numbers.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace antiphon {

namespace {

constexpr qreal labelShare = 0.18; // of the width
constexpr qreal barHeight = 18;
constexpr qreal rowStep = 25;
constexpr qreal stripHeight = 44;
constexpr qreal legendHeight = 20;
constexpr qreal swatchSize = 10;
constexpr qreal swatchGap = 6;  // between a swatch and its word
constexpr qreal legendGap = 16; // between two entries

QString tr(const char* text)
{
    return QCoreApplication::translate("Chart", text);
}

// The colour of place `index` of `count` on a scale with two ends: rust, grey in the middle, blue.
QColor scaleColour(int index, int count, const QPalette& palette)
{
    const QColor low = codeColour(1, palette);
    const QColor high = codeColour(0, palette);
    const QColor middle =
        schemeOf(palette) == Scheme::Light ? tokensOf(palette).fill : tokensOf(palette).hairline;
    if (count < 2)
        return high;
    const double place = 2.0 * index / (count - 1) - 1; // -1 to 1
    const QColor end = place < 0 ? low : high;
    const double share = std::abs(place);
    const auto mix = [share](int from, int to) { return qRound(from + (to - from) * share); };
    return {mix(middle.red(), end.red()), mix(middle.green(), end.green()), mix(middle.blue(), end.blue())};
}

qreal textWidth(const QFont& font, const QString& text)
{
    return QFontMetricsF(font).horizontalAdvance(text);
}

void paintStackedRow(QPainter& painter, const QRectF& bar, const StackedRow& row, const QPalette& palette)
{
    qint64 sum = 0;
    for (const qint64 count : row.counts)
        sum += count;
    QPainterPath outline;
    outline.addRoundedRect(bar, 4, 4);
    painter.save();
    painter.setClipPath(outline, Qt::IntersectClip);
    painter.fillRect(bar, tokensOf(palette).fill);
    qreal x = bar.x();
    for (int i = 0; i < row.counts.size() && sum > 0; ++i) {
        const qreal width = bar.width() * static_cast<qreal>(row.counts[i]) / static_cast<qreal>(sum);
        painter.fillRect(QRectF(x, bar.y(), width, bar.height()),
                         scaleColour(i, static_cast<int>(row.counts.size()), palette));
        x += width;
    }
    painter.restore();
}

QStringList entriesOf(const QStringList& categories, bool onlyEndsInWords)
{
    QStringList entries;
    for (qsizetype i = 0; i < categories.size(); ++i) {
        const bool inWords = !onlyEndsInWords || i == 0 || i == categories.size() - 1;
        const QString number = QString::number(i + 1);
        entries << (inWords ? number + QLatin1Char(' ') + categories[i] : number);
    }
    return entries;
}

qreal legendWidth(const QFont& font, const QStringList& entries)
{
    qreal width = -legendGap;
    for (const QString& entry : entries)
        width += swatchSize + swatchGap + textWidth(font, entry) + legendGap;
    return width;
}

// Which colour is which answer, lowest first. Where the words do not fit, only the ends of the scale are
// named.
void paintLegend(QPainter& painter, const QRectF& area, const QStringList& categories,
                 const QPalette& palette)
{
    const QFont font = fontOf(TextSize::Caption);
    QStringList entries = entriesOf(categories, false);
    if (legendWidth(font, entries) > area.width())
        entries = entriesOf(categories, true);
    painter.setFont(font);
    qreal x = area.x();
    for (int i = 0; i < entries.size(); ++i) {
        painter.setPen(QPen(tokensOf(palette).hairline, 1));
        painter.setBrush(scaleColour(i, static_cast<int>(entries.size()), palette));
        painter.drawRoundedRect(QRectF(x, area.center().y() - swatchSize / 2, swatchSize, swatchSize), 3, 3);
        x += swatchSize + swatchGap;
        const qreal width = textWidth(font, entries[i]);
        painter.setPen(tokensOf(palette).muted);
        painter.drawText(QRectF(x, area.y(), width + 2, area.height()), Qt::AlignVCenter, entries[i]);
        x += width + legendGap;
    }
}

} // namespace

Chart stackedBars(const QString& title, const QStringList& categories, const QList<StackedRow>& rows)
{
    Chart chart{title};
    chart.columns = QStringList{tr("Row")} + categories + QStringList{tr("Text")};
    for (const StackedRow& row : rows) {
        QStringList cells{row.label};
        for (const qint64 count : row.counts)
            cells << QString::number(count);
        chart.rows << cells + QStringList{row.text};
    }
    chart.sizeAt = [count = rows.size()](qreal width) {
        return QSizeF(width, std::max<qreal>(rowStep, static_cast<qreal>(count) * rowStep) + legendHeight);
    };
    chart.paint = [rows, categories](QPainter& painter, const QRectF& area, const QPalette& palette) {
        const Tokens& t = tokensOf(palette);
        const QFont font = fontOf(TextSize::Body);
        painter.setFont(font);
        qreal right = 0;
        qreal left = area.width() * labelShare;
        for (const StackedRow& row : rows) {
            right = std::max(right, textWidth(font, row.text));
            left = std::max(left, std::min(textWidth(font, row.label) + 12, area.width() * 0.3));
        }
        qreal y = area.y();
        for (const StackedRow& row : rows) {
            painter.setPen(t.text);
            painter.drawText(QRectF(area.x(), y, left - 8, barHeight), Qt::AlignVCenter,
                             QFontMetricsF(font).elidedText(row.label, Qt::ElideRight, left - 8));
            const QRectF bar(area.x() + left, y, std::max<qreal>(20, area.width() - left - right - 16),
                             barHeight);
            paintStackedRow(painter, bar, row, palette);
            painter.setPen(t.muted);
            painter.drawText(QRectF(bar.right(), y, right + 16, barHeight), Qt::AlignRight | Qt::AlignVCenter,
                             row.text);
            y += rowStep;
        }
        paintLegend(painter, QRectF(area.x() + left, y, area.width() - left, legendHeight), categories,
                    palette);
    };
    return chart;
}

Chart intervalStrip(const QString& title, const IntervalStrip& strip)
{
    Chart chart{title};
    const auto number = [](double value) { return QLocale::c().toString(value, 'g', 6); };
    chart.columns = {tr("Value"), tr("Low"), tr("High"), tr("Band low"), tr("Band high")};
    chart.rows = {{number(strip.value), number(strip.low), number(strip.high), number(strip.bandLow),
                   number(strip.bandHigh)}};
    chart.sizeAt = [](qreal width) { return QSizeF(width, stripHeight); };
    chart.paint = [strip](QPainter& painter, const QRectF& area, const QPalette& palette) {
        const Tokens& t = tokensOf(palette);
        const double low = std::min({strip.low, strip.bandLow, strip.reference.value_or(strip.low)});
        const double high = std::max({strip.high, strip.bandHigh, strip.reference.value_or(strip.high)});
        const double margin = std::max(1e-9, (high - low) * 0.12);
        const auto x = [&](double value) {
            return area.x() + area.width() * (value - low + margin) / (high - low + 2 * margin);
        };
        constexpr qreal height = 24;
        const qreal middle = area.y() + height / 2;
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.selection);
        painter.drawRoundedRect(
            QRectF(QPointF(x(strip.bandLow), area.y()), QPointF(x(strip.bandHigh), area.y() + height)), 4, 4);
        if (strip.reference) {
            painter.setPen(QPen(t.muted, 1, Qt::DashLine));
            painter.drawLine(QPointF(x(*strip.reference), area.y()),
                             QPointF(x(*strip.reference), area.y() + height));
        }
        painter.setPen(QPen(t.text, 2));
        painter.drawLine(QPointF(x(strip.low), middle), QPointF(x(strip.high), middle));
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.text);
        painter.drawEllipse(QPointF(x(strip.value), middle), 4, 4);
        painter.setFont(fontOf(TextSize::Caption));
        painter.setPen(t.muted);
        const auto label = [&](double value) {
            const QString sign = value > 0   ? QStringLiteral("+")
                                 : value < 0 ? QStringLiteral("−")
                                             : QString();
            const QString text = sign + QLocale().toString(std::abs(value), 'g', 3) + strip.unit;
            painter.drawText(QRectF(x(value) - 40, area.y() + height, 80, stripHeight - height),
                             Qt::AlignCenter, text);
        };
        label(strip.bandLow);
        label(strip.bandHigh);
    };
    return chart;
}

Chart funnelBars(const QString& title, const QList<FunnelStep>& steps)
{
    Chart chart{title};
    chart.columns = {tr("Step"), tr("Left")};
    for (const FunnelStep& step : steps)
        chart.rows << QStringList{step.label, QString::number(step.count)};
    chart.sizeAt = [count = steps.size()](qreal width) {
        return QSizeF(width, std::max<qreal>(rowStep, static_cast<qreal>(count) * rowStep));
    };
    chart.paint = [steps](QPainter& painter, const QRectF& area, const QPalette& palette) {
        const Tokens& t = tokensOf(palette);
        const qreal left = area.width() * 0.3;
        const qreal right = textWidth(fontOf(TextSize::Body), QStringLiteral("00,000,000"));
        const qint64 whole = steps.isEmpty() ? 1 : std::max<qint64>(1, steps.constFirst().count);
        painter.setFont(fontOf(TextSize::Body));
        qreal y = area.y();
        for (const FunnelStep& step : steps) {
            painter.setPen(t.text);
            painter.drawText(
                QRectF(area.x(), y, left - 8, barHeight), Qt::AlignVCenter,
                painter.fontMetrics().elidedText(step.label, Qt::ElideRight, static_cast<int>(left) - 8));
            const QRectF groove(area.x() + left, y + barHeight / 2 - 3,
                                std::max<qreal>(20, area.width() - left - right), 6);
            painter.setPen(Qt::NoPen);
            painter.setBrush(t.fill);
            painter.drawRoundedRect(groove, 3, 3);
            painter.setBrush(t.accent);
            QRectF bar = groove;
            bar.setWidth(groove.width() * static_cast<qreal>(step.count) / static_cast<qreal>(whole));
            painter.drawRoundedRect(bar, 3, 3);
            painter.setPen(t.muted);
            painter.drawText(QRectF(groove.right(), y, right, barHeight), Qt::AlignRight | Qt::AlignVCenter,
                             countText(step.count));
            y += rowStep;
        }
    };
    return chart;
}

Chart sparkline(const QString& title, const QList<double>& values)
{
    Chart chart{title};
    chart.columns = {tr("Place"), tr("Value")};
    for (int i = 0; i < values.size(); ++i)
        chart.rows << QStringList{QString::number(i + 1), QLocale::c().toString(values[i], 'g', 6)};
    chart.sizeAt = [](qreal width) { return QSizeF(width, 40); };
    chart.paint = [values](QPainter& painter, const QRectF& area, const QPalette& palette) {
        if (values.size() < 2)
            return;
        const auto [low, high] = std::minmax_element(values.begin(), values.end());
        const double span = std::max(1e-12, *high - *low);
        QPolygonF line;
        for (int i = 0; i < values.size(); ++i) {
            const qreal x = area.x() + area.width() * i / static_cast<qreal>(values.size() - 1);
            line << QPointF(x, area.bottom() - 2 - (area.height() - 4) * (values[i] - *low) / span);
        }
        painter.setPen(QPen(tokensOf(palette).accent, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(line);
    };
    return chart;
}

} // namespace antiphon
