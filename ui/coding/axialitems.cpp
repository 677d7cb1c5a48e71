#include "ui/coding/axialitems.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/numbers.h"

#include <QApplication>
#include <QPainter>
#include <QPainterPath>
#include <QPainterPathStroker>
#include <QWidget>

#include <cmath>

namespace antiphon {

namespace {

constexpr double dot = 10;
constexpr double inset = 12;
constexpr double longestName = 220;
constexpr double handle = 5;
constexpr double head = 9;
constexpr double grip = 8; // how near a click must be to an arrow

QFont nameFont(const AxialNode& node)
{
    return fontOf(node.category || node.core ? TextSize::Heading : TextSize::Body);
}

QString countOf(const AxialNode& node)
{
    return node.core ? QStringLiteral("core · %1").arg(countText(node.incidents)) : countText(node.incidents);
}

// A relation with a note has a star.
QString wordOf(const CodeRelation& relation)
{
    return relation.note.isEmpty() ? relationWord(relation.kind)
                                   : QStringLiteral("%1 *").arg(relationWord(relation.kind));
}

const Tokens& tokensFor(const QWidget* widget)
{
    return tokensOf(widget ? widget->palette() : QApplication::palette());
}

// Where the line from `towards` to the centre of the frame meets the frame.
QPointF borderPoint(const QRectF& frame, const QPointF& towards)
{
    const QPointF centre = frame.center();
    const QPointF d = towards - centre;
    if (d.isNull())
        return centre;
    const double scaleX = d.x() != 0 ? frame.width() / 2 / std::abs(d.x()) : 1e9;
    const double scaleY = d.y() != 0 ? frame.height() / 2 / std::abs(d.y()) : 1e9;
    return centre + d * std::min(scaleX, scaleY);
}

} // namespace

AxialBox::AxialBox(const AxialNode& node) : m_node(node), m_size(sizeOf(node))
{
    setZValue(2);
}

QSizeF AxialBox::sizeOf(const AxialNode& node)
{
    const QFontMetricsF name(nameFont(node));
    const QFontMetricsF count(fontOf(TextSize::Caption));
    const double width = inset + dot + metrics::gap +
                         std::min(name.horizontalAdvance(node.name) + 2, longestName) + metrics::gap +
                         count.horizontalAdvance(countOf(node)) + inset;
    return {std::ceil(width), std::ceil(name.height() + 18)};
}

void AxialBox::setNode(const AxialNode& node)
{
    if (node == m_node)
        return;
    prepareGeometryChange();
    m_node = node;
    m_size = sizeOf(node);
    update();
}

void AxialBox::setCurrent(bool current)
{
    m_current = current;
    setZValue(current ? 3 : 2);
    update();
}

QRectF AxialBox::frame() const
{
    return {pos().x() - m_size.width() / 2, pos().y() - m_size.height() / 2, m_size.width(), m_size.height()};
}

bool AxialBox::isOnHandle(const QPointF& scenePosition) const
{
    const QPointF at(frame().right(), frame().center().y());
    return QLineF(at, scenePosition).length() <= handle + 4;
}

QRectF AxialBox::boundingRect() const
{
    const double margin = handle + 4;
    return QRectF(-m_size.width() / 2, -m_size.height() / 2, m_size.width(), m_size.height())
        .adjusted(-margin, -margin, margin, margin);
}

void AxialBox::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget* widget)
{
    const Tokens& t = tokensFor(widget);
    const QPalette palette = widget ? widget->palette() : QApplication::palette();
    const QRectF box(-m_size.width() / 2, -m_size.height() / 2, m_size.width(), m_size.height());
    painter->setRenderHint(QPainter::Antialiasing);
    const bool strong = m_current || m_node.core;
    painter->setPen(QPen(strong ? t.accent : t.hairline, m_current ? 2 : m_node.core ? 1.6 : 1));
    painter->setBrush(m_current ? t.selection : t.panel);
    painter->drawRoundedRect(box, metrics::cardRadius, metrics::cardRadius);
    painter->setPen(Qt::NoPen);
    painter->setBrush(codeColour(m_node.colour, palette));
    const QRectF mark(box.left() + inset, -dot / 2, dot, dot);
    m_node.category ? painter->drawEllipse(mark) : painter->drawRoundedRect(mark, 3, 3);
    const QString figure = countOf(m_node);
    painter->setFont(fontOf(TextSize::Caption));
    painter->setPen(t.muted);
    const double figureWidth = painter->fontMetrics().horizontalAdvance(figure);
    painter->drawText(QRectF(box.right() - inset - figureWidth, box.top(), figureWidth + 1, box.height()),
                      Qt::AlignVCenter, figure);
    painter->setFont(nameFont(m_node));
    painter->setPen(t.text);
    const QRectF place(mark.right() + metrics::gap, box.top(),
                       box.right() - inset - figureWidth - metrics::gap - mark.right() - metrics::gap + 2,
                       box.height());
    painter->drawText(place, Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(m_node.name, Qt::ElideRight,
                                                        static_cast<int>(std::ceil(place.width()))));
    if (m_node.pinned) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(t.muted);
        painter->drawEllipse(QPointF(box.left() + 8, box.top() + 8), 2, 2);
    }
    if (m_current) {
        painter->setPen(QPen(t.accent, 1.6));
        painter->setBrush(t.panel);
        painter->drawEllipse(QPointF(box.right(), 0), handle, handle);
    }
}

AxialArrow::AxialArrow(const CodeRelation& relation, const AxialBox* from, const AxialBox* to, double bend)
    : m_relation(relation), m_from(from), m_to(to), m_bend(bend)
{
    setZValue(1);
    adjust();
}

void AxialArrow::setCurrent(bool current)
{
    m_current = current;
    setZValue(current ? 1.5 : 1);
    update();
}

void AxialArrow::adjust()
{
    prepareGeometryChange();
    const QPointF from = m_from->frame().center();
    const QPointF to = m_to->frame().center();
    const QLineF line(from, to);
    QPointF side;
    if (m_bend != 0 && line.length() > 1)
        side = QPointF(-line.dy(), line.dx()) / line.length() * m_bend;
    const QPointF control = (from + to) / 2 + side * 2;
    m_begin = borderPoint(m_from->frame(), control);
    m_end = borderPoint(m_to->frame(), control);
    m_middle = control;
}

QRectF AxialArrow::wordRect() const
{
    const QFontMetricsF font(fontOf(TextSize::Caption));
    const QSizeF size(font.horizontalAdvance(wordOf(m_relation)) + 10, font.height() + 2);
    const QPointF centre = m_begin * 0.25 + m_middle * 0.5 + m_end * 0.25;
    return {centre.x() - size.width() / 2, centre.y() - size.height() / 2, size.width(), size.height()};
}

QRectF AxialArrow::boundingRect() const
{
    return QPolygonF({m_begin, m_middle, m_end})
        .boundingRect()
        .united(wordRect())
        .adjusted(-head, -head, head, head);
}

QPainterPath AxialArrow::shape() const
{
    QPainterPath path(m_begin);
    path.quadTo(m_middle, m_end);
    QPainterPathStroker stroker;
    stroker.setWidth(grip);
    QPainterPath wide = stroker.createStroke(path);
    wide.addRect(wordRect());
    return wide;
}

void AxialArrow::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget* widget)
{
    const Tokens& t = tokensFor(widget);
    const QColor colour = m_current ? t.accent : t.muted;
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colour, m_current ? 2 : 1.2));
    painter->setBrush(Qt::NoBrush);
    QPainterPath path(m_begin);
    path.quadTo(m_middle, m_end);
    painter->drawPath(path);
    const QLineF last(m_middle == m_end ? m_begin : m_middle, m_end);
    if (last.length() > 0) {
        const QPointF along = (last.p2() - last.p1()) / last.length();
        const QPointF across(-along.y(), along.x());
        painter->setBrush(colour);
        painter->drawPolygon(QPolygonF({m_end, m_end - along * head + across * head * 0.45,
                                        m_end - along * head - across * head * 0.45}));
    }
    const QRectF word = wordRect();
    painter->setPen(Qt::NoPen);
    painter->setBrush(t.window);
    painter->drawRoundedRect(word, 4, 4);
    painter->setFont(fontOf(TextSize::Caption));
    painter->setPen(m_current ? t.accent : t.muted);
    painter->drawText(word, Qt::AlignCenter, wordOf(m_relation));
}

} // namespace antiphon
