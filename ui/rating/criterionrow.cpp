#include "ui/rating/criterionrow.h"

#include "ui/theme/metrics.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace antiphon {

namespace {
constexpr int markWidth = 3;
constexpr int markDistance = 10; // of the mark of the current row, to the left of it
constexpr int titleGap = 6;
} // namespace

CriterionRow::CriterionRow(const Criterion& criterion, int points, QWidget* parent)
    : QWidget(parent), m_name(new TextLabel(criterion.name, TextSize::Heading, Tone::Normal, this))
{
    auto* question = new ElidedLabel(criterion.question, TextSize::Body, Tone::Muted, this);
    auto* title = new QHBoxLayout;
    title->setSpacing(metrics::gap);
    title->addWidget(m_name);
    title->addWidget(question, 1);
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::gap);
    const QString tip = criterion.definition.isEmpty() ? criterion.question : criterion.definition;
    for (int value = 1; value <= points; ++value) {
        const QString word = criterion.anchors.value(value - 1);
        auto* button = new AnswerButton(value, word, this);
        button->setAccessibleName(
            word.isEmpty() ? QStringLiteral("%1: %2").arg(criterion.name).arg(value)
                           : QStringLiteral("%1: %2, %3").arg(criterion.name).arg(value).arg(word));
        button->setAccessibleDescription(criterion.question);
        connect(button, &AnswerButton::clicked, this, [this, value] { Q_EMIT pressed(value); });
        row->addWidget(button, 1);
        m_buttons << button;
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(markDistance + markWidth, 0, markDistance + markWidth, 0);
    column->setSpacing(titleGap);
    column->addLayout(title);
    column->addLayout(row);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_name->setToolTip(tip);
    question->setToolTip(tip);
    setAccessibleName(criterion.name);
    setAccessibleDescription(tip);
}

void CriterionRow::setValue(int value)
{
    m_value = value;
    for (AnswerButton* button : std::as_const(m_buttons))
        button->setChecked(button->value() == value);
}

void CriterionRow::setCurrent(bool current)
{
    if (m_current == current)
        return;
    m_current = current;
    m_name->setTone(current ? Tone::Accent : Tone::Normal);
    update();
}

void CriterionRow::setShape(ButtonShape shape)
{
    for (AnswerButton* button : std::as_const(m_buttons))
        button->setShape(shape);
}

int CriterionRow::heightIn(ButtonShape shape) const
{
    const QFontMetrics title(fontOf(TextSize::Heading));
    const QFontMetrics number(fontOf(shape == ButtonShape::Tall ? TextSize::Title : TextSize::Heading));
    const QFontMetrics word(fontOf(TextSize::Caption));
    const int button = shape == ButtonShape::Tall ? number.height() + word.height() : number.height();
    return title.height() + titleGap + button + 12;
}

void CriterionRow::paintEvent(QPaintEvent*)
{
    if (!m_current)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokensOf(palette()).accent);
    painter.drawRoundedRect(QRectF(0, 1, markWidth, height() - 2), markWidth / 2.0, markWidth / 2.0);
}

} // namespace antiphon
