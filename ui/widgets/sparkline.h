// A small curve without axes: how a figure went since it was first told.
#pragma once

#include <QWidget>

#include <vector>

namespace antiphon {

// Keeps the whole course in few points: when they are full, neighbours are put together and each point stands
// for twice as long.
class Sparkline : public QWidget
{
    Q_OBJECT
public:
    explicit Sparkline(QWidget* parent = nullptr);
    // At even distances in time.
    void add(double value);
    void clear();
    const std::vector<double>& points() const { return m_points; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<double> m_points; // each the mean of `m_each` values
    double m_sum = 0;             // of the point that is not yet full
    int m_count = 0;
    int m_each = 1;
};

} // namespace antiphon
