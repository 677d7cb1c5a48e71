// Where things are in the dialogue view, and how they come into sight.
#include "ui/theme/metrics.h"
#include "ui/widgets/caretsteps.h"
#include "ui/widgets/dialogueminimap.h"
#include "ui/widgets/dialogueview.h"
#include "ui/widgets/linegeometry.h"

#include <QScrollBar>

namespace antiphon {

namespace {
constexpr int settledAtOnce = 20'000; // characters laid out before the first paint; more would be felt
}

int DialogueView::scrolled() const
{
    return verticalScrollBar()->value();
}

// New sizes: all lines are broken anew.
void DialogueView::restyle()
{
    m_flow.setStyle(dialogueStyle(viewport()->width(), turnCount(), m_margin));
    m_stripes.placesChanged();
    qsizetype size = 0;
    for (const DialogueTurn& turn : std::as_const(m_document.turns))
        size += 100 + turn.text.size();
    if (size > settledAtOnce || m_flow.settleMore(metrics::busyAfterMs))
        m_settleTimer.start(0);
    updateScrollBar();
    settleVisible();
    viewport()->update();
    m_minimap->refresh();
}

// What is in sight is laid out; if that moves what begins in sight, it is moved back.
void DialogueView::settleVisible()
{
    if (m_settling)
        return;
    m_settling = true;
    constexpr int mostPasses = 4;
    for (int pass = 0; pass < mostPasses; ++pass) {
        const int shift = m_flow.settle(scrolled(), scrolled() + viewport()->height());
        updateScrollBar();
        if (shift == 0)
            break;
        verticalScrollBar()->setValue(scrolled() + shift);
    }
    m_settling = false;
}

void DialogueView::updateScrollBar()
{
    auto* bar = verticalScrollBar();
    bar->setPageStep(viewport()->height());
    bar->setSingleStep(static_cast<int>(m_flow.style().lineHeight) + 4);
    bar->setRange(0, std::max(0, m_flow.height() - viewport()->height()));
}

// Makes a change of heights; the text at the upper edge stays where it is.
void DialogueView::keepPlace(const std::function<void()>& change)
{
    const int turn = m_flow.turnAt(scrolled());
    if (turn < 0 || scrolled() == 0) {
        change();
    } else {
        const int block = m_flow.blockAt(turn, scrolled());
        const qsizetype begin = m_flow.textBlock(block).begin;
        const int height = std::max(1, m_flow.blockHeight(block));
        const int inside = scrolled() - m_flow.blockTop(block);
        change();
        const int same = m_flow.blockOf(turn, begin);
        m_flow.block(same);
        const int moved = inside < height ? inside * m_flow.blockHeight(same) / height
                                          : inside - height + m_flow.blockHeight(same);
        updateScrollBar();
        m_settling = true;
        verticalScrollBar()->setValue(m_flow.blockTop(same) + moved);
        m_settling = false;
    }
    settleVisible();
}

// `place` is asked again after each step, as what comes into sight is laid out and may move it.
void DialogueView::bringIntoSight(const std::function<QRect()>& place)
{
    constexpr int mostSteps = 5;
    auto* bar = verticalScrollBar();
    for (int step = 0; step < mostSteps; ++step) {
        const QRect wanted = place();
        updateScrollBar();
        int value = scrolled();
        value = std::max(value, wanted.bottom() + 1 - viewport()->height());
        value = std::clamp(std::min(value, wanted.top()), bar->minimum(), bar->maximum());
        if (value == scrolled())
            break;
        bar->setValue(value);
    }
    settleVisible();
}

// Of the whole turn with a little above it, in the content.
QRect DialogueView::turnPlace(int turn) const
{
    m_flow.block(m_flow.firstBlock(turn));
    const int top = m_flow.turnTop(turn) - metrics::padding;
    return {0, top, 1, m_flow.turnHeight(turn) + metrics::padding};
}

// Of the line that an offset is in, as narrow as a caret; in the content.
QRect DialogueView::linePlace(int turn, qsizetype offset) const
{
    const int block = m_flow.blockOf(turn, offset);
    const BlockLayout& layout = m_flow.block(block);
    const int line = layout.lineOf(offset);
    const auto height = static_cast<int>(m_flow.style().lineHeight);
    const qreal x = layout.text.lineAt(line).cursorToX(static_cast<int>(offset - layout.block.begin));
    return {m_flow.frame(turn).textOrigin.x() + qRound(x), m_flow.blockTop(block) + line * height, 1, height};
}

void DialogueView::showSpan(int turn, TextSpan span)
{
    if (turn < 0 || turn >= turnCount())
        return;
    const QString& text = m_document.turns[turn].text;
    const qsizetype begin = utf16Offset(text, span.begin);
    const qsizetype end = utf16Offset(text, span.end);
    bringIntoSight([&] {
        const QRect first = linePlace(turn, begin);
        QRect whole = first.united(linePlace(turn, end));
        whole.setHeight(std::min(whole.height(), viewport()->height()));
        return whole.adjusted(0, -metrics::padding, 0, metrics::padding);
    });
}

QRect DialogueView::turnRect(int turn) const
{
    if (turn < 0 || turn >= turnCount())
        return {};
    const QRect bubble = m_flow.frame(turn).bubble;
    return bubble.translated(0, m_flow.turnTop(turn) - scrolled());
}

QRect DialogueView::chipRect(int turn, int chip) const
{
    if (turn < 0)
        return m_flow.head().chips.value(chip).translated(0, -scrolled());
    if (turn >= turnCount())
        return {};
    const QRect place = m_flow.frame(turn).chips.value(chip);
    return place.translated(0, m_flow.turnTop(turn) - scrolled());
}

QRect DialogueView::stripeRect(int turn, int stripe) const
{
    for (int i = 0; i < m_stripes.runCount(); ++i) {
        const StripeRun& run = m_stripes.run(i);
        if (run.turn != turn || run.stripe != stripe)
            continue;
        const BlockStripes& placed = m_stripes.inBlock(run.firstBlock);
        const int top = m_flow.blockTop(run.firstBlock) - scrolled();
        for (const BlockStripes::Label& label : placed.labels) {
            if (label.runs.contains(i))
                return label.place.translated(0, top);
        }
        const int pitch = 2 * m_flow.style().stroke;
        for (const BlockStripes::Line& line : placed.lines) {
            if (line.run == i)
                return {m_flow.style().lanesRight - (line.lane + 1) * pitch, top + line.top, pitch,
                        line.bottom - line.top};
        }
    }
    return {};
}

int DialogueView::turnAt(const QPoint& position) const
{
    const int y = position.y() + scrolled();
    if (turnCount() == 0 || y < m_flow.turnTop(0) || y >= m_flow.height())
        return -1;
    return m_flow.turnAt(y);
}

DialogueView::Place DialogueView::placeAt(const QPoint& position) const
{
    const int y = position.y() + scrolled();
    const int turn = m_flow.turnAt(y);
    if (turn < 0)
        return {};
    const int block = m_flow.blockAt(turn, y);
    const BlockLayout& layout = m_flow.block(block);
    const int inside = y - m_flow.blockTop(block);
    if (inside < 0)
        return {turn, layout.block.begin};
    const int line = static_cast<int>(inside / m_flow.style().lineHeight);
    if (line >= layout.text.lineCount())
        return {turn, layout.lineBegin(layout.text.lineCount())};
    const int x = position.x() - m_flow.frame(turn).textOrigin.x();
    return {turn, layout.block.begin + layout.text.lineAt(line).xToCursor(x)};
}

DialogueView::Target DialogueView::targetAt(const QPoint& position) const
{
    const QPoint inContent = position + QPoint(0, scrolled());
    const auto& head = m_flow.head().chips;
    for (int i = 0; i < head.size(); ++i) {
        if (head[i].contains(inContent))
            return {-1, i};
    }
    Target target{turnAt(position)};
    if (target.turn < 0)
        return target;
    const TurnFrame& frame = m_flow.frame(target.turn);
    const QPoint inTurn = inContent - QPoint(0, m_flow.turnTop(target.turn));
    for (int i = 0; i < frame.chips.size(); ++i) {
        if (frame.chips[i].contains(inTurn))
            target.chip = i;
    }
    target.tracks = frame.tracks.contains(inTurn);
    if (target.chip < 0)
        target.runs = m_stripes.at(inContent);
    return target;
}

QRect DialogueView::characterRect(int turn, qsizetype offset) const
{
    if (turn < 0 || turn >= turnCount())
        return {};
    const QString& text = m_document.turns[turn].text;
    const qsizetype begin = std::clamp<qsizetype>(offset, 0, text.size());
    const qsizetype end = caretByCharacter(text, begin, CaretDirection::Forward);
    const BlockLayout& layout = m_flow.block(m_flow.blockOf(turn, begin));
    const auto inBlock = static_cast<int>(begin - layout.block.begin);
    const auto ranges = horizontalRanges(layout.text, layout.text.lineAt(layout.lineOf(begin)), inBlock,
                                         static_cast<int>(end - layout.block.begin));
    QRect place = linePlace(turn, begin).translated(0, -scrolled());
    if (!ranges.isEmpty()) {
        place.setLeft(m_flow.frame(turn).textOrigin.x() + qRound(ranges.first().left));
        place.setWidth(std::max(1, qRound(ranges.last().right - ranges.first().left)));
    }
    return place;
}

qsizetype DialogueView::offsetAt(int turn, const QPoint& position) const
{
    const Place place = placeAt(position);
    return place.turn == turn ? place.offset : -1;
}

void DialogueView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    const QRect column = viewport()->geometry();
    m_minimap->setGeometry(column.right() + 1, column.top(), viewportMargins().right(), column.height());
    if (viewport()->width() != m_flow.style().width)
        keepPlace([this] { restyle(); });
    updateScrollBar();
    settleVisible();
}

void DialogueView::scrollContentsBy(int, int)
{
    constexpr int restMs = 150; // frames come before heights that nobody sees
    if (m_settleTimer.isActive() && !m_settling)
        m_settleTimer.start(restMs);
    settleVisible();
    viewport()->update();
    m_minimap->update();
}

} // namespace antiphon
