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

CriterionRow::CriterionRow(const AskedRow& asked, QWidget* parent)
    : QWidget(parent),
      m_asked(asked),
      m_name(new TextLabel(asked.title, TextSize::Heading, Tone::Normal, this))
{
    auto* question = new ElidedLabel(asked.question, TextSize::Body, Tone::Muted, this);
    auto* title = new QHBoxLayout;
    title->setSpacing(metrics::gap);
    title->addWidget(m_name);
    title->addWidget(question, 1);
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::gap);
    for (int value = 1; value <= asked.words.size(); ++value)
        row->addWidget(makeButton(value), 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(markDistance + markWidth, 0, markDistance + markWidth, 0);
    column->setSpacing(titleGap);
    column->addLayout(title);
    column->addLayout(row);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    const QString tip = asked.tip.isEmpty() ? asked.question : asked.tip;
    m_name->setToolTip(tip);
    question->setToolTip(tip);
    setAccessibleName(asked.title);
    setAccessibleDescription(tip);
    setClosed(asked.closed);
}

AnswerButton* CriterionRow::makeButton(int value)
{
    const QString word = m_asked.words.at(value - 1);
    auto* button = new AnswerButton(value, word, this);
    button->setAccessibleName(word.isEmpty()
                                  ? QStringLiteral("%1: %2").arg(m_asked.title).arg(value)
                                  : QStringLiteral("%1: %2, %3").arg(m_asked.title).arg(value).arg(word));
    const QString key = m_asked.keys.value(value - 1);
    button->setKey(key);
    button->setToolTip(key.isEmpty() ? QString() : tr("Key %1").arg(key.toUpper()));
    button->setAccessibleDescription(m_asked.question);
    connect(button, &AnswerButton::clicked, this, [this, value] { Q_EMIT pressed(value); });
    m_buttons << button;
    return button;
}

void CriterionRow::setClosed(int value)
{
    m_asked.closed = value;
    for (AnswerButton* button : std::as_const(m_buttons))
        button->setEnabled(button->value() != value);
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
