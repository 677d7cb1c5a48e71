// The chips of a cascade with the pool that each leaves, as a funnel.
#pragma once

#include "core/cascade/filter.h"

#include <QAbstractButton>

class QHBoxLayout;
class QPainter;
class QPushButton;

namespace antiphon {

// One step: the filter and below it a bar of its pool. Click or Space turns include and exclude round, Delete
// or the cross takes it away, a drag or Alt+Shift+Left and Right give it another place. Without a filter it
// stands for the whole catalogue.
class CascadeStep : public QAbstractButton
{
    Q_OBJECT
public:
    CascadeStep(std::optional<Filter> filter, QWidget* parent);
    // `former`: the pool before this step, which is the whole of the bar.
    void setPool(quint64 pool, quint64 former, quint64 all);
    const std::optional<Filter>& filter() const { return m_filter; }
    quint64 pool() const { return m_pool; }
    bool isDragged() const { return m_isDragged; }
    void endDrag();
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {84, sizeHint().height()}; }

Q_SIGNALS:
    void closeRequested();
    void stepRequested(int by);  // one place to the left (-1) or to the right (1)
    void draggedTo(int globalX); // many times
    void dropped(bool isKept);   // once after draggedTo(); Escape drops where it came from

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    QRect boxRect() const;
    QRect closeRect() const;
    QString poolText() const;
    void paintBox(QPainter& painter) const;
    std::optional<Filter> m_filter;
    QPoint m_pressedAt;
    bool m_isPressed = false;
    bool m_isDragged = false;
    quint64 m_pool = 0;
    quint64 m_former = 0;
    quint64 m_all = 0;
};

// The row of steps and the button for one more.
class CascadeSteps : public QWidget
{
    Q_OBJECT
public:
    explicit CascadeSteps(QWidget* parent = nullptr);
    void setState(const FilterState& state);
    void setPools(const std::vector<quint64>& pools); // the whole catalogue, then after each filter
    QPushButton* addButton() const { return m_add; }
    QList<Filter> order() const; // as the steps stand now, also while one is dragged

Q_SIGNALS:
    void removeRequested(int filter);
    void moveRequested(int from, int to);
    void orderTried(const QList<antiphon::Filter>& order); // while a step is dragged
    void turnRequested(int filter);                        // include to exclude and back

private:
    void drag(CascadeStep* step, int globalX);
    void drop(CascadeStep* step, bool isKept);
    void place(CascadeStep* step, qsizetype at);
    void connectStep(CascadeStep* step, int filter);
    QHBoxLayout* m_row;
    QPushButton* m_add;
    QList<CascadeStep*> m_steps; // the first is the whole catalogue
    qsizetype m_draggedFrom = -1;
};

} // namespace antiphon
