#include "ui/cascade/recipe/lengthbars.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <cmath>

namespace antiphon {

namespace {

constexpr int shortest = 4;
constexpr int longest = 100;
constexpr int usuallyLongest = 28;
constexpr double room = 1.15; // above the highest bar

} // namespace

LengthBars::LengthBars(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void LengthBars::setReadOnly(bool readOnly)
{
    m_isReadOnly = readOnly;
    setFocusPolicy(readOnly ? Qt::NoFocus : Qt::StrongFocus);
    update();
}

void LengthBars::setWeights(const QList<WeightedName>& weights)
{
    std::map<int, double> read;
    double highest = 0;
    m_last = usuallyLongest;
    for (const WeightedName& item : weights) {
        if (item.weight <= 0)
            continue;
        read[item.name.toInt()] = item.weight;
        highest = std::max(highest, item.weight);
        m_last = std::clamp(item.name.toInt(), m_last, longest);
    }
    if (read != m_weights) {
        m_weights = std::move(read);
        if (highest * 1.02 > m_top || highest * 2 < m_top)
            m_top = std::max(highest * room, 1e-6);
    }
    update();
}

void LengthBars::setDrawn(const std::map<int, qint64>& plans)
{
    m_drawn = plans;
    update();
}

double LengthBars::sum() const
{
    double sum = 0;
    for (const auto& [turns, weight] : m_weights)
        sum += weight;
    return sum;
}

double LengthBars::meanTurns() const
{
    double turnsTimesWeight = 0;
    for (const auto& [turns, weight] : m_weights)
        turnsTimesWeight += turns * weight;
    return sum() > 0 ? turnsTimesWeight / sum() : 0;
}

QSize LengthBars::sizeHint() const
{
    return {420, m_isReadOnly ? 92 : 260};
}

QSize LengthBars::minimumSizeHint() const
{
    return {200, m_isReadOnly ? 80 : 160};
}

QRectF LengthBars::plot() const
{
    const int below = QFontMetrics(fontOf(TextSize::Caption)).height() + 6;
    return QRectF(rect()).adjusted(8, m_isReadOnly ? 4 : 20, -8, -below);
}

QRectF LengthBars::barOf(int turns, double share) const
{
    const QRectF area = plot();
    const double step = area.width() / (m_last - m_first + 1);
    const double height = area.height() * std::clamp(share, 0.0, 1.0);
    return {area.left() + (turns - m_first) * step + step * 0.14, area.bottom() - height, step * 0.72,
            height};
}

int LengthBars::turnsAt(double x) const
{
    const QRectF area = plot();
    const double step = area.width() / (m_last - m_first + 1);
    return std::clamp(m_first + static_cast<int>((x - area.left()) / step), m_first, m_last);
}

void LengthBars::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokensOf(palette());
    painter.setFont(fontOf(TextSize::Caption));
    const QRectF area = plot();
    painter.setPen(t.hairline);
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    qint64 plans = 0;
    for (const auto& [turns, count] : m_drawn)
        plans += count;
    for (int turns = m_first; turns <= m_last; ++turns) {
        const bool isCurrent = !m_isReadOnly && turns == m_current;
        const QRectF bar = barOf(turns, weightOf(turns) / m_top);
        painter.setPen(Qt::NoPen);
        if (isCurrent) {
            painter.setBrush(t.fill);
            painter.drawRoundedRect(barOf(turns, 1), 3, 3);
        }
        painter.setBrush(m_isReadOnly ? t.selection : t.accent);
        painter.drawRoundedRect(bar, 2, 2);
        if (isCurrent && hasFocus()) {
            painter.setPen(QPen(t.accent, 1.5));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(barOf(turns, 1), 3, 3);
        }
        if (const auto drawn = m_drawn.find(turns); drawn != m_drawn.end() && plans > 0 && sum() > 0) {
            const double weight = sum() * static_cast<double>(drawn->second) / static_cast<double>(plans);
            const QRectF mark = barOf(turns, weight / m_top);
            painter.setPen(QPen(t.accent, 2));
            painter.drawLine(mark.topLeft(), mark.topRight());
        }
        painter.setPen(isCurrent ? t.text : t.muted);
        const int every = (m_last - m_first) > 40 ? 8 : 4;
        if (turns % every == 0 || isCurrent)
            painter.drawText(QRectF(bar.center().x() - 20, area.bottom() + 2, 40, height() - area.bottom()),
                             Qt::AlignHCenter | Qt::AlignTop, QString::number(turns));
    }
    if (!m_isReadOnly && sum() > 0) {
        painter.setPen(t.muted);
        painter.drawText(QRectF(area.left(), 0, area.width(), 18), Qt::AlignRight | Qt::AlignVCenter,
                         tr("%1 turns: weight %2, %3 % of the plans")
                             .arg(QString::number(m_current), QLocale().toString(weightOf(m_current), 'g', 4),
                                  QLocale().toString(100 * weightOf(m_current) / sum(), 'f', 1)));
    }
}

void LengthBars::choose(int turns)
{
    const int chosen = std::clamp(turns, m_first, m_last);
    if (chosen == m_current)
        return;
    m_current = chosen;
    update();
    Q_EMIT currentChanged(chosen);
}

void LengthBars::setWeight(int turns, double weight)
{
    if (m_isReadOnly)
        return;
    const double steps = 1000 / std::pow(10, std::ceil(std::log10(m_top)));
    const double sound = std::round(std::max(weight, 0.0) * steps) / steps;
    if (sound == weightOf(turns))
        return;
    if (sound > 0)
        m_weights[turns] = sound;
    else
        m_weights.erase(turns);
    if (sound > m_top)
        m_top = sound * room;
    QList<WeightedName> list;
    for (const auto& [length, value] : m_weights)
        list << WeightedName{QString::number(length), value};
    update();
    Q_EMIT edited(list);
}

void LengthBars::drag(const QPointF& place)
{
    const QRectF area = plot();
    setWeight(m_current, m_top * std::clamp((area.bottom() - place.y()) / area.height(), 0.0, 1.0));
}

void LengthBars::mousePressEvent(QMouseEvent* event)
{
    if (m_isReadOnly || event->button() != Qt::LeftButton)
        return event->ignore();
    choose(turnsAt(event->position().x()));
    drag(event->position());
}

void LengthBars::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_isReadOnly && (event->buttons() & Qt::LeftButton))
        drag(event->position());
}

void LengthBars::keyPressEvent(QKeyEvent* event)
{
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier))
        return QWidget::keyPressEvent(event);
    const double step = m_top / 100 * (event->modifiers() & Qt::ShiftModifier ? 10 : 1);
    switch (event->key()) {
    case Qt::Key_Left:
        return choose(m_current - 1);
    case Qt::Key_Right:
        return choose(m_current + 1);
    case Qt::Key_Home:
        return choose(shortest);
    case Qt::Key_End:
        return choose(m_last);
    case Qt::Key_Up:
    case Qt::Key_Plus:
        return setWeight(m_current, weightOf(m_current) + step);
    case Qt::Key_Down:
    case Qt::Key_Minus:
        return setWeight(m_current, weightOf(m_current) - step);
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        return setWeight(m_current, 0);
    default:
        QWidget::keyPressEvent(event);
    }
}

bool LengthBars::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const int turns = turnsAt(help->pos().x());
        QString text = tr("%1 turns: weight %2").arg(turns).arg(QLocale().toString(weightOf(turns), 'g', 4));
        if (const auto drawn = m_drawn.find(turns); drawn != m_drawn.end())
            text += tr(", %1 plans drawn").arg(drawn->second);
        QToolTip::showText(help->globalPos(), text, this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace antiphon
