// One turn of the dialogue view for assistive technology. It reads from the view, so that it stays true when
// another dialogue is shown.
#pragma once

#include "ui/widgets/dialogueview.h"

#include <QAccessible>
#include <QPointer>

namespace antiphon {

class TurnAccessible : public QAccessibleInterface,
                       public QAccessibleTextInterface,
                       public QAccessibleActionInterface
{
public:
    TurnAccessible(DialogueView* view, int turn) : m_view(view), m_turn(turn) {}

    bool isValid() const override { return m_view && m_turn < m_view->turnCount(); }
    QObject* object() const override { return nullptr; }
    QAccessibleInterface* parent() const override;
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QWindow* window() const override;
    QString text(QAccessible::Text kind) const override;
    void setText(QAccessible::Text, const QString&) override {}
    QRect rect() const override;
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessible::State state() const override;
    void* interface_cast(QAccessible::InterfaceType type) override;

    void selection(int index, int* begin, int* end) const override;
    int selectionCount() const override;
    void addSelection(int begin, int end) override;
    void removeSelection(int index) override;
    void setSelection(int index, int begin, int end) override;
    int cursorPosition() const override;
    void setCursorPosition(int position) override;
    QString text(int begin, int end) const override;
    int characterCount() const override;
    QRect characterRect(int offset) const override;
    int offsetAtPoint(const QPoint& point) const override;
    void scrollToSubstring(int begin, int end) override;
    QString attributes(int offset, int* begin, int* end) const override;

    QStringList actionNames() const override;
    void doAction(const QString& action) override;
    QStringList keyBindingsForAction(const QString&) const override { return {}; }

    int turn() const { return m_turn; }

private:
    const DialogueTurn& value() const { return m_view->document().turns[m_turn]; }

    QPointer<DialogueView> m_view;
    int m_turn;
};

} // namespace antiphon
