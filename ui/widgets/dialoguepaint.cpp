// Painting of what is in sight of the dialogue view.
#include "ui/widgets/dialoguepainter.h"
#include "ui/widgets/dialogueview.h"
#include "ui/widgets/stripepainter.h"

#include <QPaintEvent>
#include <QPainter>

namespace antiphon {

void DialogueView::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    painter.translate(0, -scrolled());
    const QRect visible = event->rect().translated(0, scrolled());
    paintHead(painter, m_document.chips, m_flow.head(), m_flow.style(), palette());
    for (int turn = m_flow.turnAt(visible.top()); turn >= 0 && turn < turnCount(); ++turn) {
        if (m_flow.turnTop(turn) > visible.bottom())
            break;
        paintTurn(painter, turn, visible);
    }
}

void DialogueView::paintTurn(QPainter& painter, int turn, const QRect& visible)
{
    const TurnFrame& frame = m_flow.frame(turn);
    const int top = m_flow.turnTop(turn);
    TurnPaint state;
    state.number = turn + 1;
    state.current = m_currentShown && turn == m_current;
    state.focused = hasFocus();
    state.tracks = tracksDisplay(turn);
    painter.translate(0, top);
    paintFrame(painter, m_document.turns[turn], frame, m_flow.style(), state, palette(),
               visible.translated(0, -top));
    painter.translate(0, -top);
    for (int block = m_flow.blockAt(turn, visible.top()); block <= m_flow.lastBlock(turn); ++block) {
        if (m_flow.blockTop(block) > visible.bottom())
            break;
        paintBlock(painter, block, visible);
    }
}

void DialogueView::paintBlock(QPainter& painter, int block, const QRect& visible)
{
    const int turn = m_flow.turnOfBlock(block);
    const BlockLayout& layout = m_flow.block(block);
    const QPoint origin(m_flow.frame(turn).textOrigin.x(), m_flow.blockTop(block));
    const StripePaint stripes{m_stripes, m_stripes.inBlock(block), m_flow.style(), m_hovered,
                              visible.translated(0, -origin.y())};
    TextPaint text;
    text.marks = m_marks.inBlock(block);
    text.currentHit = m_hit;
    std::tie(text.selectionBegin, text.selectionEnd) = selectionIn(turn);
    if (m_caret && m_cursor.turn == turn && m_flow.blockOf(turn, m_cursor.offset) == block)
        text.caret = m_cursor.offset;
    painter.translate(origin);
    paintTints(painter, stripes, palette());
    paintText(painter, layout, m_flow.style(), text, palette(), visible.translated(-origin));
    paintUnderlines(painter, stripes, palette());
    painter.translate(-origin.x(), 0);
    paintMargin(painter, stripes, palette());
    painter.translate(0, -origin.y());
}

void DialogueView::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange ||
        event->type() == QEvent::StyleChange)
        keepPlace([this] { restyle(); });
    viewport()->update();
}

void DialogueView::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void DialogueView::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace antiphon
