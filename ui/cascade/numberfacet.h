// A type of numbers: how it lies among the tracks in sight, and a range to keep.
#pragma once

#include "core/cascade/trackanswer.h"

#include <QWidget>

class QLineEdit;

namespace antiphon {

class SpreadChart;
class SectionHeader;

// Two fields under a small chart; Enter in one of them tells the range as filters write it ("1990-1999"),
// empty fields the end of it.
class NumberFacet : public QWidget
{
    Q_OBJECT
public:
    NumberFacet(const QString& type, QWidget* parent);
    const QString& type() const { return m_type; }
    void setSpread(const NumberSpread& spread);
    void setRange(const QString& range); // empty: none
    QLineEdit* from() const { return m_from; }
    QLineEdit* to() const { return m_to; }

Q_SIGNALS:
    void rangeChosen(const QString& range);

private:
    void tell();
    QString m_type;
    SpreadChart* m_chart;
    QLineEdit* m_from;
    QLineEdit* m_to;
};

} // namespace antiphon
