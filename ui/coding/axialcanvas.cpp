#include "ui/coding/axialcanvas.h"

#include "ui/theme/tokens.h"

#include <QBuffer>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QSvgGenerator>

#include <cmath>

namespace antiphon {

namespace {

constexpr double step = 16;        // of a move by key
constexpr double margin = 48;      // around everything
constexpr double bendOfTwins = 26; // between arrows over the same two boxes
constexpr double smallestZoom = 0.1;
constexpr double largestZoom = 3;
constexpr double readableZoom = 0.85;

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

AxialCanvas::AxialCanvas(QWidget* parent) : QGraphicsView(parent)
{
    setScene(new QGraphicsScene(this));
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setDragMode(QGraphicsView::NoDrag);
    setTransformationAnchor(QGraphicsView::AnchorUnderMouse);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Canvas of relations"));
    setBackgroundBrush(tokensOf(palette()).window);
}

void AxialCanvas::setGraph(const QList<AxialNode>& nodes, const QList<CodeRelation>& relations)
{
    const auto kept = currentRelation();
    m_arrow = nullptr;
    qDeleteAll(m_arrows);
    m_arrows.clear();
    QHash<CodeId, AxialBox*> boxes;
    m_order.clear();
    for (const AxialNode& node : nodes) {
        AxialBox* box = m_boxes.take(node.code);
        if (box) {
            box->setNode(node);
        } else {
            box = new AxialBox(node);
            scene()->addItem(box);
        }
        boxes.insert(node.code, box);
        m_order << node.code;
    }
    if (m_current && m_boxes.value(m_current->node().code) == m_current)
        m_current = nullptr; // it goes
    qDeleteAll(m_boxes);
    m_boxes = boxes;
    QHash<std::pair<CodeId, CodeId>, int> twins;
    for (const CodeRelation& relation : relations) {
        const AxialBox* from = m_boxes.value(relation.source);
        const AxialBox* to = m_boxes.value(relation.target);
        if (!from || !to)
            continue;
        const auto pair = std::minmax(relation.source, relation.target);
        const int number = twins[{pair.first, pair.second}]++;
        const double side = (number % 2 == 1 ? 1 : -1) * (relation.source < relation.target ? 1 : -1);
        m_arrows << new AxialArrow(relation, from, to, side * ((number + 1) / 2) * bendOfTwins);
        scene()->addItem(m_arrows.last());
    }
    if (kept)
        setCurrentRelation(*kept);
    fitScene();
}

void AxialCanvas::place(const QList<CanvasPlace>& places)
{
    for (const CanvasPlace& place : places) {
        if (AxialBox* box = m_boxes.value(place.code))
            box->setPos(place.x, place.y);
    }
    adjustArrows();
    fitScene();
    if (!m_fitted && !m_boxes.isEmpty()) {
        m_fitted = true;
        showAll();
        if (const qreal scale = transform().m11();
            scale < readableZoom) { // all of it would be too small to read
            zoom(readableZoom / scale);
            centerOn(m_current ? m_current->sceneBoundingRect().center() : sceneRect().center());
        }
    } else if (m_current) {
        ensureVisible(m_current, 24, 24);
    }
}

QList<LayoutNode> AxialCanvas::layoutNodes(const QList<CanvasPlace>& pinned) const
{
    QHash<CodeId, CanvasPlace> pins;
    for (const CanvasPlace& place : pinned)
        pins.insert(place.code, place);
    QList<LayoutNode> nodes;
    for (const CodeId code : m_order) {
        const QSizeF size = AxialBox::sizeOf(m_boxes.value(code)->node());
        LayoutNode node{code, size.width(), size.height(), {}};
        if (pins.contains(code))
            node.pinned = pins.value(code);
        nodes << node;
    }
    return nodes;
}

QList<LayoutEdge> AxialCanvas::layoutEdges() const
{
    QHash<CodeId, int> numbers;
    for (int i = 0; i < m_order.size(); ++i)
        numbers.insert(m_order[i], i);
    QList<LayoutEdge> edges;
    for (const AxialArrow* arrow : m_arrows)
        edges << LayoutEdge{numbers.value(arrow->relation().source), numbers.value(arrow->relation().target)};
    return edges;
}

std::optional<CodeId> AxialCanvas::currentCode() const
{
    return m_current ? std::optional(m_current->node().code) : std::nullopt;
}

std::optional<RelationId> AxialCanvas::currentRelation() const
{
    return m_arrow ? std::optional(m_arrow->relation().id) : std::nullopt;
}

void AxialCanvas::setCurrentCode(CodeId code)
{
    choose(m_boxes.value(code), nullptr);
}

void AxialCanvas::setCurrentRelation(RelationId relation)
{
    for (AxialArrow* arrow : std::as_const(m_arrows)) {
        if (arrow->relation().id == relation)
            choose(m_current ? m_current : m_boxes.value(arrow->relation().source), arrow);
    }
}

void AxialCanvas::choose(AxialBox* box, AxialArrow* arrow)
{
    if (box == m_current && arrow == m_arrow)
        return;
    if (m_current && m_current != box)
        m_current->setCurrent(false);
    if (m_arrow)
        m_arrow->setCurrent(false);
    m_current = box;
    m_arrow = arrow;
    if (m_current) {
        m_current->setCurrent(true);
        ensureVisible(m_current, 24, 24);
    }
    if (m_arrow)
        m_arrow->setCurrent(true);
    Q_EMIT currentChanged();
}

QRect AxialCanvas::boxRect(CodeId code) const
{
    const AxialBox* box = m_boxes.value(code);
    return box ? mapFromScene(box->frame()).boundingRect() : QRect();
}

QPointF AxialCanvas::placeOf(CodeId code) const
{
    const AxialBox* box = m_boxes.value(code);
    return box ? box->pos() : QPointF();
}

void AxialCanvas::adjustArrows()
{
    for (AxialArrow* arrow : std::as_const(m_arrows))
        arrow->adjust();
}

QRectF AxialCanvas::contentRect() const
{
    QRectF rect;
    for (const AxialBox* box : m_boxes)
        rect |= box->frame();
    for (const AxialArrow* arrow : m_arrows)
        rect |= arrow->boundingRect();
    return rect;
}

void AxialCanvas::fitScene()
{
    setSceneRect(contentRect().adjusted(-margin, -margin, margin, margin));
}

void AxialCanvas::zoom(double factor)
{
    const double now = transform().m11();
    const double wanted = std::clamp(now * factor, smallestZoom, largestZoom);
    scale(wanted / now, wanted / now);
}

void AxialCanvas::showAll()
{
    resetTransform();
    const QRectF rect = sceneRect();
    if (rect.width() > viewport()->width() || rect.height() > viewport()->height()) {
        fitInView(rect, Qt::KeepAspectRatio);
        if (transform().m11() < smallestZoom)
            zoom(smallestZoom / transform().m11());
    }
    centerOn(rect.center());
}

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

void AxialCanvas::changeEvent(QEvent* event)
{
    QGraphicsView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        setBackgroundBrush(tokensOf(palette()).window);
}

void AxialCanvas::paintOn(QPainter& painter, const QRectF& area) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRectF({}, area.size()), tokensOf(palette()).window);
    scene()->render(&painter, QRectF({}, area.size()), area);
}

QByteArray AxialCanvas::png() const
{
    constexpr qreal ratio = 2;
    const QRectF area = contentRect().adjusted(-24, -24, 24, 24);
    QImage image((area.size() * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    QPainter painter(&image);
    paintOn(painter, area);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

QByteArray AxialCanvas::svg() const
{
    const QRectF area = contentRect().adjusted(-24, -24, 24, 24);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(area.size().toSize());
    generator.setViewBox(QRectF({}, area.size()));
    generator.setTitle(tr("Relations of categories"));
    QPainter painter(&generator);
    paintOn(painter, area);
    painter.end();
    return bytes;
}

} // namespace antiphon
