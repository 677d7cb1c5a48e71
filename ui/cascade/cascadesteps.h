// The chips of a cascade with the pool that each leaves, as a funnel.
#pragma once

#include "core/cascade/filter.h"

#include <QAbstractButton>

class QHBoxLayout;
class QPushButton;

namespace antiphon {

// One step: the filter and below it a bar of its pool. Click or Space turns include and exclude round, Delete
// or the cross takes it away. Without a filter it stands for the whole catalogue.
class CascadeStep : public QAbstractButton
{
    Q_OBJECT
public:
    CascadeStep(std::optional<Filter> filter, QWidget* parent);
    // `former`: the pool before this step, which is the whole of the bar.
    void setPool(quint64 pool, quint64 former, quint64 all);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {84, sizeHint().height()}; }

Q_SIGNALS:
    void closeRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    QRect boxRect() const;
    QRect closeRect() const;
    QString poolText() const;
    std::optional<Filter> m_filter;
    quint64 m_pool = 0;
    quint64 m_former = 0;
    quint64 m_all = 0;
};

// The row of steps and the button for one more.
class CascadeSteps : public QWidget
{
    Q_OBJECT
public:
    explicit CascadeSteps(QWidget* parent = nullptr);
    void setState(const FilterState& state);
    void setPools(const std::vector<quint64>& pools); // the whole catalogue, then after each filter
    QPushButton* addButton() const { return m_add; }

Q_SIGNALS:
    void removeRequested(int filter);
    void turnRequested(int filter); // include to exclude and back

private:
    QHBoxLayout* m_row;
    QPushButton* m_add;
    QList<CascadeStep*> m_steps; // the first is the whole catalogue
};

} // namespace antiphon
