// What keys and the mouse do on the canvas.
#include "ui/coding/axialcanvas.h"
#include "ui/theme/tokens.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <cmath>

namespace antiphon {

namespace {

constexpr double step = 16; // of a move by key

QPointF directionOf(int key)
{
    switch (key) {
    case Qt::Key_Left:
        return {-1, 0};
    case Qt::Key_Right:
        return {1, 0};
    case Qt::Key_Up:
        return {0, -1};
    default:
        return {0, 1};
    }
}

bool isArrowKey(int key)
{
    return key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
}

} // namespace

AxialBox* AxialCanvas::boxAt(const QPointF& scenePosition) const
{
    for (AxialBox* box : m_boxes) {
        if (box->frame().contains(scenePosition) || (box == m_current && box->isOnHandle(scenePosition)))
            return box;
    }
    return nullptr;
}

void AxialCanvas::goTowards(int key)
{
    if (!m_current) {
        choose(m_order.isEmpty() ? nullptr : m_boxes.value(m_order.first()), nullptr);
        return;
    }
    const QPointF direction = directionOf(key);
    AxialBox* best = nullptr;
    double nearest = 0;
    for (const CodeId code : std::as_const(m_order)) {
        AxialBox* box = m_boxes.value(code);
        const QPointF way = box->pos() - m_current->pos();
        const double along = QPointF::dotProduct(way, direction);
        if (box == m_current || along <= 1)
            continue;
        const double aside = std::abs(way.x() * direction.y()) + std::abs(way.y() * direction.x());
        const double distance = along + 2 * aside; // straight ahead comes before beside
        if (!best || distance < nearest) {
            best = box;
            nearest = distance;
        }
    }
    if (best)
        choose(best, nullptr);
}

void AxialCanvas::nudge(int key)
{
    if (!m_current)
        return;
    const QPointF at = m_current->pos() + directionOf(key) * step;
    m_current->setPos(at);
    adjustArrows();
    Q_EMIT moved({m_current->node().code, at.x(), at.y()});
}

bool AxialCanvas::goAlongRelations(int by)
{
    if (!m_current)
        return false;
    QList<AxialArrow*> own;
    for (AxialArrow* arrow : std::as_const(m_arrows)) {
        if (arrow->relation().source == m_current->node().code ||
            arrow->relation().target == m_current->node().code)
            own << arrow;
    }
    const qsizetype next = m_arrow ? own.indexOf(m_arrow) + by : by > 0 ? 0 : own.size() - 1;
    if (next < 0 || next >= own.size())
        return false; // on to the next widget
    choose(m_current, own[next]);
    return true;
}

bool AxialCanvas::focusNextPrevChild(bool next)
{
    return goAlongRelations(next ? 1 : -1) || QGraphicsView::focusNextPrevChild(next);
}

void AxialCanvas::keyPressEvent(QKeyEvent* event)
{
    const auto modifiers = event->modifiers() & ~Qt::KeypadModifier;
    if (isArrowKey(event->key()) && modifiers == Qt::NoModifier)
        goTowards(event->key());
    else if (isArrowKey(event->key()) && modifiers == Qt::ControlModifier)
        nudge(event->key());
    else if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Equal)
        zoom(1.25);
    else if (event->key() == Qt::Key_Minus)
        zoom(0.8);
    else if (event->key() == Qt::Key_0 && modifiers == Qt::NoModifier)
        zoom(1 / transform().m11());
    else if (event->key() == Qt::Key_F && modifiers == Qt::NoModifier)
        showAll();
    else if (event->key() == Qt::Key_Delete && m_arrow)
        Q_EMIT deleteRequested();
    else if (event->key() == Qt::Key_Escape && m_arrow)
        choose(m_current, nullptr);
    else
        event->ignore();
}

void AxialCanvas::mousePressEvent(QMouseEvent* event)
{
    const QPointF at = mapToScene(event->position().toPoint());
    AxialBox* box = boxAt(at);
    m_dragged = false;
    if (box) {
        const bool draws =
            (box == m_current && box->isOnHandle(at)) || (event->modifiers() & Qt::ShiftModifier);
        m_drag = draws ? Drag::Arrow : Drag::Box;
        m_dragFrom = draws ? box->pos() : at - box->pos();
        m_dragAt = at;
        choose(box, nullptr);
        return;
    }
    const auto items = scene()->items(at);
    for (QGraphicsItem* item : items) {
        if (auto* arrow = dynamic_cast<AxialArrow*>(item)) {
            choose(m_boxes.value(arrow->relation().source), arrow);
            return;
        }
    }
    setDragMode(QGraphicsView::ScrollHandDrag);
    QGraphicsView::mousePressEvent(event);
}

void AxialCanvas::mouseMoveEvent(QMouseEvent* event)
{
    if (m_drag == Drag::None) {
        QGraphicsView::mouseMoveEvent(event);
        return;
    }
    m_dragAt = mapToScene(event->position().toPoint());
    m_dragged = true;
    if (m_drag == Drag::Box) {
        m_current->setPos(m_dragAt - m_dragFrom);
        adjustArrows();
    }
    viewport()->update();
}

void AxialCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    const Drag drag = std::exchange(m_drag, Drag::None);
    if (drag == Drag::None) {
        QGraphicsView::mouseReleaseEvent(event);
        setDragMode(QGraphicsView::NoDrag);
        return;
    }
    viewport()->update();
    if (!m_dragged || !m_current)
        return;
    if (drag == Drag::Box) {
        fitScene();
        Q_EMIT moved(
            {m_current->node().code, std::round(m_current->pos().x()), std::round(m_current->pos().y())});
        return;
    }
    const AxialBox* target = boxAt(mapToScene(event->position().toPoint()));
    if (target && target != m_current)
        Q_EMIT arrowDrawn(m_current->node().code, target->node().code);
}

void AxialCanvas::wheelEvent(QWheelEvent* event)
{
    if (event->modifiers() & Qt::ControlModifier)
        zoom(event->angleDelta().y() > 0 ? 1.1 : 1 / 1.1);
    else
        QGraphicsView::wheelEvent(event);
}

void AxialCanvas::drawForeground(QPainter* painter, const QRectF&)
{
    if (m_drag != Drag::Arrow || !m_dragged)
        return;
    painter->setPen(QPen(tokensOf(palette()).accent, 1.6, Qt::DashLine));
    painter->drawLine(m_dragFrom, m_dragAt);
}

} // namespace antiphon
