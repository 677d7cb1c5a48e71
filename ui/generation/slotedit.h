// An editor of a text with slots: completes their names behind a brace and marks the line of a fault.
#pragma once

#include "core/generation/textversion.h"

#include <QPlainTextEdit>

#include <optional>

class QCompleter;
class QStringListModel;

namespace antiphon {

class SlotHighlighter;

class SlotEdit : public QPlainTextEdit
{
    Q_OBJECT
public:
    SlotEdit(TextKind kind, QWidget* parent);
    // As they are offered: "plan", "examples 3".
    void setSlots(const QStringList& names);
    void insertSlot(const QString& name); // at the caret, with its braces
    void markLine(qint64 line);           // from 1; 0: none
    void goToLine(qint64 line);
    QCompleter* completer() const { return m_completer; }

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    std::optional<QString> beginning() const; // of a slot before the caret, behind its brace
    void complete(const QString& name);
    void offer();
    void adoptPalette();
    SlotHighlighter* m_highlighter;
    QCompleter* m_completer;
    QStringListModel* m_names;
    qint64 m_marked = 0;
};

} // namespace antiphon
