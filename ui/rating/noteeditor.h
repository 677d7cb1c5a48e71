// A few lines that a rater writes beside the answers: a comment, or why an item is skipped.
#pragma once

#include "ui/widgets/panels.h"

class QPlainTextEdit;

namespace antiphon {

// Enter keeps, Shift+Enter begins a line, Esc leaves without keeping.
class NoteEditor : public Card
{
    Q_OBJECT
public:
    explicit NoteEditor(QWidget* parent = nullptr);
    // `needed`: an empty text is not kept but asked for again.
    void begin(const QString& title, const QString& placeholder, const QString& text, bool needed);
    QString text() const;

Q_SIGNALS:
    void kept(const QString& text);
    void left();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void keep();
    SectionHeader* m_title;
    QPlainTextEdit* m_edit;
    TextLabel* m_problem;
    bool m_needed = false;
};

} // namespace antiphon
