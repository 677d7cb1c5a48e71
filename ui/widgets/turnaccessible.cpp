#include "ui/widgets/turnaccessible.h"

#include <QCoreApplication>

namespace antiphon {

namespace {

constexpr qsizetype mostRead = 2'000; // characters of a name; the rest is in the text

QString tr(const char* text)
{
    return QCoreApplication::translate("DialogueView", text);
}

QString spoken(const DialogueTurn& turn)
{
    QStringList parts;
    if (!turn.text.isEmpty())
        parts << turn.text.left(mostRead);
    if (!turn.tracks.isEmpty())
        parts << tracksLine(turn.tracks);
    return parts.join(u' ');
}

QString codeText(const QString& code, ChipStyle style)
{
    return style == ChipStyle::Ghost ? tr("%1 (suggested)").arg(code) : code;
}

QString stripeText(const DialogueStripe& stripe, const QString& text, const TextPositions& positions)
{
    const QString code = codeText(stripe.text, stripe.style);
    if (!stripe.span)
        return code;
    const qsizetype begin = positions.utf16(stripe.span->begin);
    const qsizetype size = positions.utf16(stripe.span->end) - begin;
    return tr("%1 on “%2”").arg(code, text.mid(begin, std::min<qsizetype>(size, 80)));
}

QString codesOf(const DialogueTurn& turn)
{
    constexpr qsizetype most = 100; // more than anybody listens to
    QStringList codes;
    for (const DialogueChip& chip : turn.chips)
        codes << codeText(chip.text, chip.style);
    if (!turn.stripes.isEmpty()) {
        const TextPositions positions(turn.text);
        for (const DialogueStripe& stripe : turn.stripes.mid(0, most))
            codes << stripeText(stripe, turn.text, positions);
    }
    if (!turn.note.isEmpty())
        codes << turn.note;
    return codes.join(QStringLiteral(", "));
}

} // namespace

QAccessibleInterface* TurnAccessible::parent() const
{
    return QAccessible::queryAccessibleInterface(m_view.data());
}

QWindow* TurnAccessible::window() const
{
    return m_view ? m_view->window()->windowHandle() : nullptr;
}

QString TurnAccessible::text(QAccessible::Text kind) const
{
    if (!isValid())
        return {};
    if (kind == QAccessible::Name) {
        const QString role = value().speaker == Speaker::User ? tr("User") : tr("System");
        return QStringLiteral("%1 %2: %3").arg(m_turn + 1).arg(role, spoken(value()));
    }
    return kind == QAccessible::Description ? codesOf(value()) : QString();
}

QRect TurnAccessible::rect() const
{
    if (!isValid())
        return {};
    const QRect inView = m_view->turnRect(m_turn);
    return {m_view->viewport()->mapToGlobal(inView.topLeft()), inView.size()};
}

QAccessible::State TurnAccessible::state() const
{
    QAccessible::State state;
    if (!isValid()) {
        state.invalid = true;
        return state;
    }
    const bool current = m_view->currentTurn() == m_turn;
    state.focusable = true;
    state.selectable = true;
    state.readOnly = true;
    state.selectableText = true;
    state.selected = current;
    state.active = current;
    state.focused = current && m_view->hasFocus();
    state.offscreen = !m_view->viewport()->rect().intersects(m_view->turnRect(m_turn));
    return state;
}

void* TurnAccessible::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::TextInterface)
        return static_cast<QAccessibleTextInterface*>(this);
    if (type == QAccessible::ActionInterface)
        return static_cast<QAccessibleActionInterface*>(this);
    return nullptr;
}

void TurnAccessible::selection(int index, int* begin, int* end) const
{
    const auto range =
        isValid() && index == 0 ? m_view->selectionIn(m_turn) : std::pair<qsizetype, qsizetype>();
    *begin = static_cast<int>(range.first);
    *end = static_cast<int>(range.second);
}

int TurnAccessible::selectionCount() const
{
    if (!isValid())
        return 0;
    const auto [begin, end] = m_view->selectionIn(m_turn);
    return begin < end ? 1 : 0;
}

void TurnAccessible::addSelection(int begin, int end)
{
    setSelection(0, begin, end);
}

void TurnAccessible::removeSelection(int)
{
    if (selectionCount() > 0)
        m_view->clearSelection();
}

void TurnAccessible::setSelection(int, int begin, int end)
{
    if (isValid())
        m_view->selectUnits(m_turn, begin, end);
}

int TurnAccessible::cursorPosition() const
{
    return isValid() ? static_cast<int>(std::max<qsizetype>(0, m_view->caretOffset(m_turn))) : 0;
}

void TurnAccessible::setCursorPosition(int position)
{
    setSelection(0, position, position);
}

QString TurnAccessible::text(int begin, int end) const
{
    if (!isValid())
        return {};
    const QString& text = value().text;
    return text.mid(begin, (end < 0 ? static_cast<int>(text.size()) : end) - begin);
}

int TurnAccessible::characterCount() const
{
    return isValid() ? static_cast<int>(value().text.size()) : 0;
}

QRect TurnAccessible::characterRect(int offset) const
{
    if (!isValid())
        return {};
    const QRect inView = m_view->characterRect(m_turn, offset);
    return {m_view->viewport()->mapToGlobal(inView.topLeft()), inView.size()};
}

int TurnAccessible::offsetAtPoint(const QPoint& point) const
{
    return isValid() ? static_cast<int>(m_view->offsetAt(m_turn, m_view->viewport()->mapFromGlobal(point)))
                     : -1;
}

void TurnAccessible::scrollToSubstring(int begin, int end)
{
    if (!isValid())
        return;
    const QString& text = value().text;
    m_view->showSpan(m_turn, {codePointsBefore(text, begin), codePointsBefore(text, end)});
}

// Coded stretches are underlined; [*begin, *end) is the longest stretch around `offset` with the same spans.
QString TurnAccessible::attributes(int offset, int* begin, int* end) const
{
    *begin = 0;
    *end = characterCount();
    if (!isValid())
        return {};
    const TextPositions positions(value().text);
    bool coded = false;
    for (const DialogueStripe& stripe : value().stripes) {
        if (!stripe.span)
            continue;
        const auto first = static_cast<int>(positions.utf16(stripe.span->begin));
        const auto last = static_cast<int>(positions.utf16(stripe.span->end));
        for (const int edge : {first, last}) {
            if (edge <= offset)
                *begin = std::max(*begin, edge);
            else
                *end = std::min(*end, edge);
        }
        coded = coded || (first <= offset && offset < last);
    }
    return coded ? QStringLiteral("text-underline-style:solid;") : QString();
}

QStringList TurnAccessible::actionNames() const
{
    return {setFocusAction(), pressAction()};
}

void TurnAccessible::doAction(const QString& action)
{
    if (!isValid())
        return;
    m_view->setCurrentTurn(m_turn);
    m_view->setFocus();
    if (action == pressAction())
        Q_EMIT m_view->turnActivated(m_turn);
}

} // namespace antiphon
