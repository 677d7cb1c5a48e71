#include "ui/widgets/tabstrip.h"

#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"

#include <QPainter>

namespace antiphon {

namespace {
constexpr int pillPadding = 12;
constexpr int tightPadding = 8; // where there are many pages
constexpr int manyPages = 7;
constexpr int pillGap = 4;

QFont weightOf(QFont font, bool current)
{
    font.setWeight(current ? QFont::DemiBold : QFont::Normal);
    return font;
}
} // namespace

TabStrip::TabStrip(QWidget* parent) : QTabBar(parent)
{
    setDrawBase(false);
    setExpanding(false);
    setUsesScrollButtons(true); // in narrow windows and at large text
    setAttribute(Qt::WA_Hover);
}

QSize TabStrip::tabSizeHint(int index) const
{
    // The wider weight always, so that nothing moves when the page changes.
    const QFontMetrics metrics(weightOf(font(), true));
    const int padding = count() >= manyPages ? tightPadding : pillPadding;
    return {metrics.horizontalAdvance(tabText(index)) + 2 * padding + pillGap,
            std::max(30, metrics.height() + 14)};
}

void TabStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokensOf(palette());
    for (int i = 0; i < count(); ++i) {
        if (!isTabVisible(i))
            continue;
        const bool current = i == currentIndex();
        const QRect pill = tabRect(i).adjusted(0, 0, -pillGap, 0);
        const bool hover = isTabEnabled(i) && pill.contains(mapFromGlobal(QCursor::pos())) && underMouse();
        if (current || hover) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(current ? t.selection : t.fill);
            painter.drawRoundedRect(pill, metrics::controlRadius, metrics::controlRadius);
        }
        if (current && hasFocus()) {
            painter.setPen(QPen(t.accent, 1.6));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(pill).adjusted(0.8, 0.8, -0.8, -0.8), metrics::controlRadius,
                                    metrics::controlRadius);
        }
        painter.setFont(weightOf(font(), current));
        painter.setPen(current ? t.text : t.muted);
        painter.drawText(pill, Qt::AlignCenter, tabText(i));
    }
}

} // namespace antiphon
