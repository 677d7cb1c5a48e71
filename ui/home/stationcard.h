// One station as a card, and the line of cards joined by arrows.
#pragma once

#include "ui/home/stationfigures.h"

#include <QAbstractButton>

namespace antiphon {

class StationCard : public QAbstractButton
{
    Q_OBJECT
public:
    explicit StationCard(QWidget* parent = nullptr);
    void setFigures(const StationFigures& figures);
    const StationFigures& figures() const { return m_figures; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    StationFigures m_figures;
};

// Cards in reading order; breaks into rows of equal cards where the width lacks.
class StationLine : public QWidget
{
    Q_OBJECT
public:
    explicit StationLine(QWidget* parent = nullptr);
    void setFigures(const QList<StationFigures>& figures);
    const QList<StationCard*>& cards() const { return m_cards; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

Q_SIGNALS:
    void activated(const QString& station);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    int columnsAt(int width) const;
    void place();
    QList<StationCard*> m_cards;
};

} // namespace antiphon
