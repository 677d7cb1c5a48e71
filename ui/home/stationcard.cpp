#include "ui/home/stationcard.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"

#include <QPainter>

namespace antiphon {

namespace {
constexpr int cardMinimum = 148;
constexpr int arrowGap = 24;
} // namespace

StationCard::StationCard(QWidget* parent) : QAbstractButton(parent)
{
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
}

void StationCard::setFigures(const StationFigures& figures)
{
    m_figures = figures;
    setText(figures.title);
    setAccessibleName(
        QStringLiteral("%1: %2 %3, %4").arg(figures.title, figures.figure, figures.unit, figures.detail));
    setToolTip(figures.detail);
    update();
}

QSize StationCard::minimumSizeHint() const
{
    const int figure = QFontMetrics(fontOf(TextSize::Figure)).height();
    const int caption = QFontMetrics(fontOf(TextSize::Caption)).height();
    return {cardMinimum, 2 * metrics::padding + metrics::iconSize + 12 + figure + 2 * caption + 8};
}

QSize StationCard::sizeHint() const
{
    return minimumSizeHint();
}

void StationCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokensOf(palette());
    const bool focus = hasFocus();
    painter.setPen(QPen(focus || underMouse() ? t.accent : t.hairline, focus ? 1.6 : 1));
    painter.setBrush(t.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.8, 0.8, -0.8, -0.8), metrics::cardRadius,
                            metrics::cardRadius);

    const QRect inner =
        rect().adjusted(metrics::padding, metrics::padding, -metrics::padding, -metrics::padding);
    painter.drawPixmap(inner.topLeft(), iconPixmap(m_figures.iconName, m_figures.done ? t.accent : t.muted,
                                                   metrics::iconSize, devicePixelRatioF()));
    painter.setFont(fontOf(TextSize::Heading));
    painter.setPen(t.text);
    painter.drawText(
        QRect(inner.x() + metrics::iconSize + metrics::gap, inner.y(), inner.width(), metrics::iconSize),
        Qt::AlignVCenter, m_figures.title);

    int y = inner.y() + metrics::iconSize + 12;
    const QFontMetrics figure(fontOf(TextSize::Figure));
    painter.setFont(fontOf(TextSize::Figure));
    painter.setPen(m_figures.done ? t.text : t.muted);
    painter.drawText(QRect(inner.x(), y, inner.width(), figure.height()), Qt::AlignVCenter, m_figures.figure);
    y += figure.height();
    painter.setFont(fontOf(TextSize::Caption));
    painter.setPen(t.muted);
    const QFontMetrics caption(fontOf(TextSize::Caption));
    painter.drawText(QRect(inner.x(), y, inner.width(), caption.height()), Qt::AlignVCenter, m_figures.unit);
    y += caption.height() + 8;
    painter.drawText(QRect(inner.x(), y, inner.width(), caption.height()), Qt::AlignVCenter,
                     caption.elidedText(m_figures.detail, Qt::ElideRight, inner.width()));
}

StationLine::StationLine(QWidget* parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void StationLine::setFigures(const QList<StationFigures>& figures)
{
    while (m_cards.size() < figures.size()) {
        auto* card = new StationCard(this);
        connect(card, &StationCard::clicked, this,
                [this, card] { Q_EMIT activated(card->figures().station); });
        m_cards << card;
        card->show();
    }
    for (int i = 0; i < figures.size(); ++i)
        m_cards[i]->setFigures(figures[i]);
    place();
    updateGeometry();
}

int StationLine::columnsAt(int width) const
{
    const auto count = static_cast<int>(m_cards.size());
    const int fit = std::max(1, (width + arrowGap) / (cardMinimum + arrowGap));
    if (fit >= count)
        return std::max(1, count);
    return fit >= 3 ? 3 : fit;
}

int StationLine::heightForWidth(int width) const
{
    if (m_cards.isEmpty())
        return 0;
    const int columns = columnsAt(width);
    const int rows = (static_cast<int>(m_cards.size()) + columns - 1) / columns;
    return rows * m_cards.first()->minimumSizeHint().height() + (rows - 1) * arrowGap;
}

QSize StationLine::sizeHint() const
{
    constexpr int usualWidth = 1120;
    return {usualWidth, heightForWidth(usualWidth)};
}

void StationLine::place()
{
    if (m_cards.isEmpty())
        return;
    const int columns = columnsAt(width());
    const auto left = [this, columns](int column) { return column * (width() + arrowGap) / columns; };
    const int cardHeight = m_cards.first()->minimumSizeHint().height();
    for (int i = 0; i < m_cards.size(); ++i)
        m_cards[i]->setGeometry(left(i % columns), (i / columns) * (cardHeight + arrowGap),
                                left(i % columns + 1) - left(i % columns) - arrowGap, cardHeight);
}

void StationLine::resizeEvent(QResizeEvent*)
{
    place();
}

void StationLine::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Tokens& t = tokensOf(palette());
    constexpr int size = 14;
    const QPixmap arrow = iconPixmap(QStringLiteral("arrow-right"), t.muted, size, devicePixelRatioF());
    const int columns = columnsAt(width());
    for (int i = 0; i + 1 < m_cards.size(); ++i) {
        if ((i + 1) % columns == 0)
            continue;
        const QRect card = m_cards[i]->geometry();
        painter.drawPixmap(card.right() + (arrowGap - size) / 2 + 1, card.center().y() - size / 2, arrow);
    }
}

} // namespace antiphon
