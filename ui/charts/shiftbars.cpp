#include "ui/charts/shiftbars.h"

#include "ui/theme/fonts.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>

namespace antiphon {

namespace {

constexpr qreal barHeight = 8;
constexpr qreal rowStep = 30;
constexpr qreal legendHeight = 26;
constexpr qreal gap = 12;

QString percentText(double share)
{
    return QLocale().toString(100 * share, 'f', 1) + QStringLiteral(" %");
}

struct ShiftLayout
{
    qreal left = 0;
    qreal width = 0;
    double most = 0;

    ShiftLayout(const ShiftBars& bars, const QRectF& area)
    {
        const QFontMetricsF metrics(fontOf(TextSize::Body));
        qreal labels = 0;
        for (const ShiftRow& row : bars.rows) {
            labels = std::max(labels, metrics.horizontalAdvance(row.label));
            most = std::max({most, row.before, row.after});
        }
        const qreal figures =
            QFontMetricsF(fontOf(TextSize::Caption)).horizontalAdvance(percentText(1)) + gap;
        left = area.x() + std::min(labels + gap, area.width() * 0.35);
        width = std::max<qreal>(20, area.right() - left - figures);
        most = std::max(most, 1e-9);
    }
};

void paintBar(QPainter& painter, const ShiftLayout& layout, qreal top, double share, const QColor& colour,
              const QColor& text)
{
    const qreal width = std::max<qreal>(share > 0 ? 2 : 0, layout.width * share / layout.most);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(QRectF(layout.left, top, width, barHeight), 2, 2);
    painter.setPen(text);
    painter.drawText(QRectF(layout.left + width + 6, top - 6, 80, barHeight + 12), Qt::AlignVCenter,
                     percentText(share));
}

void paintLegend(QPainter& painter, const ShiftBars& bars, const QRectF& area, const Tokens& t)
{
    painter.setFont(fontOf(TextSize::Caption));
    qreal x = area.x();
    for (const auto& [name, colour] : {std::pair(bars.before, t.muted), std::pair(bars.after, t.accent)}) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawRoundedRect(QRectF(x, area.y() + 5, 14, barHeight), 2, 2);
        painter.setPen(t.muted);
        const qreal width = painter.fontMetrics().horizontalAdvance(name);
        painter.drawText(QRectF(x + 20, area.y(), width + 4, 18), Qt::AlignVCenter, name);
        x += width + 44;
    }
}

} // namespace

Chart shiftBars(const ShiftBars& bars)
{
    Chart chart{bars.title};
    chart.columns = {QCoreApplication::translate("Chart", "Row"), bars.before + QStringLiteral(", %"),
                     bars.after + QStringLiteral(", %")};
    for (const ShiftRow& row : bars.rows)
        chart.rows << QStringList{row.label, QString::number(100 * row.before, 'f', 3),
                                  QString::number(100 * row.after, 'f', 3)};
    chart.sizeAt = [count = bars.rows.size()](qreal width) {
        return QSizeF(width, legendHeight + rowStep * static_cast<qreal>(std::max<qsizetype>(count, 1)));
    };
    chart.paint = [bars](QPainter& painter, const QRectF& area, const QPalette& palette) {
        const Tokens& t = tokensOf(palette);
        const ShiftLayout layout(bars, area);
        paintLegend(painter, bars, area, t);
        qreal top = area.y() + legendHeight;
        for (const ShiftRow& row : bars.rows) {
            painter.setFont(fontOf(TextSize::Body));
            painter.setPen(t.text);
            const qreal labelWidth = layout.left - area.x() - gap;
            painter.drawText(QRectF(area.x(), top, labelWidth, rowStep - 6),
                             Qt::AlignVCenter | Qt::AlignRight,
                             QFontMetricsF(painter.font()).elidedText(row.label, Qt::ElideRight, labelWidth));
            painter.setFont(fontOf(TextSize::Caption));
            paintBar(painter, layout, top + 2, row.before, t.muted, t.muted);
            paintBar(painter, layout, top + 2 + barHeight + 3, row.after, t.accent, t.text);
            top += rowStep;
        }
    };
    return chart;
}

} // namespace antiphon
