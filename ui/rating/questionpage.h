// The page where dialogues are rated. It shows a sheet and says what the rater wants; it keeps nothing.
#pragma once

#include "ui/rating/criterionrow.h"
#include "ui/rating/ratingsheet.h"

#include <QTimer>

class QProgressBar;

namespace antiphon {

class DialogueView;

enum class RaterWish {
    Back,     // to the question before
    Previous, // dialogue
    Next,     // dialogue, as far as answers go
    Latest,   // the first question without an answer
    Pause
};

// Keys: digits answer; Backspace, and Up at the top of the dialogue, go a question back; Left and Right go
// through the dialogues; Space, Down and Page Down read on, Shift+Space, Up and Page Up read back; End goes
// to the first question without an answer; P and Esc pause. A key that is held down counts once.
class QuestionPage : public QWidget
{
    Q_OBJECT
public:
    QuestionPage(const QList<Criterion>& criteria, int points, QWidget* parent = nullptr);
    void show(const RatingSheet& sheet);
    using QWidget::show;
    const RatingSheet& sheet() const { return m_sheet; }
    // A quiet line beside the progress that goes after some seconds: "Saved: Consistency 4".
    void confirm(const QString& text);
    QString confirmation() const { return m_saved->text(); }
    DialogueView* dialogueView() const { return m_dialogue; }
    CriterionRow* row(qsizetype criterion) const { return m_rows[criterion]; }

Q_SIGNALS:
    void answered(int value); // of the current question
    void pressed(qsizetype criterion, int value);
    void wished(antiphon::RaterWish wish);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void compose(const QList<Criterion>& criteria, int points);
    void chooseShape();
    void showDialogue();
    bool handleKey(const QKeyEvent& event);
    bool handleOnce(int key);
    bool scroll(int key, bool shift);
    void moveFocus();

    RatingSheet m_sheet;
    QList<CriterionRow*> m_rows;
    int m_points;
    TextLabel* m_place = nullptr;
    QProgressBar* m_progress = nullptr;
    ElidedLabel* m_saved = nullptr;
    DialogueView* m_dialogue = nullptr;
    QWidget* m_column = nullptr;
    QTimer m_fade;
};

} // namespace antiphon
