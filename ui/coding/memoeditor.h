// The fields of a memo: title, kind, text.
#pragma once

#include "core/coding/memo.h"

#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace antiphon {

// Nothing is written half: Ctrl+Enter, the button, and leaving the editor with something changed hand out the
// whole content once; Escape drops it. A memo without a text is never handed out.
class MemoEditor : public QWidget
{
    Q_OBJECT
public:
    explicit MemoEditor(QWidget* parent = nullptr);

    void open(const MemoContent& content);
    MemoContent content() const;
    bool isChanged() const { return content() != m_opened; }
    bool hasFocusInside() const;
    void focusText();
    void focusTitle();
    void commitIfChanged();         // as leaving does
    void setTextHeight(int height); // fixed; else it takes the room
    void setKindShown(bool shown);
    void setPlaceholder(const QString& question);
    QHBoxLayout* choices() const { return m_choices; } // beside the kind
    QHBoxLayout* buttons() const { return m_buttons; } // behind Save and Cancel

Q_SIGNALS:
    void committed(const antiphon::MemoContent& content);
    void dropped();
    void edited();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void commit();
    void updateButtons();

    MemoContent m_opened;
    QLineEdit* m_title;
    QComboBox* m_kind;
    QPlainTextEdit* m_text;
    QPushButton* m_save;
    QHBoxLayout* m_choices;
    QHBoxLayout* m_buttons;
};

} // namespace antiphon
