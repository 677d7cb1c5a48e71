#include "ui/widgets/textlabel.h"

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace antiphon {

TextLabel::TextLabel(const QString& text, TextSize size, Tone tone, QWidget* parent)
    : QLabel(text, parent), m_size(size), m_tone(tone)
{
    setTextFormat(Qt::PlainText);
    setForegroundRole(QPalette::WindowText); // also on buttons, whose children would get another
    adopt();
}

void TextLabel::setTone(Tone tone)
{
    if (m_tone == tone)
        return;
    m_tone = tone;
    adopt();
}

void TextLabel::setSize(TextSize size)
{
    m_size = size;
    adopt();
}

void TextLabel::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    const auto type = event->type();
    if (type == QEvent::ApplicationPaletteChange || type == QEvent::ApplicationFontChange ||
        type == QEvent::PaletteChange || type == QEvent::FontChange)
        adopt();
}

void TextLabel::adopt()
{
    if (m_adopting)
        return;
    m_adopting = true;
    if (m_size != TextSize::Body)
        setFont(fontOf(m_size));
    if (m_tone != Tone::Normal) {
        QPalette own;
        own.setColor(QPalette::WindowText, toneColour(m_tone, palette()));
        setPalette(own);
    } else {
        setPalette({});
    }
    m_adopting = false;
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {fontMetrics().horizontalAdvance(QStringLiteral("M…")), TextLabel::minimumSizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    const QRect room = contentsRect();
    painter.drawText(room, static_cast<int>(alignment()) | Qt::TextSingleLine,
                     fontMetrics().elidedText(text(), Qt::ElideRight, room.width()));
}

bool ElidedLabel::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty()) {
        const bool cut = fontMetrics().horizontalAdvance(text()) > contentsRect().width();
        if (cut)
            QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), text(), this);
        return true;
    }
    return TextLabel::event(event);
}

} // namespace antiphon
