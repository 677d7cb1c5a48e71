// Selecting in the dialogue view with the keyboard, and what is selected.
#include "ui/widgets/caretsteps.h"
#include "ui/widgets/dialogueaccessible.h"
#include "ui/widgets/dialogueview.h"

#include <QKeyEvent>

namespace antiphon {

namespace {

bool goesBack(int key)
{
    return key == Qt::Key_Left || key == Qt::Key_Up || key == Qt::Key_Home;
}

// Up and Down only with Shift: alone they go to another turn.
bool movesCaret(int key, Qt::KeyboardModifiers modifiers)
{
    switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Home:
    case Qt::Key_End:
        return !(modifiers & ~(Qt::ShiftModifier | Qt::ControlModifier));
    case Qt::Key_Up:
    case Qt::Key_Down:
        return modifiers == Qt::ShiftModifier;
    default:
        return false;
    }
}

} // namespace

bool DialogueView::isCaretActive() const
{
    return m_caret || (m_anchor.turn >= 0 && m_anchor != m_cursor);
}

std::pair<qsizetype, qsizetype> DialogueView::selectionIn(int turn) const
{
    const auto [begin, end] = std::minmax(m_anchor, m_cursor);
    if (begin.turn < 0 || turn < begin.turn || turn > end.turn)
        return {0, 0};
    const qsizetype size = m_document.turns[turn].text.size();
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
    selectionMoved();
}

void DialogueView::selectionMoved()
{
    viewport()->update();
    announceSelection(this);
    Q_EMIT selectionChanged();
}

void DialogueView::setSelection(int turn, TextSpan span)
{
    if (turn < 0 || turn >= turnCount())
        return;
    const QString& text = m_document.turns[turn].text;
    const qsizetype begin = utf16Offset(text, span.begin);
    selectUnits(turn, begin, std::max(begin, utf16Offset(text, span.end)));
    showSpan(turn, span);
}

void DialogueView::selectUnits(int turn, qsizetype anchor, qsizetype caret)
{
    setCurrentTurn(turn);
    const qsizetype size = m_document.turns[turn].text.size();
    m_anchor = {turn, std::clamp<qsizetype>(anchor, 0, size)};
    m_cursor = {turn, std::clamp<qsizetype>(caret, 0, size)};
    m_caret = m_anchor == m_cursor;
    selectionMoved();
}

qsizetype DialogueView::caretOffset(int turn) const
{
    return m_cursor.turn == turn ? m_cursor.offset : -1;
}

void DialogueView::startSelection()
{
    placeCaret(0);
    selectionMoved();
}

// In the current turn: where it is already, else at an offset.
void DialogueView::placeCaret(qsizetype offset)
{
    if (m_current < 0)
        return;
    if (m_cursor.turn != m_current || m_anchor.turn != m_current)
        m_anchor = m_cursor = {m_current, offset};
    m_caret = true;
}

bool DialogueView::takesKey(const QKeyEvent& event) const
{
    const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
    if (m_current < 0)
        return false;
    if (modifiers == Qt::NoModifier && event.key() == Qt::Key_F7)
        return true;
    if (modifiers == Qt::NoModifier && event.key() == Qt::Key_Escape)
        return isCaretActive();
    return movesCaret(event.key(), modifiers) && (modifiers & Qt::ShiftModifier || isCaretActive());
}

bool DialogueView::handleCaretKey(const QKeyEvent& event)
{
    if (!takesKey(event))
        return false;
    if (event.key() == Qt::Key_F7)
        startSelection();
    else if (event.key() == Qt::Key_Escape)
        clearSelection();
    else
        moveCaret(event.key(), event.modifiers());
    return true;
}

void DialogueView::moveCaret(int key, Qt::KeyboardModifiers modifiers)
{
    placeCaret(goesBack(key) ? m_document.turns[m_current].text.size() : 0);
    m_cursor.offset = caretTarget(key, modifiers);
    if (!(modifiers & Qt::ShiftModifier))
        m_anchor = m_cursor;
    bringIntoSight([this] { return linePlace(m_current, m_cursor.offset).adjusted(0, -4, 0, 4); });
    selectionMoved();
}

qsizetype DialogueView::caretTarget(int key, Qt::KeyboardModifiers modifiers) const
{
    const QString& text = m_document.turns[m_current].text;
    if (key == Qt::Key_Home || key == Qt::Key_End)
        return key == Qt::Key_Home ? 0 : text.size();
    if (key == Qt::Key_Up || key == Qt::Key_Down)
        return caretByLine(m_cursor.offset, key == Qt::Key_Up ? -1 : 1);
    if (!(modifiers & Qt::ShiftModifier) && m_anchor != m_cursor) // to that end of the selection
        return key == Qt::Key_Left ? std::min(m_anchor, m_cursor).offset
                                   : std::max(m_anchor, m_cursor).offset;
    const auto direction = key == Qt::Key_Left ? CaretDirection::Back : CaretDirection::Forward;
    const auto step = modifiers & Qt::ControlModifier ? caretByWord : caretByCharacter;
    return step(text, m_cursor.offset, direction);
}

// The place above or below an offset; from the first and last line to the ends of the text.
qsizetype DialogueView::caretByLine(qsizetype offset, int lines) const
{
    const QRect here = linePlace(m_current, offset);
    const int y = here.center().y() + lines * here.height();
    const int top = linePlace(m_current, 0).top();
    const qsizetype size = m_document.turns[m_current].text.size();
    if (y < top)
        return 0;
    if (y > linePlace(m_current, size).bottom())
        return size;
    return placeAt(QPoint(here.left(), y - scrolled())).offset;
}

} // namespace antiphon
