#include "ui/widgets/keycap.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"

#include <QKeyEvent>
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

QString keyText(const QKeySequence& keys)
{
    static const std::pair<Qt::Key, const char16_t*> symbols[] = {
        {Qt::Key_Up, u"↑"},        {Qt::Key_Down, u"↓"},       {Qt::Key_Left, u"←"},
        {Qt::Key_Right, u"→"},     {Qt::Key_Return, u"Enter"}, {Qt::Key_PageDown, u"PgDn"},
        {Qt::Key_PageUp, u"PgUp"}, {Qt::Key_Delete, u"Del"},   {Qt::Key_Insert, u"Ins"},
        {Qt::Key_Escape, u"Esc"},
    };
    if (keys.isEmpty())
        return {};
    const QKeyCombination first = keys[0];
    QString key = QKeySequence(first.key()).toString(QKeySequence::NativeText);
    for (const auto& [symbol, text] : symbols) {
        if (first.key() == symbol)
            key = QString::fromUtf16(text);
    }
    QStringList parts;
    for (const auto& [modifier, word] :
         {std::pair(Qt::ControlModifier, "Ctrl"), std::pair(Qt::AltModifier, "Alt"),
          std::pair(Qt::ShiftModifier, "Shift"), std::pair(Qt::MetaModifier, "Meta")}) {
        if (first.keyboardModifiers() & modifier)
            parts << QLatin1String(word);
    }
    return (parts << key).join(u' ');
}

QKeySequence pressedKeys(const QKeyEvent& event)
{
    const int key = event.key() == Qt::Key_Enter ? Qt::Key_Return : event.key();
    if (key == 0 || key == Qt::Key_unknown || (key >= Qt::Key_Shift && key <= Qt::Key_ScrollLock) ||
        key == Qt::Key_AltGr || key == Qt::Key_Super_L || key == Qt::Key_Super_R || key == Qt::Key_Menu)
        return {};
    Qt::KeyboardModifiers modifiers = event.modifiers() & ~(Qt::KeypadModifier | Qt::GroupSwitchModifier);
    const QString text = event.text();
    const bool mark = text.size() == 1 && text[0].isPrint() && !text[0].isLetter() && !text[0].isSpace();
    if (modifiers == Qt::ShiftModifier && mark)
        modifiers = Qt::NoModifier;
    return QKeySequence(QKeyCombination(modifiers, static_cast<Qt::Key>(key)));
}

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
