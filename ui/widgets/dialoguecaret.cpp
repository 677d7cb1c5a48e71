// Selecting in the dialogue view with the keyboard.
#include "ui/widgets/caretsteps.h"
#include "ui/widgets/dialogueview.h"

#include <QKeyEvent>

namespace antiphon {

namespace {

bool movesCaret(int key)
{
    return key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Home || key == Qt::Key_End;
}

} // namespace

bool DialogueView::isCaretActive() const
{
    return m_caret || (m_anchor.turn >= 0 && m_anchor != m_cursor);
}

void DialogueView::setSelection(int turn, TextSpan span)
{
    if (turn < 0 || turn >= turnCount())
        return;
    setCurrentTurn(turn);
    const QString& text = m_document.turns[turn].text;
    m_anchor = {turn, static_cast<int>(utf16Offset(text, span.begin))};
    m_cursor = {turn, static_cast<int>(utf16Offset(text, span.end))};
    showSpan(turn, span);
    viewport()->update();
    Q_EMIT selectionChanged();
}

void DialogueView::showSpan(int turn, TextSpan)
{
    if (turn >= 0 && turn < turnCount())
        ensureVisible(turn);
}

void DialogueView::startSelection()
{
    placeCaret();
    viewport()->update();
}

// In the current turn: where it is already, else at its begin.
void DialogueView::placeCaret()
{
    if (m_current < 0)
        return;
    if (m_cursor.turn != m_current || m_anchor.turn != m_current)
        m_anchor = m_cursor = {m_current, 0};
    m_caret = true;
}

bool DialogueView::handleCaretKey(const QKeyEvent& event)
{
    const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
    if (event.key() == Qt::Key_F7 && modifiers == Qt::NoModifier && m_current >= 0) {
        startSelection();
        return true;
    }
    if (event.key() == Qt::Key_Escape && isCaretActive()) {
        clearSelection();
        return true;
    }
    const bool selects = modifiers & Qt::ShiftModifier;
    const bool known = !(modifiers & ~(Qt::ShiftModifier | Qt::ControlModifier));
    if (m_current < 0 || !known || !movesCaret(event.key()) || !(selects || isCaretActive()))
        return false;
    moveCaret(event.key(), modifiers);
    return true;
}

void DialogueView::moveCaret(int key, Qt::KeyboardModifiers modifiers)
{
    const bool fresh = m_cursor.turn != m_current || m_anchor.turn != m_current;
    placeCaret();
    const bool back = key == Qt::Key_Left || key == Qt::Key_Home;
    if (fresh && back)
        m_anchor.offset = m_cursor.offset = static_cast<int>(m_document.turns[m_current].text.size());
    m_cursor.offset = caretTarget(key, modifiers);
    if (!(modifiers & Qt::ShiftModifier))
        m_anchor = m_cursor;
    viewport()->update();
    Q_EMIT selectionChanged();
}

int DialogueView::caretTarget(int key, Qt::KeyboardModifiers modifiers) const
{
    const QString& text = m_document.turns[m_current].text;
    if (key == Qt::Key_Home || key == Qt::Key_End)
        return key == Qt::Key_Home ? 0 : static_cast<int>(text.size());
    const bool collapses = !(modifiers & Qt::ShiftModifier) && m_anchor != m_cursor;
    if (collapses)
        return key == Qt::Key_Left ? std::min(m_anchor.offset, m_cursor.offset)
                                   : std::max(m_anchor.offset, m_cursor.offset);
    const auto direction = key == Qt::Key_Left ? CaretDirection::Back : CaretDirection::Forward;
    const auto step = modifiers & Qt::ControlModifier ? caretByWord : caretByCharacter;
    return static_cast<int>(step(text, m_cursor.offset, direction));
}

} // namespace antiphon
