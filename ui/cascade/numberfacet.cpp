#include "ui/cascade/numberfacet.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QHelpEvent>
#include <QLineEdit>
#include <QPainter>
#include <QToolTip>

#include <cmath>

namespace antiphon {

// Bars of equal steps; the tooltip names the one under the pointer.
class SpreadChart : public QWidget
{
public:
    explicit SpreadChart(QWidget* parent) : QWidget(parent) { setFixedHeight(30); }
    void setSpread(const NumberSpread& spread)
    {
        m_spread = spread;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const Tokens& t = tokensOf(palette());
        painter.fillRect(QRect(0, height() - 1, width(), 1), t.hairline);
        if (m_spread.counts.empty())
            return;
        const double most = std::max(1u, *std::max_element(m_spread.counts.begin(), m_spread.counts.end()));
        for (std::size_t i = 0; i < m_spread.counts.size(); ++i) {
            const double bar =
                m_spread.counts[i] == 0 ? 0 : std::max(1.0, m_spread.counts[i] / most * (height() - 2));
            painter.fillRect(QRectF(left(i), height() - 1 - bar, left(i + 1) - left(i) - 1, bar), t.accent);
        }
    }
    bool event(QEvent* event) override
    {
        if (event->type() != QEvent::ToolTip || m_spread.counts.empty())
            return QWidget::event(event);
        auto* help = static_cast<QHelpEvent*>(event);
        const auto steps = static_cast<int>(m_spread.counts.size());
        const int step = std::clamp(help->x() * steps / std::max(width(), 1), 0, steps - 1);
        const double wide = (m_spread.greatest - m_spread.least) / steps;
        const double from = m_spread.least + step * wide;
        QToolTip::showText(help->globalPos(),
                           tr("%1 to %2: %3 tracks")
                               .arg(QString::number(from, 'g', 5), QString::number(from + wide, 'g', 5),
                                    countText(m_spread.counts[static_cast<std::size_t>(step)])),
                           this);
        return true;
    }

private:
    double left(std::size_t step) const
    {
        return std::round(static_cast<double>(width()) * static_cast<double>(step) /
                          static_cast<double>(m_spread.counts.size()));
    }
    NumberSpread m_spread;
};

NumberFacet::NumberFacet(const QString& type, QWidget* parent)
    : QWidget(parent),
      m_type(type),
      m_chart(new SpreadChart(this)),
      m_from(new QLineEdit(this)),
      m_to(new QLineEdit(this))
{
    m_chart->setAccessibleName(tr("How %1 lies among the tracks in sight").arg(type));
    m_from->setAccessibleName(tr("%1 from").arg(type));
    m_to->setAccessibleName(tr("%1 to").arg(type));
    for (QLineEdit* field : {m_from, m_to}) {
        field->setTextMargins(4, 0, 4, 0);
        field->setToolTip(tr("Enter keeps only the tracks within the range; empty fields take it away"));
        connect(field, &QLineEdit::returnPressed, this, &NumberFacet::tell);
    }
    auto* fields = new QHBoxLayout;
    fields->setSpacing(metrics::gap);
    fields->addWidget(m_from, 1);
    fields->addWidget(new TextLabel(tr("to"), TextSize::Caption, Tone::Muted, this));
    fields->addWidget(m_to, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 0, 8, 0);
    column->setSpacing(4);
    column->addWidget(
        new TextLabel(type.left(1).toUpper() + type.mid(1), TextSize::Caption, Tone::Muted, this));
    column->addWidget(m_chart);
    column->addLayout(fields);
}

void NumberFacet::setSpread(const NumberSpread& spread)
{
    m_chart->setSpread(spread);
    m_from->setPlaceholderText(QString::number(spread.least));
    m_to->setPlaceholderText(QString::number(spread.greatest));
}

void NumberFacet::setRange(const QString& range)
{
    const qsizetype dash = range.indexOf(QLatin1Char('-'));
    m_from->setText(dash < 0 ? range : range.left(dash));
    m_to->setText(dash < 0 ? range : range.mid(dash + 1));
}

void NumberFacet::tell()
{
    const QString from = m_from->text().trimmed();
    const QString to = m_to->text().trimmed();
    if (from.isEmpty() && to.isEmpty())
        Q_EMIT rangeChosen({});
    else if (const QString range = from + QLatin1Char('-') + to; numberRange(range))
        Q_EMIT rangeChosen(range);
}

} // namespace antiphon
