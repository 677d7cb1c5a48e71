// The memos on the current turn, the memos that rest on it, and the field to write one.
#pragma once

#include "ui/coding/memodesk.h"
#include "ui/widgets/panels.h"

class QComboBox;

namespace antiphon {

class MemoEditor;

// Ctrl+Enter saves, leaving the field with something written saves too, Escape drops it.
class MemoPanel : public QWidget
{
    Q_OBJECT
public:
    MemoPanel(CodingDesk& desk, QWidget* parent = nullptr);

    // The turn in hand; -1: none. `words`: selected in it.
    void showTurn(int turn);
    void setCodeInHand(const std::optional<Code>& code) { m_code = code; }
    void setSelection(const std::optional<TextSpan>& words) { m_words = words; }

    // Opens the field for a new memo on the turn (the selected words, where there are some), or on another
    // thing that can be reached from here.
    void startWriting(MemoTarget on = MemoTarget::Turn);
    bool isWriting() const;
    // Says that the memo in hand rests on the current turn (or on the selected words).
    bool linkTurn(); // false: no memo is in hand

Q_SIGNALS:
    void finished(); // the field was closed by key

private:
    struct Choice
    {
        QString title;
        MemoAnchor anchor;
    };
    void show(const TurnMemos& memos);
    void write(const Memo& memo);
    void keep(const MemoContent& content);
    void close();
    void showInHand();
    QList<Choice> choices() const;
    MemoAnchor turnAnchor() const; // the selected words, or the turn
    QWidget* cardOf(const ListedMemo& listed);
    QWidget* citingButton(const ListedMemo& listed);

    CodingDesk& m_desk;
    MemoDesk& m_memoDesk;
    int m_turn = -1;
    std::optional<Code> m_code;
    std::optional<TextSpan> m_words;
    Memo m_edited;
    QList<Choice> m_choices; // as they were when the field was opened
    TurnMemos m_shown;
    SectionHeader* m_title;
    QVBoxLayout* m_cards;
    QPushButton* m_new;
    QPushButton* m_link;
    QWidget* m_form;
    QComboBox* m_on;
    MemoEditor* m_editor;
};

} // namespace antiphon
