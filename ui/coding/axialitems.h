// The boxes and arrows of the axial canvas.
#pragma once

#include "core/coding/theory.h"

#include <QGraphicsItem>

namespace antiphon {

// What a box shows of a code.
struct AxialNode
{
    CodeId code = {};
    QString name = {};
    int colour = 0;
    bool category = false;
    qint64 incidents = 0;
    bool core = false;
    bool pinned = false;
    bool operator==(const AxialNode&) const = default;
};

class AxialBox : public QGraphicsItem
{
public:
    explicit AxialBox(const AxialNode& node);
    static QSizeF sizeOf(const AxialNode& node);

    const AxialNode& node() const { return m_node; }
    void setNode(const AxialNode& node);
    void setCurrent(bool current);
    QRectF frame() const; // around the centre
    // The small handle at the right side, where an arrow is drawn from.
    bool isOnHandle(const QPointF& scenePosition) const;
    QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    AxialNode m_node;
    QSizeF m_size;
    bool m_current = false;
};

class AxialArrow : public QGraphicsItem
{
public:
    AxialArrow(const CodeRelation& relation, const AxialBox* from, const AxialBox* to, double bend);

    const CodeRelation& relation() const { return m_relation; }
    void setCurrent(bool current);
    void adjust(); // after a box moved
    QRectF boundingRect() const override;
    QPainterPath shape() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    QRectF wordRect() const;

    CodeRelation m_relation;
    const AxialBox* m_from;
    const AxialBox* m_to;
    double m_bend; // how far the middle lies beside the straight line, in pixels
    bool m_current = false;
    QPointF m_begin, m_middle, m_end;
};

} // namespace antiphon
