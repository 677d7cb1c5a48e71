#include "ui/widgets/dialogueminimap.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/dialogueview.h"

#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

namespace antiphon {

namespace {

constexpr int leastMark = 2; // pixels that a span or a hit has at least

QColor turnColour(const DialogueTurn& turn, const QPalette& palette)
{
    for (const DialogueChip& chip : turn.chips) {
        if (chip.colour >= 0 && chip.style == ChipStyle::Solid)
            return codeColour(chip.colour, palette);
    }
    const Tokens& t = tokensOf(palette);
    return turn.speaker == Speaker::User ? t.userBubble.darker(112) : t.systemBubble.darker(108);
}

} // namespace

DialogueMinimap::DialogueMinimap(DialogueView* view) : QWidget(view), m_view(view)
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setToolTip(tr("The whole dialogue; a click goes there"));
}

void DialogueMinimap::refresh()
{
    m_picture = {};
    update();
}

qreal DialogueMinimap::scale() const
{
    return std::min(1.0, height() / static_cast<qreal>(std::max(1, m_view->m_flow.height())));
}

int DialogueMinimap::placeOf(int turn, qsizetype offset) const
{
    const DialogueFlow& flow = m_view->m_flow;
    const int block = flow.blockOf(turn, offset);
    const TextBlock& text = flow.textBlock(block);
    const qreal part = static_cast<qreal>(offset - text.begin) /
                       static_cast<qreal>(std::max<qsizetype>(1, text.end - text.begin));
    return static_cast<int>((flow.blockTop(block) + part * flow.blockHeight(block)) * scale());
}

void DialogueMinimap::paintTurns(QPainter& painter)
{
    const DialogueFlow& flow = m_view->m_flow;
    int lastY = -1;
    for (int i = 0; i < m_view->turnCount(); ++i) {
        const int y = static_cast<int>(flow.turnTop(i) * scale());
        if (y == lastY) // thousands of turns share the same pixels
            continue;
        lastY = y;
        const int h = std::max(1, static_cast<int>(flow.turnHeight(i) * scale()) - 1);
        painter.fillRect(QRect(2, y, width() - 4, h), turnColour(m_view->m_document.turns[i], palette()));
    }
}

// The right half: what is coded inside of turns.
void DialogueMinimap::paintStripes(QPainter& painter)
{
    const DialogueStripes& stripes = m_view->m_stripes;
    QSet<QPair<int, int>> drawn; // by place and height: what is under others is left out
    for (int i = stripes.runCount() - 1; i >= 0; --i) {
        const StripeRun& run = stripes.run(i);
        const DialogueStripe& stripe = stripes.stripe(i);
        if (stripe.style != ChipStyle::Solid || stripe.colour < 0)
            continue;
        const int top = placeOf(run.turn, run.begin);
        const int bottom = run.wholeTurn
                               ? placeOf(run.lastTurn, m_view->m_document.turns[run.lastTurn].text.size())
                               : placeOf(run.turn, run.end);
        const int h = std::max(leastMark, bottom - top);
        if (drawn.contains({top, h}))
            continue;
        drawn.insert({top, h});
        painter.fillRect(QRect(width() / 2, top, width() / 2 - 1, h), codeColour(stripe.colour, palette()));
    }
}

void DialogueMinimap::paintHits(QPainter& painter)
{
    const Tokens& t = tokensOf(palette());
    for (const DialogueMarks::Hit& hit : m_view->m_marks.hits())
        painter.fillRect(QRect(0, placeOf(hit.turn, hit.begin), width(), leastMark), t.warn);
}

void DialogueMinimap::drawPicture()
{
    m_picture = QPixmap(size() * devicePixelRatioF());
    m_picture.setDevicePixelRatio(devicePixelRatioF());
    m_picture.fill(tokensOf(palette()).window);
    QPainter painter(&m_picture);
    paintTurns(painter);
    paintStripes(painter);
    paintHits(painter);
}

void DialogueMinimap::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const auto* bar = m_view->verticalScrollBar();
    if (bar->maximum() == 0) { // all of it is in sight anyhow
        painter.fillRect(rect(), tokensOf(palette()).window);
        return;
    }
    if (m_picture.isNull())
        drawPicture();
    painter.drawPixmap(0, 0, m_picture);
    painter.setPen(tokensOf(palette()).muted);
    painter.setBrush(Qt::NoBrush);
    const qreal h = std::max(8.0, m_view->viewport()->height() * scale());
    painter.drawRect(QRectF(0.5, bar->value() * scale() + 0.5, width() - 1, h - 1));
}

void DialogueMinimap::resizeEvent(QResizeEvent*)
{
    refresh();
}

void DialogueMinimap::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    refresh();
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
    if (m_view->turnCount() > 0)
        m_view->verticalScrollBar()->setValue(static_cast<int>(y / scale()) -
                                              m_view->viewport()->height() / 2);
}

} // namespace antiphon
