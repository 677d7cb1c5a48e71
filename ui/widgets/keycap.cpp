#include "ui/widgets/keycap.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"

#include <QPainter>

namespace antiphon {

namespace {

constexpr int capPadding = 5;

QFont capFont()
{
    return fontOf(TextSize::Caption);
}

int capWidth(const QFontMetrics& metrics, const QString& key)
{
    return std::max(metrics.horizontalAdvance(key) + 2 * capPadding, metrics.height() + 2);
}

int capHeight(const QFontMetrics& metrics)
{
    return metrics.height() + 3;
}

void paintCap(QPainter& painter, const QRect& rect, const QString& key, const Tokens& t)
{
    painter.setPen(t.hairline);
    painter.setBrush(t.panel);
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setPen(t.muted);
    painter.drawText(rect, Qt::AlignCenter, key);
}

} // namespace

KeyCap::KeyCap(const QString& key, QWidget* parent) : QWidget(parent), m_key(key)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void KeyCap::setKey(const QString& key)
{
    m_key = key;
    updateGeometry();
    update();
}

QSize KeyCap::sizeHint() const
{
    const QFontMetrics metrics(capFont());
    return {capWidth(metrics, m_key), capHeight(metrics)};
}

void KeyCap::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(capFont());
    paintCap(painter, rect(), m_key, tokensOf(palette()));
}

KeyLine::KeyLine(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void KeyLine::setHints(const QList<KeyHint>& hints)
{
    m_hints = hints;
    QStringList words;
    for (const KeyHint& hint : hints)
        words << QStringLiteral("%1: %2").arg(hint.keys, hint.words);
    setAccessibleName(words.join(QStringLiteral(", ")));
    update();
}

QSize KeyLine::sizeHint() const
{
    return {400, capHeight(QFontMetrics(capFont())) + metrics::padding};
}

void KeyLine::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokensOf(palette());
    painter.fillRect(rect(), t.panel);
    painter.fillRect(QRect(0, 0, width(), 1), t.hairline);
    painter.setFont(capFont());
    const QFontMetrics metrics(capFont());
    const int height = capHeight(metrics);
    const int y = (this->height() - height) / 2 + 1;
    int x = metrics::padding;
    for (const KeyHint& hint : m_hints) {
        const QStringList caps = hint.keys.split(u'–');
        int width = metrics.horizontalAdvance(hint.words) + 4;
        for (const QString& cap : caps)
            width += capWidth(metrics, cap) + (&cap == &caps.back() ? 0 : 6);
        if (x + width > this->width() - metrics::gap)
            break;
        for (const QString& cap : caps) {
            const QRect rect(x, y, capWidth(metrics, cap), height);
            paintCap(painter, rect, cap, t);
            x += rect.width();
            if (&cap != &caps.back()) {
                painter.drawText(QRect(x, y, 6, height), Qt::AlignCenter, QStringLiteral("–"));
                x += 6;
            }
        }
        x += 4;
        painter.setPen(t.muted);
        painter.drawText(QRect(x, y, metrics.horizontalAdvance(hint.words) + 2, height), Qt::AlignVCenter,
                         hint.words);
        x += metrics.horizontalAdvance(hint.words) + 12;
    }
}

} // namespace antiphon
