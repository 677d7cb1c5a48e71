// The page where dialogues are rated. It shows a sheet and says what the rater wants; it keeps nothing.
#pragma once

#include "ui/rating/criterionrow.h"
#include "ui/rating/ratingsheet.h"

#include <QTimer>

class QProgressBar;
class QToolButton;
class QVBoxLayout;

namespace antiphon {

class DialogueView;
class KeyLine;
class NoteEditor;
class ReadingPane;

enum class RaterWish {
    Back,     // to the question before
    Previous, // dialogue
    Next,     // dialogue, as far as answers go
    Latest,   // the first question without an answer
    Pause,
    Comment, // to write one
    Flag,    // to set it, or to take it away
    Skip     // to say why
};

// Keys: digits answer (0 is the tenth point, the minus key the eleventh); for a pair also L, R and = (no
// difference). Backspace, and Up at the top of the dialogue, go a question back; Left and Right go through
// the dialogues; Space, Down and Page Down read on, Shift+Space, Up and Page Up read back; End goes to the
// first question without an answer; C comments, F flags, S skips; P and Esc pause. A key that is held down
// counts once.
class QuestionPage : public QWidget
{
    Q_OBJECT
public:
    explicit QuestionPage(QWidget* parent = nullptr);
    void show(const RatingSheet& sheet);
    using QWidget::show;
    const RatingSheet& sheet() const { return m_sheet; }
    // A quiet line beside the progress that goes after some seconds: "Saved: Consistency 4".
    void confirm(const QString& text);
    QString confirmation() const { return m_saved->text(); }
    void writeComment();
    void writeSkip();
    bool isWriting() const;
    NoteEditor* noteEditor() const { return m_note; }
    DialogueView* dialogueView(qsizetype place = 0) const;
    ReadingPane* readingPane() const { return m_pane; }
    CriterionRow* row(qsizetype place) const { return m_rows.value(place); }
    qsizetype rowCount() const { return m_rows.size(); }

Q_SIGNALS:
    void answered(int value); // of the current question
    void pressed(qsizetype row, int value);
    void wished(antiphon::RaterWish wish);
    void commented(const QString& text); // empty: taken away
    void skipped(const QString& reason);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeTop();
    void compose();
    void connectNotes();
    void chooseShape();
    void showRows();
    void rebuildRows();
    void showPlace();
    void showNotes();
    void beginWriting(bool skip);
    void endWriting();
    bool handleKey(const QKeyEvent& event);
    bool handleOnce(int key);
    bool scroll(int key, bool shift);
    void moveFocus(int held);
    int answerOf(int key) const; // 0: the key answers nothing

    RatingSheet m_sheet;
    QList<CriterionRow*> m_rows;
    TextLabel* m_place = nullptr;
    QProgressBar* m_progress = nullptr;
    ElidedLabel* m_saved = nullptr;
    QToolButton* m_comment = nullptr;
    QToolButton* m_flag = nullptr;
    QToolButton* m_skip = nullptr;
    ReadingPane* m_pane = nullptr;
    QWidget* m_column = nullptr;
    QWidget* m_answers = nullptr; // holds the rows
    QVBoxLayout* m_answersColumn = nullptr;
    NoteEditor* m_note = nullptr;
    KeyLine* m_keys = nullptr;
    bool m_skipping = false;
    QTimer m_fade;
};

} // namespace antiphon
