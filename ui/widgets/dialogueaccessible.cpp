#include "ui/widgets/dialogueaccessible.h"

#include "ui/widgets/turnaccessible.h"

#include <QAccessibleWidget>

namespace antiphon {

namespace {

class DialogueAccessible : public QAccessibleWidget
{
public:
    explicit DialogueAccessible(DialogueView* view) : QAccessibleWidget(view, QAccessible::List) {}
    ~DialogueAccessible() override
    {
        for (const QAccessible::Id id : std::as_const(m_turns))
            QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override { return view() ? view()->turnCount() : 0; }
    QAccessibleInterface* child(int index) const override;
    QAccessibleInterface* childAt(int x, int y) const override;
    int indexOfChild(const QAccessibleInterface* child) const override;
    QAccessibleInterface* focusChild() const override;
    QString text(QAccessible::Text kind) const override;

private:
    DialogueView* view() const { return qobject_cast<DialogueView*>(object()); }

    mutable QHash<int, QAccessible::Id> m_turns; // that somebody asked for
};

QAccessibleInterface* DialogueAccessible::child(int index) const
{
    if (index < 0 || index >= childCount())
        return nullptr;
    if (const auto known = m_turns.constFind(index); known != m_turns.cend())
        return QAccessible::accessibleInterface(*known);
    auto* made = new TurnAccessible(view(), index);
    m_turns.insert(index, QAccessible::registerAccessibleInterface(made));
    return made;
}

QAccessibleInterface* DialogueAccessible::childAt(int x, int y) const
{
    return view() ? child(view()->turnAt(view()->viewport()->mapFromGlobal(QPoint(x, y)))) : nullptr;
}

int DialogueAccessible::indexOfChild(const QAccessibleInterface* child) const
{
    const auto* turn = dynamic_cast<const TurnAccessible*>(child);
    return turn && turn->isValid() ? turn->turn() : -1;
}

QAccessibleInterface* DialogueAccessible::focusChild() const
{
    return view() && view()->hasFocus() ? child(view()->currentTurn()) : QAccessibleWidget::focusChild();
}

QString DialogueAccessible::text(QAccessible::Text kind) const
{
    if (kind != QAccessible::Value || !view())
        return QAccessibleWidget::text(kind);
    QStringList codes;
    for (const DialogueChip& chip : view()->document().chips)
        codes << chip.text;
    return codes.join(QStringLiteral(", "));
}

QAccessibleInterface* makeInterface(const QString& className, QObject* object)
{
    if (className != QLatin1String("antiphon::DialogueView"))
        return nullptr;
    return new DialogueAccessible(static_cast<DialogueView*>(object));
}

void announce(const DialogueView* view, QAccessibleEvent&& event, int turn)
{
    if (turn >= 0)
        event.setChild(turn);
    view->announcer()(event);
}

} // namespace

void installDialogueAccessibility()
{
    QAccessible::installFactory(makeInterface); // which leaves out what it has
}

void announceDialogue(DialogueView* view)
{
    announce(view, QAccessibleEvent(view, QAccessible::ObjectReorder), -1);
    announceCurrentTurn(view);
}

void announceCurrentTurn(DialogueView* view)
{
    if (view->currentTurn() < 0)
        return;
    announce(view, QAccessibleEvent(view, QAccessible::Selection), view->currentTurn());
    if (view->hasFocus())
        announce(view, QAccessibleEvent(view, QAccessible::Focus), view->currentTurn());
}

void announceSelection(DialogueView* view)
{
    const int turn = view->currentTurn();
    if (turn < 0)
        return;
    const auto [begin, end] = view->selectionIn(turn);
    announce(view, QAccessibleTextSelectionEvent(view, static_cast<int>(begin), static_cast<int>(end)), turn);
    if (const qsizetype caret = view->caretOffset(turn); caret >= 0)
        announce(view, QAccessibleTextCursorEvent(view, static_cast<int>(caret)), turn);
}

} // namespace antiphon
