#include "ui/cascade/recipe/chanceslider.h"

#include "ui/theme/metrics.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSlider>

#include <cmath>

namespace antiphon {

namespace {

constexpr int stepsOfAPercent = 10;

} // namespace

ChanceSlider::ChanceSlider(const QString& name, const QString& explanation, QWidget* parent)
    : QWidget(parent), m_slider(new QSlider(Qt::Horizontal, this)), m_figure(new QDoubleSpinBox(this))
{
    m_slider->setRange(0, 100 * stepsOfAPercent);
    m_slider->setSingleStep(stepsOfAPercent);
    m_slider->setPageStep(10 * stepsOfAPercent);
    m_slider->setAccessibleName(name);
    m_figure->setRange(0, 100);
    m_figure->setDecimals(1);
    m_figure->setSuffix(tr(" %"));
    m_figure->setAccessibleName(tr("%1, in percent").arg(name));
    m_figure->setFixedWidth(96);
    setToolTip(explanation);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(metrics::gap);
    row->addWidget(m_slider, 1);
    row->addWidget(m_figure);
    setFocusProxy(m_slider);
    connect(m_slider, &QSlider::valueChanged, this, [this](int value) {
        const QSignalBlocker quiet(m_figure);
        m_figure->setValue(value / double(stepsOfAPercent));
        Q_EMIT edited(chance());
    });
    connect(m_figure, &QDoubleSpinBox::valueChanged, this, [this](double percent) {
        const QSignalBlocker quiet(m_slider);
        m_slider->setValue(static_cast<int>(std::lround(percent * stepsOfAPercent)));
        Q_EMIT edited(chance());
    });
}

double ChanceSlider::chance() const
{
    return std::round(m_figure->value() * stepsOfAPercent) / (100.0 * stepsOfAPercent);
}

void ChanceSlider::setChance(double chance)
{
    if (std::abs(chance - this->chance()) < 1e-9)
        return;
    const QSignalBlocker quietSlider(m_slider);
    const QSignalBlocker quietFigure(m_figure);
    m_slider->setValue(static_cast<int>(std::lround(chance * 100 * stepsOfAPercent)));
    m_figure->setValue(chance * 100);
}

} // namespace antiphon
