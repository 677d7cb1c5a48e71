// Codes as boxes and relations as arrows, laid out by themselves.
#pragma once

#include "core/coding/theorylayout.h"
#include "ui/coding/axialitems.h"

#include <QGraphicsView>

namespace antiphon {

// Keys: the arrows go to the nearest box in that direction, Tab and Shift+Tab through the relations of the
// box, Ctrl with an arrow moves and pins the box, Delete deletes the relation in hand, Plus, Minus and 0
// zoom, F shows everything. Other keys go on to the parent. Dragging a box pins it; dragging from its handle,
// or with Shift from anywhere on it, draws an arrow.
class AxialCanvas : public QGraphicsView
{
    Q_OBJECT
public:
    explicit AxialCanvas(QWidget* parent = nullptr);

    // Shows the graph; boxes keep their places until place() says others.
    void setGraph(const QList<AxialNode>& nodes, const QList<CodeRelation>& relations);
    void place(const QList<CanvasPlace>& places);
    QList<LayoutNode> layoutNodes(const QList<CanvasPlace>& pinned) const;
    QList<LayoutEdge> layoutEdges() const;

    std::optional<CodeId> currentCode() const;
    void setCurrentCode(CodeId code); // brings it into sight
    std::optional<RelationId> currentRelation() const;
    void setCurrentRelation(RelationId relation);
    QRect boxRect(CodeId code) const; // in the viewport; empty where it is not
    int boxCount() const { return static_cast<int>(m_boxes.size()); }
    int arrowCount() const { return static_cast<int>(m_arrows.size()); }
    QPointF placeOf(CodeId code) const;

    void zoom(double factor);
    void showAll();
    QByteArray png() const; // on white, twice the size
    QByteArray svg() const;

Q_SIGNALS:
    void currentChanged(); // box or relation
    void moved(const antiphon::CanvasPlace& place);
    void arrowDrawn(antiphon::CodeId source, antiphon::CodeId target);
    void deleteRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void changeEvent(QEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    enum class Drag { None, Box, Arrow };
    AxialBox* boxAt(const QPointF& scenePosition) const;
    void choose(AxialBox* box, AxialArrow* arrow);
    void goTowards(int key);
    void nudge(int key);
    bool goAlongRelations(int step);
    void adjustArrows();
    void fitScene();
    void paintOn(QPainter& painter, const QRectF& area) const;
    QRectF contentRect() const;

    QHash<CodeId, AxialBox*> m_boxes;
    QList<CodeId> m_order; // as they were given
    QList<AxialArrow*> m_arrows;
    AxialBox* m_current = nullptr;
    AxialArrow* m_arrow = nullptr;
    Drag m_drag = Drag::None;
    QPointF m_dragFrom; // of the box, or where the press was
    QPointF m_dragAt;
    bool m_dragged = false;
    bool m_fitted = false;
};

} // namespace antiphon
