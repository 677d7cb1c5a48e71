#include "ui/cascade/cascadesteps.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/numbers.h"

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
        tr("%1. Space turns include and exclude round, Delete takes it away.").arg(stateSentence(only)));
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

void CascadeStep::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokensOf(palette());
    if (m_filter) {
        painter.setPen(hasFocus() ? QPen(t.accent, 1.6) : QPen(t.hairline, 1));
        painter.setBrush(underMouse() ? t.fill : t.panel);
        painter.drawRoundedRect(QRectF(boxRect()).adjusted(0.8, 0.8, -0.8, -0.8), metrics::controlRadius,
                                metrics::controlRadius);
        paintFilter(painter, boxRect().adjusted(innerGap, 0, -32, 0), *m_filter, t);
        const QPointF centre = QRectF(closeRect()).center();
        painter.setPen(QPen(t.muted, 1.4));
        painter.drawLine(centre + QPointF(-3.5, -3.5), centre + QPointF(3.5, 3.5));
        painter.drawLine(centre + QPointF(3.5, -3.5), centre + QPointF(-3.5, 3.5));
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
    if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)
        Q_EMIT closeRequested();
    else if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)
        focusNextPrevChild(event->key() == Qt::Key_Right);
    else
        QAbstractButton::keyPressEvent(event);
}

void CascadeStep::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_filter && closeRect().contains(event->pos())) {
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
    const bool hadFocus = focusWidget() && focusWidget() != m_add && focusWidget()->hasFocus();
    qDeleteAll(m_steps);
    m_steps.clear();
    m_steps << new CascadeStep(std::nullopt, this);
    for (const Filter& filter : state.filters)
        m_steps << new CascadeStep(filter, this);
    for (int i = 0; i < m_steps.size(); ++i) {
        m_row->insertWidget(i, m_steps[i], i == 0 ? 0 : 4, Qt::AlignTop);
        if (i == 0)
            continue;
        connect(m_steps[i], &CascadeStep::closeRequested, this, [this, i] { Q_EMIT removeRequested(i - 1); });
        connect(m_steps[i], &CascadeStep::clicked, this, [this, i] { Q_EMIT turnRequested(i - 1); });
    }
    for (CascadeStep* step : std::as_const(m_steps))
        step->show();
    if (hadFocus)
        (m_steps.size() > 1 ? static_cast<QWidget*>(m_steps.last()) : m_add)->setFocus();
}

void CascadeSteps::setPools(const std::vector<quint64>& pools)
{
    const auto known = std::min(static_cast<qsizetype>(pools.size()), m_steps.size());
    for (qsizetype i = 0; i < known; ++i)
        m_steps[i]->setPool(pools[std::size_t(i)], pools[std::size_t(std::max<qsizetype>(i - 1, 0))],
                            pools[0]);
}

} // namespace antiphon
