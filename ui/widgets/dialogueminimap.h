// The whole dialogue in a strip of 8 pixels beside the scroll bar, coloured by chip.
#pragma once

#include <QWidget>

namespace antiphon {

class DialogueView;

class DialogueMinimap : public QWidget
{
    Q_OBJECT
public:
    explicit DialogueMinimap(DialogueView* view);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    void goTo(int y);
    DialogueView* m_view;
};

} // namespace antiphon
