// One dialogue or several beside each other, for reading alone.
#pragma once

#include "ui/rating/ratingsheet.h"
#include "ui/widgets/textlabel.h"

#include <QScrollArea>

class QBoxLayout;

namespace antiphon {

class DialogueView;

// Dialogues stand side by side where each gets a readable width, else below each other. Reading on scrolls
// all at once when they stand side by side, and one after the other when they do not.
class ReadingPane : public QScrollArea
{
    Q_OBJECT
public:
    explicit ReadingPane(QWidget* parent = nullptr);
    void show(const QList<ReadDialogue>& dialogues);
    using QWidget::show;
    void markTurn(int turn); // of the first dialogue, from 0; brings it into sight; -1: none
    int markedTurn() const { return m_marked; }
    // Scrolls by a step (QAbstractSlider's), forward or back.
    void scroll(QAbstractSlider::SliderAction action);
    bool isAtTop() const;
    bool isSideBySide() const { return m_sideBySide; }
    qsizetype count() const { return m_shown.size(); }
    DialogueView* view(qsizetype place = 0) const { return m_columns.value(place).view; }
    // The widest that is still easily read, for this many dialogues.
    int readableWidth() const;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    // A key that came to one of the dialogues; `taken` says that it is used up.
    void keyPressed(QKeyEvent* event, bool* taken);

private:
    struct Column
    {
        QWidget* card = nullptr;
        QWidget* head = nullptr;
        TextLabel* title = nullptr;
        TextLabel* remark = nullptr;
        DialogueView* view = nullptr;
    };
    Column makeColumn();
    void fill(qsizetype place, bool another);
    void arrange();
    void goTo(qsizetype place);
    QBoxLayout* m_row;
    QWidget* m_body;
    QList<Column> m_columns; // made as needed, kept
    QList<ReadDialogue> m_shown;
    qsizetype m_front = 0; // that reading on scrolls, where they stand below each other
    int m_marked = -1;
    bool m_sideBySide = true;
};

} // namespace antiphon
