// A number as a slider with its figure beside it.
#pragma once

#include <QWidget>

class QDoubleSpinBox;
class QSlider;

namespace antiphon {

// From 0 to 1, shown in percent.
class ChanceSlider : public QWidget
{
    Q_OBJECT
public:
    ChanceSlider(const QString& name, const QString& explanation, QWidget* parent);
    double chance() const;
    void setChance(double chance); // without a signal
    QSlider* slider() const { return m_slider; }

Q_SIGNALS:
    void edited(double chance);

private:
    QSlider* m_slider;
    QDoubleSpinBox* m_figure;
};

} // namespace antiphon
