#include "ui/coding/axialcanvas.h"

#include "ui/theme/tokens.h"

#include <QEvent>

namespace antiphon {

namespace {

constexpr double margin = 48;      // around everything
constexpr double bendOfTwins = 26; // between arrows over the same two boxes
constexpr double smallestZoom = 0.1;
constexpr double largestZoom = 3;
constexpr double readableZoom = 0.85;

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

void AxialCanvas::changeEvent(QEvent* event)
{
    QGraphicsView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        setBackgroundBrush(tokensOf(palette()).window);
}

} // namespace antiphon
