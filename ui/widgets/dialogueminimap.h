// The whole dialogue in a strip of 8 pixels beside the scroll bar: turns by their first code, beside them
// what is coded inside of turns, across them the search hits.
#pragma once

#include <QPixmap>
#include <QWidget>

namespace antiphon {

class DialogueView;

class DialogueMinimap : public QWidget
{
    Q_OBJECT
public:
    explicit DialogueMinimap(DialogueView* view);
    void refresh(); // the dialogue or its heights changed; scrolling alone needs only update()

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    void drawPicture();
    void paintTurns(QPainter& painter);
    void paintStripes(QPainter& painter);
    void paintHits(QPainter& painter);
    qreal scale() const;
    int placeOf(int turn, qsizetype offset) const;
    void goTo(int y);

    DialogueView* m_view;
    QPixmap m_picture;
};

} // namespace antiphon
