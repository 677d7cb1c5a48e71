// A criterion with its question and the buttons of its scale.
#pragma once

#include "core/rating/study.h"
#include "ui/rating/answerbutton.h"
#include "ui/widgets/textlabel.h"

namespace antiphon {

class CriterionRow : public QWidget
{
    Q_OBJECT
public:
    CriterionRow(const Criterion& criterion, int points, QWidget* parent = nullptr);
    void setValue(int value); // 0: no answer yet
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
    QList<AnswerButton*> m_buttons;
    TextLabel* m_name;
    int m_value = 0;
    bool m_current = false;
};

} // namespace antiphon
