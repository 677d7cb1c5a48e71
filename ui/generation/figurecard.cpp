#include "ui/generation/figurecard.h"

#include "ui/theme/metrics.h"

#include <QVBoxLayout>

namespace antiphon {

FigureCard::FigureCard(const QString& title, QWidget* parent)
    : Card(parent),
      m_title(title),
      m_value(new TextLabel({}, TextSize::Title, Tone::Normal, this)),
      m_detail(new ElidedLabel({}, TextSize::Caption, Tone::Muted, this)),
      m_course(new Sparkline(this))
{
    column()->setSpacing(metrics::unit);
    column()->addWidget(new TextLabel(title, TextSize::Body, Tone::Muted, this));
    column()->addWidget(m_value);
    column()->addWidget(m_detail);
    column()->addSpacing(metrics::unit);
    column()->addWidget(m_course);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void FigureCard::show(const QString& value, const QString& detail)
{
    m_value->setText(value);
    m_detail->setText(detail);
    setAccessibleName(QStringLiteral("%1: %2, %3").arg(m_title, value, detail));
}

} // namespace antiphon
