#include "ui/charts/pairedbars.h"

#include "ui/theme/fonts.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>

#include <cmath>

namespace antiphon {

namespace {

constexpr qreal keyHeight = 26;
constexpr qreal barHeight = 9;
constexpr qreal rowStep = 30;
constexpr qreal axisHeight = 22;
constexpr qreal gap = 12;

QString tr(const char* text)
{
    return QCoreApplication::translate("Chart", text);
}

QString percent(double share)
{
    return tr("%1 %").arg(QLocale().toString(100 * share, 'f', 1));
}

QColor firstColour(const QPalette& palette)
{
    return codeColour(0, palette);
}

QColor secondColour(const QPalette& palette)
{
    return codeColour(1, palette);
}

struct PairLayout
{
    QRectF scale;
    double most = 0.01;
    double step = 0.2;

    PairLayout(const PairedBars& bars, const QRectF& area)
    {
        const QFontMetricsF metrics(fontOf(TextSize::Body));
        qreal labels = 0;
        qreal texts = 0;
        for (const BarPair& bar : bars.bars) {
            labels = std::max(labels, metrics.horizontalAdvance(bar.label));
            texts = std::max(texts, std::ceil(metrics.horizontalAdvance(bar.text)) + 2);
            most = std::max({most, bar.first, bar.second});
        }
        for (const double wanted : {0.005, 0.01, 0.02, 0.05, 0.1, 0.2})
            if (most / wanted <= 6) {
                step = wanted;
                break;
            }
        most = std::ceil(most / step - 1e-9) * step;
        const qreal left = std::min(labels, area.width() * 0.4) + gap;
        scale =
            QRectF(area.x() + left, area.y() + keyHeight,
                   std::max<qreal>(40, area.width() - left - std::min(texts, area.width() * 0.3) - gap - 16),
                   rowStep * static_cast<qreal>(bars.bars.size()));
    }
    qreal x(double value) const { return scale.x() + scale.width() * value / most; }
};

void paintKey(QPainter& painter, const PairedBars& bars, const PairLayout& layout, const QPalette& palette)
{
    painter.setFont(fontOf(TextSize::Caption));
    const QFontMetricsF metrics(painter.font());
    qreal x = layout.scale.x();
    const qreal top = layout.scale.top() - keyHeight;
    const auto entry = [&](const QString& name, const QColor& colour) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawRoundedRect(QRectF(x, top + metrics.height() / 2 - 5, 10, 10), 2, 2);
        painter.setPen(tokensOf(palette).muted);
        painter.drawText(QPointF(x + 16, top + metrics.ascent()), name);
        x += 16 + metrics.horizontalAdvance(name) + 20;
    };
    entry(bars.first, firstColour(palette));
    entry(bars.second, secondColour(palette));
}

void paintScale(QPainter& painter, const PairLayout& layout, const Tokens& t)
{
    painter.setFont(fontOf(TextSize::Caption));
    for (double mark = 0; mark <= layout.most + layout.step / 10; mark += layout.step) {
        const qreal x = layout.x(mark);
        painter.setPen(QPen(t.hairline, 1));
        painter.drawLine(QPointF(x, layout.scale.top()), QPointF(x, layout.scale.bottom()));
        painter.setPen(t.muted);
        painter.drawText(QRectF(x - 40, layout.scale.bottom() + 4, 80, axisHeight - 4),
                         Qt::AlignHCenter | Qt::AlignTop,
                         tr("%1 %").arg(QLocale().toString(100 * mark, 'g', 3)));
    }
}

void paintPair(QPainter& painter, const PairLayout& layout, const BarPair& bar, qreal top, const QRectF& area,
               const QPalette& palette)
{
    const QFontMetricsF metrics(fontOf(TextSize::Body));
    painter.setFont(fontOf(TextSize::Body));
    painter.setPen(tokensOf(palette).text);
    const qreal labelWidth = layout.scale.x() - area.x() - gap;
    painter.drawText(QRectF(area.x(), top, labelWidth, rowStep), Qt::AlignVCenter | Qt::AlignRight,
                     metrics.elidedText(bar.label, Qt::ElideMiddle, labelWidth));
    const auto draw = [&](double value, qreal y, const QColor& colour) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawRoundedRect(
            QRectF(layout.x(0), y, std::max<qreal>(1, layout.x(value) - layout.x(0)), barHeight), 2, 2);
    };
    const qreal first = top + rowStep / 2 - barHeight - 1;
    draw(bar.first, first, firstColour(palette));
    draw(bar.second, first + barHeight + 2, secondColour(palette));
    painter.setPen(tokensOf(palette).muted);
    const qreal right = layout.scale.right() + gap;
    painter.drawText(QRectF(right, top, area.right() - right, rowStep), Qt::AlignVCenter | Qt::AlignLeft,
                     metrics.elidedText(bar.text, Qt::ElideRight, area.right() - right));
}

} // namespace

Chart pairedBars(const PairedBars& bars)
{
    Chart chart{bars.title};
    chart.columns = {tr("Row"), bars.first, bars.second, tr("Text")};
    for (const BarPair& bar : bars.bars)
        chart.rows << QStringList{bar.label, percent(bar.first), percent(bar.second), bar.text};
    chart.sizeAt = [count = bars.bars.size()](qreal width) {
        return QSizeF(width, keyHeight + rowStep * static_cast<qreal>(count) + axisHeight);
    };
    chart.paint = [bars](QPainter& painter, const QRectF& area, const QPalette& palette) {
        const PairLayout layout(bars, area);
        paintKey(painter, bars, layout, palette);
        paintScale(painter, layout, tokensOf(palette));
        qreal top = layout.scale.top();
        for (const BarPair& bar : bars.bars) {
            paintPair(painter, layout, bar, top, area, palette);
            top += rowStep;
        }
    };
    return chart;
}

} // namespace antiphon
