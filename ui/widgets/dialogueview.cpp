#include "ui/widgets/dialogueview.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/dialogueminimap.h"
#include "ui/widgets/dialoguepainter.h"

#include <QElapsedTimer>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

namespace antiphon {

namespace {
constexpr int cachedLayouts = 300;
constexpr int settledAtOnce = 120; // turns laid out before the first paint; more would be felt
constexpr int settleSliceMs = 4;
constexpr int minimapWidth = 8;
constexpr int topMargin = metrics::gap;
} // namespace

DialogueView::DialogueView(QWidget* parent) : QAbstractScrollArea(parent), m_layouts(cachedLayouts)
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Dialogue"));
    viewport()->setBackgroundRole(QPalette::Window);
    viewport()->setCursor(Qt::ArrowCursor);
    viewport()->setMouseTracking(true);
    m_minimap = new DialogueMinimap(this);
    addScrollBarWidget(m_minimap, Qt::AlignLeft);
    m_minimap->hide();
    setMinimapShown(true);
    m_settleTimer.setInterval(0);
    connect(&m_settleTimer, &QTimer::timeout, this, &DialogueView::settleSome);
    m_tops = {topMargin};
}

DialogueView::~DialogueView() = default;

void DialogueView::setDocument(DialogueDocument document)
{
    m_document = std::move(document);
    m_open.clear();
    m_anchor = m_cursor = Place{};
    m_caret = false;
    m_hit = -1;
    forgetLayouts();
    collectHits();
    verticalScrollBar()->setValue(0);
    const int first = m_document.turns.isEmpty() ? -1 : 0;
    if (m_current != first) {
        m_current = first;
        Q_EMIT currentTurnChanged(m_current);
    }
    Q_EMIT selectionChanged();
    viewport()->update();
}

void DialogueView::updateDocument(DialogueDocument document)
{
    const bool sameTurns = document.turns.size() == m_document.turns.size();
    m_document.chips = document.chips;
    if (!sameTurns) {
        setDocument(std::move(document));
        return;
    }
    for (int i = 0; i < turnCount(); ++i) {
        if (m_document.turns[i] != document.turns[i])
            setTurn(i, std::move(document.turns[i]));
    }
}

void DialogueView::setTurn(int turn, DialogueTurn value)
{
    if (turn < 0 || turn >= turnCount())
        return;
    if (m_document.turns[turn].text != value.text && (m_anchor.turn == turn || m_cursor.turn == turn))
        clearSelection();
    const bool hits = m_document.turns[turn].marks != value.marks;
    m_document.turns[turn] = std::move(value);
    m_layouts.remove(turn);
    m_guessed.insert(turn);
    if (hits)
        collectHits();
    settleVisible();
    viewport()->update();
    m_minimap->update();
}

void DialogueView::setCurrentTurn(int turn)
{
    if (turn < 0 || turn >= turnCount())
        return;
    ensureVisible(turn);
    if (turn == m_current)
        return;
    m_current = turn;
    clearSelection();
    viewport()->update();
    Q_EMIT currentTurnChanged(turn);
}

void DialogueView::setCurrentTurnShown(bool shown)
{
    m_currentShown = shown;
    viewport()->update();
}

void DialogueView::setMinimapShown(bool shown)
{
    m_minimap->setFixedWidth(shown ? minimapWidth : 0);
    m_minimap->setVisible(shown);
}

void DialogueView::setTracksDisplay(int turn, TracksDisplay display)
{
    if (turn < 0 || turn >= turnCount() || m_document.turns[turn].tracks.isEmpty())
        return;
    if (display == TracksDisplay::Open)
        m_open.insert(turn);
    else
        m_open.remove(turn);
    m_layouts.remove(turn);
    m_guessed.insert(turn);
    settleVisible();
    viewport()->update();
}

TracksDisplay DialogueView::tracksDisplay(int turn) const
{
    return m_open.contains(turn) ? TracksDisplay::Open : TracksDisplay::Folded;
}

// --- Layout: exact heights for what was seen, guesses for the rest
// -----------------------------------------------

void DialogueView::forgetLayouts()
{
    m_style = dialogueStyle(viewport()->width(), turnCount());
    m_layouts.clear();
    m_guessed.clear();
    m_heights.resize(turnCount());
    for (int i = 0; i < turnCount(); ++i) {
        m_heights[i] = estimatedHeight(m_document.turns[i], m_style);
        m_guessed.insert(i);
    }
    updateTops(0);
    if (turnCount() <= settledAtOnce) {
        for (int i = 0; i < turnCount(); ++i)
            layoutOf(i);
        updateTops(0);
    } else {
        m_settleTimer.start();
    }
    updateScrollBar();
    settleVisible();
}

const TurnLayout& DialogueView::layoutOf(int turn) const
{
    if (const TurnLayout* known = m_layouts.object(turn); known && !m_guessed.contains(turn))
        return *known;
    auto layout = layOutTurn(m_document.turns[turn], m_style, tracksDisplay(turn));
    m_heights[turn] = layout->height;
    m_guessed.remove(turn);
    TurnLayout* stored = layout.release();
    m_layouts.insert(turn, stored);
    return *stored;
}

void DialogueView::updateTops(int from) const
{
    m_tops.resize(turnCount() + 1);
    if (from == 0)
        m_tops[0] = topMargin;
    for (int i = from; i < turnCount(); ++i)
        m_tops[i + 1] = m_tops[i] + m_heights[i];
}

int DialogueView::firstVisible() const
{
    const int top = verticalScrollBar()->value();
    const auto it = std::upper_bound(m_tops.cbegin(), m_tops.cend(), top);
    return std::clamp(static_cast<int>(it - m_tops.cbegin()) - 1, 0, std::max(0, turnCount() - 1));
}

void DialogueView::settleVisible()
{
    if (turnCount() == 0) {
        updateScrollBar();
        return;
    }
    const int first = firstVisible();
    const int bottom = verticalScrollBar()->value() + viewport()->height();
    bool moved = false;
    for (int i = first; i < turnCount() && m_tops[i] < bottom; ++i) {
        const int before = m_heights[i];
        layoutOf(i);
        if (m_heights[i] != before || m_tops[i] + before != m_tops[i + 1]) {
            updateTops(i);
            moved = true;
        }
    }
    if (moved)
        updateScrollBar();
}

void DialogueView::settleSome()
{
    QElapsedTimer clock;
    clock.start();
    const int anchor = firstVisible();
    const int offset = turnCount() > 0 ? verticalScrollBar()->value() - m_tops[anchor] : 0;
    while (!m_guessed.isEmpty() && clock.elapsed() < settleSliceMs)
        layoutOf(*m_guessed.cbegin());
    updateTops(0);
    updateScrollBar();
    if (turnCount() > 0)
        verticalScrollBar()->setValue(m_tops[anchor] + offset);
    if (m_guessed.isEmpty()) {
        m_settleTimer.stop();
        m_minimap->update();
    }
}

void DialogueView::updateScrollBar()
{
    auto* bar = verticalScrollBar();
    bar->setPageStep(viewport()->height());
    bar->setSingleStep(static_cast<int>(m_style.lineHeight) + 4);
    bar->setRange(0, std::max(0, m_tops.constLast() - viewport()->height()));
}

int DialogueView::contentTop(int turn) const
{
    return m_tops[turn] - verticalScrollBar()->value();
}

void DialogueView::ensureVisible(int turn)
{
    layoutOf(turn);
    updateTops(0);
    updateScrollBar();
    auto* bar = verticalScrollBar();
    const int margin = metrics::padding;
    const int top = m_tops[turn] - margin;
    const int bottom = m_tops[turn] + m_heights[turn];
    if (bottom > bar->value() + viewport()->height())
        bar->setValue(bottom - viewport()->height());
    if (top < bar->value())
        bar->setValue(top);
    settleVisible();
}

QRect DialogueView::turnRect(int turn) const
{
    if (turn < 0 || turn >= turnCount())
        return {};
    return layoutOf(turn).bubble.translated(0, contentTop(turn));
}

QRect DialogueView::chipRect(int turn, int chip) const
{
    if (turn < 0 || turn >= turnCount())
        return {};
    return layoutOf(turn).chips.value(chip).translated(0, contentTop(turn));
}

// --- Hits
// --------------------------------------------------------------------------------------------------------

void DialogueView::collectHits()
{
    m_hits.clear();
    for (int i = 0; i < turnCount(); ++i) {
        for (const DialogueMark& mark : m_document.turns[i].marks) {
            if (mark.kind == MarkKind::Hit)
                m_hits << Hit{i, mark.span};
        }
    }
    if (m_hit >= m_hits.size())
        m_hit = -1;
    Q_EMIT hitChanged(m_hit, hitCount());
}

int DialogueView::hitCount() const
{
    return static_cast<int>(m_hits.size());
}

void DialogueView::showHit(int hit)
{
    if (hit < 0 || hit >= m_hits.size())
        return;
    m_hit = hit;
    setCurrentTurn(m_hits[hit].turn);
    viewport()->update();
    Q_EMIT hitChanged(m_hit, hitCount());
}

void DialogueView::nextHit()
{
    if (!m_hits.isEmpty())
        showHit((m_hit + 1) % hitCount());
}

void DialogueView::previousHit()
{
    if (!m_hits.isEmpty())
        showHit((m_hit <= 0 ? hitCount() : m_hit) - 1);
}

// --- Events of painting and size
// -----------------------------------------------------------------------------------

void DialogueView::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    for (int i = firstVisible(); i < turnCount(); ++i) {
        const int top = contentTop(i);
        if (top > event->rect().bottom())
            break;
        const TurnLayout& layout = layoutOf(i);
        const auto [begin, end] = selectionIn(i);
        TurnPaint state;
        state.number = i + 1;
        state.current = m_currentShown && i == m_current;
        state.focused = hasFocus();
        state.tracks = tracksDisplay(i);
        state.selectionBegin = begin;
        state.selectionEnd = end;
        if (m_hit >= 0 && m_hits[m_hit].turn == i)
            state.currentHit = m_hits[m_hit].span;
        painter.save();
        painter.translate(0, top);
        paintTurn(painter, m_document.turns[i], layout, m_style, state, palette());
        painter.restore();
    }
}

void DialogueView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    const int anchor = firstVisible();
    const int offset = turnCount() > 0 ? verticalScrollBar()->value() - m_tops[anchor] : 0;
    if (viewport()->width() != m_style.width)
        forgetLayouts();
    else
        settleVisible();
    updateScrollBar();
    if (turnCount() > 0 && verticalScrollBar()->value() > 0)
        verticalScrollBar()->setValue(m_tops[anchor] + offset);
}

void DialogueView::scrollContentsBy(int, int)
{
    settleVisible();
    viewport()->update();
    m_minimap->update();
}

void DialogueView::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange ||
        event->type() == QEvent::StyleChange)
        forgetLayouts();
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
