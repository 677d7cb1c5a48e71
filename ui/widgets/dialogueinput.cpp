// The dialogue view's keys, mouse and selection.
#include "ui/widgets/dialogueview.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>

namespace antiphon {

int DialogueView::turnAt(const QPoint& position) const
{
    const int y = position.y() + verticalScrollBar()->value();
    if (turnCount() == 0 || y < m_tops.constFirst() || y >= m_tops.constLast())
        return -1;
    const auto it = std::upper_bound(m_tops.cbegin(), m_tops.cend(), y);
    return static_cast<int>(it - m_tops.cbegin()) - 1;
}

std::pair<int, int> DialogueView::chipAt(const QPoint& position) const
{
    const int turn = turnAt(position);
    if (turn >= 0) {
        const TurnLayout& layout = layoutOf(turn);
        for (int i = 0; i < layout.chips.size(); ++i) {
            if (layout.chips[i].contains(position - QPoint(0, contentTop(turn))))
                return {turn, i};
        }
    }
    return {-1, -1};
}

bool DialogueView::tracksAt(int turn, const QPoint& position) const
{
    return turn >= 0 && layoutOf(turn).tracks.contains(position - QPoint(0, contentTop(turn)));
}

DialogueView::Place DialogueView::placeAt(const QPoint& position) const
{
    if (turnCount() == 0)
        return {};
    int turn = turnAt(position);
    if (turn < 0)
        turn = position.y() + verticalScrollBar()->value() < m_tops.constFirst() ? 0 : turnCount() - 1;
    const TurnLayout& layout = layoutOf(turn);
    const QPointF inText = QPointF(position - QPoint(0, contentTop(turn))) - layout.textOrigin;
    if (inText.y() < 0)
        return {turn, 0};
    for (int i = 0; i < layout.text.lineCount(); ++i) {
        const QTextLine line = layout.text.lineAt(i);
        if (inText.y() < (i + 1) * m_style.lineHeight)
            return {turn, line.xToCursor(inText.x())};
    }
    return {turn, static_cast<int>(layout.text.text().size())};
}

std::pair<int, int> DialogueView::selectionIn(int turn) const
{
    const auto [begin, end] = std::minmax(m_anchor, m_cursor);
    if (begin.turn < 0 || turn < begin.turn || turn > end.turn)
        return {0, 0};
    const auto size = static_cast<int>(m_document.turns[turn].text.size());
    return {turn == begin.turn ? begin.offset : 0, turn == end.turn ? end.offset : size};
}

std::optional<DialogueSelection> DialogueView::selection() const
{
    if (m_anchor.turn < 0 || m_anchor.turn != m_cursor.turn || m_anchor.offset == m_cursor.offset)
        return std::nullopt;
    const QString& text = m_document.turns[m_anchor.turn].text;
    const auto [begin, end] = selectionIn(m_anchor.turn);
    return DialogueSelection{m_anchor.turn, {codePointsBefore(text, begin), codePointsBefore(text, end)}};
}

QString DialogueView::selectedText() const
{
    const auto [first, last] = std::minmax(m_anchor, m_cursor);
    if (first.turn < 0 || first == last)
        return {};
    QStringList parts;
    for (int i = first.turn; i <= last.turn && i < turnCount(); ++i) {
        const auto [begin, end] = selectionIn(i);
        parts << m_document.turns[i].text.mid(begin, end - begin);
    }
    return parts.join(u'\n');
}

void DialogueView::clearSelection()
{
    if (m_anchor == m_cursor && !m_caret)
        return;
    m_anchor = m_cursor = Place{};
    m_caret = false;
    viewport()->update();
    Q_EMIT selectionChanged();
}

void DialogueView::copy() const
{
    QString text = selectedText();
    if (text.isEmpty() && m_current >= 0)
        text = m_document.turns[m_current].text;
    if (!text.isEmpty())
        QApplication::clipboard()->setText(text);
}

void DialogueView::selectWord(const Place& place)
{
    if (place.turn < 0)
        return;
    const QString& text = m_document.turns[place.turn].text;
    int begin = std::min(place.offset, static_cast<int>(text.size()));
    int end = begin;
    while (begin > 0 && text[begin - 1].isLetterOrNumber())
        --begin;
    while (end < text.size() && text[end].isLetterOrNumber())
        ++end;
    m_anchor = {place.turn, begin};
    m_cursor = {place.turn, end};
    viewport()->update();
    Q_EMIT selectionChanged();
}

void DialogueView::moveCurrent(int steps)
{
    if (turnCount() > 0)
        setCurrentTurn(std::clamp(m_current + steps, 0, turnCount() - 1));
}

void DialogueView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    if (handleCaretKey(*event))
        return;
    const auto modifiers = event->modifiers() & ~Qt::KeypadModifier;
    if (event->key() == Qt::Key_F3 && hitCount() > 0) {
        modifiers& Qt::ShiftModifier ? previousHit() : nextHit();
        return;
    }
    if (modifiers != Qt::NoModifier) {
        event->ignore();
        return;
    }
    switch (event->key()) {
    case Qt::Key_Down:
        m_currentShown ? moveCurrent(1) : QAbstractScrollArea::keyPressEvent(event);
        return;
    case Qt::Key_Up:
        m_currentShown ? moveCurrent(-1) : QAbstractScrollArea::keyPressEvent(event);
        return;
    case Qt::Key_Home:
        setCurrentTurn(0);
        return;
    case Qt::Key_End:
        setCurrentTurn(turnCount() - 1);
        return;
    case Qt::Key_PageDown:
    case Qt::Key_PageUp:
        QAbstractScrollArea::keyPressEvent(event);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current < 0)
            break;
        if (m_enterOpensTracks)
            setTracksDisplay(m_current,
                             m_open.contains(m_current) ? TracksDisplay::Folded : TracksDisplay::Open);
        Q_EMIT turnActivated(m_current);
        return;
    default:
        break;
    }
    event->ignore();
}

void DialogueView::mousePressEvent(QMouseEvent* event)
{
    const QPoint position = event->position().toPoint();
    const int turn = turnAt(position);
    if (event->button() != Qt::LeftButton) {
        if (turn >= 0)
            setCurrentTurn(turn);
        return;
    }
    if (const auto [chipTurn, chip] = chipAt(position); chip >= 0) {
        setCurrentTurn(chipTurn);
        Q_EMIT chipClicked(chipTurn, chip);
        return;
    }
    if (tracksAt(turn, position)) {
        setCurrentTurn(turn);
        setTracksDisplay(turn, m_open.contains(turn) ? TracksDisplay::Folded : TracksDisplay::Open);
        return;
    }
    if (turn >= 0)
        setCurrentTurn(turn);
    const Place place = placeAt(event->position().toPoint());
    if (!(event->modifiers() & Qt::ShiftModifier) || m_anchor.turn < 0)
        m_anchor = place;
    m_cursor = place;
    m_selecting = true;
    viewport()->update();
    Q_EMIT selectionChanged();
}

void DialogueView::mouseMoveEvent(QMouseEvent* event)
{
    const QPoint position = event->position().toPoint();
    if (m_selecting) {
        m_cursor = placeAt(position);
        viewport()->update();
        Q_EMIT selectionChanged();
        return;
    }
    const int turn = turnAt(position);
    const bool hand = chipAt(position).second >= 0 || tracksAt(turn, position);
    const bool beam = turn >= 0 && turnRect(turn).contains(position);
    viewport()->setCursor(hand ? Qt::PointingHandCursor : beam ? Qt::IBeamCursor : Qt::ArrowCursor);
}

void DialogueView::mouseReleaseEvent(QMouseEvent*)
{
    m_selecting = false;
}

void DialogueView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const QPoint position = event->position().toPoint();
    const int turn = turnAt(position);
    if (turn < 0 || !turnRect(turn).contains(position) || tracksAt(turn, position))
        return;
    selectWord(placeAt(position));
    Q_EMIT turnActivated(turn);
}

void DialogueView::contextMenuEvent(QContextMenuEvent* event)
{
    if (m_current < 0 && selectedText().isEmpty())
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(selectedText().isEmpty() ? tr("Copy turn") : tr("Copy"), QKeySequence::Copy, this,
                    [this] { copy(); });
    if (m_current >= 0 && !m_document.turns[m_current].tracks.isEmpty())
        menu->addAction(tr("Copy tracks"), this, [this, turn = m_current] {
            QApplication::clipboard()->setText(m_document.turns[turn].tracks.join(u'\n'));
        });
    menu->popup(event->globalPos());
}

bool DialogueView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const auto [turn, chip] = chipAt(help->pos());
        if (chip >= 0 && !m_document.turns[turn].chips[chip].toolTip.isEmpty())
            QToolTip::showText(help->globalPos(), m_document.turns[turn].chips[chip].toolTip, this);
        else
            QToolTip::hideText();
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace antiphon
