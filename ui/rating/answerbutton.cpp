#include "ui/rating/answerbutton.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"

#include <QKeyEvent>
#include <QPainter>

namespace antiphon {

namespace {

constexpr int paddingY = 6;
constexpr int gapBetween = 6; // number and word side by side

QFont numberFont(ButtonShape shape)
{
    return fontOf(shape == ButtonShape::Tall ? TextSize::Title : TextSize::Heading);
}

QFont wordFont(bool checked)
{
    QFont font = fontOf(TextSize::Caption);
    if (checked)
        font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

AnswerButton::AnswerButton(int value, const QString& word, QWidget* parent)
    : QRadioButton(parent), m_value(value), m_word(word)
{
    setAutoExclusive(false);
    setFocusPolicy(Qt::TabFocus); // a click leaves the keys with the dialogue
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
}

void AnswerButton::setShape(ButtonShape shape)
{
    if (m_shape == shape)
        return;
    m_shape = shape;
    updateGeometry();
    update();
}

QSize AnswerButton::sizeHint() const
{
    const QFontMetrics number(numberFont(m_shape));
    const QFontMetrics word(wordFont(true));
    const int wordWidth = word.horizontalAdvance(m_word);
    if (m_shape == ButtonShape::Flat)
        return {number.horizontalAdvance(u'0') + gapBetween + wordWidth + 2 * metrics::gap,
                std::max(number.height(), word.height()) + 2 * paddingY};
    return {wordWidth + 2 * metrics::padding, number.height() + word.height() + 2 * paddingY};
}

QSize AnswerButton::minimumSizeHint() const
{
    return {36, sizeHint().height()};
}

void AnswerButton::keyPressEvent(QKeyEvent* event)
{
    const bool presses =
        event->key() == Qt::Key_Space || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!presses || event->modifiers() & ~Qt::KeypadModifier) {
        event->ignore();
        return;
    }
    if (!event->isAutoRepeat())
        click();
}

void AnswerButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokensOf(palette());
    const bool on = isChecked();
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(on ? t.accent : t.hairline);
    painter.setBrush(on                             ? t.accent
                     : isDown()                     ? t.selection
                     : underMouse() || !isEnabled() ? t.fill
                                                    : t.panel);
    painter.drawRoundedRect(frame, metrics::controlRadius, metrics::controlRadius);
    if (hasFocus()) {
        painter.setPen(QPen(on ? t.onAccent : t.accent, 1.6));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(frame.adjusted(2.5, 2.5, -2.5, -2.5), metrics::controlRadius - 2,
                                metrics::controlRadius - 2);
    }
    const bool isLetter = m_key.size() == 1 && m_key.at(0).isLetter();
    const QString number = isLetter ? m_key.toUpper() : QString::number(m_value);
    const QFont numbers = numberFont(m_shape);
    const QFont words = wordFont(on);
    const QFontMetrics numberMetrics(numbers);
    const QFontMetrics wordMetrics(words);
    painter.setPen(on ? t.onAccent : isEnabled() ? t.text : t.muted);
    if (m_word.isEmpty()) {
        painter.setFont(numbers);
        painter.drawText(rect(), Qt::AlignCenter, number);
        return;
    }
    if (m_shape == ButtonShape::Tall) {
        const int top = (height() - numberMetrics.height() - wordMetrics.height()) / 2;
        painter.setFont(numbers);
        painter.drawText(QRect(0, top, width(), numberMetrics.height()), Qt::AlignCenter, number);
        painter.setFont(words);
        painter.drawText(QRect(4, top + numberMetrics.height(), width() - 8, wordMetrics.height()),
                         Qt::AlignCenter, wordMetrics.elidedText(m_word, Qt::ElideRight, width() - 8));
        return;
    }
    const int numberWidth = numberMetrics.horizontalAdvance(number);
    const int wordWidth =
        std::min(wordMetrics.horizontalAdvance(m_word) + 1, width() - numberWidth - gapBetween - 8);
    const int left = (width() - numberWidth - gapBetween - wordWidth) / 2;
    painter.setFont(numbers);
    painter.drawText(QRect(left, 0, numberWidth + 1, height()), Qt::AlignCenter, number);
    painter.setFont(words);
    painter.drawText(QRect(left + numberWidth + gapBetween, 0, wordWidth, height()),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     wordMetrics.elidedText(m_word, Qt::ElideRight, wordWidth));
}

} // namespace antiphon
