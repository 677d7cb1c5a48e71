#include "ui/widgets/dialogueminimap.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/dialogueview.h"

#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

namespace antiphon {

DialogueMinimap::DialogueMinimap(DialogueView* view) : QWidget(view), m_view(view)
{
    setAttribute(Qt::WA_OpaquePaintEvent);
}

void DialogueMinimap::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Tokens& t = tokensOf(palette());
    painter.fillRect(rect(), t.window);
    const int turns = m_view->turnCount();
    if (turns == 0)
        return;
    const qreal whole = std::max(1, m_view->m_tops.constLast());
    const qreal scale = std::min(1.0, height() / whole);
    int lastY = -1;
    for (int i = 0; i < turns; ++i) {
        const int y = static_cast<int>(m_view->m_tops[i] * scale);
        if (y == lastY) // thousands of turns share the same pixels
            continue;
        lastY = y;
        const DialogueTurn& turn = m_view->m_document.turns[i];
        const int h = std::max(1, static_cast<int>(m_view->m_heights[i] * scale) - 1);
        QColor colour = turn.speaker == Speaker::User ? t.userBubble.darker(112) : t.systemBubble.darker(108);
        for (const DialogueChip& chip : turn.chips) {
            if (chip.colour >= 0 && chip.style == ChipStyle::Solid) {
                colour = codeColour(chip.colour, palette());
                break;
            }
        }
        painter.fillRect(QRect(2, y, width() - 4, h), colour);
    }
    const auto* bar = m_view->verticalScrollBar();
    if (bar->maximum() > 0) {
        painter.setPen(t.muted);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(
            QRectF(0.5, bar->value() * scale + 0.5, width() - 1, m_view->viewport()->height() * scale - 1));
    }
}

void DialogueMinimap::mousePressEvent(QMouseEvent* event)
{
    goTo(event->position().toPoint().y());
}

void DialogueMinimap::mouseMoveEvent(QMouseEvent* event)
{
    goTo(event->position().toPoint().y());
}

void DialogueMinimap::goTo(int y)
{
    if (m_view->turnCount() == 0)
        return;
    const qreal whole = std::max(1, m_view->m_tops.constLast());
    const qreal scale = std::min(1.0, height() / whole);
    m_view->verticalScrollBar()->setValue(static_cast<int>(y / scale) - m_view->viewport()->height() / 2);
}

} // namespace antiphon
