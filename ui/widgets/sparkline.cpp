#include "ui/widgets/sparkline.h"

#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace antiphon {

namespace {
constexpr size_t mostPoints = 240;
constexpr double lineWidth = 1.5;
} // namespace

Sparkline::Sparkline(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Sparkline::add(double value)
{
    m_sum += value;
    if (++m_count < m_each)
        return;
    m_points.push_back(m_sum / m_count);
    m_sum = 0;
    m_count = 0;
    if (m_points.size() == mostPoints) {
        for (size_t i = 0; i < mostPoints / 2; ++i)
            m_points[i] = (m_points[2 * i] + m_points[2 * i + 1]) / 2;
        m_points.resize(mostPoints / 2);
        m_each *= 2;
    }
    update();
}

void Sparkline::clear()
{
    m_points.clear();
    m_sum = 0;
    m_count = 0;
    m_each = 1;
    update();
}

QSize Sparkline::sizeHint() const
{
    return {120, 9 * metrics::unit};
}

void Sparkline::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = QRectF(rect()).adjusted(1, 2, -1, -2);
    if (m_points.size() < 2) {
        painter.setPen(QPen(tokensOf(palette()).hairline, 1));
        painter.drawLine(area.bottomLeft(), area.bottomRight());
        return;
    }
    const double highest = *std::max_element(m_points.begin(), m_points.end());
    const double scale = highest > 0 ? area.height() / highest : 0;
    const double step = area.width() / static_cast<double>(m_points.size() - 1);
    QPainterPath path;
    for (size_t i = 0; i < m_points.size(); ++i) {
        const QPointF point(area.left() + step * static_cast<double>(i), area.bottom() - scale * m_points[i]);
        if (i == 0)
            path.moveTo(point);
        else
            path.lineTo(point);
    }
    painter.setPen(QPen(tokensOf(palette()).accent, lineWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(path);
}

} // namespace antiphon
