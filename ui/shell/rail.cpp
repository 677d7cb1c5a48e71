#include "ui/shell/rail.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"

#include <QPainter>
#include <QVBoxLayout>

namespace antiphon {

namespace {
constexpr int buttonWidth = 52;
constexpr int buttonHeight = 56;
constexpr int wordGap = 5;

QFont wordFont(bool current)
{
    QFont font = fontOf(TextSize::Caption);
    font.setPointSizeF(font.pointSizeF() * 0.92);
    font.setWeight(current ? QFont::DemiBold : QFont::Normal);
    return font;
}
} // namespace

RailButton::RailButton(const QString& iconName, const QString& title, QWidget* parent)
    : QAbstractButton(parent), m_iconName(iconName)
{
    setText(title);
    setAccessibleName(title);
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize RailButton::sizeHint() const
{
    const QFontMetrics metrics(wordFont(true));
    return {std::max(buttonWidth, metrics.horizontalAdvance(text()) + 4),
            std::max(buttonHeight, metrics::iconSize + metrics.height() + wordGap + 14)};
}

void RailButton::changeEvent(QEvent* event)
{
    QAbstractButton::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

void RailButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokensOf(palette());
    if (isChecked() || (underMouse() && isEnabled())) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isChecked() ? t.selection : t.fill);
        painter.drawRoundedRect(rect(), 8, 8);
    }
    if (hasFocus()) {
        painter.setPen(QPen(t.accent, 1.6));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.8, 0.8, -0.8, -0.8), 8, 8);
    }
    painter.setOpacity(isEnabled() ? 1 : 0.45);
    const QFont font = wordFont(isChecked());
    const int wordHeight = QFontMetrics(font).height();
    const int top = (height() - metrics::iconSize - wordGap - wordHeight) / 2;
    painter.drawPixmap(
        (width() - metrics::iconSize) / 2, top,
        iconPixmap(m_iconName, isChecked() ? t.accent : t.muted, metrics::iconSize, devicePixelRatioF()));
    painter.setFont(font);
    painter.setPen(isChecked() ? t.text : t.muted);
    painter.drawText(QRect(0, top + metrics::iconSize + wordGap, width(), wordHeight), Qt::AlignCenter,
                     text());
}

Rail::Rail(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this))
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    setAccessibleName(tr("Stations"));
    m_column->setContentsMargins(6, 12, 6, 12);
    m_column->setSpacing(2);
    m_column->addStretch(1);
}

QSize Rail::sizeHint() const
{
    return QWidget::sizeHint().expandedTo({metrics::railWidth, 0});
}

void Rail::addStation(const QString& id, const QString& title, const QString& iconName)
{
    auto* button = new RailButton(iconName, title, this);
    const int number = count() + 1;
    button->setToolTip(number <= 9 ? tr("%1 (Alt+%2)").arg(title).arg(number) : title);
    m_column->insertWidget(count(), button, 0, Qt::AlignHCenter);
    m_buttons << std::pair(id, button);
    connect(button, &RailButton::clicked, this, [this, id] { Q_EMIT activated(id); });
}

void Rail::setCurrent(const QString& id)
{
    for (const auto& [stationId, button] : m_buttons)
        button->setChecked(stationId == id);
}

void Rail::setStationsEnabled(bool enabled, const QString& exceptId)
{
    for (const auto& [id, button] : m_buttons)
        button->setEnabled(enabled || id == exceptId);
}

void Rail::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Tokens& t = tokensOf(palette());
    painter.fillRect(rect(), t.panel);
    painter.fillRect(QRect(width() - 1, 0, 1, height()), t.hairline);
}

} // namespace antiphon
