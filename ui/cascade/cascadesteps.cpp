#include "ui/cascade/cascadesteps.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/numbers.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QPushButton>

namespace antiphon {

namespace {

constexpr int boxHeight = 30;
constexpr int barTop = boxHeight + 8;
constexpr int barHeight = 6;
constexpr int textTop = barTop + barHeight + 3;
constexpr int innerGap = 12;

// Paints "theme party" with the value in demi-bold, cut at `rect`.
void paintFilter(QPainter& painter, const QRect& rect, const Filter& filter, const Tokens& t)
{
    int x = rect.left();
    const auto draw = [&](const QString& text, TextSize size, const QColor& colour) {
        painter.setFont(fontOf(size));
        painter.setPen(colour);
        const QFontMetrics metrics = painter.fontMetrics();
        const QString shown = metrics.elidedText(text, Qt::ElideRight, rect.right() - x);
        painter.drawText(QRect(x, rect.top(), rect.right() - x + 1, rect.height()), Qt::AlignVCenter, shown);
        x += metrics.horizontalAdvance(shown);
    };
    if (filter.sense == Sense::Exclude)
        draw(CascadeStep::tr("not "), TextSize::Body, t.danger);
    draw(filter.type + QLatin1Char(' '), TextSize::Body, t.text);
    draw(filter.value, TextSize::Heading, t.text);
}

} // namespace

CascadeStep::CascadeStep(std::optional<Filter> filter, QWidget* parent)
    : QAbstractButton(parent), m_filter(std::move(filter))
{
    setSizePolicy(m_filter ? QSizePolicy::Expanding : QSizePolicy::Fixed, QSizePolicy::Fixed);
    if (!m_filter) {
        setFocusPolicy(Qt::NoFocus);
        setAccessibleName(tr("All tracks"));
        return;
    }
    setFocusPolicy(Qt::StrongFocus);
    FilterState only;
    only.filters << *m_filter;
    setAccessibleName(stateSentence(only));
    setToolTip(
        tr("%1. Space turns include and exclude round, Delete takes it away, Alt+Shift+Left and Right or a "
           "drag move it.")
            .arg(stateSentence(only)));
}

void CascadeStep::setPool(quint64 pool, quint64 former, quint64 all)
{
    m_pool = pool;
    m_former = former;
    m_all = all;
    setAccessibleDescription(tr("%1 tracks").arg(poolText()));
    update();
}

QString CascadeStep::poolText() const
{
    const QString count = countText(static_cast<qint64>(m_pool));
    if (!m_filter || m_all == 0)
        return count;
    const double percent = 100.0 * static_cast<double>(m_pool) / static_cast<double>(m_all);
    return QStringLiteral("%1 · %2 %").arg(count, QLocale().toString(percent, 'f', percent < 1 ? 2 : 1));
}

QSize CascadeStep::sizeHint() const
{
    const int caption = QFontMetrics(fontOf(TextSize::Caption)).height();
    const QFontMetrics metrics(fontOf(TextSize::Heading));
    const QString text = m_filter ? filterText(*m_filter) + QStringLiteral("    x  ") : tr("All tracks");
    return {std::max(metrics.horizontalAdvance(text) + 2 * innerGap + (m_filter ? 16 : 0), 118),
            textTop + caption};
}

QRect CascadeStep::boxRect() const
{
    return {0, 0, width(), boxHeight};
}

QRect CascadeStep::closeRect() const
{
    return {width() - 28, 0, 24, boxHeight};
}

void CascadeStep::paintBox(QPainter& painter) const
{
    const Tokens& t = tokensOf(palette());
    painter.setPen(hasFocus() || m_isDragged ? QPen(t.accent, 1.6) : QPen(t.hairline, 1));
    painter.setBrush(m_isDragged ? t.selection : underMouse() ? t.fill : t.panel);
    painter.drawRoundedRect(QRectF(boxRect()).adjusted(0.8, 0.8, -0.8, -0.8), metrics::controlRadius,
                            metrics::controlRadius);
    paintFilter(painter, boxRect().adjusted(innerGap, 0, -32, 0), *m_filter, t);
    const QPointF centre = QRectF(closeRect()).center();
    painter.setPen(QPen(t.muted, 1.4));
    painter.drawLine(centre + QPointF(-3.5, -3.5), centre + QPointF(3.5, 3.5));
    painter.drawLine(centre + QPointF(3.5, -3.5), centre + QPointF(-3.5, 3.5));
}

void CascadeStep::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokensOf(palette());
    if (m_filter) {
        paintBox(painter);
    } else {
        painter.setFont(fontOf(TextSize::Heading));
        painter.setPen(t.text);
        painter.drawText(boxRect(), Qt::AlignVCenter, tr("All tracks"));
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.fill);
    const QRectF track(0, barTop, width(), barHeight);
    painter.drawRoundedRect(track, 3, 3);
    const double share = m_former == 0 ? 0 : static_cast<double>(m_pool) / static_cast<double>(m_former);
    painter.setBrush(t.accent);
    if (m_pool > 0)
        painter.drawRoundedRect(QRectF(0, barTop, std::max(6.0, track.width() * share), barHeight), 3, 3);
    painter.setFont(fontOf(TextSize::Caption));
    painter.setPen(m_filter && m_pool < 10 && m_all > 0 ? t.warn : t.muted);
    painter.drawText(QRect(0, textTop, width(), height() - textTop), Qt::AlignVCenter, poolText());
}

void CascadeStep::keyPressEvent(QKeyEvent* event)
{
    const bool isSideways = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right;
    if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)
        Q_EMIT closeRequested();
    else if (event->key() == Qt::Key_Escape && m_isDragged)
        Q_EMIT dropped(false);
    else if (isSideways && event->modifiers() == (Qt::AltModifier | Qt::ShiftModifier))
        Q_EMIT stepRequested(event->key() == Qt::Key_Right ? 1 : -1);
    else if (isSideways && event->modifiers() == Qt::NoModifier)
        focusNextPrevChild(event->key() == Qt::Key_Right);
    else
        QAbstractButton::keyPressEvent(event);
}

void CascadeStep::endDrag()
{
    m_isPressed = false;
    m_isDragged = false;
    unsetCursor();
    update();
}

void CascadeStep::mousePressEvent(QMouseEvent* event)
{
    m_pressedAt = event->pos();
    m_isPressed = event->button() == Qt::LeftButton;
    QAbstractButton::mousePressEvent(event);
}

void CascadeStep::mouseMoveEvent(QMouseEvent* event)
{
    const bool isFar = (event->pos() - m_pressedAt).manhattanLength() >= QApplication::startDragDistance();
    if (m_filter && m_isPressed && (m_isDragged || isFar)) {
        if (!m_isDragged) {
            m_isDragged = true;
            setDown(false);
            setFocus(Qt::MouseFocusReason);
            setCursor(Qt::ClosedHandCursor);
            update();
        }
        Q_EMIT draggedTo(event->globalPosition().toPoint().x());
        return;
    }
    QAbstractButton::mouseMoveEvent(event);
}

void CascadeStep::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_isDragged) {
        setDown(false);
        Q_EMIT dropped(true);
        return;
    }
    const bool wasPressed = std::exchange(m_isPressed, false);
    if (m_filter && wasPressed && closeRect().contains(event->pos())) {
        setDown(false);
        Q_EMIT closeRequested();
        return;
    }
    QAbstractButton::mouseReleaseEvent(event);
}

CascadeSteps::CascadeSteps(QWidget* parent)
    : QWidget(parent), m_row(new QHBoxLayout(this)), m_add(new QPushButton(tr("+ Filter"), this))
{
    m_row->setContentsMargins({});
    m_row->setSpacing(10);
    m_add->setToolTip(tr("Add a filter (F)"));
    m_row->addWidget(m_add, 0, Qt::AlignTop);
    m_row->addStretch(1);
    setState({});
}

void CascadeSteps::setState(const FilterState& state)
{
    auto* focused = qobject_cast<CascadeStep*>(focusWidget());
    const bool hadFocus = focused && focused->hasFocus();
    const std::optional<Filter> inHand = hadFocus ? focused->filter() : std::nullopt;
    qDeleteAll(m_steps);
    m_steps.clear();
    m_draggedFrom = -1;
    m_steps << new CascadeStep(std::nullopt, this);
    for (const Filter& filter : state.filters)
        m_steps << new CascadeStep(filter, this);
    CascadeStep* next = m_steps.size() > 1 ? m_steps.last() : nullptr;
    for (int i = 0; i < m_steps.size(); ++i) {
        m_row->insertWidget(i, m_steps[i], i == 0 ? 0 : 4, Qt::AlignTop);
        m_steps[i]->show();
        if (i > 0)
            connectStep(m_steps[i], i - 1);
        if (inHand && m_steps[i]->filter() == inHand)
            next = m_steps[i];
    }
    if (hadFocus)
        (next ? static_cast<QWidget*>(next) : m_add)->setFocus();
}

void CascadeSteps::connectStep(CascadeStep* step, int filter)
{
    connect(step, &CascadeStep::closeRequested, this, [this, filter] { Q_EMIT removeRequested(filter); });
    connect(step, &CascadeStep::clicked, this, [this, filter] { Q_EMIT turnRequested(filter); });
    connect(step, &CascadeStep::draggedTo, this, [this, step](int x) { drag(step, x); });
    connect(step, &CascadeStep::dropped, this, [this, step](bool isKept) { drop(step, isKept); });
    connect(step, &CascadeStep::stepRequested, this, [this, filter](int by) {
        if (filter + by >= 0 && filter + by + 1 < m_steps.size())
            Q_EMIT moveRequested(filter, filter + by);
    });
}

QList<Filter> CascadeSteps::order() const
{
    QList<Filter> filters;
    for (const CascadeStep* step : m_steps)
        if (step->filter())
            filters << *step->filter();
    return filters;
}

void CascadeSteps::place(CascadeStep* step, qsizetype at)
{
    m_steps.move(m_steps.indexOf(step), at);
    m_row->removeWidget(step);
    m_row->insertWidget(static_cast<int>(at), step, 4, Qt::AlignTop);
    m_row->activate();
    Q_EMIT orderTried(order());
}

// The step changes places with a neighbour as soon as the pointer has passed its middle.
void CascadeSteps::drag(CascadeStep* step, int globalX)
{
    const int x = mapFromGlobal(QPoint(globalX, 0)).x();
    if (m_draggedFrom < 0)
        m_draggedFrom = m_steps.indexOf(step);
    qsizetype at = m_steps.indexOf(step);
    while (at + 1 < m_steps.size() && x > m_steps[at + 1]->geometry().center().x())
        place(step, ++at);
    while (at > 1 && x < m_steps[at - 1]->geometry().center().x())
        place(step, --at);
}

void CascadeSteps::drop(CascadeStep* step, bool isKept)
{
    step->endDrag();
    if (m_draggedFrom < 0)
        return;
    const qsizetype from = std::exchange(m_draggedFrom, -1);
    const qsizetype to = m_steps.indexOf(step);
    if (!isKept)
        place(step, from);
    else if (from != to)
        Q_EMIT moveRequested(static_cast<int>(from) - 1, static_cast<int>(to) - 1);
}

void CascadeSteps::setPools(const std::vector<quint64>& pools)
{
    const auto known = std::min(static_cast<qsizetype>(pools.size()), m_steps.size());
    for (qsizetype i = 0; i < known; ++i)
        m_steps[i]->setPool(pools[std::size_t(i)], pools[std::size_t(std::max<qsizetype>(i - 1, 0))],
                            pools[0]);
}

} // namespace antiphon
