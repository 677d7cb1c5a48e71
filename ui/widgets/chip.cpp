#include "ui/widgets/chip.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/dialoguepainter.h"
#include "ui/widgets/flowlayout.h"

#include <QKeyEvent>
#include <QPainter>

namespace antiphon {

namespace {
constexpr int closeSize = 14;
constexpr int paddingX = 9;
} // namespace

Chip::Chip(const DialogueChip& chip, ChipClose close, QWidget* parent)
    : QAbstractButton(parent), m_chip(chip), m_close(close)
{
    setText(chip.text);
    setToolTip(chip.toolTip);
    setAccessibleName(chip.text);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize Chip::sizeHint() const
{
    const QFontMetrics metrics(fontOf(TextSize::Caption));
    const int dot = m_chip.colour >= 0 && m_chip.style == ChipStyle::Solid ? 14 : 0;
    const int close = m_close == ChipClose::Button ? closeSize + 4 : 0;
    return {metrics.horizontalAdvance(m_chip.text) + dot + close + 2 * paddingX + 1, metrics.height() + 6};
}

QRect Chip::closeRect() const
{
    if (m_close == ChipClose::None)
        return {};
    return {width() - closeSize - 5, (height() - closeSize) / 2, closeSize, closeSize};
}

void Chip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(fontOf(TextSize::Caption));
    const Tokens& t = tokensOf(palette());
    paintChip(painter, rect(), m_chip, palette());
    if (m_close == ChipClose::Button)
        painter.drawPixmap(closeRect(),
                           iconPixmap(QStringLiteral("close"), t.muted, closeSize, devicePixelRatioF()));
    if (hasFocus()) {
        painter.setPen(QPen(t.accent, 1.6));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.8, 0.8, -0.8, -0.8), height() / 2.0,
                                height() / 2.0);
    }
}

void Chip::keyPressEvent(QKeyEvent* event)
{
    if (m_close == ChipClose::Button &&
        (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)) {
        Q_EMIT closeRequested();
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

void Chip::mouseReleaseEvent(QMouseEvent* event)
{
    if (closeRect().adjusted(-4, -4, 5, 4).contains(event->position().toPoint())) {
        setDown(false);
        Q_EMIT closeRequested();
        return;
    }
    QAbstractButton::mouseReleaseEvent(event);
}

ChipBar::ChipBar(QWidget* parent) : QWidget(parent)
{
    new FlowLayout(this, 6);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ChipBar::setChips(const QList<DialogueChip>& chips, ChipClose close)
{
    while (QLayoutItem* item = layout()->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (int i = 0; i < chips.size(); ++i) {
        auto* chip = new Chip(chips[i], close, this);
        connect(chip, &Chip::clicked, this, [this, i] { Q_EMIT clicked(i); });
        connect(chip, &Chip::closeRequested, this, [this, i] { Q_EMIT closeRequested(i); });
        layout()->addWidget(chip);
        chip->show();
    }
    updateGeometry();
}

} // namespace antiphon
