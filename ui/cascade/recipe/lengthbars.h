// Weights of lengths as bars: to be dragged, or moved by the keys; beside them, where given, what was drawn.
#pragma once

#include "core/cascade/recipe.h"

#include <QWidget>

#include <map>

namespace antiphon {

// Keys: Left and Right choose a bar, Up and Down change its weight (with Shift ten times as far), Delete sets
// it to nil.
class LengthBars : public QWidget
{
    Q_OBJECT
public:
    explicit LengthBars(QWidget* parent = nullptr);

    void setWeights(const QList<WeightedName>& weights);
    void setDrawn(const std::map<int, qint64>& plans); // of so many turns; painted as lines over the bars
    void setReadOnly(bool readOnly);
    double weightOf(int turns) const { return m_weights.contains(turns) ? m_weights.at(turns) : 0; }
    int current() const { return m_current; }
    double meanTurns() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void edited(const QList<WeightedName>& weights);
    void currentChanged(int turns);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    QRectF plot() const;
    QRectF barOf(int turns, double share) const;
    int turnsAt(double x) const;
    void drag(const QPointF& place);
    void setWeight(int turns, double weight);
    void choose(int turns);
    double sum() const;
    std::map<int, double> m_weights; // positive ones
    std::map<int, qint64> m_drawn;
    double m_top = 1; // weight at the upper end; does not move while one drags
    int m_first = 4;
    int m_last = 28;
    int m_current = 10;
    bool m_isReadOnly = false;
};

} // namespace antiphon
