// A question with the buttons of its scale.
#pragma once

#include "ui/rating/answerbutton.h"
#include "ui/rating/ratingsheet.h"
#include "ui/widgets/textlabel.h"

namespace antiphon {

class CriterionRow : public QWidget
{
    Q_OBJECT
public:
    explicit CriterionRow(const AskedRow& asked, QWidget* parent = nullptr);
    const AskedRow& asked() const { return m_asked; }
    void setClosed(int value); // that cannot be given now; 0: none
    void setValue(int value);  // 0: no answer yet
    int value() const { return m_value; }
    void setCurrent(bool current); // whether a digit answers this one
    bool isCurrent() const { return m_current; }
    void setShape(ButtonShape shape);
    int heightIn(ButtonShape shape) const;
    AnswerButton* button(int value) const { return m_buttons.value(value - 1); }

Q_SIGNALS:
    void pressed(int value);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    AnswerButton* makeButton(int value);
    AskedRow m_asked;
    QList<AnswerButton*> m_buttons;
    TextLabel* m_name;
    int m_value = 0;
    bool m_current = false;
};

} // namespace antiphon
